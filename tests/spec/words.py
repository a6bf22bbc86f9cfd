"""The few words in which the specifications are written.

    criterion("operator: mean, questions: own, missing: drop", one="yyn", two="y--").score

A criterion is given its questions, each with one letter a case: y above the line, n below it, - not applicable,
. unanswered. A section is given its parts, each with the score (whole percent) or the rating that it comes to, or None
for a part that comes to nothing. Rules stand as an edition would write them, but for source and standing.
"""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from aboveline.assessments.code import Coded, coded
from aboveline.assessments.tables import ASSESSMENTS, JUDGEMENTS
from aboveline.cases.table import case_table
from aboveline.engines import memory
from aboveline.frameworks.model import Framework
from aboveline.frameworks.read import framework
from aboveline.problems import Problem
from aboveline.scoring.check import rule_problems
from aboveline.scoring.discretions import Discretion
from aboveline.scoring.groups import Groups, whole_sample
from aboveline.scoring.plan import plan
from aboveline.scoring.results import QuestionResult, Score, question_results, score_rows
from aboveline.scoring.roll_up import Opinion, rolled_up
from aboveline.scoring.tally import tally
from aboveline.tables import RawTable, Table, TableSpec, checked_table

LETTERS = {"y": "yes", "n": "no", "-": "not-applicable", ".": ""}

HEAD = """\
format: 1
id: spec
title: Spec
own_facts:
  - {id: kind, title: Kind, kind: code, lists: [{codes: [{id: order}, {id: licence}]}]}
  - {id: months, title: Months served, kind: number}
tags:
  summary: {title: Summary question, standing: derived}
  harm: {title: Risk of harm, standing: derived}
scales:
  yes-no: {choices: [{id: "yes", above: "yes"}, {id: "no", above: "no"}]}
  failing: {choices: [{id: "yes", above: "no"}, {id: "no", above: "yes"}]}
  quality: {choices: [{id: excellent, above: "yes"}, {id: sufficient, above: "yes"}, {id: poor, above: "no"}]}
  ticks: {several: "yes", choices: [{id: alcohol}, {id: drugs}, {id: debt}]}
  plain: {choices: [{id: "yes"}, {id: "no"}]}
rating_scales:
  verdict: [Poor, Fair, Good, Excellent]
  strength: [weak, satisfactory, good, strong]
"""

OWN_MEAN = "operator: mean, questions: own, missing: drop"
GIVEN = "operator: given, scale: verdict, missing: absent"


class Found(NamedTuple):
    """Everything that a sample came to: scores by (id, group), questions by (id, group), and what was wrong with it."""

    scores: dict[tuple[str, str], Score]
    questions: dict[tuple[str, str], QuestionResult]
    problems: list[Problem]

    def __getitem__(self, name: str) -> Score:
        """The score of that id in the whole sample, or in a group (`id @ group`)."""
        part, _, group = name.partition(" @ ")
        return self.scores[part, group or "all"]


def edition(tree: str, rules: Mapping[str, str], threads: str = "", **questions: str) -> Framework:
    """An edition: its tree and threads, each rule by name, and the questions of each criterion, written as YAML."""
    lines = [f"  {name}: {{{text}, source: spec, standing: derived}}" for name, text in rules.items() if text]
    main = "\n".join([HEAD, "rules:", *lines, "tree:", tree, *(["threads:", threads] if threads else [])])
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "questions").mkdir()
        (Path(folder) / "framework.yaml").write_text(main, "utf-8")
        (Path(folder) / "examples.yaml").write_text("examples: [{title: none}]", "utf-8")
        for criterion, text in questions.items():
            bank = f'criterion: "{criterion}"\nquestions:\n{text}'
            (Path(folder) / "questions" / f"{criterion}.yaml").write_text(bank, "utf-8")
        found = framework(Path(folder))
    assert not rule_problems(found)
    return found


def scored(
    edition: Framework,
    judgements: Mapping[str, Mapping[str, str]],
    cases: Mapping[str, Mapping[str, str]] | None = None,
    evidence: Mapping[str, str] | None = None,
    given: Mapping[str, str] | None = None,
    discretions: Sequence[Discretion] = (),
    groups: Groups | None = None,
) -> Found:
    """What the sample comes to. judgements: question → case → choice; cases: case → facts, where any matter."""
    found, problems = coded_sample(edition, judgements, cases)
    opinion = Opinion(evidence or {}, given or {}, discretions)
    order = plan(edition)
    counts = tally(memory, found.judged, groups or whole_sample(found.judged.cases))
    results = rolled_up(order, counts, opinion)
    rows = score_rows(order, counts, results, found.judged, opinion.discretions)
    questions = question_results(order, counts, results.shares, found.asked)
    return Found({(row.id, row.group): row for row in rows}, {(q.question.id, q.group): q for q in questions}, problems)


def coded_sample(
    edition: Framework,
    judgements: Mapping[str, Mapping[str, str]],
    cases: Mapping[str, Mapping[str, str]] | None = None,
) -> tuple[Coded, list[Problem]]:
    """The judgements coded, each case read once, and what is wrong with them."""
    facts = cases or {case: {} for by_case in judgements.values() for case in by_case}
    names = list(facts)
    columns = {fact: [facts[case].get(fact, "") for case in names] for fact in edition.facts}
    readings = {"assessment": names, "case": names, "stands": ["yes"] * len(names)}
    rows = [(case, name, choice) for name, by_case in judgements.items() for case, choice in by_case.items()]
    judged = {name: [row[at] for row in rows] for at, name in enumerate(("assessment", "question", "choices"))}
    tables = (_table(ASSESSMENTS, readings), _table(JUDGEMENTS, judged))
    return coded(edition, _table(case_table(edition), {"case": names} | columns), *tables, {"": None})


def letters(**questions: str) -> dict[str, dict[str, str]]:
    """Question → case → choice, from one letter a case."""
    return {name: {f"c{at}": LETTERS[letter] for at, letter in enumerate(text)} for name, text in questions.items()}


def criterion(
    score: str = OWN_MEAN, rating: str = "", tags: Mapping[str, str] | None = None, **questions: str
) -> Score:
    """What a criterion with these questions comes to. tags: question → its tag."""
    bank = "\n".join(f"  - {{id: {q}, text: {q}, scale: yes-no, tags: [{(tags or {}).get(q, '')}]}}" for q in questions)
    tree = f"  - {{id: X, level: criterion, title: X, score: score, {'rating: rating' if rating else ''}}}"
    return scored(edition(tree, {"score": score, "rating": rating}, X=bank.replace("[]", '""')), letters(**questions))[
        "X"
    ]


def section(
    score: str = "",
    rating: str = "",
    importance: Mapping[str, str] | None = None,
    uncounted: str = "",
    **parts: int | str | None,
) -> Score:
    """What a section with these parts comes to: each comes to that percentage, or to that rating, or to nothing."""
    rated = any(isinstance(value, str) for value in parts.values())
    lines, banks, rule = [], {}, "rating: given" if rated else "score: mean"
    for name in parts:
        role = f"importance: {importance[name]}, " if importance else ""
        role += 'counted: "no", ' if name in uncounted.split() else ""
        lines.append(f"      - {{id: {name}, level: criterion, title: {name}, {role}{rule}}}")
        banks |= {} if rated else {name: f"  - {{id: q-{name}, text: q, scale: yes-no}}"}
    top = "  - id: S\n    level: section\n    title: S\n" + ("    score: score\n" if score else "")
    tree = top + ("    rating: rating\n" if rating else "") + "    parts:\n" + "\n".join(lines)
    rules = {"score": score, "rating": rating, **({"given": GIVEN} if rated else {"mean": OWN_MEAN})}
    if rated:
        return scored(edition(tree, rules), {}, {"c": {}}, given={name: word for name, word in parts.items() if word})[
            "S"
        ]
    judged = {f"q-{name}": "y" * value + "n" * (100 - value) for name, value in parts.items() if value is not None}
    return scored(edition(tree, rules, **banks), letters(**judged))["S"]


def changed(part: str, kind: str, final: str) -> Discretion:
    """A recorded change to a score or a rating."""
    return Discretion(part, kind, final, "J. Lead", "lead inspector", "for a stated reason", "2008-02-01")


def _table(spec: TableSpec, columns: Mapping[str, Sequence[str]]) -> Table:
    rows = len(next(iter(columns.values())))
    table, problems = checked_table(
        spec, RawTable(spec.name, tuple(columns), list(columns.values()), range(2, rows + 2))
    )
    assert not problems
    return table
