"""Two visits compared on their common basis: every change, how sure it is, and what became of recommendations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.assessments.code import Coded
from aboveline.assessments.codebook import Judged
from aboveline.comparisons.changes import (
    Change,
    Threshold,
    held_together,
    part_tested,
    question_test,
    question_tested,
    side_by_side,
    suggestion,
    with_conclusions,
    with_interval,
)
from aboveline.comparisons.intervals import question_intervals, scores_of
from aboveline.comparisons.visits import NOT_RE_SCORED, Basis
from aboveline.files.basis import FILE as BASIS
from aboveline.files.settings import FILE, Settings
from aboveline.problems import Faulty, Problem
from aboveline.scoring.groups import Groups
from aboveline.scoring.plan import Plan, plan
from aboveline.scoring.results import Score, score_rows
from aboveline.scoring.roll_up import rolled_up
from aboveline.scoring.tally import Tally, tally
from aboveline.stats.intervals import Interval
from aboveline.stats.permutations import Joint, dealings, joint
from aboveline.stats.resampling import generator
from aboveline.steps.conclusions import conclusions
from aboveline.steps.inference import CORRECTED, Sampling, inference_refused, sampling_of
from aboveline.steps.inspections import Inspection
from aboveline.steps.intervals import SEED, group_intervals
from aboveline.steps.recommendations import Followed, followed
from aboveline.steps.scores import engine_named
from aboveline.steps.visits import Sheet, basis_cases, compared_cells, on_basis, score_sheet

DEALINGS = 1_999

DISCRETION = "Changes are those of computed scores; what discretion made of them stands in `aboveline score`."


class Measured(NamedTuple):
    """A cohort of the second visit beside the first: cases that count at each, and in how many measures it improved."""

    cohort: str
    title: str
    first_cases: int
    second_cases: int
    joint: Joint


class Changes(NamedTuple):
    """Two visits compared: the plain sheet, every change, the measures of each cohort, recommendations, sentences.

    refused: why nothing may be inferred; then only questions with a printed base have a change.
    """

    sheet: Sheet
    rows: list[Change]
    measured: list[Measured]
    followed: list[Followed]
    sentences: tuple[str, ...]
    refused: str | None


class _Counted(NamedTuple):
    """One visit on the basis: which of its cases count, how they were drawn, which questions lose cases to it."""

    visit: Inspection
    cases: NDArray[np.bool_]
    sampling: Sampling
    narrowed: frozenset[str]


class _Side(NamedTuple):
    """The cases of one visit that are compared: their tally, and every score by level and id."""

    of: _Counted
    counts: Tally
    scores: NDArray[np.float64]
    rows: Mapping[tuple[str, str], Score]

    @property
    def visit(self) -> Inspection:
        return self.of.visit

    @property
    def size(self) -> int:
        return int(self.of.cases.sum())


class _Pair(NamedTuple):
    cohort: str
    title: str
    scope: frozenset[str] | None
    wide: _Side
    first: _Side
    second: _Side


def changes(first: Path, second: Path, confidence: float, by: Threshold, engine: str = "memory") -> Changes:
    """The second visit against the first; confidence: of the intervals, a part of one.

    `Faulty` where they are one visit, no pair, or have no case or question in common on the basis.
    """
    if first.resolve() == second.resolve():
        _refuse(str(second), "Both visits are the same folder.", "Name the folder of the first visit, then the other.")
    sheet = score_sheet(first, second)
    _check_order(sheet.first.settings, sheet.second.settings)
    chosen, order = _chosen(second, sheet.second), plan(sheet.second.framework)
    samplings = sampling_of(first, sheet.first), sampling_of(second, sheet.second)
    pairs = _pairs(sheet, samplings, order, engine)
    refused = inference_refused(sheet.first) or inference_refused(sheet.second)
    rows: list[Change] = []
    measured = []
    for pair in pairs:
        found = _printed_rows(pair, order, confidence) if refused else _rows(pair, order, confidence, engine)
        rows += found
        measured.append(_measured(pair, found, refused is not None))
    rows = held_together([row._replace(suggested=suggestion(row, by)) if not row.said else row for row in rows])
    if refused:
        rows = [_as_rebuilt(sheet, row) for row in rows]
    sentences = () if refused else tuple(_sentences(sheet, pairs, samplings))
    return Changes(sheet, with_conclusions(rows, chosen), measured, followed(sheet, rows), sentences, refused)


def _check_order(first: Settings, second: Settings) -> None:
    """What the plain sheet puts up with and a comparison cannot."""
    if first.id == second.id:
        _refuse(FILE, f"Both visits are called {second.id}.", "Give the second visit an id of its own.")
    if first.follows and first.follows.id == second.id:
        _refuse(FILE, f"{first.id} follows {second.id}.", "Give the first visit first, then the other.")
    if first.body != second.body:
        what = f"{first.id} is a visit to {first.body_name}, {second.id} one to {second.body_name}."
        _refuse(FILE, what, "Give two visits to one body.")


def _refuse(file: str, what: str, do: str) -> None:
    raise Faulty([Problem("visits-differ", file, None, what, do)])


def _chosen(folder: Path, visit: Inspection) -> list[dict[str, str]]:
    """The words that people chose, each of something that the edition has."""
    rows, problems = conclusions(folder, visit.framework, visit.settings)
    if problems:
        raise Faulty(problems)
    return rows


def _pairs(sheet: Sheet, samplings: tuple[Sampling, Sampling], order: Plan, engine: str) -> list[_Pair]:
    """The first visit on the basis beside each cohort of the second that has cases there."""
    first, second = (
        _counted(visit, sheet.basis, sampling)
        for visit, sampling in zip((sheet.first, sheet.second), samplings, strict=True)
    )
    wide = _side(first, None, order, engine)
    cohorts = sheet.second.settings.cohorts
    of = sheet.second.tables["cases"].columns["cohort"]
    pairs = []
    for cohort in cohorts:
        own = np.array([len(cohorts) == 1 or name == cohort.id for name in of], np.bool_) & second.cases
        if own.any():
            narrow = wide if cohort.criteria is None else _side(first, cohort.criteria, order, engine)
            other = _side(second._replace(cases=own), cohort.criteria, order, engine)
            name, title = (cohort.id, cohort.title or cohort.id) if len(cohorts) > 1 else ("", "")
            pairs.append(_Pair(name, title, cohort.criteria, wide, narrow, other))
    return pairs


def _counted(visit: Inspection, common: Basis | None, sampling: Sampling) -> _Counted:
    """The visit on the basis; a basis on which nothing of it counts is a problem."""
    judged = visit.coded.judged
    if common is None:
        return _Counted(visit, np.ones(judged.cases, np.bool_), sampling, frozenset())
    cases, found = basis_cases(visit, common), on_basis(visit, common)
    if not len(found.coded.judged.case):
        nothing = "judgement" if cases.any() else "case"
        what = f"No {nothing} of {visit.settings.id} counts on this basis."
        raise Faulty([Problem("basis-empty", BASIS, None, what, "Widen its cases, sources or questions.")])
    lost = set(judged.question[~cases[judged.case]].tolist())
    return _Counted(found, cases, sampling, frozenset(judged.codebook.questions[number] for number in lost))


def _in_scope(visit: Inspection, criteria: frozenset[str] | None) -> Inspection:
    """The inspection with only the questions that count in one of those criteria."""
    if criteria is None:
        return visit
    judged, questions = visit.coded.judged, visit.framework.questions.values()
    inside = np.array([bool(criteria & {question.criterion, *question.also_in}) for question in questions], np.bool_)
    narrowed = judged.narrowed(np.ones(judged.cases, np.bool_), inside)
    return replace(visit, coded=Coded(narrowed, visit.coded.asked))


def _side(of: _Counted, criteria: frozenset[str] | None, order: Plan, engine: str) -> _Side:
    """The visit's cases in that scope. Grades given to the whole visit stand beside any, as on the score sheet."""
    visit = _in_scope(of.visit, criteria)
    groups = Groups(("all",), of.cases[None, :].astype(np.int32), np.ones(1, np.bool_))
    counts, opinion = tally(engine_named(engine), visit.coded.judged, groups), visit.opinion()
    results = rolled_up(order, counts, opinion)
    rows = score_rows(order, counts, results, visit.coded.judged, opinion.discretions)
    named = {(row.level, row.id): row for row in rows}
    return _Side(of._replace(visit=visit), counts, scores_of(order, results), named)


def _plain_rows(pair: _Pair, order: Plan) -> list[Change]:
    """Every part, thread and scored question of both visits; what is out of scope is said not to be re-scored."""
    several = bool(pair.cohort)
    measures = _measures(pair)
    rows = []
    for (level, name), second in pair.second.rows.items():
        graded = several and second.base is None and second.rating is not None
        if level == "criterion" and pair.scope is not None and name not in pair.scope and not graded:
            blank = second._replace(score=None, computed=None, base=None, points=None, rating=None)
            row = side_by_side(pair.cohort, pair.wide.rows[level, name], blank)
            rows.append(row._replace(said=NOT_RE_SCORED))
        else:
            row = side_by_side(pair.cohort, pair.first.rows[level, name], second)
            rows.append(row._replace(measure=level == "question" and name in measures))
    return [row for row in rows if row.level != "question" or row.first_base or row.second_base]


def _measures(pair: _Pair) -> set[str]:
    """The scored questions in scope of the follow-up that have a base at both visits."""
    follows = pair.second.visit.settings.follows
    inside = set(follows.criteria) if follows else set()
    return {
        name
        for name, question in pair.second.visit.framework.questions.items()
        if all((row := side.rows.get(("question", name))) and row.base for side in (pair.first, pair.second))
        and (not inside or inside & {question.criterion, *question.also_in})
    }


def _rows(pair: _Pair, order: Plan, confidence: float, engine: str) -> list[Change]:
    ends = [
        group_intervals(side.visit, order, side.counts, side.scores, side.of.sampling, 0, confidence, engine)
        for side in (pair.first, pair.second)
    ]
    dealt = _dealt(pair, order, engine)
    test = question_test(pair.first.size, pair.second.size)
    rows = []
    for plain in _plain_rows(pair, order):
        row = plain if plain.said else with_interval(plain, (ends[0].get(plain.id), ends[1].get(plain.id)))
        rows.append(question_tested(row, test) if row.level == "question" else part_tested(row, dealt[row.id]))
    return rows


def _dealt(pair: _Pair, order: Plan, engine: str) -> dict[str, NDArray[np.float64]]:
    """Node id → the change of its score when whole cases of both visits are dealt to them anew, the observed first."""
    judged = _together(pair)
    second = np.arange(judged.cases) >= pair.first.size
    labels, _ = dealings(generator(SEED), second, DEALINGS)
    weights = np.concatenate([labels, ~labels]).astype(np.int32)
    groups = Groups(tuple(map(str, range(len(weights)))), weights, np.zeros(len(weights), np.bool_))
    scores = scores_of(order, rolled_up(order, tally(engine_named(engine), judged, groups)))
    found = scores[: len(labels)] - scores[len(labels) :]
    return {node.id: found[:, at] for at, node in enumerate(order.nodes)}


def _together(pair: _Pair) -> Judged:
    """The judgements of the cases that are compared, those of the first visit before those of the second."""
    parts, before = [], 0
    for side in (pair.first, pair.second):
        judged = side.visit.coded.judged
        kept = side.of.cases[judged.case]
        number = (np.cumsum(side.of.cases) - 1 + before).astype(np.int32)
        parts.append((number[judged.case[kept]], judged.question[kept], judged.choice[kept]))
        before += side.size
    case, question, choice = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    return Judged(case, question, choice, before, pair.first.visit.coded.judged.codebook)


def _measured(pair: _Pair, rows: Sequence[Change], refused: bool) -> Measured:
    sizes = pair.first.size, pair.second.size
    measures = [row for row in rows if row.measure]
    if refused:
        found = Joint(sum(row.improved for row in measures), len(measures), None, None, False)
        return Measured(pair.cohort, pair.title, *sizes, found)
    judged = _together(pair)
    book = judged.codebook
    above, applicable = (np.zeros((judged.cases, len(book.questions)), np.bool_) for _ in range(2))
    for grid, mask in ((above, book.above), (applicable, book.applicable)):
        counts = mask[judged.question, judged.choice]
        grid[judged.case[counts], judged.question[counts]] = True
    number = book.number
    columns = [number[row.id] for row in measures]
    second = np.arange(judged.cases) >= sizes[0]
    found = joint(generator(SEED), above[:, columns], applicable[:, columns], second)
    return Measured(pair.cohort, pair.title, *sizes, found)


def _printed_rows(pair: _Pair, order: Plan, confidence: float) -> list[Change]:
    """Of rebuilt visits: the parts as they came out, and the questions of which both reports print a figure.

    Only those of them whose base was printed at both visits have a change with its interval.
    """
    first, second = (_printed(side, cohort) for side, cohort in ((pair.first, ""), (pair.second, pair.cohort)))
    ends = [_question_ends(side, confidence) for side in (pair.first, pair.second)]
    rows = []
    for row in _plain_rows(pair, order):
        if row.level != "question":
            rows.append(row)
        elif row.id in first and row.id in second:
            based = first[row.id] and second[row.id]
            rows.append(with_interval(row, (ends[0].get(row.id), ends[1].get(row.id))) if based else row)
    return rows


def _as_rebuilt(sheet: Sheet, row: Change) -> Change:
    """The row of a rebuilt visit: no words where its variation is not known, and where print has it otherwise."""
    if row.change is not None or row.level == "question" or row.said:
        return row if row.change is not None else row._replace(suggested="")
    cohorts = [cohort.id for cohort in sheet.second.settings.cohorts]
    first, *others = compared_cells(sheet, row.id)
    texts = (first, others[cohorts.index(row.cohort) if row.cohort else 0])
    said = f"printed in brackets: {texts[0]} → {texts[1]}" if any("(" in text for text in texts) else ""
    return row._replace(suggested="", said=said)


def _printed(side: _Side, cohort: str) -> dict[str, bool]:
    """The questions of which the report prints the share of those cases: whether with its base or its count.

    On the basis a share is the printed one only where the question loses no cases to it.
    """
    subgroup = f"cohort is {cohort}" if cohort else ""
    found: dict[str, bool] = {}
    for row in side.visit.tables["printed"].rows():
        shown = row["level"] == "question" and row["measure"] in ("above", "below") and row["subgroup"] == subgroup
        if shown and row["id"] not in side.of.narrowed:
            found[row["id"]] = found.get(row["id"], False) or bool(row["base"] or row["count"])
    return found


def _question_ends(side: _Side, confidence: float) -> dict[str, Interval | None]:
    counts = side.counts
    ends = question_intervals(list(counts.above[0]), list(counts.applicable[0]), 0.0, confidence)
    return dict(zip(counts.codebook.questions, ends, strict=True))


def _sentences(sheet: Sheet, pairs: Sequence[_Pair], samplings: tuple[Sampling, Sampling]) -> Iterator[str]:
    one, two = (sampling.sentence for sampling in samplings)
    if one == two:
        yield f"Both visits: {one}"
    else:
        yield f"{sheet.first.settings.id}: {one}"
        yield f"{sheet.second.settings.id}: {two}"
    if any(sampling.fraction for sampling in samplings):
        yield CORRECTED
    if any(visit.opinion().discretions for visit in (sheet.first, sheet.second)):
        yield DISCRETION
    compared = {pair.cohort for pair in pairs}
    for cohort in sheet.second.settings.cohorts:
        if "" not in compared and cohort.id not in compared:
            yield f"No case of the cohort {cohort.id} counts on the basis, so it is not compared."
