"""Effects of groups, and drift: how far one group of rows lies above the rest, pulled towards nought as noise demands.

A row is one sitting: what was counted above and what was applicable (rows, columns), 0 and 1. What a row is expected to
come to is, if nothing else is given, the common share of each column; so columns may differ, and rows may have
different ones. Where groups did not meet the same units, a difference of units shows as one of groups.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from aboveline.stats.intervals import CONFIDENCE, Numbers, special
from aboveline.stats.sizes import deviate

FEW = 3
"""Fewer rows than this make no line with an interval."""

FLAT = 1e-9
"""A row with less room than this beside the line holds the line where it is."""

STILL = 1e-20
"""A mean square below this is none: all that is left of sums of equal numbers."""

FEW_ROWS = "There are fewer than three to draw a line through."
ONE_TIME = "All are of the same time."
ON_LINE = "All lie on one line, so nothing tells how sure it is."
ONE_EACH = "No group has two rows, so nothing tells a group from a row."
ALL_ALIKE = "The rows of each group are alike, so nothing tells how sure it is."


class Effect(NamedTuple):
    """How far a group lies above what was expected of it, as parts of one: as found, and shrunken with its interval.

    error: the standard error of the value as found. kept: the part of the value that is taken for the group's own, from
    0 to 1. None where `why` says why, or where the group has nothing applicable.
    """

    rows: int
    value: float | None = None
    error: float | None = None
    shrunken: float | None = None
    low: float | None = None
    high: float | None = None
    kept: float | None = None
    why: str = ""


class Slope(NamedTuple):
    """The change of values in one unit of time, with its interval; None where `why` says why."""

    value: float | None
    low: float | None
    high: float | None
    rows: int
    why: str = ""


def expected_shares(above: ArrayLike, applicable: ArrayLike) -> Numbers:
    """The common share of each column, (columns,); 0 where a column is applicable to no row, and so of no weight."""
    k, n = np.asarray(above, np.float64).sum(axis=0), np.asarray(applicable, np.float64).sum(axis=0)
    share: Numbers = np.divide(k, n, out=np.zeros_like(k), where=n > 0)
    return share


def residuals(above: ArrayLike, applicable: ArrayLike, expected: ArrayLike | None = None) -> tuple[Numbers, Numbers]:
    """For each row the count above less the count expected, and the count applicable: two arrays (rows,).

    expected: shares (columns,) or (rows, columns); with the share that all readers of a unit gave it, the units'
    own difficulty is taken out too.
    """
    k, n = np.asarray(above, np.float64), np.asarray(applicable, np.float64)
    share = expected_shares(k, n) if expected is None else np.asarray(expected, np.float64)
    return (k - n * share).sum(axis=1), n.sum(axis=1)


def effects(
    above: ArrayLike,
    applicable: ArrayLike,
    group: ArrayLike,
    expected: ArrayLike | None = None,
    confidence: float = CONFIDENCE,
) -> list[Effect]:
    """The effect of each group, in the order of their numbers (rows,) from 0 on.

    As found: Σ residual / Σ applicable over the group's rows. Its variance v comes from the rows, which hang together
    in themselves: n_g s² / (Σ applicable)², s² the mean square of what rows differ from their group, common to all.
    Shrunken: value · t² / (t² + v), error √(t² v / (t² + v)), with t² the variance between groups by the method of
    moments (DerSimonian and Laird, Controlled Clinical Trials 7, 1986; Morris, JASA 78, 1983, for the shrinking). The
    intervals take t² for known, which makes them a little short where groups are few.
    """
    label = np.asarray(group, np.int64)
    rest, size = residuals(above, applicable, expected)
    rest, size, label, count = rest[size > 0], size[size > 0], label[size > 0], int(label.max(initial=-1)) + 1
    rows, base = np.bincount(label, minlength=count), np.bincount(label, size, count)
    met = rows > 0
    free = int(rows.sum() - met.sum())
    if free < 1:
        return [Effect(int(number), why=ONE_EACH) for number in rows]
    value = np.divide(np.bincount(label, rest, count), base, out=np.zeros(count), where=met)
    square = float(((rest - value[label] * size) ** 2).sum()) / free
    if square < STILL:
        return [Effect(int(n), float(v), why=ALL_ALIKE) if n else Effect(0) for n, v in zip(rows, value, strict=True)]
    variance = np.divide(rows * square, base**2, out=np.ones(count), where=met)
    between = _between(value[met], variance[met])
    kept = between / (between + variance)
    return [
        _effect(int(rows[at]), float(value[at]), float(variance[at]), float(kept[at]), confidence)
        for at in range(count)
    ]  # fmt: skip


def slope(values: ArrayLike, times: ArrayLike, weights: ArrayLike = 1.0, confidence: float = CONFIDENCE) -> Slope:
    """The weighted least-squares line's slope, in the values' unit by one unit of time; rows of no weight are left out.

    Its error holds whatever the spread of single rows: the sandwich HC3 (MacKinnon and White, Journal of Econometrics
    29, 1985), with the t of rows - 2.
    """
    value, time = np.asarray(values, np.float64), np.asarray(times, np.float64)
    weight = np.broadcast_to(np.asarray(weights, np.float64), value.shape)
    value, time, weight = value[weight > 0], time[weight > 0], weight[weight > 0]
    rows = len(value)
    if rows < FEW:
        return Slope(None, None, None, rows, FEW_ROWS)
    if np.ptp(time) == 0:
        return Slope(None, None, None, rows, ONE_TIME)
    from_mean = time - np.average(time, weights=weight)
    spread = float(weight @ from_mean**2)
    found = float(weight @ (from_mean * value)) / spread
    rest = value - np.average(value, weights=weight) - found * from_mean
    lever = weight / weight.sum() + weight * from_mean**2 / spread
    if float(weight @ rest**2) <= STILL * max(1.0, float(weight @ value**2)):
        return Slope(found, None, None, rows, ON_LINE)
    # A row through which the line must go has no residual; leaving it out would leave no line.
    apart = np.divide(rest, 1 - lever, out=np.zeros(rows), where=1 - lever > FLAT)
    error = sqrt(float(((weight * from_mean * apart) ** 2).sum())) / spread
    half = float(special().stdtrit(rows - 2, (1 + confidence) / 2)) * error
    return Slope(found, found - half, found + half, rows)


def _between(values: NDArray[np.float64], variances: NDArray[np.float64]) -> float:
    """The variance between groups beyond that of their own errors; never below nought."""
    weight = 1 / variances
    middle = float(weight @ values / weight.sum())
    beyond = float(weight @ (values - middle) ** 2) - (len(values) - 1)
    scale = float(weight.sum() - (weight**2).sum() / weight.sum())
    return max(0.0, beyond / scale) if scale > 0 else 0.0


def _effect(rows: int, value: float, variance: float, kept: float, confidence: float) -> Effect:
    if not rows:
        return Effect(0)
    half = deviate(confidence) * sqrt(kept * variance)
    return Effect(rows, value, sqrt(variance), kept * value, kept * value - half, kept * value + half, kept)
