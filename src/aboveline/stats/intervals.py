"""Intervals for shares: Wilson and exact, for endless and for finite populations; for differences of two shares.

Shares, bounds and confidence are parts of one. Arrays go in and come out, and whatever broadcasts may be mixed; where
there is no size there is no interval: nan in arrays, None for a single share. A population is the number that the
sample was drawn from, without replacement; `inf` is an endless one, for which nothing is corrected. Where the size is
the base of a question and not the whole sample, its population is size / fraction drawn, seldom a whole number.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from math import inf, isnan, sqrt
from types import ModuleType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from aboveline.stats.sizes import deviate

Numbers = NDArray[np.float64]

CONFIDENCE = 0.95

EDGE = 0.1
"""An interval that reaches beyond 10 or 90 % is the exact one: nearer to an end than that, Wilson covers too seldom."""

ENDLESS = 1e7
"""From here on a population is taken as endless: for samples of this trade that moves no bound by one part in 10,000,
and the logarithms of larger factorials would not be exact enough to sum."""

NEAR = 1e-9
"""So much is put down to the last digits of a quotient: a population of 59.9999999999 is one of 60."""

BLOCK = 1 << 20
"""So many probabilities of the hypergeometric distribution are held at a time."""


class Bounds(NamedTuple):
    """The low and the high ends of intervals, arrays of one shape; nan where there is no interval."""

    low: Numbers
    high: Numbers


class Interval(NamedTuple):
    """One interval and how it was found: `wilson`, `exact`, or `whole` where nothing was left out of the sample."""

    low: float
    high: float
    method: str


@cache
def special() -> ModuleType:
    """The special functions of scipy: loaded when first asked for, since that takes longer than NumPy itself."""
    return import_module("scipy.special")


def interval(count: float, size: float, population: float = inf, confidence: float = CONFIDENCE) -> Interval | None:
    """The interval of a share `count` of `size`, by the rule of `bounds`; None where the size is nought."""
    if size == 0:
        return None
    if size > population - NEAR:
        return Interval(count / size, count / size, "whole")
    found, reached = bounds(count, size, population, confidence)
    return Interval(float(found.low), float(found.high), "exact" if reached else "wilson")


def bounds(
    counts: ArrayLike, sizes: ArrayLike, populations: ArrayLike = inf, confidence: float = CONFIDENCE
) -> tuple[Bounds, NDArray[np.bool_]]:
    """The intervals to show, and where they are exact: where the exact interval reaches beyond 10 or 90 %, else Wilson.

    A share beyond the edge is then covered exactly as often as by the exact interval, at least at the confidence: an
    exact interval that does not reach there would have missed it anyway, as Wilson does. In between, Wilson covers at
    the confidence in the mean, where the exact one is too wide (Brown, Cai and DasGupta, Interval Estimation for a
    Binomial Proportion, Statistical Science 16, 2001).
    """
    rough, sure = wilson(counts, sizes, populations, confidence), exact(counts, sizes, populations, confidence)
    reached = (sure.low < EDGE) | (sure.high > 1 - EDGE)
    return Bounds(np.where(reached, sure.low, rough.low), np.where(reached, sure.high, rough.high)), reached


def wilson(counts: ArrayLike, sizes: ArrayLike, populations: ArrayLike = inf, confidence: float = CONFIDENCE) -> Bounds:
    """Wilson's intervals, corrected for finite populations; the share itself where all were taken.

    They hold every P with (p - P)² ≤ z² · P (1 - P) / n · (N - n) / (N - 1): the score interval (Wilson, Probable
    Inference, JASA 22, 1927) with the variance of a share drawn without replacement (Cochran, Sampling Techniques,
    1977, theorem 3.2). That is Wilson's interval for the same share of n (N - 1) / (N - n).
    Errors: ValueError where a count lies outside its size, or a size above its population.
    """
    k, n, whole = _checked(counts, sizes, populations)
    with np.errstate(invalid="ignore", divide="ignore"):
        left = np.where(np.isinf(whole), 1.0, (whole - n) / np.maximum(whole - 1, NEAR))
        spread = deviate(confidence) ** 2 * np.clip(left, 0.0, 1.0) / n
        share = k / n
        middle = (share + spread / 2) / (1 + spread)
        half = np.sqrt(spread * (share * (1 - share) + spread / 4)) / (1 + spread)
    # Sums that are nought by algebra are so to the last digit only where it is said.
    low = np.where(k == 0, share, np.clip(middle - half, 0.0, share))
    return Bounds(low, np.where(k == n, share, np.clip(middle + half, share, 1.0)))


def exact(counts: ArrayLike, sizes: ArrayLike, populations: ArrayLike = inf, confidence: float = CONFIDENCE) -> Bounds:
    """Intervals that cover at least at the confidence whatever the true share; the share itself where all were taken.

    Endless: Clopper and Pearson, Biometrika 26 (1934), by quantiles of the beta distribution. Finite: the shares K / N
    that neither one-sided test of the hypergeometric distribution refuses at half of 1 - confidence (Konijn,
    Statistical Theory of Sample Survey Design and Analysis, 1973; Buonaccorsi, American Statistician 41, 1987). A
    population that is no whole number is rounded up, to the safe side.
    Errors: as `wilson`.
    """
    k, n, whole = _checked(counts, sizes, populations)
    found = effective(np.divide(k, n, out=np.full_like(n, np.nan), where=n > 0), n, confidence)
    low, high = found.low.copy(), found.high.copy()
    finite = (n > 0) & (whole < ENDLESS)
    if finite.any():
        taken, of, out_of = (values[finite].astype(np.int64) for values in (k, n, np.ceil(whole - NEAR)))
        tail = (1 - confidence) / 2
        low[finite] = _least(taken, of, out_of, tail) / out_of
        high[finite] = (out_of - _least(of - taken, of, out_of, tail)) / out_of
    return Bounds(low, high)


def effective(shares: ArrayLike, sizes: ArrayLike, confidence: float = CONFIDENCE) -> Bounds:
    """Clopper and Pearson's intervals for shares of sizes that need not be whole; the share itself of an endless size.

    With the size at which a plain share would have the variance that was found (see `resampling`), this is the interval
    of Korn and Graubard (Survey Methodology 24, 1998): for any mean of shares, and sound near 0 and 1, where its
    counterparts that add so many standard errors to each side end beyond what can be.
    """
    p, n = np.broadcast_arrays(np.asarray(shares, np.float64), np.asarray(sizes, np.float64))
    tail, quantile = (1 - confidence) / 2, special().betaincinv
    with np.errstate(invalid="ignore"):
        count, rest = p * n, (1 - p) * n
        # Each end is the quantile of a beta distribution, which has none where a parameter is nought.
        low = np.where(count <= NEAR, 0.0, quantile(np.maximum(count, NEAR), rest + 1, tail))
        high = np.where(rest <= NEAR, 1.0, quantile(count + 1, np.maximum(rest, NEAR), 1 - tail))
    sizeless, endless = np.isnan(p) | (n <= 0), np.isinf(n)
    return Bounds(
        np.where(sizeless, np.nan, np.where(endless, p, low)), np.where(sizeless, np.nan, np.where(endless, p, high))
    )


def difference(
    first: tuple[float, float, float], second: tuple[float, float, float]
) -> tuple[float, float, float] | None:
    """Second less first, with its interval: from two independent figures, each as (figure, low, high).

    Each end takes the distance to the end of both intervals that lies on its side: low = d - √((p2 - l2)² + (u1 - p1)²)
    (Newcombe's method 10 with Wilson intervals, Statistics in Medicine 17, 1998; for any two intervals Zou and Donner,
    Statistics in Medicine 27, 2008). So a difference of finite samples, or of composites, is corrected as its parts
    are. Any unit; None where a number is nan.
    """
    (one, low_one, high_one), (two, low_two, high_two) = first, second
    if any(map(isnan, (*first, *second))):
        return None
    found = two - one
    low = found - sqrt((two - low_two) ** 2 + (high_one - one) ** 2)
    return found, low, found + sqrt((high_two - two) ** 2 + (one - low_one) ** 2)


def _checked(counts: ArrayLike, sizes: ArrayLike, populations: ArrayLike) -> tuple[Numbers, Numbers, Numbers]:
    """All three as arrays of one shape."""
    given = (np.asarray(values, np.float64) for values in (counts, sizes, populations))
    k, n, whole = np.broadcast_arrays(*given)
    if np.any((k < 0) | (k > n)):
        raise ValueError("a count lies outside its size")
    if np.any(n > whole * (1 + NEAR)):
        raise ValueError("a sample is larger than its population")
    return k, n, whole


def _least(counts: NDArray[np.int64], sizes: NDArray[np.int64], populations: NDArray[np.int64], tail: float) -> Numbers:
    """The least K of a population at which a sample holds that count or more with a chance above the tail."""
    asked, place = np.unique(np.stack([counts, sizes, populations]), axis=1, return_inverse=True)
    step = max(1, BLOCK // int(asked[1].max() + 1))
    blocks = (asked[:, at : at + step] for at in range(0, asked.shape[1], step))
    parts = [_least_each(block[0], block[1], block[2], tail) for block in blocks]
    return np.concatenate(parts)[place.reshape(-1)].astype(np.float64)


def _least_each(
    counts: NDArray[np.int64], sizes: NDArray[np.int64], populations: NDArray[np.int64], tail: float
) -> NDArray[np.int64]:
    """The same for each: halving, since the chance grows with K. `low` is always refused, or as low as K can be."""
    low, high = counts.copy(), populations - (sizes - counts)
    while np.any(low < high):
        middle = (low + high) // 2
        kept = _chance(counts, middle, sizes, populations) > tail
        low, high = np.where(kept, low, np.minimum(middle + 1, high)), np.where(kept, middle, high)
    return low


def _chance(
    counts: NDArray[np.int64], marked: NDArray[np.int64], sizes: NDArray[np.int64], populations: NDArray[np.int64]
) -> Numbers:
    """The chance that a sample holds at least `counts` of the marked: the upper tail of the hypergeometric."""
    log = special().gammaln
    k, m, n, whole = (values[:, None] for values in (counts, marked, sizes, populations))
    at = k + np.arange(int((sizes - counts).max(initial=0)) + 1)
    can_be = (at <= np.minimum(n, m)) & (n - at <= whole - m)
    at = np.where(can_be, at, np.maximum(0, n - (whole - m)))
    ways = (
        log(m + 1) - log(at + 1) - log(m - at + 1) + log(whole - m + 1)
        - log(n - at + 1) - log(whole - m - n + at + 1) - log(whole + 1) + log(n + 1) + log(whole - n + 1)
    )  # fmt: skip
    chances: Numbers = np.where(can_be, np.exp(ways), 0.0).sum(axis=1)
    return chances
