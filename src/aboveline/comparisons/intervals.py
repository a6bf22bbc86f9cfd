"""How sure each score is: intervals of question shares, and of everything that rolls up from them.

Takes a plan, what it came to for weightings of the cases, and how the cases were drawn; never the judgements.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.scoring.groups import Groups
from aboveline.scoring.plan import Node, Plan
from aboveline.scoring.roll_up import RolledUp, rolled_up
from aboveline.scoring.tally import Tally
from aboveline.stats.intervals import Interval, bounds
from aboveline.stats.resampling import (
    Design,
    bootstrap,
    composite_bounds,
    generator,
    jackknife,
    jackknife_spread,
    least_size,
    percentile,
)

Values = NDArray[np.float64]

SMOOTH = ("mean", "weighted-mean", "blend")
"""Operators of which the jackknife tells the variance; the others are resampled."""

COMPOSITE, RESAMPLED = "composite", "resampled"
LEAST_RESAMPLED = 10
"""Fewer cases are not resampled: the lowest of several shares of so few comes out lower in nearly every replicate."""


class Parts(NamedTuple):
    """What the roll-up came to for further weightings of the cases of one group, node by node of the plan.

    left_out: each case left out in turn (cases, nodes); alone: only that case above the line, every base as it is
    (cases, nodes); drawn: bootstrap replicates (replicates, nodes). Percentages, nan where there is no score.
    """

    left_out: Values
    alone: Values
    drawn: Values


def smooth(plan: Plan) -> dict[str, bool]:
    """Node id → whether its score is made of shares by means alone, all the way down."""
    known: dict[str, bool] = {}
    for node in plan.nodes:
        parts = [name for entry in node.inputs for name in entry.parts]
        known[node.id] = (
            node.score is not None and node.score.operator in SMOOTH and all(known.get(name, False) for name in parts)
        )
    return known


def left_out_groups(of: Design, weights: Values, whole: bool) -> Groups:
    """The cases of a group with each left out in turn: weights (cases, cases).

    weights: of the group's own cases; whole: whether it is the whole sample, so that what people judged of that stands
    in it too.
    """
    return _groups(jackknife(of) * weights, whole)


def drawn_groups(of: Design, weights: Values, whole: bool, seed: int, count: int) -> Groups:
    """So many bootstrap replicates of a group: weights (count, cases of the group); the same for the same seed."""
    return _groups(bootstrap(generator(seed), of, count) * weights, whole)


def alone_shares(plan: Plan, tally: Tally, applies: NDArray[np.bool_], group: int, chosen: NDArray[np.int64]) -> Values:
    """What each case of the group adds to every node: (cases, nodes), percentages; they add up to 100 for a mean.

    tally: of the whole inspection; applies: bool (cases of the sample, questions), a choice that makes a base.
    """
    weights = tally.groups.weights[group][chosen].astype(np.float64)
    above = applies[chosen] * weights[:, None]
    bases = np.broadcast_to(tally.applicable[group].astype(np.float64), above.shape)
    groups = Groups(tuple(map(str, range(len(chosen)))), np.eye(len(chosen)), np.zeros(len(chosen), np.bool_))
    alone = Tally(groups, tally.codebook, tally.counted[:0], above, bases)
    return scores_of(plan, rolled_up(plan, alone))


def scores_of(plan: Plan, found: RolledUp) -> Values:
    """The scores that were rolled up as an array: (groups, nodes), percentages before any discretion."""
    return np.stack([found.results[node.id].computed for node in plan.nodes], axis=1)


def node_intervals(
    plan: Plan, scores: Values, parts: Parts, of: Design, confidence: float
) -> dict[str, Interval | None]:
    """Node id → the interval of its score in one group (None where it has none); ends are parts of one.

    scores: of the nodes, percentages. Means are given the composite method, whatever else the middle of the
    replicates, which is made to hold the score, for the lowest of several shares is lower in most replicates than in
    the sample. A score that cannot be worked out without some case has no interval.
    """
    spread = jackknife_spread(parts.left_out / 100, of)
    ends = composite_bounds(scores / 100, spread, least_size(np.nan_to_num(parts.alone) / 100, of), of, confidence)
    enough = len(parts.drawn) > 0 and len(of.stratum) >= LEAST_RESAMPLED
    middle = percentile(parts.drawn / 100, confidence) if enough else None
    by_mean, whole = smooth(plan), bool(np.all(of.fractions >= 1))
    found: dict[str, Interval | None] = {}
    for at, node in enumerate(plan.nodes):
        if by_mean[node.id]:
            found[node.id] = _interval(ends.low[at], ends.high[at], "whole" if whole else COMPOSITE)
        elif middle is not None:
            low, high = np.minimum(middle.low[at], scores[at] / 100), np.maximum(middle.high[at], scores[at] / 100)
            found[node.id] = _interval(low, high, "whole" if whole else RESAMPLED)
        else:
            found[node.id] = None
    return found


def question_intervals(
    above: Sequence[float], applicable: Sequence[float], fraction: float, confidence: float
) -> list[Interval | None]:
    """The interval of each question's share; ends are parts of one, None where a question applied to nobody.

    fraction: the part of the population that was drawn (0 for an endless one). How many cases of the population a
    question applies to is not known: they are taken to be as many times more as the whole population is.
    """
    counts, sizes = np.asarray(above, np.float64), np.asarray(applicable, np.float64)
    populations = sizes / fraction if fraction else np.full_like(sizes, np.inf)
    found, reached = bounds(counts, sizes, populations, confidence)
    methods = np.where(populations <= sizes, "whole", np.where(reached, "exact", "wilson"))
    return [
        Interval(float(low), float(high), str(method)) if size else None
        for low, high, size, method in zip(found.low, found.high, sizes, methods, strict=True)
    ]


def resampled_nodes(plan: Plan) -> list[Node]:
    """The nodes with a score whose interval needs replicates drawn at random."""
    by_mean = smooth(plan)
    return [node for node in plan.nodes if node.score is not None and not by_mean[node.id]]


def _groups(weights: Values, whole: bool) -> Groups:
    return Groups(tuple(map(str, range(len(weights)))), weights, np.full(len(weights), whole))


def _interval(low: float, high: float, method: str) -> Interval | None:
    return None if np.isnan(low) or np.isnan(high) else Interval(float(low), float(high), method)
