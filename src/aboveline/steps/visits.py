"""Scoring two visits on a common basis, for one score sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aboveline.assessments.code import Coded
from aboveline.assessments.form import truths
from aboveline.comparisons.visits import (
    BENCHMARKS,
    Basis,
    SheetColumn,
    average_columns,
    beside_print,
    counted_questions,
    score_column,
    sheet_parts,
    without_invented,
)
from aboveline.files.basis import basis
from aboveline.files.folder import folder_tables
from aboveline.files.settings import FILE
from aboveline.frameworks.model import Part
from aboveline.problems import Faulty, Problem
from aboveline.scoring.results import Score
from aboveline.steps.inspections import Inspection, inspection
from aboveline.steps.scores import scored


@dataclass(frozen=True)
class Sheet:
    """The score sheet of two visits: parts as rows, columns from left to right, and the basis of the adjusted one."""

    first: Inspection
    second: Inspection
    parts: list[Part]
    columns: list[SheetColumn]
    basis: Basis | None


def score_sheet(first_folder: Path, second_folder: Path) -> Sheet:
    """The sheet: original, adjusted where there is a basis, the follow-up or each of its cohorts, averages to date."""
    first, second = inspection(first_folder), inspection(second_folder)
    _check_pair(first, second)
    common, problems = basis(second_folder, second.framework)
    benchmarks, found = folder_tables(second_folder, [BENCHMARKS])
    if problems + found:
        raise Faulty(problems + found)
    parts = sheet_parts(second.framework)
    printed = list(second.tables["printed"].rows())
    original = without_invented(score_column("original", scored(first).scores, None, parts), printed)
    columns = [beside_print(original, _figures(printed, "original"))]
    if common:
        adjusted = score_column("adjusted", scored(on_basis(first, common)).scores, None, parts)
        columns.append(beside_print(adjusted, _figures(printed, "adjusted")))
    columns += _follow_up_columns(second, parts, printed)
    columns += average_columns(benchmarks["benchmarks"].rows())
    return Sheet(first, second, parts, columns, common)


def compared_cells(sheet: Sheet, part: str) -> list[str]:
    """What the sheet shows of a part: of the first visit on the basis, then of the second or each of its cohorts."""
    first = 1 if sheet.basis else 0
    columns = sheet.columns[first : first + 1 + len(sheet.second.settings.cohorts)]
    return [column.cells.get(part, "") for column in columns]


def _figures(printed: Sequence[Mapping[str, str]], measure: str, subgroup: str = "") -> dict[str, str]:
    """Id → the percentage printed in that column of the report's own sheet; empty where nothing was printed."""
    rows = (row for row in printed if row["measure"] == measure and row["subgroup"] == subgroup)
    return {row["id"]: row["printed"] for row in rows if row["printed"].isdecimal() and row["level"] != "question"}


def on_basis(visit: Inspection, common: Basis) -> Inspection:
    """The inspection with only those judgements that count on the basis."""
    narrowed = visit.coded.judged.narrowed(basis_cases(visit, common), counted_questions(visit.framework, common))
    return Inspection(visit.settings, visit.framework, visit.tables, Coded(narrowed, visit.coded.asked), visit.snapshot)


def basis_cases(visit: Inspection, common: Basis) -> NDArray[np.bool_]:
    """Which cases of the inspection count on the basis, in the order of their table."""
    judged, facts = visit.coded.judged, visit.tables["cases"].columns
    cases = np.ones(judged.cases, np.bool_)
    if common.cases:
        cases[:] = [truth is True for truth in truths(common.cases, facts, {}, judged.cases)]
    return cases


def _follow_up_columns(
    second: Inspection, parts: Sequence[Part], printed: Sequence[Mapping[str, str]]
) -> list[SheetColumn]:
    said = second.settings
    if len(said.cohorts) == 1:
        rows = _rows(scored(second).scores, "all")
        column = score_column("follow-up", rows, said.cohorts[0].criteria, parts)
        return [beside_print(column, _figures(printed, "score"))]
    scores = scored(second, by=["cohort"]).scores
    # A grade rests on evidence, not on the cases of a cohort: it stands in every column of the visit that gave it.
    graded = [row for row in _rows(scores, "all") if row.base is None and row.rating]
    columns = []
    for cohort in said.cohorts:
        rows = [*_rows(scores, f"cohort={cohort.id}"), *graded]
        scope = None if cohort.criteria is None else cohort.criteria.union(row.id for row in graded)
        column = score_column(cohort.title or cohort.id, rows, scope, parts)
        columns.append(beside_print(column, _figures(printed, "score", f"cohort is {cohort.id}")))
    return columns


def _rows(scores: Sequence[Score], group: str) -> list[Score]:
    return [row for row in scores if row.group == group]


def _check_pair(first: Inspection, second: Inspection) -> None:
    follows, problems = second.settings.follows, []
    if follows and follows.id != first.settings.id:
        what = f"{second.settings.id} follows {follows.id}, not {first.settings.id}."
        problems.append(
            Problem("visits-differ", FILE, follows.line, what, "Give the first visit first, then the other.")
        )
    if first.framework.hash != second.framework.hash:
        what = f"{first.settings.id} was judged by {first.framework.id}, {second.settings.id} by {second.framework.id}."
        do = "Visits can be put side by side under one edition only."
        problems.append(Problem("visits-differ", FILE, None, what, do))
    if problems:
        raise Faulty(problems)
