"""How many of a population are enough, for a share or for a change of one; and whole numbers in proportion.

Sizes rest on the normal approximation of a share; shares, margins, confidence and power are parts of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from math import ceil, inf, sqrt
from statistics import NormalDist

NEAR = 1e-9
"""A size this little above a whole number is that number: the last digits of a quotient may not ask for one more."""

HALVINGS = 60
"""So often is the room for a size halved: to the last digit of a number."""


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


def margin_for(size: int, population: int | None, confidence: float) -> float:
    """The margin within which so many of the population put a share of one half; 0 where all are taken.

    The formula of `size_for` turned round: n0 = n (N - 1) / (N - n). None is an endless population.
    """
    return deviate(confidence) * sqrt(0.25 * _left(size, population) / size)


def size_to_detect(
    change: float, power: float, confidence: float, share: float, size: int, population: int | None = None
) -> int | None:
    """The least size that shows a change from an earlier share of that size with this power; None where none does.

    The usual two-sided test of two independent shares: pooled variance where nothing changed, each its own where it
    did (Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 2003, chapter 4), solved for the second
    size. From 0.6 of 356 to 0.7 at 0.95 and 0.8 it is 356. `population` is that of the second share.
    """
    if not _shown(change, power, confidence, share, size, inf):
        return None
    low, high = 0.0, 1.0
    while not _shown(change, power, confidence, share, size, high):
        low, high = high, 2 * high
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if _shown(change, power, confidence, share, size, middle) else (middle, high)
    return max(1, ceil(high - NEAR) if population is None else _of_finite(high, population))


def change_to_detect(
    later: int, power: float, confidence: float, share: float, size: int, population: int | None = None
) -> tuple[float | None, float | None]:
    """The least change down (negative) and up that `later` cases show with this power, None where none does.

    To a tenth of a point, rounded away from nought; the test is that of `size_to_detect`.
    """
    left = _left(later, population)
    endless = later / left if left else inf
    down, up = (
        next((step for step in _steps(room) if _shown(sign * step, power, confidence, share, size, endless)), None)
        for sign, room in ((-1, share), (1, 1 - share))
    )
    return None if down is None else -down, up


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


def _steps(room: float) -> Iterator[float]:
    """Tenths of a point, as far as there is room."""
    return (step / 1000 for step in range(1, int(1000 * room + NEAR) + 1))


def _shown(change: float, power: float, confidence: float, share: float, size: int, later: float) -> bool:
    """Whether so many later cases of an endless population show the change with this power.

    The pooled share's variance times (1 / m + 1 / n) is p1 q1 / n + p2 q2 / m + change² / (m + n): it falls with n.
    """
    first, second = share * (1 - share), (share + change) * (1 - share - change)
    unchanged = first / later + second / size + change**2 / (size + later)
    error = deviate(confidence) * sqrt(unchanged) + NormalDist().inv_cdf(power) * sqrt(first / size + second / later)
    return error < abs(change)


def _left(size: int, population: int | None) -> float:
    """The part of its variance that a share keeps when so many of the population are taken; nought if all are."""
    if population is None:
        return 1.0
    return 0.0 if size >= population else (population - size) / (population - 1)


def _of_finite(endless: float, population: int) -> int:
    """The size that does in a finite population what `endless` does in an endless one; one in a population of one."""
    return ceil(endless / (1 + (endless - 1) / population) - NEAR) if population > 1 else 1
