"""One body beside others: lowest, highest and mean of a set of inspections, all cases together, and control limits.

Takes what each inspection scored and its tally; never judgements. Bodies keep the order they are given in: nothing here
ranks them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.comparisons.intervals import Parts, scores_of, smooth
from aboveline.scoring.groups import Groups
from aboveline.scoring.plan import Plan
from aboveline.scoring.results import Score
from aboveline.scoring.roll_up import rolled_up
from aboveline.scoring.tally import Tally
from aboveline.stats.funnels import Dispersion, binomial_limits, dispersion, spread_limits, wider
from aboveline.stats.intervals import Bounds
from aboveline.stats.resampling import Design, jackknife_spread
from aboveline.tables import Column, TableSpec

Values = NDArray[np.float64]

WARNING, ALARM = 0.95, 0.998
"""The two pairs of control limits: about two and about three standard errors, as funnel charts have them."""

WITHIN, BEYOND, FAR = "within", "beyond 95", "beyond 99.8"

NOT_SMOOTH = (
    "The lowest of several shares comes out lower with fewer cases by chance alone, so it has no fair limits; its "
    "questions have."
)
STILL = "All cases of all bodies say the same, so there is nothing that chance could move."
TOO_FEW = "Fewer than two bodies have a score."

PUBLISHED_BENCHMARKS = TableSpec(
    "published-benchmarks",
    "benchmarks that somebody decided to publish; all others are internal",
    (
        Column("set", "the set of inspections", "id", required=True),
        Column("date", "the day, month or year that the set stands for", "date", required=True),
        Column("hash", "the hash of the set and of all that was scored in it", required=True),
        Column("by", "the person who decided", required=True),
        Column("reason", "the reason", required=True),
        Column("decided", "the day it was decided", "date", required=True),
    ),
    key=("set", "date", "hash"),
    optional=True,
)


class Body(NamedTuple):
    """One body of a set, by its one inspection that counts there."""

    id: str
    name: str
    inspection: str
    kind: str
    date: str
    cases: int
    constructed: bool
    fictional: bool


class Average(NamedTuple):
    """One score over a set: percentages, None where nobody has one. lowest, highest, mean: each body once.

    bodies: how many have the score with cases enough; small: how many have it of fewer. pooled: all cases of all bodies
    taken together, and base: the cases behind that. own, own_above, own_base: of the body that is looked at; above is
    None for a composite.
    """

    level: str
    id: str
    title: str
    bodies: int
    small: int
    lowest: float | None
    highest: float | None
    mean: float | None
    pooled: float | None
    base: float
    own: float | None
    own_above: float | None
    own_base: float


class Point(NamedTuple):
    """One body in a funnel: its score and the limits at its number of cases, percentages.

    plain: where it lies by the limits of chance alone; verdict: by those that are to be used.
    """

    body: str
    name: str
    score: float
    cases: float
    low: float
    high: float
    far_low: float
    far_high: float
    plain: str
    verdict: str


class Funnel(NamedTuple):
    """A score against the number of cases. target: the pooled score; parts of one inside, percentages in `points`.

    per_case: of a composite the variance of one case, in the square of parts of one; None for a question, whose limits
    are binomial. Without points `why` says why.
    """

    level: str
    id: str
    title: str
    target: float
    per_case: float | None
    dispersion: Dispersion
    points: tuple[Point, ...]
    why: str = ""


def measures(plan: Plan) -> list[str]:
    """The ids of what is set side by side, in printed order, then questions: scores in percent; no words, no points."""
    nodes = {node.id: node for node in plan.nodes}
    composites = [
        name for name in plan.printed if (rule := nodes[name].score) is not None and rule.operator != "points"
    ]
    questions = [name for name, scored in zip(plan.framework.questions, plan.scored, strict=True) if scored]
    return composites + questions


def printed_measures(plan: Plan, printed: Iterable[Mapping[str, str]]) -> frozenset[str]:
    """Of an inspection rebuilt from print, the measures that mean anything: printed, or made of such parts alone.

    printed: rows of its table of printed figures. What no report told, its constructed cases had to make up.
    """
    rows = [row for row in printed if not row["subgroup"]]
    told = {row["id"] for row in rows if row["level"] == "question" or row["measure"] == "score"}
    for node in plan.nodes:
        parts = [name for entry in node.inputs for name in entry.parts]
        if parts and all(name in told for name in parts) and all(entry.mean is None for entry in node.inputs):
            told.add(node.id)
    return frozenset(told)


def narrowed_tally(plan: Plan, tally: Tally, kept: frozenset[str]) -> Tally:
    """The tally with the kept questions only."""
    mask = np.array([name in kept for name in plan.framework.questions], np.int64)
    return replace(tally, above=tally.above * mask, applicable=tally.applicable * mask)


def pooled(tallies: Sequence[Tally]) -> Tally:
    """The tally of all cases together, from the whole samples (first groups) of inspections under one edition."""
    above, applicable = (sum(getattr(tally, name)[0] for tally in tallies) for name in ("above", "applicable"))
    return counts_tally(tallies[0], above[None], applicable[None])


def counts_tally(like: Tally, above: Values, applicable: Values) -> Tally:
    """Counts (groups, questions) as a tally under the edition of another, to be rolled up."""
    rows = len(above)
    groups = Groups(tuple(map(str, range(rows))), np.eye(rows), np.zeros(rows, np.bool_))
    return Tally(groups, like.codebook, like.counted[:0], above, applicable)


def figures(plan: Plan, tally: Tally) -> dict[str, Values]:
    """What a tally comes to before any discretion: measure → percentages (groups,), nan where there is no score."""
    found = rolled_up(plan, tally)
    scores, order = scores_of(plan, found), {node.id: at for at, node in enumerate(plan.nodes)}
    number = {name: at for at, name in enumerate(plan.framework.questions)}
    return {name: scores[:, order[name]] if name in order else found.shares[:, number[name]] for name in measures(plan)}


def averages(
    plan: Plan, bodies: Sequence[Mapping[str, Score]], together: Mapping[str, Values], chosen: int, smallest: int
) -> list[Average]:
    """The averages of a set. bodies: id → score as published, one mapping a body; together: figures of all cases.

    chosen: the place of the body that is looked at; scores of fewer cases than `smallest` are pooled only.
    """
    titles = {node.id: (node.level, node.title) for node in plan.nodes}
    titles |= {name: ("question", question.text) for name, question in plan.framework.questions.items()}
    found = []
    for name in measures(plan):
        rows = [row for body in bodies if (row := body.get(name)) is not None and row.score is not None]
        kept = [row.score for row in rows if (row.base or 0) >= smallest and row.score is not None]
        value, own = float(together[name][0]), bodies[chosen].get(name)
        found.append(Average(
            *titles[name][:1], name, titles[name][1], len(kept), len(rows) - len(kept),
            min(kept, default=None), max(kept, default=None), sum(kept) / len(kept) if kept else None,
            None if np.isnan(value) else value, sum(row.base or 0 for row in rows),
            own.score if own else None, own.above if own and own.level == "question" else None,
            (own.base or 0) if own else 0,
        ))  # fmt: skip
    return found


def case_variances(plan: Plan, parts: Parts, of: Design) -> dict[str, float]:
    """Node → the variance of one case of a body, in the square of parts of one; composites made by means alone.

    parts.left_out: what came of the body with each case left out in turn; of: the design, taken as from endless many.
    """
    spread, by_mean = jackknife_spread(parts.left_out / 100, of), smooth(plan)
    return {
        node.id: float(spread.variance[at]) * len(of.stratum) for at, node in enumerate(plan.nodes) if by_mean[node.id]
    }


def funnel(
    named: tuple[str, str, str], target: float, scores: Sequence[tuple[Body, float, float]],
    variances: Sequence[float] | None,
) -> Funnel:  # fmt: skip
    """The funnel of one score: level, id and title; the pooled score; body, score and cases of each (percentages).

    variances: of a composite the variance of one case in each body, nan where one case is all there is; they are
    averaged by their cases. None for a question.
    """
    known = [(body, score / 100, size) for body, score, size in scores if size and not np.isnan(score)]
    nothing, share = Dispersion(None, 0.0, False), target / 100
    if len(known) < 2:
        return Funnel(*named, share, None, nothing, (), TOO_FEW)
    sizes = np.array([size for *_, size in known])
    per_case, one = None, share * (1 - share)
    if variances is not None:
        spread = np.array([v for v, (_, score, size) in zip(variances, scores, strict=True)
                           if size and not np.isnan(score)])  # fmt: skip
        told = ~np.isnan(spread)
        per_case = one = float(np.average(spread[told], weights=sizes[told])) if told.any() else 0.0
    if one <= 0:
        return Funnel(*named, share, per_case, nothing, (), STILL)
    varied = dispersion([score for _, score, _ in known], np.sqrt(one / sizes), share)
    whole = Funnel(*named, share, per_case, varied, ())
    return whole._replace(points=_points(whole, known, sizes))


def limits_at(found: Funnel, sizes: Values, confidence: float, widened: bool) -> Bounds:
    """The control limits at these numbers of cases, parts of one: of chance alone, or widened by what else varies."""
    one = found.target * (1 - found.target) if found.per_case is None else found.per_case
    if found.per_case is None:
        plain = binomial_limits(found.target, sizes, confidence)
    else:
        plain = spread_limits(found.target, np.sqrt(one / sizes), confidence)
    if not widened:
        return plain
    # Near an end the limits of chance are lopsided and may reach further than a symmetric spread.
    return wider(plain, spread_limits(found.target, np.sqrt(one / sizes + found.dispersion.between), confidence))


def _points(found: Funnel, known: Sequence[tuple[Body, float, float]], sizes: Values) -> tuple[Point, ...]:
    plain = [limits_at(found, sizes, level, False) for level in (WARNING, ALARM)]
    used = [limits_at(found, sizes, level, found.dispersion.widened) for level in (WARNING, ALARM)]
    ends = [[100 * float(end[at]) for at in range(len(known))] for limits in used for end in limits]
    return tuple(
        Point(
            body.id, body.name, 100 * score, size, ends[0][at], ends[1][at], ends[2][at], ends[3][at],
            _verdict(score, plain, at), _verdict(score, used, at),
        )
        for at, (body, score, size) in enumerate(known)
    )  # fmt: skip


def _verdict(score: float, limits: Sequence[Bounds], at: int) -> str:
    near, far = (bool(score < ends.low[at] - NEAR or score > ends.high[at] + NEAR) for ends in limits)
    return FAR if far else BEYOND if near else WITHIN


NEAR = 1e-9
"""Scores this close to a limit lie on it: the last digits of a mean of shares are nobody's finding."""
