"""Two visits side by side: the original, the original on the common basis, the follow-up, the average to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aboveline.frameworks.conditions import Condition
from aboveline.frameworks.model import Framework, Part
from aboveline.scoring.results import Score
from aboveline.stats.rounding import half_up
from aboveline.tables import Column, TableSpec

NOT_RE_SCORED = "Not re-scored"
NO_SCORE = "–"
NEVER_PRINTED = "not printed"

BENCHMARKS = TableSpec(
    "benchmarks",
    "averages to stand beside scores, each with its date and the inspections it is made of",
    (
        Column(
            "level", "what it is an average of", required=True, options=("criterion", "section", "overall", "thread")
        ),
        Column("id", "the part", "id", required=True),
        Column("name", "what the average is called", required=True),
        Column("date", "the day, month or year it stands for", "date", required=True),
        Column("value", "the average, 0 to 100", "number", required=True),
        Column("inspections", "how many inspections it is made of", "whole"),
        Column("basis", "on what basis those were scored"),
        Column("source", "where it was printed"),
        Column("note", "anything worth keeping"),
    ),
    key=("id", "name", "date"),
    optional=True,
)


@dataclass(frozen=True)
class Basis:
    """On what two visits are compared: sources, cases (a condition) and questions that count on both.

    No sources means all of them; no condition means every case.
    """

    about: str
    sources: tuple[str, ...]
    cases_text: str
    cases: Condition | None
    without_questions: tuple[str, ...]
    source: str
    standing: str


@dataclass(frozen=True)
class SheetColumn:
    """One column of the score sheet: its heading, and the text of each part that has one, by id."""

    heading: str
    cells: Mapping[str, str]


def counted_questions(framework: Framework, basis: Basis) -> NDArray[np.bool_]:
    """Which questions of the edition, in report order, count on the basis."""
    return np.array(
        [
            (not basis.sources or bool(set(question.sources) & set(basis.sources)))
            and question.id not in basis.without_questions
            for question in framework.questions.values()
        ],
        np.bool_,
    )


def sheet_parts(framework: Framework) -> list[Part]:
    """The parts that a score sheet lists: those with a score or a rating, in printed order."""
    return [part for part in framework.parts() if part.score or part.rating]


def score_column(
    heading: str, scores: Sequence[Score], scope: frozenset[str] | None, parts: Iterable[Part]
) -> SheetColumn:
    """A column of computed scores. A criterion out of scope is "Not re-scored"; what has no score is a dash."""
    rows = {row.id: row for row in scores}
    cells = {}
    for part in parts:
        if scope is not None and part.level == "criterion" and part.id not in scope:
            cells[part.id] = NOT_RE_SCORED
        else:
            cells[part.id] = _shown(rows.get(part.id))
    return SheetColumn(heading, cells)


def without_invented(original: SheetColumn, printed: Iterable[Mapping[str, str]]) -> SheetColumn:
    """The original column of a rebuilt pair without the scores that were printed on the narrower basis only.

    Those rest on judgements that had to be invented (interviews that no report gives figures of) and mean nothing.
    """
    measures: dict[str, set[str]] = {}
    for row in printed:
        measures.setdefault(row["id"], set()).add(row["measure"])
    invented = {name for name, known in measures.items() if "adjusted" in known and "original" not in known}
    cells = {name: NEVER_PRINTED if name in invented else text for name, text in original.cells.items()}
    return SheetColumn(original.heading, cells)


def beside_print(column: SheetColumn, printed: Mapping[str, str]) -> SheetColumn:
    """The column with the printed percentage in brackets wherever the computed one differs; id → printed number."""
    cells = {
        name: text
        if text in (NEVER_PRINTED, f"{printed.get(name)}%") or name not in printed
        else f"{text} ({printed[name]}%)"
        for name, text in column.cells.items()
    }
    return SheetColumn(column.heading, cells)


def average_columns(benchmarks: Iterable[Mapping[str, str]]) -> list[SheetColumn]:
    """A column for each named and dated average."""
    columns: dict[str, dict[str, str]] = {}
    for row in benchmarks:
        columns.setdefault(f"{row['name']}, {row['date']}", {})[row["id"]] = f"{half_up(float(row['value'])):.0f}%"
    return [SheetColumn(heading, cells) for heading, cells in columns.items()]


def _shown(row: Score | None) -> str:
    if row is None or (row.score is None and row.rating is None):
        return NO_SCORE
    if row.score is None or row.points is not None:
        return str(row.rating)
    return f"{half_up(row.score):.0f}%"
