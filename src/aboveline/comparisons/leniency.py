"""How lenient groups of readers are, whether that moves with time, and what scores would be were all readers alike.

Takes plain arrays: 1 above the line, 0 below it, nan where nothing is applicable. All effects are parts of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.scoring.groups import Groups
from aboveline.scoring.plan import Node, Plan
from aboveline.scoring.ratings import UNRATED
from aboveline.scoring.results import number_or_none
from aboveline.scoring.roll_up import Opinion, RolledUp, rolled_up
from aboveline.scoring.tally import Tally
from aboveline.stats.effects import Effect, Slope, effects, residuals, slope
from aboveline.stats.intervals import difference
from aboveline.stats.paired import PairedEffect, paired_effects
from aboveline.stats.sizes import deviate

Values = NDArray[np.float64]
Numbers = NDArray[np.int64]

NO_REFERENCE = "Nobody read in the role that the others are held against."
NO_FIRST = "They read no case first."

EVERYBODY = Effect(0, 0.0, 0.0)
"""The yardstick of effects that are told beside all rows: it is where they are nought."""

VARIANTS = ("plain", "modelled", "low", "high")


class Beside(NamedTuple):
    """How far a group's readings lie above the reference's on other cases, with its interval; None: why not."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""


class Leniency(NamedTuple):
    """How much more often a group of readers chooses above the line than the reference does.

    same: on the cases that both read, or that a third links; different: on first readings, each of another case, so
    that a difference of cases shows too, beside all first readings where the reference made none; effect: of its first
    readings beside all of them, as found and shrunken towards nought.
    """

    group: str
    same: PairedEffect
    different: Beside
    effect: Effect


class Drift(NamedTuple):
    """How something moves by the week: what is meant, of which group (blank for all), and the slope."""

    what: str
    group: str
    slope: Slope


class Modelled(NamedTuple):
    """What a part comes to, plain and were every reader as lenient as the reference; never more than a sensitivity.

    Each holds four: plain, modelled, and the ends that the interval of the leniency gives. Scores are 0 to 100.
    Discretions are in none of them.
    """

    level: str
    id: str
    title: str
    scores: tuple[float | None, ...]
    points: tuple[float | None, ...]
    most_points: float | None
    ratings: tuple[str | None, ...]

    @property
    def ends(self) -> tuple[int, int]:
        """The places of the lower and the higher end among the four."""
        low, high = sorted((2, 3), key=lambda at: self.scores[at] or 0.0)
        return low, high


def leniency(
    labels: Sequence[str],
    reference: int | None,
    together: tuple[Values, Numbers],
    first: tuple[Values, Numbers],
    confidence: float,
) -> list[Leniency]:
    """The leniency of each group beside the reference, in the order of the labels.

    together: values (rows, readers, questions) of what several read, and each reader's group (rows, readers), -1 for
    nobody; first: values (readings, questions) and groups (readings,) of first readings.
    """
    values, groups = first
    apart = [Effect(0, why=NO_FIRST)] * len(labels)
    if len(values):
        known = effects(np.nan_to_num(values), ~np.isnan(values), groups, confidence=confidence)
        apart = [*known, *apart[len(known) :]]
    same = [PairedEffect(0, why=NO_REFERENCE)] * len(labels)
    others = EVERYBODY
    if reference is not None:
        same = [_within(effect) for effect in paired_effects(*together, len(labels), reference, confidence)]
        others = apart[reference] if apart[reference].rows else EVERYBODY
    rows = zip(labels, same, (_beside(effect, others, confidence) for effect in apart), apart, strict=True)
    return [Leniency(*row) for at, row in enumerate(rows) if at != reference]


def leniency_drift(values: Values, weeks: Values, group: str, confidence: float) -> Drift:
    """How leniency moves by the week: each first reading's share above the line beyond what its questions expect.

    values: (readings, questions); weeks: when each was read, in weeks; nan where the day is not known.
    """
    rest, size = residuals(np.nan_to_num(values), ~np.isnan(values))
    share = np.divide(rest, size, out=np.zeros_like(rest), where=size > 0)
    known = ~np.isnan(weeks)
    return Drift("above", group, slope(share[known], weeks[known], size[known], confidence))


def agreement_drift(same: Numbers, read: Numbers, weeks: Values, confidence: float) -> Drift:
    """How agreement moves by the week: the part of each row's questions in which its readings are alike."""
    share = np.divide(same, read, out=np.zeros(len(same)), where=read > 0)
    known = ~np.isnan(weeks)
    return Drift("alike", "", slope(share[known], weeks[known], read[known], confidence))


def modelled(plan: Plan, tally: Tally, shifts: Sequence[PairedEffect], opinion: Opinion) -> list[Modelled]:
    """The parts' scores as they are, and were every reader as lenient as the reference.

    tally: the whole sample first, then a group for each of `shifts`, the cases whose standing reading it made. From
    each question's count above the line is taken what the leniency of its readers added: judgements times the effect,
    as far as there are any to take or to give. A group without an interval is left as it is.
    """
    known = [(s.value, s.low, s.high) if s.low is not None else (0.0, 0.0, 0.0) for s in shifts]
    moved = np.array([(0.0, *ends) for ends in known], np.float64).reshape(-1, len(VARIANTS)).T
    applicable = np.repeat(tally.applicable[:1].astype(np.float64), len(VARIANTS), axis=0)
    above = np.clip(tally.above[:1] - moved @ tally.applicable[1:], 0.0, applicable)
    weights = np.ones((len(VARIANTS), tally.groups.weights.shape[1]))
    groups = Groups(VARIANTS, weights, np.ones(len(VARIANTS), np.bool_))
    counts = Tally(groups, tally.codebook, tally.counted[:0], above, applicable)
    found = rolled_up(plan, counts, opinion._replace(discretions=()))
    nodes = {node.id: node for node in plan.nodes}
    rows = (_modelled(nodes[name], found) for name in plan.printed)
    return [row for row in rows if row.scores[0] is not None]


def _within(effect: PairedEffect) -> PairedEffect:
    """The effect with an interval that ends where differences of shares do."""
    low, high = (None if end is None else min(max(end, -1.0), 1.0) for end in (effect.low, effect.high))
    return effect._replace(low=low, high=high)


def _beside(effect: Effect, reference: Effect, confidence: float) -> Beside:
    ends = []
    for one in (reference, effect):
        if one.value is None or one.error is None:
            return Beside(why=one.why or NO_FIRST)
        side = deviate(confidence) * one.error
        ends.append((one.value, one.value - side, one.value + side))
    # Nothing here is nan, so there is a difference.
    return Beside(*(difference(ends[0], ends[1]) or ()))


def _modelled(node: Node, found: RolledUp) -> Modelled:
    result, scale = found.results[node.id], node.rating.scale if node.rating else ()
    return Modelled(
        node.level, node.id, node.title,
        tuple(number_or_none(value) for value in result.computed),
        tuple(number_or_none(value) for value in result.points),
        number_or_none(result.most_points[0]),
        tuple(scale[word] if word != UNRATED else None for word in result.computed_rating.tolist()),
    )  # fmt: skip
