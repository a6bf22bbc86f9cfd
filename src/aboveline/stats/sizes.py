"""How many of a population are enough, for a share or for a change of one; and whole numbers in proportion.

Sizes rest on the normal approximation of a share; shares, margins, confidence and power are parts of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from math import ceil, sqrt
from statistics import NormalDist

NEAR = 1e-9
"""A size this little above a whole number is that number: the last digits of a quotient may not ask for one more."""


def deviate(confidence: float) -> float:
    """How many standard errors lie on either side at that confidence (0.8 → 1.2816)."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def size_for(
    population: int, confidence: float, margin: float, floor: int | None = None, ceiling: int | None = None
) -> int:
    """The least size that puts any share within the margin; between floor and ceiling, never above the population.

    n0 = z² · 0.25 / margin², n = ⌈n0 / (1 + (n0 - 1) / N)⌉: Cochran, Sampling Techniques (1977), section 4.4, for the
    share one half, which needs most. At 0.8 and 0.05 a population of 200 gives 91, one of 1000 gives 142.
    """
    return clamped(_of_finite(deviate(confidence) ** 2 * 0.25 / margin**2, population), population, floor, ceiling)


def clamped(size: int, population: int, floor: int | None = None, ceiling: int | None = None) -> int:
    """The size raised to the floor, lowered to the ceiling, and no more than the population holds."""
    raised = size if floor is None else max(size, floor)
    return min(population, raised if ceiling is None else min(raised, ceiling))


def margin_for(size: int, population: int, confidence: float) -> float:
    """The margin within which so many of the population put a share of one half; 0 where all are taken.

    The formula of `size_for` turned round: n0 = n (N - 1) / (N - n).
    """
    if size >= population:
        return 0.0
    return deviate(confidence) * sqrt(0.25 * (population - size) / (size * (population - 1)))


def size_to_detect(
    change: float, power: float, confidence: float, share: float, size: int, population: int | None = None
) -> int | None:
    """The least size that shows a change from an earlier share of that size with this power; None where none does.

    n = p2 (1 - p2) / (change² / (z + z_power)² - p1 (1 - p1) / m) with p2 = p1 + change, z two-sided: the usual test
    of two independent shares, variances not pooled (Fleiss, Levin and Paik, Statistical Methods for Rates and
    Proportions, 2003, chapter 4, solved for the second size). `population` is that of the second share.
    """
    later = share + change
    room = (change / (deviate(confidence) + NormalDist().inv_cdf(power))) ** 2 - share * (1 - share) / size
    if room <= 0:
        return None
    endless = later * (1 - later) / room
    return max(1, ceil(endless - NEAR) if population is None else _of_finite(endless, population))


def nearest(size: int, weights: Sequence[int], lows: Sequence[int], highs: Sequence[int]) -> list[int]:
    """`size` in whole numbers nearest to the proportion of the weights, each between its low and its high.

    The lows may not come to more than the size, nor the highs to less.
    """
    found, total = list(lows), sum(weights)
    heap = [(low * total - size * weights[at], at) for at, low in enumerate(lows) if low < highs[at]]
    heapify(heap)
    for _ in range(size - sum(lows)):
        gap, at = heappop(heap)
        found[at] += 1
        if found[at] < highs[at]:
            heappush(heap, (gap + total, at))
    return found


def _of_finite(endless: float, population: int) -> int:
    """The size that does in a finite population what `endless` does in an endless one."""
    return ceil(endless / (1 + (endless - 1) / population) - NEAR)
