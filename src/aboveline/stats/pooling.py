"""Agreement pooled over several columns of the same rows: one coefficient for many questions put to each unit.

Codes are (rows, readers, columns), from 0 to the column's choices - 1; -1 is a reading that was not made. Chance is
worked out in each column by itself and averaged, weighed as agreement is (de Vries and others, Field Methods 20, 2008):
columns of which one is nearly always chosen one way and another the other way do not lend each other an agreement that
nobody showed, and choices need mean the same in one column only. The coefficients are those of `agreement`, and with
one column they are the same to the last digits.

What was drawn is a row, and what its columns say hangs together: the variance is had by leaving out whole rows.
"""

from __future__ import annotations

from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from aboveline.stats.agreement import ONE_CHOICE, ONE_READER, ONE_TELLS, ONE_UNIT, Agreement
from aboveline.stats.intervals import CONFIDENCE, Numbers
from aboveline.stats.resampling import Spread, composite_bounds, design, jackknife_spread, least_size

KINDS = ("agreement", "cohen", "fleiss", "gwet", "krippendorff")

NEAR = 1e-12


class Pooled(NamedTuple):
    """A coefficient over all columns, the rows behind it and what chance would bring about; None where it says why.

    The units of the coefficient are row and column together, read at least twice.
    """

    found: Agreement
    rows: int
    chance: float | None


class _Parts(NamedTuple):
    """Agreed and by chance, each (1 + rows,): of all rows, then with each left out; and the units of each row."""

    agreed: Numbers
    chance: Numbers
    units: Numbers


def pooled(
    codes: ArrayLike, choices: ArrayLike, kind: str, population: float = inf, confidence: float = CONFIDENCE
) -> Pooled:
    """The coefficient of that kind (one of `KINDS`) over all columns, with its interval.

    choices: how many could be made in each column, (columns,). population: how many the rows were drawn from. `cohen`
    looks at the first two readers only. Errors: ValueError where a code lies beyond its column's choices.
    """
    given, number = np.asarray(codes, np.int64), np.asarray(choices, np.int64)
    if np.any(given >= number):
        raise ValueError("a code lies beyond the choices")
    if kind == "cohen":
        given = given[:, :2]
        given = np.where(given.min(axis=1, keepdims=True) >= 0, given, -1)
    read = (given >= 0).sum(axis=1)
    given = given[(read >= 2).any(axis=1)]
    if not len(given):
        return Pooled(Agreement(None, None, None, 0, ONE_READER), 0, None)
    return _found(_parts(given, number, kind), population, confidence)


def _parts(given: NDArray[np.int64], number: NDArray[np.int64], kind: str) -> _Parts:
    counts = (given[:, :, :, None] == np.arange(int(number.max()))).sum(axis=1).astype(np.float64)
    read = counts.sum(axis=2)
    twice = read >= 2
    counts, read = counts * twice[:, :, None], np.where(twice, read, 2.0)
    pairs = (counts * (counts - 1)).sum(axis=2)
    units = twice.sum(axis=1).astype(np.float64)
    if kind == "krippendorff":
        each = _sums(counts)
        size = each.sum(axis=2)
        differing = _sums(np.where(twice, read - pairs / (read - 1), 0.0)).sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            agreed = 1 - differing / size.sum(axis=1)
        chance = _shares((each * (each - 1)).sum(axis=2), size - 1)
        return _Parts(agreed, _mean(chance, size), units)
    size = _sums(twice.astype(np.float64))
    agreed = _shares(_sums(pairs / (read * (read - 1))).sum(axis=1), size.sum(axis=1))
    habit = _shares(_sums(counts / read[:, :, None]), size[:, :, None])
    if kind == "agreement":
        return _Parts(agreed, np.where(size.sum(axis=1) > 0, 0.0, np.nan), units)
    if kind == "cohen":
        own = [_shares(_sums((given[:, at, :, None] == np.arange(counts.shape[2])) * 1.0), size[:, :, None])
               for at in (0, 1)]  # fmt: skip
        by_chance = (own[0] * own[1]).sum(axis=2) * size
    elif kind == "fleiss":
        by_chance = (habit**2).sum(axis=2) * size
    else:
        by_chance = (habit * (1 - habit)).sum(axis=2) / np.where(number > 1, number - 1, np.inf) * size
    return _Parts(agreed, _mean(by_chance, size), units)


def _sums(each: Numbers) -> Numbers:
    """Sums over the rows (rows, …): of all of them, then with each left out: (1 + rows, …)."""
    whole = each.sum(axis=0)
    return np.concatenate([whole[None], whole - each])


def _shares(counts: Numbers, sizes: Numbers) -> Numbers:
    """Counts by sizes, nought where there is no size."""
    sizes = np.broadcast_to(sizes, counts.shape)
    share: Numbers = np.divide(counts, sizes, out=np.zeros_like(counts), where=sizes > NEAR)
    return share


def _mean(by_chance: Numbers, size: Numbers) -> Numbers:
    """The mean over columns of what was multiplied by their sizes; nan where no column has any."""
    whole = size.sum(axis=1)
    mean: Numbers = np.divide(by_chance.sum(axis=1), whole, out=np.full_like(whole, np.nan), where=whole > 0)
    return mean


def _found(parts: _Parts, population: float, confidence: float) -> Pooled:
    rows, units = len(parts.units), int(parts.units.sum())
    agreed, chance = float(parts.agreed[0]), float(parts.chance[0])
    if chance > 1 - NEAR:
        return Pooled(Agreement(None, None, None, units, ONE_CHOICE), rows, chance)
    value = 1 - (1 - agreed) / (1 - chance)
    if rows == 1:
        return Pooled(Agreement(value, None, None, units, ONE_UNIT), rows, chance)
    with np.errstate(invalid="ignore", divide="ignore"):
        without = 1 - (1 - parts.agreed[1:]) / np.where(parts.chance[1:] > 1 - NEAR, np.nan, 1 - parts.chance[1:])
    drawn = design(np.zeros(rows, np.int64), population)
    spread = jackknife_spread(without, drawn)
    # Where all agree or none, agreement itself does not vary; what does is chance, and on its scale that is nothing.
    moved = 0.0 if min(agreed, 1 - agreed) < NEAR else (1 - chance) ** 2
    on_agreed = Spread(spread.variance * moved, spread.cases)
    least = least_size(parts.units / parts.units.sum(), drawn)
    low, high = (float(end) for end in composite_bounds(agreed, on_agreed, least, drawn, confidence))
    if np.isnan(low):
        return Pooled(Agreement(value, None, None, units, ONE_TELLS), rows, chance)
    ends = max(-1.0, 1 - (1 - low) / (1 - chance)), 1 - (1 - high) / (1 - chance)
    return Pooled(Agreement(value, *ends, units), rows, chance)
