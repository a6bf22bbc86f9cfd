"""The table of results: one row a score and group, with the base it stands on and how far its rule is known."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.assessments.codebook import Judged
from aboveline.frameworks.model import Question
from aboveline.scoring.discretions import Discretion
from aboveline.scoring.plan import Node, Plan
from aboveline.scoring.roll_up import Result, RolledUp
from aboveline.scoring.tally import Counts, Tally


class Score(NamedTuple):
    """One score in one group. Numbers are unrounded; None is "no score", never nought.

    base: cases with at least one choice behind it; applicable: their choices; above: those above the line. In a group
    that stands beside another (`Groups.beside`) these are the other's: cases as they were read, not weighted.
    computed and computed_rating differ from score and rating only where a discretion stands.
    """

    level: str
    id: str
    title: str
    group: str
    score: float | None
    base: float | None
    applicable: float | None
    above: float | None
    standing: str
    rating: str | None = None
    rating_standing: str | None = None
    points: float | None = None
    most_points: float | None = None
    computed: float | None = None
    computed_rating: str | None = None
    discretion: Discretion | None = None
    rule: str = ""


class QuestionResult(NamedTuple):
    """What the readers judged on one question in one group: how many made each choice, and why others did not.

    distribution: (choice id, label, above the line or None, cases); not_asked, not_applicable, unanswered in cases.
    Counts are of cases as they were read, as those of `Score` are.
    """

    question: Question
    group: str
    share: float | None
    base: float
    above: float
    not_applicable: float
    unanswered: float
    not_asked: float
    distribution: tuple[tuple[str, str, bool | None, float], ...]


def score_rows(
    plan: Plan, tally: Tally, found: RolledUp, judged: Judged, discretions: Sequence[Discretion] = ()
) -> list[Score]:
    """Every score of every group: parts and threads in printed order, then questions in report order."""
    nodes = {node.id: node for node in plan.nodes}
    order = [nodes[name] for name in plan.printed if nodes[name].score or nodes[name].rating]
    picks = _picks(order, len(plan.scored))
    counts = (bases(judged, tally, picks), tally.applicable @ picks, tally.above @ picks)
    changes = {(change.part, change.kind): change for change in discretions}
    published = tally.groups.published
    rows = []
    for at, label in enumerate(tally.groups.labels):
        whole = bool(tally.groups.whole[at])
        for column, node in enumerate(order):
            if node.questions or whole:
                numbers = [array[tally.groups.counted(at), column] for array in counts]
                rows.append(_row(node, found.results[node.id], at, label, numbers, changes if published[at] else {}))
        rows.extend(_question_rows(plan, tally, found.shares, at, label))
    return rows


def question_results(
    plan: Plan, tally: Tally, shares: NDArray[np.float64], asked: NDArray[np.bool_]
) -> list[QuestionResult]:
    """What came of every question in every group, whatever its role. `asked`: bool (cases, questions)."""
    asked_cases = tally.groups.weights @ asked
    sizes = tally.groups.weights.sum(axis=1)
    rows = []
    for at, label in enumerate(tally.groups.labels):
        of = tally.groups.counted(at)
        for number, question in enumerate(plan.framework.questions.values()):
            counts = tally.counts[of, number]
            base, not_applicable = float(tally.applicable[of, number]), float(counts[0])
            rows.append(QuestionResult(
                question, label,
                number_or_none(shares[at, number]) if question.role == "scored" else None,
                base, float(tally.above[of, number]), not_applicable,
                float(asked_cases[of, number]) - base - not_applicable,
                float(sizes[of] - asked_cases[of, number]),
                tuple((c.id, c.label, c.above, float(counts[k])) for k, c in enumerate(question.scale.choices, 1)),
            ))  # fmt: skip
    return rows


def bases(judged: Judged, tally: Tally, picks: NDArray[np.int64]) -> Counts:
    """Cases (groups, columns) with at least one choice among the questions that each column picks."""
    book = judged.codebook
    chose = np.zeros((judged.cases, len(book.questions)), np.bool_)
    counts = book.applicable[judged.question, judged.choice]
    chose[judged.case[counts], judged.question[counts]] = True
    touched = (chose.astype(np.float32) @ picks.astype(np.float32)) > 0
    found: Counts = tally.groups.weights @ touched
    return found


def number_or_none(value: float) -> float | None:
    """The number, or None for nan."""
    return None if math.isnan(value) else float(value)


def _picks(nodes: Sequence[Node], questions: int) -> NDArray[np.int64]:
    picks = np.zeros((questions, len(nodes)), np.int64)
    for column, node in enumerate(nodes):
        picks[list(node.questions), column] = 1
    return picks


def _row(
    node: Node,
    result: Result,
    at: int,
    label: str,
    numbers: Sequence[float],
    changes: dict[tuple[str, str], Discretion],
) -> Score:
    scale = node.rating.scale if node.rating else ()
    base, applicable, above = map(float, numbers) if node.questions else (None, None, None)
    return Score(
        node.level, node.id, node.title, label,
        number_or_none(result.score[at]), base, applicable, above, node.standing,
        _word(scale, result.rating[at]), node.rating_standing if node.rating else None,
        number_or_none(result.points[at]), number_or_none(result.most_points[at]),
        number_or_none(result.computed[at]), _word(scale, result.computed_rating[at]),
        changes.get((node.id, "score")) or changes.get((node.id, "rating")),
        " + ".join(rule.id for rule in (node.score, node.rating) if rule),
    )  # fmt: skip


def _question_rows(plan: Plan, tally: Tally, shares: NDArray[np.float64], at: int, label: str) -> Iterator[Score]:
    questions, of = list(plan.framework.questions.values()), tally.groups.counted(at)
    for number in np.flatnonzero(plan.scored).tolist():
        question = questions[number]
        base, above = float(tally.applicable[of, number]), float(tally.above[of, number])
        share = number_or_none(shares[at, number])
        yield Score(
            "question", question.id, question.text, label, share, base, base, above,
            question.standing, computed=share, rule="share above the line",
        )  # fmt: skip


def _word(scale: Sequence[str], number: int) -> str | None:
    return scale[number] if number >= 0 else None
