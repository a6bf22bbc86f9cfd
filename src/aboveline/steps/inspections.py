"""Reading an inspection folder as far as its judgements coded, with every problem of every room at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aboveline.assessments.code import Coded, coded
from aboveline.assessments.form import blank_fact_problems
from aboveline.assessments.tables import ASSESSMENTS, JUDGEMENTS, standing_problems
from aboveline.cases.table import IDENTITIES, case_table, cohort_problems
from aboveline.evidence.tables import (
    EVIDENCE,
    GRADES,
    PERFORMANCE,
    RECOMMENDATIONS,
    SURVEYS,
    evidence_problems,
    grade_problems,
    recommendation_problems,
)
from aboveline.files.folder import folder_tables, snapshot_hash
from aboveline.files.settings import FILE, Settings, settings
from aboveline.frameworks.model import Framework
from aboveline.problems import Faulty, Problem, near_miss
from aboveline.published.figures import CONTRADICTIONS, PRINTED
from aboveline.scoring.discretions import DISCRETIONS, discretion_problems, discretions
from aboveline.scoring.roll_up import Opinion
from aboveline.steps.editions import edition, edition_folders
from aboveline.tables import Table, TableSpec


@dataclass(frozen=True)
class Inspection:
    """An inspection folder read: settings, edition, tables, judgements coded, what people judged beside the cases."""

    settings: Settings
    framework: Framework
    tables: Mapping[str, Table]
    coded: Coded
    snapshot: str

    def opinion(self) -> Opinion:
        """Strengths of evidence, ratings given and discretions."""
        evidence, grades = self.tables["evidence"].columns, self.tables["grades"].columns
        return Opinion(
            dict(zip(evidence["item"], evidence["rating"], strict=True)),
            dict(zip(grades["part"], grades["rating"], strict=True)),
            discretions(self.tables["discretions"]),
        )


def inspection(folder: Path) -> Inspection:
    """The inspection in that folder, free of problems; `Faulty` with all of them where it has any."""
    found, problems = inspection_and_problems(folder)
    if found is None or problems:
        raise Faulty(problems)
    return found


def inspection_and_problems(folder: Path) -> tuple[Inspection | None, list[Problem]]:
    """The inspection as far as it can be read (None where that is not far enough to score), and every problem."""
    if not folder.is_dir():
        do = "Give the folder of an inspection, or make one with `aboveline new`."
        return None, [Problem("file-missing", str(folder), None, "There is no such folder.", do)]
    said, problems = settings(folder)
    if said is None:
        return None, problems
    framework, found = _pinned(folder, said)
    problems += found
    if framework is None:
        return None, problems
    tables, found = folder_tables(folder, inspection_tables(framework))
    problems += found + _scope_problems(framework, said)
    if found:
        return None, problems
    problems += _room_problems(framework, said, tables)
    if problems:
        return None, problems + _judgement_problems(framework, said, tables, problems)
    judged, problems = coded(framework, tables["cases"], tables["assessments"], tables["judgements"], said.scope())
    return Inspection(said, framework, tables, judged, snapshot_hash(folder)), problems


def identity_problems(folder: Path, cases: Table) -> list[Problem]:
    """Problems with identities.csv, which only a check opens: bad fields, and people who are none of the cases."""
    tables, problems = folder_tables(folder, [IDENTITIES])
    identities = tables[IDENTITIES.name]
    known = set(cases.columns["case"])
    for case, line in zip(identities.columns["case"], identities.lines, strict=True):
        if case and case not in known:
            do = near_miss(case, known) or "Remove the row, or add the case."
            what = f"The case {case!r} is not in cases.csv."
            problems.append(Problem("row-orphan", identities.file, line, what, do))
    return problems


def inspection_tables(framework: Framework) -> tuple[TableSpec, ...]:
    """The tables of an inspection folder under an edition, each declared by its room."""
    return (
        case_table(framework),
        ASSESSMENTS,
        JUDGEMENTS,
        EVIDENCE,
        GRADES,
        DISCRETIONS,
        SURVEYS,
        PERFORMANCE,
        RECOMMENDATIONS,
        PRINTED,
        CONTRADICTIONS,
    )


def _pinned(folder: Path, said: Settings) -> tuple[Framework | None, list[Problem]]:
    own = folder / "framework"
    name = str(own) if (own / "framework.yaml").exists() else said.framework
    if name == said.framework and name not in edition_folders():
        do = near_miss(name, edition_folders()) or "See `aboveline frameworks list`."
        what = f"The framework {name!r} is not installed."
        return None, [Problem("framework-unknown", FILE, said.framework_line, what, do)]
    try:
        found = edition(name)
    except Faulty as faulty:
        return None, list(faulty.problems)
    if found.hash == said.framework_hash:
        return found, []
    what = f"The inspection was made under another content of {said.framework} than the one installed."
    do = f"Install that edition again; or, if the change is meant, write hash: {found.hash}"
    return found, [Problem("framework-hash", FILE, said.framework_line, what, do)]


def _scope_problems(framework: Framework, said: Settings) -> list[Problem]:
    criteria = [part.id for part in framework.parts() if part.level == "criterion"]
    problems = []
    for cohort in said.cohorts:
        for name in sorted(cohort.criteria or ()):
            if name not in criteria:
                what = f"The cohort {cohort.id} has the criterion {name!r} in scope, which {framework.id} lacks."
                do = near_miss(name, criteria) or "Correct it."
                problems.append(Problem("setting-unknown", FILE, cohort.line, what, do))
    return problems


def _room_problems(framework: Framework, said: Settings, tables: Mapping[str, Table]) -> list[Problem]:
    cases = tables["cases"]
    empty = []
    if not len(cases):
        what = "The inspection has no cases, so there is nothing to score."
        empty = [Problem("sample-empty", cases.file, None, what, "Add the cases of the sample, one row each.")]
    return [
        *empty,
        *cohort_problems(cases, [cohort.id for cohort in said.cohorts]),
        *blank_fact_problems(framework, cases),
        *standing_problems(tables["assessments"], cases),
        *evidence_problems(framework, tables["evidence"]),
        *grade_problems(framework, tables["grades"]),
        *discretion_problems(framework, tables["discretions"]),
        *recommendation_problems(framework, tables["recommendations"]),
    ]


def _judgement_problems(
    framework: Framework, said: Settings, tables: Mapping[str, Table], problems: list[Problem]
) -> list[Problem]:
    """Problems of the judgements beside those of other tables, as far as readings can be placed at all."""
    if any(problem.code == "row-orphan" and problem.file == tables["assessments"].file for problem in problems):
        return []
    return coded(framework, tables["cases"], tables["assessments"], tables["judgements"], said.scope())[1]
