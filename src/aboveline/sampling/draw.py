"""The draw: in each cell the first cases by a number that anybody can work out again from the seed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from heapq import nsmallest
from typing import NamedTuple

from aboveline.problems import Faulty, Problem, near_miss
from aboveline.sampling.allocate import Allocation
from aboveline.sampling.cells import Cell

SAMPLE, RESERVE, REPLACED = "sample", "reserve", "replaced"
DRAWN, NAMED, TOPPED_UP = "drawn", "named", "topped-up"


class Drawn(NamedTuple):
    """One case of the numbered list: its cell (by number from 1), its random number in hex, its place, and its way in.

    The way is drawn; where the body named cases, it is named or topped-up.
    """

    case: str
    cell: int
    number: str
    place: str
    way: str = DRAWN


class Named(NamedTuple):
    """The cases that the body named: all, those taken into the sample, and those beyond a quota, in its order."""

    cases: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()


class Replacement(NamedTuple):
    """A case that could not be read, the reserve that took its place, and why."""

    case: str
    by: str
    reason: str


def random_number(seed: str, case: str) -> str:
    """The case's number in hex: SHA-256 of seed, line feed and reference as UTF-8. It depends on nothing else."""
    return sha256(f"{seed}\n{case}".encode()).hexdigest()


def draw(found: Allocation, seed: str, reserves: int, named: Named | None = None) -> list[Drawn]:
    """The cases drawn and up to so many reserves, cell by cell, each cell in the order of its numbers.

    Where the body named cases, those come before the others, as it ordered them; all of the surplus are reserves.
    """
    drawn = []
    for at, (cell, count) in enumerate(zip(found.cells, found.cases, strict=True), 1):
        taken, surplus, others = _parted(cell, named)
        left, way = count - len(taken), DRAWN if named is None else TOPPED_UP
        some = _first(seed, others, left + max(0, reserves - len(surplus)) if count else 0)
        rows = [(case, SAMPLE, NAMED) for case in taken] + [(case, SAMPLE, way) for case in some[:left]]
        rows += [(case, RESERVE, NAMED) for case in surplus] + [(case, RESERVE, way) for case in some[left:]]
        drawn += [Drawn(case, at, random_number(seed, case), place, how) for case, place, how in rows]
    return drawn


def _parted(cell: Cell, named: Named | None) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    """The cell's cases that were taken and those that are surplus, in the body's order, and all others."""
    if named is None:
        return (), (), cell.cases
    here = frozenset(cell.cases)
    taken, surplus = ([case for case in some if case in here] for some in (named.taken, named.surplus))
    return taken, surplus, sorted(here.difference(taken, surplus))


def _first(seed: str, cases: Sequence[str], count: int) -> list[str]:
    """So many of the cases, in the order of their numbers. Bytes stand in the same order as their hex."""
    if count == 0:
        return []
    before = f"{seed}\n".encode()
    numbers = [sha256(before + case.encode()).digest() for case in cases]
    return [case for _, case in nsmallest(count, zip(numbers, cases, strict=True))]


def replaced(drawn: Sequence[Drawn], case: str, reason: str, file: str) -> tuple[list[Drawn], Replacement]:
    """The list with the next reserve of the same cell in the place of the case, which keeps its entry.

    `Faulty` where the case is not in the sample or its cell has no reserve left.
    """
    sample = {item.case: at for at, item in enumerate(drawn) if item.place == SAMPLE}
    if case not in sample:
        raise Faulty([_not_in_sample(drawn, sample, case, file)])
    cell = drawn[sample[case]].cell
    reserve = next((at for at, item in enumerate(drawn) if item.cell == cell and item.place == RESERVE), None)
    if reserve is None:
        what = f"The cell of the case {case!r} has no reserve left."
        raise Faulty([Problem("reserve-none", file, None, what, "Read one case fewer, and say so in the report.")])
    places = {sample[case]: REPLACED, reserve: SAMPLE}
    found = [item._replace(place=places.get(at, item.place)) for at, item in enumerate(drawn)]
    return found, Replacement(case, drawn[reserve].case, reason)


def _not_in_sample(drawn: Sequence[Drawn], sample: Iterable[str], case: str, file: str) -> Problem:
    place = next((item.place for item in drawn if item.case == case), "")
    what = f"The case {case!r} is not in the sample of this receipt."
    if place == RESERVE:
        what = f"The case {case!r} is a reserve, and in nobody's place yet."
        return Problem("unknown-name", file, None, what, "Name the case of the sample that cannot be read.")
    if place == REPLACED:
        what = f"The case {case!r} was replaced before."
        return Problem("unknown-name", file, None, what, "Name the case that took its place, if that cannot be read.")
    return Problem("unknown-name", file, None, what, near_miss(case, sample))
