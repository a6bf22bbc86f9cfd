"""The cells of a frame, and how many cases each gives: as near to proportion as make-up and minima of a plan leave it.

Inside a block (a kind of case whose number is fixed, or all the others together) the least sum of squared departures
from proportion is taken, which is the largest remainder where no bound is met; ties go by printed order. Where a
minimum is not met so, single cases are moved at the least cost.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from aboveline.problems import Problem
from aboveline.sampling.cells import Cell, Quota, Wanted
from aboveline.sampling.joining import joined_cells
from aboveline.stats.sizes import nearest

EACH, MERGED, SOME_NONE, BESIDE_NAMED = "each", "merged", "some-none", "beside-named"
MERGING = {
    EACH: "At least one case is drawn from every cell.",
    MERGED: "There were more cells than cases to draw: the smallest cell was joined to the one most like it, again and "
    "again, until at least one case could be drawn from every cell.",
    SOME_NONE: "At least one case from every cell cannot be had beside the make-up and the minima; from some cells "
    "none is drawn.",
    BESIDE_NAMED: "At least one case from every cell cannot be had beside the make-up, the minima and the cases that "
    "the body named; from some cells none is drawn.",
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


def allocation(
    cells: Sequence[Cell], wanted: Wanted, file: str, named: Collection[str] = ()
) -> tuple[Allocation | None, list[Problem]]:
    """How many cases each cell gives (None where the plan cannot be met), and which quota or minimum cannot be met.

    At least one from each cell if that can be; else the same with cells merged; else without that rule. The minima
    are met whenever any choice of cases under the make-up meets them. `file` is named in problems. `named`: cases that
    are in the sample anyhow, no more of a block than it gives.
    """
    blocks, problems = blocks_of(cells, wanted, file)
    if problems:
        return None, problems
    minima = [group.cases or 0 for group in wanted.represented]
    for how, least in ((EACH, 1), (MERGED, 1), (BESIDE_NAMED if named else SOME_NONE, 0)):
        tried = _merged(cells, blocks) if how == MERGED else cells
        held = named_in(tried, named)
        lows = [max(least, number) for number in held]
        counts = _counts(tried, blocks_of(tried, wanted, file)[0], minima, lows, patient=lows == held)
        if counts is not None:
            return Allocation(tuple(tried), tuple(counts), how), []
    return None, _short_minima(cells, blocks, wanted.represented, named_in(cells, named), file)


def named_in(cells: Sequence[Cell], named: Collection[str]) -> list[int]:
    """How many of these cases each cell has."""
    some = frozenset(named)
    return [sum(case in some for case in cell.cases) if some else 0 for cell in cells]


def blocks_of(cells: Sequence[Cell], wanted: Wanted, file: str) -> tuple[list[Block], list[Problem]]:
    """The blocks of the cells, and a problem for each that wants more cases than it has."""
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
    cells: Sequence[Cell], blocks: Sequence[Block], represented: Sequence[Quota], lows: Sequence[int], file: str
) -> list[Problem]:
    """A problem for each minimum that cannot be met beside the make-up and the minima named before it."""
    problems: list[Problem] = []
    kept: list[int] = []
    for group in represented:
        asked = most = group.cases or 0
        later = [0] * (len(represented) - len(kept) - 1)
        while _counts(cells, blocks, [*kept, most, *later], lows, patient=True) is None:
            most -= 1
        kept.append(most)
        if most < asked:
            told = (
                f"The plan wants at least {asked} of {group.title}; beside the make-up and the minima named before it"
            )
            problems.append(_short(file, "minimum-short", f"{told} there can be", most, asked))
    return problems


def _counts(
    cells: Sequence[Cell], blocks: Sequence[Block], minima: Sequence[int], lows: Sequence[int], patient: bool
) -> list[int] | None:
    """Cases of each cell, no fewer than its low, under the blocks and minima; None where there is no way.

    Where it is not patient, a long search may be given up.
    """
    if any(sum(lows[at] for at in block.cells) > block.cases for block in blocks):
        return None
    found = [0] * len(cells)
    for block in blocks:
        sizes = [len(cells[at].cases) for at in block.cells]
        shares = nearest(block.cases, sizes, [lows[at] for at in block.cells], sizes)
        for at, count in zip(block.cells, shares, strict=True):
            found[at] = count
    moves = _Moves(cells, blocks, minima, lows)
    moves.mend(found)
    if moves.short(found):
        searched = _searched(cells, blocks, minima, lows, patient)
        if searched is None:
            return None
        found = searched
    moves.smooth(found)
    return found


class _Moves:
    """Moving single cases from one cell to another of its block."""

    def __init__(
        self, cells: Sequence[Cell], blocks: Sequence[Block], minima: Sequence[int], lows: Sequence[int]
    ) -> None:
        self.cells, self.blocks, self.minima, self.lows = cells, blocks, minima, lows
        self.wholes = [sum(len(cells[at].cases) for at in block.cells) for block in blocks]

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
        """The move (from, to) that costs least, the first of such; None where none helps, or none brings it nearer."""
        held, found = self.held(counts), list[tuple[Fraction, int, tuple[int, int]]]()
        for number in range(len(self.blocks)):
            givers, takers = self._best(number, counts, 1), self._best(number, counts, -1)
            moves = [
                (gap + need, giver, taker)
                for given, (gap, giver) in givers.items()
                for taken, (need, taker) in takers.items()
                if self._helps(held, given, taken, mending)
            ]
            if moves:
                cost, giver, taker = min(moves)
                found.append((Fraction(cost, self.wholes[number]), number, (giver, taker)))
        if not found or (not mending and min(found)[0] >= -1):
            return None
        return min(found)[2]

    def _best(self, number: int, counts: Sequence[int], sign: int) -> dict[frozenset[int], tuple[int, int]]:
        """Groups → the cell of the block in them that best gives a case (sign 1) or takes one (-1), as (cost, cell).

        Costs are in parts of a case, so many as the block has cases in the frame.
        """
        found: dict[frozenset[int], tuple[int, int]] = {}
        block, whole = self.blocks[number], self.wholes[number]
        for at in block.cells:
            held, groups = len(self.cells[at].cases), self.cells[at].groups
            if counts[at] > self.lows[at] if sign > 0 else counts[at] < held:
                cost = sign * (block.cases * held - counts[at] * whole)
                if groups not in found or cost < found[groups][0]:
                    found[groups] = (cost, at)
        return found

    def _helps(self, held: Sequence[int], given: frozenset[int], taken: frozenset[int], mending: bool) -> bool:
        """Whether a case from a cell of these groups to one of those mends a minimum, or breaks none."""
        worse = sum(held[group] <= self.minima[group] for group in given - taken)
        return sum(held[group] < self.minima[group] for group in taken - given) > worse if mending else worse == 0


class _Class(NamedTuple):
    """The cells of a block that count towards the same groups: alike wherever only the minima matter."""

    block: int
    groups: frozenset[int]
    low: int
    high: int
    cells: tuple[int, ...]


def _searched(
    cells: Sequence[Cell], blocks: Sequence[Block], minima: Sequence[int], lows: Sequence[int], patient: bool
) -> list[int] | None:
    """Any counts that meet blocks and minima, found by trying every way that may still come out; else only so long."""
    classes = _classes(cells, blocks, lows)
    seen: set[tuple[int, int, tuple[int, ...]]] = set()
    stack: list[tuple[int, int, tuple[int, ...], tuple[int, ...]]] = [(0, 0, tuple(minima), ())]
    while stack and (patient or len(seen) < PATIENCE):
        at, left, short, chosen = stack.pop()
        if at == len(classes):
            return None if any(short) else _spread(cells, classes, chosen, lows)
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


def _classes(cells: Sequence[Cell], blocks: Sequence[Block], lows: Sequence[int]) -> list[_Class]:
    found: dict[tuple[int, frozenset[int]], list[int]] = {}
    for number, block in enumerate(blocks):
        for at in sorted(block.cells, key=lambda at: -len(cells[at].groups)):
            found.setdefault((number, cells[at].groups), []).append(at)
    return [
        _Class(number, groups, sum(lows[at] for at in held), sum(len(cells[at].cases) for at in held), tuple(held))
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


def _spread(cells: Sequence[Cell], classes: Sequence[_Class], chosen: Sequence[int], lows: Sequence[int]) -> list[int]:
    found = [0] * len(cells)
    for item, count in zip(classes, chosen, strict=True):
        sizes = [len(cells[at].cases) for at in item.cells]
        shares = nearest(count, sizes, [lows[at] for at in item.cells], sizes)
        for at, number in zip(item.cells, shares, strict=True):
            found[at] = number
    return found


def _merged(cells: Sequence[Cell], blocks: Sequence[Block]) -> list[Cell]:
    """The cells, with those of each block joined until its cases are enough for one from each."""
    return [cell for block in blocks for cell in joined_cells([cells[at] for at in block.cells], max(block.cases, 1))]
