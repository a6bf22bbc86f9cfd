"""The historical way: the body names a random list, and what is short is topped up from the rest of the frame."""

from __future__ import annotations

from collections.abc import Sequence

from aboveline.cases.table import CASE
from aboveline.problems import Problem
from aboveline.sampling.allocate import Allocation, allocation, blocks_of
from aboveline.sampling.cells import Cell, Wanted
from aboveline.sampling.draw import Named
from aboveline.tables import Column, TableSpec

REASON = (
    "The body named these cases. How it chose them is not known here, so neither are their chances and weights. Those "
    "of the cases topped up are exact, given the list."
)
"""Why named cases have neither chance nor weight, as the receipt says it."""

NAMED = TableSpec("named", "the cases that the body named, in its order", (CASE,), ("case",))
NAMED_BY_BODY = TableSpec(
    "named",
    "the same by the body's own references",
    (Column("reference", "the body's own reference", "id", required=True, personal=True),),
    ("reference",),
)


def topped_up(
    cells: Sequence[Cell], wanted: Wanted, cases: Sequence[str], file: str
) -> tuple[Allocation | None, Named, list[Problem]]:
    """How many cases each cell gives with the named ones in it (None where the plan cannot be met), and who they are.

    Of each kind of the make-up the first in the body's order are taken, as many as it has a quota of; the others are
    surplus. Problems are those of `allocation`, and named cases that the frame lacks. `file` is that of the frame.
    """
    blocks, problems = blocks_of(cells, wanted, file)
    kinds = {case: number for number, block in enumerate(blocks) for at in block.cells for case in cells[at].cases}
    left = [block.cases for block in blocks]
    taken, surplus = list[str](), list[str]()
    for case in dict.fromkeys(cases):
        if case not in kinds:
            what, do = f"The body named the case {case!r}, which the frame lacks.", "Name cases as the frame does."
            problems.append(Problem("row-orphan", file, None, what, do))
            continue
        room = left[kinds[case]] > 0
        left[kinds[case]] -= room
        (taken if room else surplus).append(case)
    named = Named(tuple(cases), tuple(taken), tuple(surplus))
    if problems:
        return None, named, problems
    found, problems = allocation(cells, wanted, file, named.taken)
    return found, named, problems
