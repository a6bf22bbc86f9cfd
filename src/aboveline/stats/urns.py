"""How many marked balls come out when so many are taken from each of several urns, none put back.

The count from one urn is hypergeometric; the sum over the urns is the convolution of such. Chances are worked out by
ratios from the likeliest count, so each is right to about 13 digits, however small; beyond 1e-300 they are nought.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

NEAR = 1e-9
"""Chances that differ by less than this part of themselves are equal: their last digits come from rounding."""


class Urn(NamedTuple):
    """So many balls, so many of them marked, and so many taken, each set of that size as likely as any other."""

    balls: int
    marked: int
    taken: int


class Counts(NamedTuple):
    """The chance of each count of marked balls: of `lowest`, of `lowest` + 1, and so on (the possible ones only)."""

    lowest: int
    chances: NDArray[np.float64]

    @property
    def fixed(self) -> bool:
        """Whether no other count can come out: nothing is left to chance."""
        return len(self.chances) == 1


def counts(urns: Iterable[Urn]) -> Counts:
    """The chances of every count of marked balls out of all urns together."""
    lowest, chances = 0, np.ones(1)
    for urn in urns:
        one = _hypergeometric(urn)
        lowest += one.lowest
        # A further urn with one possible count moves the others and leaves their chances.
        chances = np.convolve(chances, one.chances) if len(one.chances) > 1 else chances
    return Counts(lowest, chances)


def expected(urns: Iterable[Urn]) -> float:
    """The mean count of marked balls."""
    return sum(urn.taken * urn.marked / urn.balls for urn in urns if urn.balls)


def two_sided(found: Counts, count: int) -> float | None:
    """The chance of a count no likelier than this one (the method of small probabilities); None where it is fixed.

    Exact, and so conservative: p is at most 0.05 in no more than one of 20 draws. Freeman and Halton, Biometrika 38,
    1951; for one urn the p of Fisher's test. A count that cannot come out has p nought.
    """
    if found.fixed:
        return None
    at = count - found.lowest
    likely = found.chances[at] if 0 <= at < len(found.chances) else 0.0
    return min(1.0, float(found.chances[found.chances <= likely * (1 + NEAR)].sum()))


def _hypergeometric(urn: Urn) -> Counts:
    balls, marked, taken = urn
    lowest, highest = max(0, taken - (balls - marked)), min(taken, marked)
    count = np.arange(lowest, highest, dtype=np.float64)
    # The chance of one more marked ball, as a part of the chance of so many.
    ratios = (marked - count) * (taken - count) / ((count + 1) * (balls - marked - taken + count + 1))
    peak = int(np.count_nonzero(ratios >= 1))
    above, below = np.cumprod(ratios[peak:]), np.cumprod(1 / ratios[:peak][::-1])[::-1]
    chances = np.concatenate([below, [1.0], above])
    return Counts(lowest, chances / chances.sum())
