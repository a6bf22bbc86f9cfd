"""Ratings: a word from the band in which a number lies, or the lowest word of several."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aboveline.frameworks.model import Band, Rule
from aboveline.stats.rounding import half_up

UNRATED = -1
EDGE = 1e-9
"""Numbers this close to an edge lie on it: engines may differ in the last digits of a sum, ratings may not."""

Values = NDArray[np.float64]
Words = NDArray[np.int8]


def banded(rule: Rule, values: Values, counts: Values) -> Words:
    """The number of the rating word for each value; UNRATED where there is none.

    `counts` says how many parts counted, which chooses the table of an edition that has one for each number.
    """
    found = np.full(len(values), UNRATED, np.int8)
    for at, (value, count) in enumerate(zip(values.tolist(), counts.tolist(), strict=True)):
        bands = rule.bands_by_parts.get(int(count), ()) if rule.bands_by_parts and count == count else rule.bands
        if value == value and bands:
            found[at] = _band(rule, bands, half_up(value) if rule.rounded else value)
    return found


def lowest_rating(ratings: Sequence[Words], drop: bool) -> Words:
    """The lowest of the ratings; unrated ones are left out, or leave no rating."""
    table = np.stack(ratings)
    there = table >= 0
    kept = there.any(axis=0) if drop else there.all(axis=0)
    lowest = np.where(there, table, np.iinfo(np.int8).max).min(axis=0)
    return np.where(kept, lowest, UNRATED).astype(np.int8)


def _band(rule: Rule, bands: Sequence[Band], value: float) -> int:
    if rule.upper_edges:
        return next((rule.scale.index(b.word) for b in bands if value <= b.edge + EDGE), UNRATED)
    return next((rule.scale.index(b.word) for b in reversed(bands) if value >= b.edge - EDGE), UNRATED)
