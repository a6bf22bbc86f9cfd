"""The tables of this room: who read which case, and the judgements they made."""

from __future__ import annotations

from aboveline.problems import Problem, near_miss
from aboveline.tables import Column, Table, TableSpec

ASSESSMENTS = TableSpec(
    "assessments",
    "one reader's whole reading of one case",
    (
        Column("assessment", "the reference of the reading", "id", required=True),
        Column("case", "the case that was read", "id", required=True),
        Column("reader", "the reference of the person who read it"),
        Column("reader_role", "the role in which they read it"),
        Column(
            "reading",
            "whether it is the first or a second reading, or the model answers of a practice case",
            options=("first", "second", "model"),
        ),
        Column("stands", "whether this is the reading that scores", "yes-no", required=True),
        Column("date", "the day it was read", "date"),
        Column("note", "anything worth keeping"),
    ),
    key=("assessment",),
)

JUDGEMENTS = TableSpec(
    "judgements",
    "one choice (or several ticks) to one question in one reading of one case",
    (
        Column("assessment", "the reading in which it was made", "id", required=True),
        Column("question", "the question it judges", "id", required=True),
        Column("choices", "the choice; ticks joined with |; not-applicable; blank while unanswered", "list"),
        Column("note", "the evidence for it"),
    ),
    key=("assessment", "question"),
)


def standing_problems(assessments: Table, cases: Table) -> list[Problem]:
    """Problems with readings of unknown cases, and with cases of which not exactly one reading stands."""
    known = set(cases.columns["case"])
    lines: dict[str, list[int]] = {case: [] for case in cases.columns["case"]}
    problems = []
    columns = (assessments.columns[name] for name in ("assessment", "case", "stands"))
    for assessment, case, stands, line in zip(*columns, assessments.lines, strict=True):
        if case not in known:
            what = f"The assessment {assessment!r} reads the case {case!r}, which is not in cases.csv."
            do = near_miss(case, cases.columns["case"]) or "Add the case, or correct the reference."
            problems.append(Problem("row-orphan", assessments.file, line, what, do))
        elif stands == "yes":
            lines[case].append(line)
    return problems + _not_exactly_one(lines, assessments.file, cases)


def _not_exactly_one(lines: dict[str, list[int]], file: str, cases: Table) -> list[Problem]:
    problems = []
    case_lines = dict(zip(cases.columns["case"], cases.lines, strict=True))
    for case, standing in lines.items():
        if not standing:
            what = f"The case {case!r} has no assessment that stands."
            do = "Add one to assessments.csv, or set stands to yes for one of its readings."
            problems.append(Problem("assessment-standing", cases.file, case_lines[case], what, do))
        for later in standing[1:]:
            what = f"The case {case!r} already has an assessment that stands, on line {standing[0]}."
            problems.append(Problem("assessment-standing", file, later, what, "Set stands to no for all but one."))
    return problems
