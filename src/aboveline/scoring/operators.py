"""The operators that make one score out of several. Arrays have one value a group; nan is "no score"."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def weighted_mean(values: Sequence[Values], weights: Sequence[float], drop: bool) -> Values:
    """The mean of the values by weight. A missing value is left out with its weight, or leaves no score."""
    table, weight = np.stack(values), np.asarray(weights, np.float64)[:, None]
    there = ~np.isnan(table)
    total = np.where(there, weight, 0.0).sum(axis=0)
    summed = np.where(there, table * weight, 0.0).sum(axis=0)
    kept = (total > 0) if drop else there.all(axis=0)
    found: Values = np.divide(summed, total, out=np.full(len(total), np.nan), where=kept & (total > 0))
    return found


def lowest(values: Sequence[Values] | Values, drop: bool) -> Values:
    """The lowest of the values. A missing value is left out, or leaves no score."""
    table = np.stack(list(values))
    there = ~np.isnan(table)
    found = np.where(there, table, np.inf).min(axis=0)
    kept = there.any(axis=0) if drop else there.all(axis=0)
    return np.where(kept, found, np.nan)


def question_means(shares: Values, picks: Values) -> tuple[Values, Values, NDArray[np.bool_]]:
    """Means (groups, columns) of the shares (groups, questions) that each column picks, how many there were,
    and whether any of a column's questions was missing.
    """
    missing = np.isnan(shares)
    some = missing.any()
    sums = (np.where(missing, 0.0, shares) if some else shares) @ picks
    size = picks.sum(axis=0)
    there = size - missing.astype(np.float64) @ picks if some else np.broadcast_to(size, sums.shape)
    means = np.divide(sums, there, out=np.full(sums.shape, np.nan), where=there > 0)
    return means, there, there < size


def point_totals(
    ratings: Sequence[NDArray[np.int8]], points: Sequence[float], drop: bool
) -> tuple[Values, Values, Values]:
    """Total of the points of the ratings, the most there could be, and how many counted; nan where absent."""
    table = np.stack(ratings)
    there = table >= 0
    count = there.sum(axis=0).astype(np.float64)
    total = np.where(there, np.asarray(points, np.float64)[table], 0.0).sum(axis=0)
    kept = (count > 0) if drop else there.all(axis=0)
    most = count * max(points)
    return np.where(kept, total, np.nan), np.where(kept, most, np.nan), np.where(kept, count, np.nan)
