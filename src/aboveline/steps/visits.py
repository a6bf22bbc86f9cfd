"""Scoring two visits on a common basis, for one score sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from aboveline.assessments.code import Coded
from aboveline.assessments.form import truths
from aboveline.comparisons.visits import (
    BENCHMARKS,
    Basis,
    SheetColumn,
    average_columns,
    counted_questions,
    score_column,
    sheet_parts,
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
    columns = [score_column("original", scored(first).scores, None, parts)]
    if common:
        columns.append(score_column("adjusted", scored(on_basis(first, common)).scores, None, parts))
    columns += _follow_up_columns(second, parts)
    columns += average_columns(benchmarks["benchmarks"].rows())
    return Sheet(first, second, parts, columns, common)


def on_basis(visit: Inspection, common: Basis) -> Inspection:
    """The inspection with only those judgements that count on the basis."""
    judged, facts = visit.coded.judged, visit.tables["cases"].columns
    cases = np.ones(judged.cases, np.bool_)
    if common.cases:
        cases[:] = [truth is True for truth in truths(common.cases, facts, {}, judged.cases)]
    narrowed = judged.narrowed(cases, counted_questions(visit.framework, common))
    return Inspection(visit.settings, visit.framework, visit.tables, Coded(narrowed, visit.coded.asked), visit.snapshot)


def _follow_up_columns(second: Inspection, parts: Sequence[Part]) -> list[SheetColumn]:
    said = second.settings
    if len(said.cohorts) == 1:
        rows = _rows(scored(second).scores, "all")
        return [score_column("follow-up", rows, said.cohorts[0].criteria, parts)]
    scores = scored(second, by=["cohort"]).scores
    graded = {row.id: row for row in _rows(scores, "all") if row.base is None}
    columns = []
    for cohort in said.cohorts:
        rows = _rows(scores, f"cohort={cohort.id}")
        columns.append(score_column(cohort.title or cohort.id, [*rows, *graded.values()], cohort.criteria, parts))
    return columns


def _rows(scores: Sequence[Score], group: str) -> list[Score]:
    return [row for row in scores if row.group == group]


def _check_pair(first: Inspection, second: Inspection) -> None:
    follows, problems = second.settings.follows, []
    if follows and follows.id != first.settings.id:
        what = f"{second.settings.id} follows {follows.id}, not {first.settings.id}."
        problems.append(Problem("visits-differ", FILE, follows.line, what, "Give the first visit first, then the other."))
    if first.framework.hash != second.framework.hash:
        what = f"{first.settings.id} was judged by {first.framework.id}, {second.settings.id} by {second.framework.id}."
        do = "Visits can be put side by side under one edition only."
        problems.append(Problem("visits-differ", FILE, None, what, do))
    if problems:
        raise Faulty(problems)
