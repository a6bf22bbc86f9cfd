"""Effects of groups that met the same units: how far one lies above another where both looked at the same thing.

Values are (rows, sittings, columns), nan where there is none; a row is what was drawn, and its columns hang together.
What a row and column is like by itself falls out, since only differences within it are used; so unlike the effects of
`effects`, these do not take a difference of units for one of groups.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from aboveline.stats.effects import ALL_ALIKE
from aboveline.stats.intervals import CONFIDENCE, Numbers, special
from aboveline.stats.resampling import design, jackknife_spread

STILL = 1e-20
NEAR = 1e-9
"""Sums of parts of whole numbers below this are nought by algebra."""

NOT_MET = "It met nothing that the others met."
ONE_ROW = "It met the others in one row only."
ONE_TELLS = "It rests on a single row: without that one nothing could be said."


class PairedEffect(NamedTuple):
    """How far a group lies above the reference, in the values' unit, with its interval; None where `why` says why."""

    rows: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""


def paired_effects(
    values: ArrayLike, group: ArrayLike, groups: int, reference: int, confidence: float = CONFIDENCE
) -> list[PairedEffect]:
    """The effect of each group beside the reference group, whose own is nought, in the order of their numbers.

    group: the number of each sitting's group (rows, sittings), -1 for none. Least squares with an effect for each row
    and column and one for each group, so that groups may be linked by way of a third. The variance is the jackknife's
    over rows; the interval has the t of the fewer rows, of the group and of the reference, less one.
    """
    value, label = np.asarray(values, np.float64), np.asarray(group, np.int64)
    matrices, sides, rows = _normal(value, label, groups)
    met = np.flatnonzero(np.abs(matrices).sum(axis=(1, 2)) > NEAR)
    matrix, side = matrices.sum(axis=0), sides.sum(axis=0)
    whole = _solved(matrix, side, reference)
    without = [_solved(matrix - matrices[row], side - sides[row], reference) for row in met]
    variance = _variance(np.array(without).reshape(len(met), groups))
    return [
        _effect(int(rows[at]), float(whole[at]), float(variance[at]), int(min(rows[at], rows[reference])), confidence)
        if at != reference else _own(int(rows[at]))
        for at in range(groups)
    ]  # fmt: skip


def _normal(values: Numbers, label: NDArray[np.int64], groups: int) -> tuple[Numbers, Numbers, NDArray[np.int64]]:
    """Each row's part in the normal equations: (rows, groups, groups) and (rows, groups); rows that each group met."""
    there = ~np.isnan(values) & (label >= 0)[:, :, None]
    there &= (there.sum(axis=1) >= 2)[:, None]
    member = (label[:, :, None] == np.arange(groups)).astype(np.float64)
    each = np.einsum("rsc,rsg->rcg", there.astype(np.float64), member)
    number = np.maximum(each.sum(axis=2), 1.0)
    known = np.where(there, values, 0.0)
    mean = known.sum(axis=1) / number
    sums = np.einsum("rsc,rsg->rcg", known, member)
    matrices = -np.einsum("rcg,rch->rgh", each / number[:, :, None], each)
    matrices[:, np.arange(groups), np.arange(groups)] += each.sum(axis=1)
    sides: Numbers = (sums - each * mean[:, :, None]).sum(axis=1)
    return matrices, sides, (np.abs(matrices).sum(axis=2) > NEAR).sum(axis=0)


def _solved(matrix: Numbers, side: Numbers, reference: int) -> Numbers:
    """The effect of each group, the reference's nought; nan where no row links it to that, by way of others or not."""
    linked = np.arange(len(matrix)) == reference
    for _ in matrix:
        linked |= (np.abs(matrix[linked]) > NEAR).any(axis=0)
    effects = np.where(linked, 0.0, np.nan)
    linked[reference] = False
    effects[linked] = np.linalg.solve(matrix[np.ix_(linked, linked)], side[linked])
    return effects


def _variance(without: Numbers) -> Numbers:
    """The jackknife's variance of each effect, from the effects with each row left out (rows, groups)."""
    if not len(without):
        return np.full(without.shape[1], np.nan)
    variance: Numbers = jackknife_spread(without, design(np.zeros(len(without), np.int64))).variance
    return variance


def _own(rows: int) -> PairedEffect:
    return PairedEffect(rows, 0.0, 0.0, 0.0) if rows else PairedEffect(0, why=NOT_MET)


def _effect(rows: int, value: float, variance: float, fewer: int, confidence: float) -> PairedEffect:
    if np.isnan(value):
        return PairedEffect(rows, why=NOT_MET)
    if fewer < 2:
        return PairedEffect(rows, value, why=ONE_ROW)
    if np.isnan(variance):
        return PairedEffect(rows, value, why=ONE_TELLS)
    if variance < STILL:
        return PairedEffect(rows, value, why=ALL_ALIKE)
    half = float(special().stdtrit(fewer - 1, (1 + confidence) / 2)) * float(np.sqrt(variance))
    return PairedEffect(rows, value, value - half, value + half)
