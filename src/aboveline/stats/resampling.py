"""Resampling: weights for the jackknife and the bootstrap of a stratified sample, and intervals of whatever they give.

A figure that is no plain share (a mean of shares over different bases, of the same cases, blended again) has no formula
for its variance. It is worked out again for many weightings of the cases: one that leaves each case out in turn (the
jackknife), or many drawn at random (the bootstrap). Both know how much of a finite population was drawn. A weight here
is a factor, 1 on average; a case that stands for others by design has its own weight multiplied by it.
"""

from __future__ import annotations

from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from aboveline.stats.intervals import CONFIDENCE, Bounds, Numbers, effective, special

STILL = 1e-20
"""A variance below this, of a share, is none: all that is left of sums of equal numbers."""


class Spread(NamedTuple):
    """The variance of figures, in the square of their unit, and how many cases it rests on: arrays of one shape.

    cases: (Σ part)² / Σ part² of the parts that the cases have in the variance; all of them if they share it alike, 1
    if a single case has it all, 0 where there is none; inf where it was found in another way.
    """

    variance: Numbers
    cases: Numbers


class Design(NamedTuple):
    """How a sample was drawn: the stratum of each case, and for each stratum its size and the fraction drawn.

    joined: the numbers, as they were given, of strata that had to be joined to another because they held one case, from
    which no variance can be had. Joined strata vary more than each would, so intervals are rather too wide than narrow.
    """

    stratum: NDArray[np.int64]
    sizes: NDArray[np.int64]
    fractions: Numbers
    joined: tuple[int, ...] = ()

    @property
    def freedom(self) -> int:
        """Cases less strata, where the population was not drawn whole: the degrees of freedom of a variance."""
        part = self.fractions < 1
        return int((self.sizes - 1)[part].sum())

    @property
    def left(self) -> Numbers:
        """For each case the part of its stratum that was not drawn, 1 - n / N: what is still unknown of it."""
        return (1 - self.fractions)[self.stratum]


def design(stratum: ArrayLike, populations: ArrayLike = inf) -> Design:
    """The design of a sample: for each case the number of its stratum from 0 on; for each stratum its population.

    One population is meant for every stratum; `inf` is an endless one. Strata of one case that was not all there was
    are joined (Cochran, Sampling Techniques, 1977, section 5A.12): with one another, and a single one with the smallest
    stratum that was not drawn whole. Errors: ValueError where more were drawn than there are.
    """
    given = np.asarray(stratum, np.int64).reshape(-1)
    sizes = np.bincount(given)
    wholes = np.broadcast_to(np.asarray(populations, np.float64), sizes.shape)
    if np.any(sizes > wholes):
        raise ValueError("a sample is larger than its population")
    open_ones = np.flatnonzero((sizes > 0) & (sizes < wholes))
    alone = [int(at) for at in open_ones if sizes[at] == 1]
    group = list(alone)
    if len(alone) == 1:
        others = [int(at) for at in open_ones if sizes[at] > 1]
        group += sorted(others, key=lambda at: int(sizes[at]))[:1]
    place = np.arange(len(sizes))
    if len(group) > 1:
        place[group] = group[0]
    _, number = np.unique(place[given], return_inverse=True)
    drawn = np.bincount(number)
    # A stratum that was given no case stands for nobody here.
    of = np.bincount(np.unique(place[sizes > 0], return_inverse=True)[1], wholes[sizes > 0])
    return Design(number, drawn, drawn / of, tuple(alone) if len(group) > 1 else ())


def narrowed(of: Design, chosen: ArrayLike) -> Design:
    """The design of some of the cases (truth values, one a case), drawn at the fractions of the whole sample.

    How many of them the population holds is not known; of each stratum it is taken to be as many times more as of all
    its cases. Strata left with one case are joined anew.
    """
    kept = of.stratum[np.asarray(chosen, np.bool_)]
    met, number = np.unique(kept, return_inverse=True)
    with np.errstate(divide="ignore"):
        return design(number, np.bincount(number) / of.fractions[met])


def generator(seed: int) -> np.random.Generator:
    """Chance from a seed: PCG64, the same numbers on every machine and in every run."""
    return np.random.Generator(np.random.PCG64(seed))


def jackknife(of: Design) -> Numbers:
    """Factors (cases, cases): row i leaves case i out and gives its weight to the others of its stratum.

    The stratified jackknife, JKn (Rust and Rao, Statistical Methods in Medical Research 5, 1996). What was not drawn
    comes in with `jackknife_spread`. A stratum of one case, drawn whole or the only one there is, keeps it.
    """
    alone = of.sizes == 1
    more = np.where(alone, 1.0, of.sizes / np.maximum(of.sizes - 1, 1))
    same = of.stratum[:, None] == of.stratum
    factors = np.where(same, more[of.stratum], 1.0)
    np.fill_diagonal(factors, np.where(alone[of.stratum], 1.0, 0.0))
    return factors


def jackknife_spread(replicates: ArrayLike, of: Design) -> Spread:
    """The spread of figures from their jackknife replicates (cases, …): two arrays of shape (…).

    Variance: Σ over strata of (1 - f) (n - 1) / n · Σ (replicate - mean of the stratum)². Right for smooth figures:
    means, shares and blends of them; not for the lowest of several or for points. nan where a figure is nan without
    some case, and where one case is all there is: nothing is known of how it varies.
    """
    found = np.asarray(replicates, np.float64)
    if of.freedom == 0 and np.any(of.fractions < 1):
        nothing = np.full(found.shape[1:], np.nan)
        return Spread(nothing, nothing)
    table = found.reshape(len(found), -1)
    member = (of.stratum == np.arange(len(of.sizes))[:, None]).astype(np.float64)
    factor = (of.left * ((of.sizes - 1) / of.sizes)[of.stratum])[:, None]
    known = np.where(factor > 0, table, 0.0)
    # About the first replicate: squares of small differences of large numbers would lose their digits.
    near = known - known[:1]
    parts = factor * (near - (member @ near / of.sizes[:, None])[of.stratum]) ** 2
    variance = parts.sum(axis=0)
    varies = ~(variance <= STILL)
    cases = np.divide(variance**2, (parts**2).sum(axis=0), out=np.zeros_like(variance), where=varies)
    return Spread(variance.reshape(found.shape[1:]), cases.reshape(found.shape[1:]))


def bootstrap(draw: np.random.Generator, of: Design, count: int) -> Numbers:
    """Factors (count, cases) of a rescaled bootstrap; all 1 where the whole population was drawn, and never below 0.

    In each stratum n - 1 of its n cases are drawn with replacement; a case drawn t times weighs
    1 - s + s · t · n / (n - 1) with s = √(1 - n / N) (Rao and Wu, JASA 83, 1988; as weights Rao, Wu and Yue,
    Survey Methodology 18, 1992). The variance of a mean is then that of the design, without bias. Weights are no whole
    numbers, but in a finite population no case vanishes, so that a base is never empty. With no degrees of freedom all
    are 1, and that is no certainty.
    """
    order = np.argsort(of.stratum, kind="stable")
    cases, begins = len(order), np.cumsum(of.sizes) - of.sizes
    part = np.where(of.sizes > 1, np.sqrt(1 - of.fractions), 0.0)
    drawn = [
        draw.integers(begin, begin + size, (count, size - 1))
        for begin, size, moved in zip(begins, of.sizes, part, strict=True)
        if moved
    ]
    # All replicates are counted at once, each with numbers of its own.
    row = np.arange(0, count * cases, cases)[:, None]
    numbers = np.concatenate([row[:, :0], *drawn], axis=1) + row
    times = np.bincount(numbers.ravel(), minlength=count * cases).reshape(count, cases)
    each = part * of.sizes / np.maximum(of.sizes - 1, 1)
    sorted_stratum = of.stratum[order]
    factors = np.empty((count, cases))
    factors[:, order] = (1 - part)[sorted_stratum] + each[sorted_stratum] * times
    return factors


def percentile(replicates: ArrayLike, confidence: float = CONFIDENCE) -> Bounds:
    """The middle part of bootstrap replicates (count, …), in their unit; nan where a replicate is (Efron, 1979).

    For what is no share: differences of ranks, the lowest of several. For composites `composite_bounds` covers better:
    at 30 cases this one holds the truth in some 91 of 100 samples where 95 are meant, and fewer near an end.
    """
    tail = (1 - confidence) / 2
    low, high = np.quantile(np.asarray(replicates, np.float64), [tail, 1 - tail], axis=0)
    return Bounds(low, high)


def least_size(parts: ArrayLike, of: Design) -> Numbers:
    """How many independent cases a figure is worth at the least, from what each case adds to it (cases, …): shape (…).

    parts: the figure where only that case is above and the bases are as they are; they sum to 1 where all are above.
    1 / Σ (1 - f) part², the size of Kish (Survey Sampling, 1965, section 11.7) less what was drawn, if every case were
    of one mind about all its questions. It serves where all are above or none, and so nothing varies that could tell.
    """
    part = np.asarray(parts, np.float64)
    with np.errstate(divide="ignore"):
        size: Numbers = 1 / np.tensordot(of.left, part**2, axes=(0, 0))
    return size


def effective_size(shares: ArrayLike, variances: ArrayLike, of: Design, confidence: float = CONFIDENCE) -> Numbers:
    """The size at which a plain share would have that variance, p (1 - p) / v, made smaller where strata cost freedom.

    By (t of n - 1 / t of the design's degrees of freedom)²: Korn and Graubard, Survey Methodology 24, 1998.
    inf where nothing varies.
    """
    share, variance = np.asarray(shares, np.float64), np.asarray(variances, np.float64)
    open_strata = int((of.fractions < 1).sum())
    free = max(of.freedom, 1)
    usual, wider = special().stdtrit([max(free + open_strata - 1, 1), free], (1 + confidence) / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        size: Numbers = np.where(variance > STILL, share * (1 - share) / variance, np.inf) * float(usual / wider) ** 2
    return size


def composite_bounds(
    shares: ArrayLike, spread: Spread, least: ArrayLike, of: Design, confidence: float = CONFIDENCE
) -> Bounds:
    """Intervals of composites of shares, parts of one, by one method for the middle and the ends: shape of the shares.

    spread: from `jackknife_spread`; least: from `least_size`. The exact interval of a share of the effective size. A
    variance that rests on few cases is a poor one, and near an end often far too small: one more case like them may
    double it. So it is drawn towards that of cases all of one mind, p (1 - p) / least, which counts 1 against the
    square of the number of cases it rests on: next to nothing in the middle, half where all hangs on one case, and
    everything at 0 and 1, where nothing varies. (The weight is our own; the coverage of this and of its rivals was
    measured: docs/explanation/how-sure-a-score-is.md.) nan where the variance is.
    """
    share, variance, alike = np.asarray(shares, np.float64), spread.variance, np.asarray(least, np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        careful = np.maximum(variance, share * (1 - share) / alike)
        drawn = variance + (careful - variance) / (1 + spread.cases**2)
        size = effective_size(share, drawn, of, confidence)
    still = (variance <= STILL) & bool(np.any(of.fractions < 1))
    found = effective(share, np.where(still, alike, size), confidence)
    unknown = np.isnan(variance)
    return Bounds(np.where(unknown, np.nan, found.low), np.where(unknown, np.nan, found.high))
