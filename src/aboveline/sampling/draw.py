"""The draw: in each cell the first cases by a number that anybody can work out again from the seed."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from aboveline.problems import Faulty, Problem, near_miss
from aboveline.sampling.allocate import Allocation

SAMPLE, RESERVE, REPLACED = "sample", "reserve", "replaced"


class Drawn(NamedTuple):
    """One case of the numbered list: its cell (by number from 1), its random number in hex, and its place."""

    case: str
    cell: int
    number: str
    place: str


class Replacement(NamedTuple):
    """A case that could not be read, the reserve that took its place, and why."""

    case: str
    by: str
    reason: str


def random_number(seed: str, case: str) -> str:
    """The case's number in hex: SHA-256 of seed, line feed and reference as UTF-8. It depends on nothing else."""
    return sha256(f"{seed}\n{case}".encode()).hexdigest()


def draw(found: Allocation, seed: str, reserves: int) -> list[Drawn]:
    """The cases drawn and up to so many reserves, cell by cell, each cell in the order of its numbers."""
    drawn = []
    for at, (cell, count) in enumerate(zip(found.cells, found.cases, strict=True), 1):
        ordered = sorted((random_number(seed, case), case) for case in cell.cases)[: count + reserves if count else 0]
        drawn += [
            Drawn(case, at, number, SAMPLE if place < count else RESERVE)
            for place, (number, case) in enumerate(ordered)
        ]
    return drawn


def replaced(drawn: Sequence[Drawn], case: str, reason: str, file: str) -> tuple[list[Drawn], Replacement]:
    """The list with the next reserve of the same cell in the place of the case, which keeps its entry.

    `Faulty` where the case is not in the sample or its cell has no reserve left.
    """
    sample = {item.case: at for at, item in enumerate(drawn) if item.place == SAMPLE}
    if case not in sample:
        what = f"The case {case!r} is not in the sample of this receipt."
        raise Faulty([Problem("unknown-name", file, None, what, near_miss(case, sample))])
    cell = drawn[sample[case]].cell
    reserve = next((at for at, item in enumerate(drawn) if item.cell == cell and item.place == RESERVE), None)
    if reserve is None:
        what = f"The cell of the case {case!r} has no reserve left."
        raise Faulty([Problem("reserve-none", file, None, what, "Read one case fewer, and say so in the report.")])
    places = {sample[case]: REPLACED, reserve: SAMPLE}
    found = [item._replace(place=places.get(at, item.place)) for at, item in enumerate(drawn)]
    return found, Replacement(case, drawn[reserve].case, reason)
