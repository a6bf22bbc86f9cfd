"""Moderation: of several readings of a case, which stands, who decided it and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aboveline.assessments.readings import MODEL
from aboveline.problems import Problem, near_miss
from aboveline.tables import Column, Table, TableSpec

MODERATION = TableSpec(
    "moderation",
    "which of several readings of a case stands, by whose decision and why",
    (
        Column("case", "the case that was read more than once", "id", required=True),
        Column("assessment", "the reading that stands", "id", required=True),
        Column("by", "the person who decided", required=True),
        Column("reason", "the reason", required=True),
        Column("date", "the day it was decided", "date"),
        Column("note", "anything worth keeping"),
    ),
    key=("case",),
    optional=True,
)


class Moderated(NamedTuple):
    """A case with several readings: their numbers in the table, which one stands, and the decision if one is recorded.

    decision: by, reason and date; None where nobody is named.
    """

    case: str
    readings: tuple[int, ...]
    stands: int
    decision: tuple[str, str, str] | None


def moderated(assessments: Table, moderation: Table) -> list[Moderated]:
    """Every case that was read more than once, in the order of the assessments; both tables free of problems."""
    of_case: dict[str, list[int]] = {}
    for at, case in enumerate(assessments.columns["case"]):
        of_case.setdefault(case, []).append(at)
    columns = (moderation.columns[name] for name in ("case", "by", "reason", "date"))
    decided = {case: (by, reason, day) for case, by, reason, day in zip(*columns, strict=True)}
    stands = assessments.columns["stands"]
    return [
        Moderated(case, tuple(numbers), next(at for at in numbers if stands[at] == "yes"), decided.get(case))
        for case, numbers in of_case.items()
        if len(numbers) > 1
    ]


def moderation_problems(assessments: Table, moderation: Table) -> list[Problem]:
    """Problems with decisions that the readings do not bear out, and with model answers that do not stand."""
    return [*_model_problems(assessments), *_decision_problems(assessments, moderation)]


def _model_problems(assessments: Table) -> Iterator[Problem]:
    columns = (assessments.columns[name] for name in ("case", "reading", "stands"))
    for case, reading, stands, line in zip(*columns, assessments.lines, strict=True):
        if reading == MODEL and stands == "no":
            what = f"The model answers of the case {case!r} do not stand."
            do = "Set stands to yes for them, and to no for the readings that are held against them."
            yield Problem("assessment-standing", assessments.file, line, what, do)


def _decision_problems(assessments: Table, moderation: Table) -> Iterator[Problem]:
    names, cases, stands = (assessments.columns[name] for name in ("assessment", "case", "stands"))
    place = {name: at for at, name in enumerate(names)}
    columns = (moderation.columns[name] for name in ("case", "assessment"))
    for case, name, line in zip(*columns, moderation.lines, strict=True):
        at = place.get(name)
        if case not in cases:
            do = near_miss(case, dict.fromkeys(cases)) or "Correct the reference, or remove the row."
            yield Problem("row-orphan", moderation.file, line, f"No assessment reads the case {case!r}.", do)
        elif at is None or cases[at] != case:
            own = [other for other, of in zip(names, cases, strict=True) if of == case]
            what = f"The assessment {name!r} is no reading of the case {case!r}."
            yield Problem("row-orphan", moderation.file, line, what, f"Its readings are {', '.join(own)}.")
        elif stands[at] != "yes":
            what = f"By this decision {name!r} stands for the case {case!r}; in {assessments.file} it does not."
            do = "Set stands to yes for it and to no for the others, or correct the decision."
            yield Problem("moderation-differs", moderation.file, line, what, do)
