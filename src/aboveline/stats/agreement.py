"""Agreement: how far several readings of the same units come to the same, beyond what chance would bring about.

Readings are codes (units, readers) from 0 to choices - 1; -1 is a reading that was not made, and a code beyond the
choices an error (ValueError). Only units read at least twice say anything, and only they are counted. Every coefficient
is 1 - (1 - agreed) / (1 - by chance), between -1 and 1, nought where readers agree no more than chance; they differ in
what they take chance for.

Intervals are one kind for all: the unit is what was drawn, so the coefficient's variance is had by leaving each out in
turn; on the scale of the plain agreement this makes an effective number of units, and an exact interval of that share
(see `resampling`), which is brought back to the coefficient's scale with its chance agreement. So they stay inside what
can be, and readers who agreed in all of ten cases are not certain to agree in the eleventh.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from aboveline.stats.intervals import CONFIDENCE, Numbers
from aboveline.stats.resampling import Spread, composite_bounds, design, jackknife_spread

Codes = NDArray[np.int64]
Parts = Callable[[Numbers], tuple[Numbers, Numbers]]
"""Counts of units (weightings, units), each 0 or 1 → agreed and by chance, each (weightings,)."""

NEAR = 1e-12

ONE_READER = "No unit was read twice."
ONE_UNIT = "Only one unit was read twice."
ONE_CHOICE = "Every reading is the same choice, so agreement cannot be told from chance."
ONE_TELLS = "It rests on a single unit: without that one nothing could be said."


class Agreement(NamedTuple):
    """A coefficient with its interval and the units behind it; where value or interval is None, why says the reason."""

    value: float | None
    low: float | None
    high: float | None
    units: int
    why: str = ""


def agreement(codes: ArrayLike, population: float = inf, confidence: float = CONFIDENCE) -> Agreement:
    """Plain agreement: the chance that two readings of a unit, picked at random, are the same; 0 to 1.

    population: how many units the doubly read ones were drawn from, for an interval of these; see `design`.
    """
    pairs = _pairs(codes, None)
    counts = _counts(pairs, int(pairs.max(initial=0)) + 1)
    return _found(lambda units: (_agreed(counts, units), np.zeros(len(units))), len(pairs), population, confidence)


def cohen(
    codes: ArrayLike,
    choices: int,
    population: float = inf,
    confidence: float = CONFIDENCE,
    likeness: ArrayLike | None = None,
) -> Agreement:
    """Cohen's kappa of two readers, the first two columns: chance is what either reader's own habit brings about.

    Cohen, Educational and Psychological Measurement 20, 1960.

    likeness: (choices, choices), 1 where two choices are the same, less where they differ; with `closeness` the
    weighted kappa (Cohen, Psychological Bulletin 70, 1968).
    """
    pairs = _pairs(np.atleast_2d(np.asarray(codes))[:, :2], choices)
    alike = np.eye(choices) if likeness is None else np.asarray(likeness, np.float64)
    first, second = (np.eye(choices)[pairs[:, reader]] for reader in (0, 1))
    same = alike[pairs[:, 0], pairs[:, 1]]

    def parts(units: Numbers) -> tuple[Numbers, Numbers]:
        number = units.sum(axis=1)
        habits = (units @ first / number[:, None], units @ second / number[:, None])
        return units @ same / number, np.einsum("wa,ab,wb->w", habits[0], alike, habits[1])

    return _found(parts, len(pairs), population, confidence)


def closeness(choices: int, power: int = 1) -> Numbers:
    """How near ordered choices are, (choices, choices): 1 - (steps apart / most steps)^power; 1 linear, 2 quadratic."""
    at = np.arange(choices)
    near: Numbers = 1 - (np.abs(at[:, None] - at) / max(choices - 1, 1)) ** power
    return near


def fleiss(codes: ArrayLike, choices: int, population: float = inf, confidence: float = CONFIDENCE) -> Agreement:
    """Fleiss' kappa of any number of readers, not the same for every unit: chance is the readers' common habit.

    Fleiss, Psychological Bulletin 76, 1971; where units have unequal numbers of readings each unit weighs the same
    (Gwet, Handbook of Inter-Rater Reliability, 2014).
    """
    pairs = _pairs(codes, choices)
    counts = _counts(pairs, choices)
    return _found(
        lambda units: (_agreed(counts, units), (_habit(counts, units) ** 2).sum(axis=1)),
        len(pairs), population, confidence,
    )  # fmt: skip


def gwet(codes: ArrayLike, choices: int, population: float = inf, confidence: float = CONFIDENCE) -> Agreement:
    """Gwet's AC1: chance is what readers in doubt would bring about; one choice in nearly all units does no harm to it.

    Gwet, British Journal of Mathematical and Statistical Psychology 61, 2008. choices: all that could be made, used or
    not; with fewer than two there is no doubt to be in.
    """
    pairs = _pairs(codes, choices)
    counts = _counts(pairs, choices)

    def parts(units: Numbers) -> tuple[Numbers, Numbers]:
        habit = _habit(counts, units)
        return _agreed(counts, units), (habit * (1 - habit)).sum(axis=1) / (choices - 1 if choices > 1 else inf)

    return _found(parts, len(pairs), population, confidence)


def krippendorff(codes: ArrayLike, choices: int, population: float = inf, confidence: float = CONFIDENCE) -> Agreement:
    """Krippendorff's alpha for choices without an order, readings missing or not: chance is all readings shuffled.

    Each reading counts once, units read more often count for more (Krippendorff, Content Analysis, 2004, section
    11.3.4). The interval does not shuffle readings, as his own bootstrap does, but leaves out units.
    """
    pairs = _pairs(codes, choices)
    counts = _counts(pairs, choices)
    read = counts.sum(axis=1)
    differing = read - (counts * (counts - 1)).sum(axis=1) / (read - 1)

    def parts(units: Numbers) -> tuple[Numbers, Numbers]:
        each = units @ counts
        number = each.sum(axis=1)
        return 1 - units @ differing / number, (each * (each - 1)).sum(axis=1) / (number * (number - 1))

    return _found(parts, len(pairs), population, confidence)


def _pairs(codes: ArrayLike, choices: int | None) -> Codes:
    """The units that were read at least twice, with two columns or more."""
    given = np.atleast_2d(np.asarray(codes, np.int64))
    if choices is not None and given.max(initial=0) >= choices:
        raise ValueError("a code lies beyond the choices")
    given = np.pad(given, ((0, 0), (0, max(0, 2 - given.shape[1]))), constant_values=-1)
    pairs: Codes = given[(given >= 0).sum(axis=1) >= 2]
    return pairs


def _counts(pairs: Codes, choices: int) -> Numbers:
    """How many readings of each unit made each choice: (units, choices)."""
    counts: Numbers = (pairs[:, :, None] == np.arange(choices)).sum(axis=1).astype(np.float64)
    return counts


def _agreed(counts: Numbers, units: Numbers) -> Numbers:
    """The mean over units of the chance that two of its readings are the same."""
    read = counts.sum(axis=1)
    same = (counts * (counts - 1)).sum(axis=1) / (read * (read - 1))
    agreed: Numbers = units @ same / units.sum(axis=1)
    return agreed


def _habit(counts: Numbers, units: Numbers) -> Numbers:
    """How often each choice is made: (weightings, choices)."""
    share = counts / counts.sum(axis=1, keepdims=True)
    habit: Numbers = units @ share / units.sum(axis=1, keepdims=True)
    return habit


def _found(parts: Parts, units: int, population: float, confidence: float) -> Agreement:
    if not units:
        return Agreement(None, None, None, 0, ONE_READER)
    agreed, chance = (float(part[0]) for part in parts(np.ones((1, units))))
    if chance > 1 - NEAR:
        return Agreement(None, None, None, units, ONE_CHOICE)
    value = 1 - (1 - agreed) / (1 - chance)
    if units == 1:
        return Agreement(value, None, None, units, ONE_UNIT)
    without = parts(1 - np.eye(units))
    with np.errstate(invalid="ignore", divide="ignore"):
        values = 1 - (1 - without[0]) / np.where(without[1] > 1 - NEAR, np.nan, 1 - without[1])
    drawn = design(np.zeros(units, np.int64), population)
    spread = jackknife_spread(values, drawn)
    # Where all agree or none, agreement itself does not vary; what does is chance, and on its scale that is nothing.
    moved = 0.0 if min(agreed, 1 - agreed) < NEAR else (1 - chance) ** 2
    on_agreed = Spread(spread.variance * moved, spread.cases)
    left = float(drawn.left[0])
    least = units / left if left else inf
    low, high = (float(end) for end in composite_bounds(agreed, on_agreed, least, drawn, confidence))
    if np.isnan(low):
        return Agreement(value, None, None, units, ONE_TELLS)
    # With a lopsided habit an agreement near nought would be more than contrary; no readers can be that.
    return Agreement(value, max(-1.0, 1 - (1 - low) / (1 - chance)), 1 - (1 - high) / (1 - chance), units)
