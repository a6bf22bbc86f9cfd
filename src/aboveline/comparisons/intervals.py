"""How sure each score is: intervals of question shares, and of everything that rolls up from them.

Takes a plan, what it came to for weightings of the cases, and how the cases were drawn; never the judgements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

COMPOSITE, LOWEST, RESAMPLED = "composite", "lowest", "resampled"
LEAST_RESAMPLED = 10
"""Fewer cases are not resampled: points of the lowest of so few shares come out lower in nearly every replicate."""


NO_EDGES = np.empty((2, 0))


class Parts(NamedTuple):
    """What the roll-up came to for further weightings of the cases of one group, node by node of the plan.

    left_out: each case left out in turn (cases, nodes); alone: only that case above the line, every base as it is
    (cases, nodes); drawn: bootstrap replicates (replicates, nodes); edges: every question at the low end of its
    interval, and at the high end (2, nodes). Percentages, nan where there is no score.
    """

    left_out: Values
    alone: Values
    drawn: Values
    edges: Values = NO_EDGES


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


def interval_tally(of: Tally, at: int, questions: Sequence[Interval | None]) -> Tally:
    """The group at that place with every question at the low end of its interval, and then at the high end."""
    ends = np.array([(end.low, end.high) if end else (np.nan, np.nan) for end in questions], np.float64).reshape(-1, 2)
    base = np.where(np.isnan(ends.T), 0.0, of.applicable[at])
    whole = np.full(2, of.groups.whole[at])
    groups = Groups(("low", "high"), np.repeat(of.groups.weights[at][None, :], 2, axis=0), whole)
    return Tally(groups, of.codebook, of.counted[:0], np.nan_to_num(ends.T) * base, base)


def node_intervals(
    plan: Plan, scores: Values, parts: Parts, questions: Sequence[Interval | None], of: Design, confidence: float
) -> dict[str, Interval | None]:
    """Node id → the interval of its score in one group (None where it has none); ends are parts of one.

    scores: of the nodes, percentages; questions: their intervals, in report order. Means are given the composite
    method. The lowest of several lies between the lowest of their low ends and the lowest of their high ends; its
    replicates would lie too low, for the lowest of several shares is lower in most of them than in the sample (the
    middle of them held the truth in as few as 43 of 100 samples where 95 were meant, these ends in 88 or more). What is
    made of steps, such as points, has the middle of the replicates, and what it comes to with every question at either
    end, for in replicates near a step or an end of the scale nothing may move. A score that cannot be worked out
    without some case has no interval.
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
        elif node.score is not None and node.score.operator == "lowest":
            lowest = None if np.isnan(scores[at]) else _lowest(plan, node, questions, found)
            found[node.id] = lowest._replace(method="whole") if lowest and whole else lowest
        elif middle is not None:
            own = np.array([scores[at], *parts.edges[:, at]]) / 100
            low, high = min(middle.low[at], own.min()), max(middle.high[at], own.max())
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


def weighed_intervals(
    shares: Values, left_out: Values, alone: Values, of: Design, confidence: float
) -> list[Interval | None]:
    """The interval of each question's share where cases weigh unlike; parts of one, None where it has none.

    shares: (questions,); left_out, alone: as in `Parts`, of questions (cases, questions); all percentages. A weighed
    share is no count of a size, so it has the interval of a composite: unlike weights cost it some of its cases.
    """
    spread = jackknife_spread(left_out / 100, of)
    ends = composite_bounds(shares / 100, spread, least_size(np.nan_to_num(alone) / 100, of), of, confidence)
    method = "whole" if np.all(of.fractions >= 1) else COMPOSITE
    return [_interval(low, high, method) for low, high in zip(ends.low, ends.high, strict=True)]


def _groups(weights: Values, whole: bool) -> Groups:
    return Groups(tuple(map(str, range(len(weights)))), weights, np.full(len(weights), whole))


def _interval(low: float, high: float, method: str) -> Interval | None:
    return None if np.isnan(low) or np.isnan(high) else Interval(float(low), float(high), method)


def _lowest(
    plan: Plan, node: Node, questions: Sequence[Interval | None], nodes: Mapping[str, Interval | None]
) -> Interval | None:
    """The interval of the lowest of some questions and parts: of those that have one."""
    inner = [nodes[name] for entry in node.inputs for name in entry.parts]
    means = [entry.mean for entry in node.inputs if entry.mean is not None]
    inner += [questions[at] for mean in means for at in np.flatnonzero(plan.means[:, mean]).tolist()]
    ends = [end for end in inner if end is not None]
    return Interval(min(end.low for end in ends), min(end.high for end in ends), LOWEST) if ends else None
