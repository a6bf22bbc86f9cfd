"""Reading an inspection folder as far as its judgements coded, with every problem of every room at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress
from pathlib import Path

from aboveline.assessments.code import Coded, coded
from aboveline.assessments.form import blank_fact_problems
from aboveline.assessments.moderation import MODERATION, moderation_problems
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
from aboveline.files.folder import folder_problems, folder_tables, snapshot_hash
from aboveline.files.settings import FILE, Settings, settings
from aboveline.frameworks.model import Framework
from aboveline.problems import Faulty, Problem, near_miss
from aboveline.published.figures import CONTRADICTIONS, PRINTED
from aboveline.scoring.discretions import DISCRETIONS, discretion_problems, discretions
from aboveline.scoring.roll_up import Opinion
from aboveline.steps.conclusions import conclusions
from aboveline.steps.editions import edition, edition_folders
from aboveline.tables import Table, TableSpec, empty_table


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
    if found is None:
        raise Faulty(problems)
    return found


def inspection_and_problems(folder: Path, whole: bool = False) -> tuple[Inspection | None, list[Problem]]:
    """The inspection (None where it has any problem) and every problem, in the order of its files.

    whole: also of what no score reads: identities.csv, which nothing else opens, and conclusions.csv.
    """
    if problems := folder_problems(folder):
        return None, problems
    said, problems = settings(folder)
    if said is None:
        return None, problems
    framework, found = _pinned(folder, said)
    problems += found
    if framework is None:
        return None, problems
    specs = inspection_tables(framework)
    tables, found = folder_tables(folder, specs)
    problems += _scope_problems(framework, said) + found
    broken = {Path(problem.file).stem for problem in found if problem.code in UNREADABLE}
    if "cases" not in broken and not len(tables["cases"]):
        what = "The inspection has no cases, so there is nothing to score."
        do = "Add the cases of the sample, one row each."
        problems.append(Problem("sample-empty", tables["cases"].file, None, what, do))
        broken.add("cases")
    tables |= {name: empty_table(tables[name].spec, tables[name].file) for name in broken}
    problems += _room_problems(framework, said, tables, broken)
    if whole:
        problems += [] if "cases" in broken else identity_problems(folder, tables["cases"])
        problems += conclusions(folder, framework, said)[1]
    if problems:
        problems += _judgement_problems(framework, said, tables, broken, problems)
        return None, _told_once(problems, tables)
    cases, assessments, judgements = (tables[name] for name in ("cases", "assessments", "judgements"))
    judged, problems = coded(framework, cases, assessments, judgements, said.scope(), said.theme)
    if problems:
        return None, problems
    return Inspection(said, framework, tables, judged, snapshot_hash(folder, ["inspection", *tables])), []


UNREADABLE = (
    "file-missing", "file-unreadable", "encoding", "table-twice",
    "column-missing", "column-unknown", "column-repeated", "row-length",
)  # fmt: skip
"""Problems after which a table is left out of the checks between tables: they would only tell of its absence."""


def identity_problems(folder: Path, cases: Table) -> list[Problem]:
    """Problems with identities.csv, which only a check opens: bad fields, and people who are none of the cases."""
    tables, problems = folder_tables(folder, [IDENTITIES])
    identities = tables[IDENTITIES.name]
    known = set(cases.columns["case"])
    for case, line in zip(identities.columns["case"], identities.lines, strict=True):
        if case and case not in known:
            do = near_miss(case, cases.columns["case"]) or "Remove the row, or add the case."
            what = f"The case {case!r} is not in cases.csv."
            problems.append(Problem("row-orphan", identities.file, line, what, do))
    return problems


def inspection_tables(framework: Framework) -> tuple[TableSpec, ...]:
    """The tables of an inspection folder under an edition, each declared by its room."""
    return (
        case_table(framework),
        ASSESSMENTS,
        JUDGEMENTS,
        MODERATION,
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
    if not said.framework:
        return None, []
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
    if not said.framework_hash:
        what = f"The inspection does not pin the content of {said.framework} under which it is made."
        do = f"Add this line under `framework:`  hash: {found.hash}"
        return found, [Problem("setting-missing", FILE, said.framework_line, what, do)]
    what = f"The inspection was made under another content of {said.framework} than the one installed."
    do = f"Install that edition again; or, if the change is meant, write hash: {found.hash}"
    return found, [Problem("framework-hash", FILE, said.hash_line, what, do)]


def _scope_problems(framework: Framework, said: Settings) -> list[Problem]:
    criteria = [part.id for part in framework.parts() if part.level == "criterion"]
    problems = []
    for cohort in said.cohorts:
        for name in sorted(cohort.criteria or ()):
            if name not in criteria:
                what = f"The cohort {cohort.id} has the criterion {name!r} in scope, which {framework.id} lacks."
                do = near_miss(name, criteria) or "Correct it."
                problems.append(Problem("setting-unknown", FILE, cohort.line, what, do))
    if said.theme and said.theme not in framework.themes:
        do = near_miss(said.theme, framework.themes) or "Remove it: the edition has no themes."
        what = f"{framework.id} has no theme {said.theme!r}."
        problems.append(Problem("setting-unknown", FILE, said.theme_line, what, do))
    return problems


def _room_problems(
    framework: Framework, said: Settings, tables: Mapping[str, Table], broken: set[str]
) -> list[Problem]:
    return [
        *([] if "cases" in broken else _case_problems(framework, said, tables["cases"])),
        *([] if broken & {"cases", "assessments"} else standing_problems(tables["assessments"], tables["cases"])),
        *([] if "assessments" in broken else moderation_problems(tables["assessments"], tables["moderation"])),
        *evidence_problems(framework, tables["evidence"]),
        *grade_problems(framework, tables["grades"]),
        *discretion_problems(framework, tables["discretions"]),
        *recommendation_problems(framework, tables["recommendations"]),
    ]


def _case_problems(framework: Framework, said: Settings, cases: Table) -> list[Problem]:
    cohorts = [cohort.id for cohort in said.cohorts]
    return cohort_problems(cases, cohorts) + blank_fact_problems(framework, cases, said.theme)


def _judgement_problems(
    framework: Framework, said: Settings, tables: Mapping[str, Table], broken: set[str], problems: list[Problem]
) -> list[Problem]:
    """Problems of the judgements beside those of other tables, of readings whose case is known.

    Which questions are asked of a case is open as long as its own row is faulty, and so is not told.
    """
    cases, assessments, judgements = (tables[name] for name in ("cases", "assessments", "judgements"))
    if broken & {"cases", "assessments", "judgements"}:
        return []
    known = set(cases.columns["case"])
    placed = [case in known for case in assessments.columns["case"]]
    readings = dict(zip(assessments.columns["assessment"], assessments.columns["case"], strict=True))
    lost = {reading for reading, case in readings.items() if case not in known}
    kept = [reading not in lost for reading in judgements.columns["assessment"]]
    rows = (cases, _picked(assessments, placed), _picked(judgements, kept))
    _, found = coded(framework, *rows, said.scope(), said.theme)
    faulty = {problem.line for problem in problems if problem.file == cases.file}
    doubtful = {case for case, line in zip(cases.columns["case"], cases.lines, strict=True) if line in faulty}
    unsure = {
        line
        for reading, line in zip(judgements.columns["assessment"], judgements.lines, strict=True)
        if readings.get(reading) in doubtful
    }
    return [problem for problem in found if problem.code != "judgement-not-asked" or problem.line not in unsure]


def _picked(table: Table, rows: list[bool]) -> Table:
    columns = {name: tuple(compress(column, rows)) for name, column in table.columns.items()}
    return Table(table.spec, table.file, columns, tuple(compress(table.lines, rows)))


def _told_once(problems: list[Problem], tables: Mapping[str, Table]) -> list[Problem]:
    """The problems in the order of the folder's files; a blank reference is told as blank, not as unknown too."""
    blank = {(problem.file, problem.line) for problem in problems if problem.code == "cell-missing"}
    kept = [p for p in problems if p.code != "row-orphan" or (p.file, p.line) not in blank]
    files = [FILE, *(table.file for table in tables.values())]
    return sorted(kept, key=lambda p: (files.index(p.file) if p.file in files else len(files), p.line or 0))
