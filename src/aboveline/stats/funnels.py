"""Control limits round a common share, and how much more figures vary than chance alone would let them.

Shares, limits and confidence are parts of one. Sources: Spiegelhalter, Funnel plots for comparing institutional
performance, Statistics in Medicine 24, 2005; Handling over-dispersion of performance indicators, Quality and Safety in
Health Care 14, 2005.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from aboveline.stats.intervals import Bounds, Numbers, special
from aboveline.stats.sizes import deviate

PULLED = 0.1
"""The part of the figures at either end that is pulled in to the next, so that the odd ones do not hide themselves."""

FEWEST = 5
"""Of fewer figures nothing is said about how they vary: their own sampling would say anything."""


class Dispersion(NamedTuple):
    """How much figures vary: `ratio` is some 0.7 to 1 where chance alone moves them; None where too few tell.

    between: the variance that is left for true differences, in the square of the unit; nought unless `widened`.
    """

    ratio: float | None
    between: float
    widened: bool


def binomial_limits(share: float, sizes: ArrayLike, confidence: float) -> Bounds:
    """Between which shares of these sizes (whole numbers from 1, any shape) lie where the true one is `share`.

    A count lies beyond a limit exactly where the binomial chance of one at least as far out is below half of
    1 - confidence. Between two counts the limit is interpolated, which moves no count across it and draws a smooth line
    (Spiegelhalter 2005, appendix A.1.1).
    """
    size = np.asarray(sizes, np.int64)
    tail = (1 - confidence) / 2
    return Bounds(_lower(share, size, tail), 1 - _lower(1 - share, size, tail))


def spread_limits(share: float, errors: ArrayLike, confidence: float) -> Bounds:
    """The share and so many standard errors (any shape) to either side, cut at 0 and 1."""
    reach = deviate(confidence) * np.asarray(errors, np.float64)
    return Bounds(np.clip(share - reach, 0.0, 1.0), np.clip(share + reach, 0.0, 1.0))


def wider(one: Bounds, other: Bounds) -> Bounds:
    """The outer of two limits at either side."""
    return Bounds(np.minimum(one.low, other.low), np.maximum(one.high, other.high))


def dispersion(figures: ArrayLike, errors: ArrayLike, share: float) -> Dispersion:
    """How far figures (count,) lie from the share, by their standard errors under it (count,), all above nought.

    ratio: the mean of z², the z furthest out pulled in to the next (Winsorised, a tenth at either end). It is taken for
    more than chance above 1 + 2 √(2 / count), two standard deviations of it; then `between` is the additive variance of
    the method of moments, (count · ratio - (count - 1)) / (Σw - Σw² / Σw) with w = 1 / error² (DerSimonian and Laird,
    Controlled Clinical Trials 7, 1986).
    """
    found, error = np.asarray(figures, np.float64), np.asarray(errors, np.float64)
    count = len(found)
    if count < FEWEST:
        return Dispersion(None, 0.0, False)
    z = np.sort((found - share) / error)
    pulled = int(count * PULLED)
    ratio = float((np.clip(z, z[pulled], z[count - 1 - pulled]) ** 2).mean())
    if ratio <= 1 + 2 * sqrt(2 / count):
        return Dispersion(ratio, 0.0, False)
    weight = 1 / error**2
    between = (count * ratio - (count - 1)) / float(weight.sum() - (weight**2).sum() / weight.sum())
    return Dispersion(ratio, between, True)


def _lower(share: float, sizes: Numbers | np.ndarray, tail: float) -> Numbers:
    size = sizes[..., None]
    at = np.arange(int(sizes.max(initial=0)) + 1)
    below = np.where(at < size, special().bdtr(np.minimum(at, size), size, share), 1.0)
    first = np.argmax(below >= tail, axis=-1)
    here = np.take_along_axis(below, first[..., None], -1)[..., 0]
    before = np.where(first > 0, np.take_along_axis(below, np.maximum(first - 1, 0)[..., None], -1)[..., 0], 0.0)
    limit: Numbers = np.maximum(first - (here - tail) / (here - before), 0.0) / sizes
    return limit
