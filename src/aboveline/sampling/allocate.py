"""The cells of a frame, and how many cases each gives: as near to proportion as make-up and minima of a plan leave it.

Inside a block (a kind of case whose number is fixed, or all the others together) the least sum of squared departures
from proportion is taken, which is the largest remainder where no bound is met; ties go by printed order. Where a
minimum is not met so, single cases are moved at the least cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from aboveline.problems import Problem
from aboveline.sampling.cells import Cell, Quota, Wanted
from aboveline.stats.sizes import nearest

EACH, MERGED, SOME_NONE = "each", "merged", "some-none"
MERGING = {
    EACH: "At least one case is drawn from every cell.",
    MERGED: "There were more cells than cases to draw: the smallest cell was joined to the one most like it, again and "
    "again, until at least one case could be drawn from every cell.",
    SOME_NONE: "At least one case from every cell cannot be had beside the make-up and the minima; from some cells "
    "none is drawn.",
}
"""How cells came to their cases → the sentence for it."""

PATIENCE = 1000
"""Steps after which the search for minima beside one case from every cell is given up; that for minima alone never."""


class Block(NamedTuple):
    """Cells (by number) that together give so many cases."""

    title: str
    cases: int
    cells: tuple[int, ...]


class Allocation(NamedTuple):
    """The cells as drawn from, the number of cases to draw from each, and how they came to it (a key of MERGING)."""

    cells: tuple[Cell, ...]
    cases: tuple[int, ...]
    merging: str


def allocation(cells: Sequence[Cell], wanted: Wanted, file: str) -> tuple[Allocation | None, list[Problem]]:
    """How many cases each cell gives (None where the plan cannot be met), and which quota or minimum cannot be met.

    At least one from each cell if that can be; else the same with cells merged; else without that rule. The minima
    are met whenever any choice of cases under the make-up meets them. `file` is named in problems.
    """
    blocks, problems = _blocks(cells, wanted, file)
    if problems:
        return None, problems
    minima = [group.cases or 0 for group in wanted.represented]
    merged = _merged(cells, blocks)
    for tried, least, how in ((list(cells), 1, EACH), (merged, 1, MERGED), (list(cells), 0, SOME_NONE)):
        counts = _counts(tried, _blocks(tried, wanted, file)[0], minima, least)
        if counts is not None:
            return Allocation(tuple(tried), tuple(counts), how), []
    return None, _short_minima(cells, blocks, wanted.represented, file)


def _blocks(cells: Sequence[Cell], wanted: Wanted, file: str) -> tuple[list[Block], list[Problem]]:
    """The blocks, and a problem for each that wants more cases than it has."""
    numbers = [quota.cases for quota in wanted.make_up]
    fixed = [number for number in numbers if number is not None]
    if fixed and len(fixed) == len(numbers) and sum(fixed) != wanted.size:
        fixed = nearest(wanted.size, fixed, [0] * len(fixed), [wanted.size] * len(fixed))
    rest, left = wanted.size - sum(fixed), iter(fixed)
    blocks, free = [], set(range(-1, len(numbers)))
    for at, quota in enumerate(wanted.make_up):
        if quota.cases is not None:
            here = tuple(number for number, cell in enumerate(cells) if cell.stratum == at)
            blocks.append(Block(quota.title, next(left), here))
            free.discard(at)
    others = tuple(number for number, cell in enumerate(cells) if cell.stratum in free)
    blocks.append(Block("all others" if fixed else "the whole sample", max(rest, 0), others))
    problems = [
        _short(file, "quota-short", f"The plan wants {block.cases} of {block.title}; the frame has", held, block.cases)
        for block in blocks
        if (held := sum(len(cells[at].cases) for at in block.cells)) < block.cases
    ]
    if rest < 0:
        told = f"The numbers of the make-up come to {sum(fixed)}; the sample has"
        problems.append(_short(file, "quota-short", told, wanted.size, sum(fixed)))
    return blocks, problems


def _short(file: str, code: str, told: str, held: int, asked: int) -> Problem:
    do = "Change the number in the plan or the size, or look whether cases are missing from the frame."
    return Problem(code, file, None, f"{told} {held}: {asked - held} too few.", do)


def _short_minima(
    cells: Sequence[Cell], blocks: Sequence[Block], represented: Sequence[Quota], file: str
) -> list[Problem]:
    """A problem for each minimum that cannot be met beside the make-up and the minima named before it."""
    problems: list[Problem] = []
    kept: list[int] = []
    for group in represented:
        asked = most = group.cases or 0
        while _counts(cells, blocks, [*kept, most, *[0] * (len(represented) - len(kept) - 1)], 0) is None:
            most -= 1
        kept.append(most)
        if most < asked:
            told = (
                f"The plan wants at least {asked} of {group.title}; beside the make-up and the minima named before it"
            )
            problems.append(_short(file, "minimum-short", f"{told} there can be", most, asked))
    return problems


def _counts(cells: Sequence[Cell], blocks: Sequence[Block], minima: Sequence[int], least: int) -> list[int] | None:
    """Cases of each cell with at least so many from each, under the blocks and minima; None where there is no way."""
    if any(len(block.cells) * least > block.cases for block in blocks):
        return None
    found = [0] * len(cells)
    for block in blocks:
        sizes = [len(cells[at].cases) for at in block.cells]
        for at, count in zip(block.cells, nearest(block.cases, sizes, [least] * len(sizes), sizes), strict=True):
            found[at] = count
    moves = _Moves(cells, blocks, minima, least)
    moves.mend(found)
    if moves.short(found):
        searched = _searched(cells, blocks, minima, least)
        if searched is None:
            return None
        found = searched
    moves.smooth(found)
    return found


class _Moves:
    """Moving single cases from one cell to another of its block."""

    def __init__(self, cells: Sequence[Cell], blocks: Sequence[Block], minima: Sequence[int], least: int) -> None:
        self.cells, self.blocks, self.minima, self.least = cells, blocks, minima, least
        self.aims = [Fraction(0)] * len(cells)
        for block in blocks:
            whole = sum(len(cells[at].cases) for at in block.cells)
            for at in block.cells:
                self.aims[at] = Fraction(block.cases * len(cells[at].cases), whole)

    def held(self, counts: Sequence[int]) -> list[int]:
        every = list(zip(counts, self.cells, strict=True))
        return [sum(count for count, cell in every if g in cell.groups) for g in range(len(self.minima))]

    def short(self, counts: Sequence[int]) -> int:
        return sum(max(0, low - held) for low, held in zip(self.minima, self.held(counts), strict=True))

    def mend(self, counts: list[int]) -> None:
        """Make the moves that bring the minima nearer, the cheapest first, until none does."""
        while self.short(counts) and (move := self._cheapest(counts, mending=True)):
            counts[move[0]] -= 1
            counts[move[1]] += 1

    def smooth(self, counts: list[int]) -> None:
        """Make the moves that bring the cells nearer to proportion and leave the minima met."""
        while move := self._cheapest(counts, mending=False):
            counts[move[0]] -= 1
            counts[move[1]] += 1

    def _cheapest(self, counts: Sequence[int], mending: bool) -> tuple[int, int] | None:
        best, found = (None if mending else Fraction(-1)), None
        held = self.held(counts)
        for block in self.blocks:
            takers = [at for at in block.cells if counts[at] < len(self.cells[at].cases)]
            for giver in (at for at in block.cells if counts[at] > self.least):
                for taker in takers:
                    cost = (self.aims[giver] - counts[giver]) - (self.aims[taker] - counts[taker])
                    if (best is None or cost < best) and self._helps(held, giver, taker, mending):
                        best, found = cost, (giver, taker)
        return found

    def _helps(self, held: Sequence[int], giver: int, taker: int, mending: bool) -> bool:
        gained = self.cells[taker].groups - self.cells[giver].groups
        lost = self.cells[giver].groups - self.cells[taker].groups
        worse = sum(held[g] <= self.minima[g] for g in lost)
        return sum(held[g] < self.minima[g] for g in gained) > worse if mending else worse == 0


class _Class(NamedTuple):
    """The cells of a block that count towards the same groups: alike wherever only the minima matter."""

    block: int
    groups: frozenset[int]
    low: int
    high: int
    cells: tuple[int, ...]


def _searched(cells: Sequence[Cell], blocks: Sequence[Block], minima: Sequence[int], least: int) -> list[int] | None:
    """Any counts that meet blocks and minima, found by trying every way that may still come out.

    With at least one from each cell, which a plan can do without, only so long.
    """
    classes = _classes(cells, blocks, least)
    seen: set[tuple[int, int, tuple[int, ...]]] = set()
    stack: list[tuple[int, int, tuple[int, ...], tuple[int, ...]]] = [(0, 0, tuple(minima), ())]
    while stack and (least == 0 or len(seen) < PATIENCE):
        at, left, short, chosen = stack.pop()
        if at == len(classes):
            return None if any(short) else _spread(cells, classes, chosen)
        here, first = classes[at], at == 0 or classes[at - 1].block != classes[at].block
        left = blocks[here.block].cases if first else left
        if (at, left, short) in seen or _hopeless(classes[at:], blocks, left, short):
            continue
        seen.add((at, left, short))
        later = [other for other in classes[at + 1 :] if other.block == here.block]
        least_here = max(here.low, left - sum(other.high for other in later))
        for count in range(least_here, min(here.high, left - sum(other.low for other in later)) + 1):
            now = tuple(max(0, low - count) if group in here.groups else low for group, low in enumerate(short))
            stack.append((at + 1, left - count, now, (*chosen, count)))
    return None


def _classes(cells: Sequence[Cell], blocks: Sequence[Block], least: int) -> list[_Class]:
    found: dict[tuple[int, frozenset[int]], list[int]] = {}
    for number, block in enumerate(blocks):
        for at in sorted(block.cells, key=lambda at: -len(cells[at].groups)):
            found.setdefault((number, cells[at].groups), []).append(at)
    return [
        _Class(number, groups, least * len(held), sum(len(cells[at].cases) for at in held), tuple(held))
        for (number, groups), held in found.items()
    ]


def _hopeless(classes: Sequence[_Class], blocks: Sequence[Block], left: int, short: Sequence[int]) -> bool:
    """Whether some of the groups are together further from their minima than these classes can bring them."""
    lacking = [group for group, low in enumerate(short) if low]
    return any(
        sum(short[group] for group in some) > _most(classes, blocks, left, frozenset(some))
        for size in range(1, len(lacking) + 1)
        for some in combinations(lacking, size)
    )


def _most(classes: Sequence[_Class], blocks: Sequence[Block], left: int, some: frozenset[int]) -> int:
    """How often these classes could count towards the groups at most, with so many left in the block of the first."""
    room: dict[int, int] = {}
    total = 0
    for item in classes:
        room.setdefault(item.block, blocks[item.block].cases if room or item.block != classes[0].block else left)
        room[item.block] -= item.low
        total += item.low * len(item.groups & some)
    for item in sorted(classes, key=lambda item: -len(item.groups & some)):
        taken = min(item.high - item.low, room[item.block])
        room[item.block] -= taken
        total += taken * len(item.groups & some)
    return total


def _spread(cells: Sequence[Cell], classes: Sequence[_Class], chosen: Sequence[int]) -> list[int]:
    found = [0] * len(cells)
    for item, count in zip(classes, chosen, strict=True):
        sizes = [len(cells[at].cases) for at in item.cells]
        lows = [item.low // len(sizes)] * len(sizes)
        for at, number in zip(item.cells, nearest(count, sizes, lows, sizes), strict=True):
            found[at] = number
    return found


def _merged(cells: Sequence[Cell], blocks: Sequence[Block]) -> list[Cell]:
    """The cells with the smallest of each block joined to that most like it until the block's cases are enough."""
    found: list[Cell] = []
    for block in blocks:
        here = [cells[at] for at in block.cells]
        while len(here) > max(block.cases, 1):
            # Of the smallest the last; of those as like it the first.
            small = here.pop(min(range(len(here)), key=lambda at: (len(here[at].cases), -at)))
            like = min(range(len(here)), key=lambda at: (*small.unlike(here[at]), at))
            here[like] = here[like].joined(small)
        found += here
    return found
