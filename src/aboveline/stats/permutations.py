"""Permutation tests: how often chance alone, dealing the same cases to two sides anew, shows as much as was seen.

Labels are truth values (dealings, cases): false for the first side, true for the second; row 0 is as observed. They
serve as weights, so that any figure can be worked out for either side of every dealing.
"""

from __future__ import annotations

from itertools import combinations, product
from math import comb, prod
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Labels = NDArray[np.bool_]
Numbers = NDArray[np.float64]

NEAR = 1e-9
"""Statistics this close are equal: sums of the same numbers in another order."""


class Joint(NamedTuple):
    """How many measures improved, of how many; and how often chance alone does as much. None where of is 0.

    p_count: improves as many. p_change: changes as much in all, each change by its own standard error. exact: every
    dealing was looked at, not some drawn at random.
    """

    improved: int
    of: int
    p_count: float | None
    p_change: float | None
    exact: bool


def dealings(
    draw: np.random.Generator, observed: ArrayLike, count: int, stratum: ArrayLike | None = None
) -> tuple[Labels, bool]:
    """Labels (dealings, cases) with the observed first, and whether they are all there are.

    All of them where they are no more than count + 1, else the observed and `count` drawn at random. Each stratum keeps
    as many cases on either side as it had.
    """
    given = np.asarray(observed, np.bool_)
    layer = np.zeros(len(given), np.int64) if stratum is None else np.asarray(stratum, np.int64)
    places = [np.flatnonzero(layer == number) for number in np.unique(layer)]
    wanted = [int(given[place].sum()) for place in places]
    ways = prod(comb(len(place), size) for place, size in zip(places, wanted, strict=True))
    if ways <= count + 1:
        return _every(given, places, wanted, ways), True
    labels = np.tile(given, (count + 1, 1))
    for place in places:
        labels[1:, place] = draw.permuted(labels[1:, place], axis=1)
    return labels, False


def tail(statistics: ArrayLike) -> float:
    """The part of the dealings (the observed is the first) whose statistic is at least the observed one.

    Exact where all dealings are in it; else (b + 1) / (B + 1), which is never nought and never rejects too often
    (Davison and Hinkley, Bootstrap Methods and their Application, 1997, section 4.3; Phipson and Smyth, Statistical
    Applications in Genetics and Molecular Biology 9, 2010). For a two-sided test give absolute values.
    """
    found = np.asarray(statistics, np.float64)
    return float(np.mean(found >= found[0] - NEAR))


def changes(above: ArrayLike, applicable: ArrayLike, labels: Labels) -> Numbers:
    """The share of each measure on the second side less that on the first: (dealings, measures), parts of one.

    above, applicable: (cases, measures), counts or 0 and 1. nan where one side has no base.
    """
    parts = np.stack([np.asarray(above, np.float32), np.asarray(applicable, np.float32)])
    # Whole numbers below 2**24, which floats of half the length hold exactly, at twice the speed.
    later = labels.astype(np.float32) @ parts
    k_later, n_later = later.astype(np.float64)
    k_first, n_first = (parts.sum(axis=1)[:, None] - later).astype(np.float64)
    with np.errstate(invalid="ignore"):
        change: Numbers = k_later / n_later - k_first / n_first
    return change


def joint(
    draw: np.random.Generator,
    above: ArrayLike,
    applicable: ArrayLike,
    second: ArrayLike,
    count: int = 9_999,
    stratum: ArrayLike | None = None,
) -> Joint:
    """Improved in k of m measures: the chance of it if it made no difference on which side a case is. One-sided.

    second: (cases,) truth values. Whole cases change sides, so measures that go together stay together. A measure
    counts if both sides have a base for it; equal shares are no improvement. p_count looks at k alone, and so wastes
    much: where all measures go up by leaps, dealt cases are good or bad in all of them alike, and then even m of m is
    no rare thing. p_change, the sum of all changes each divided by its standard deviation over the dealings, finds more
    and has no such gap; it is the one to rely on (Pesarin and Salmaso, Permutation Tests for Complex Data, 2010,
    section 4.2: direct combination of dependent tests).
    """
    later = np.asarray(second, np.bool_)
    made, read = np.asarray(above), np.asarray(applicable)
    measured = (read[later].sum(axis=0) > 0) & (read[~later].sum(axis=0) > 0)
    of = int(measured.sum())
    labels, every = dealings(draw, later, count, stratum)
    if not of:
        return Joint(0, 0, None, None, every)
    change = np.nan_to_num(changes(made[:, measured], read[:, measured], labels))
    counts = (change > NEAR).sum(axis=1)
    error = change.std(axis=0)
    total = np.divide(change, error, out=np.zeros_like(change), where=error > NEAR).sum(axis=1)
    return Joint(int(counts[0]), of, tail(counts), tail(total), every)


def _every(given: Labels, places: list[NDArray[np.int64]], wanted: list[int], ways: int) -> Labels:
    """Every dealing once, the observed first."""
    labels = np.zeros((ways, len(given)), np.bool_)
    each = [combinations(place.tolist(), size) for place, size in zip(places, wanted, strict=True)]
    for row, chosen in enumerate(product(*each)):
        labels[row, [case for part in chosen for case in part]] = True
    first = int(np.flatnonzero((labels == given).all(axis=1))[0])
    labels[[0, first]] = labels[[first, 0]]
    return labels
