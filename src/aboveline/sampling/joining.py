"""Joining cells where there are more of them than cases to draw: the smallest goes to the one most like it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations
from operator import itemgetter

from aboveline.sampling.cells import Cell

TOLD = 4
"""At most so many titles are told of a cell that was joined of several; the others are counted."""

_Shelf = tuple[int, frozenset[int]]
_Picked = Callable[[tuple[str, ...]], object]
_Index = dict[object, list[int]]


def joined_cells(cells: Sequence[Cell], most: int) -> list[Cell]:
    """At most so many cells: the smallest (of such the last) is joined to that most like it, again and again.

    Most like is the same kind of the make-up, then the fewest other groups, then the fewest other facts, then the
    first. The joined cell stands where the other stood, with its facts and the groups that all its cases are in.
    """
    if len(cells) <= most:
        return list(cells)
    left, sizes, members = _Left(cells), [len(cell.cases) for cell in cells], [[cell] for cell in cells]
    smallest = [(size, -at) for at, size in enumerate(sizes)]
    heapify(smallest)
    while len(left.shelves) > most:
        size, at = heappop(smallest)
        if -at not in left.shelves or sizes[-at] != size:
            continue
        other = left.joined(-at)
        members[other] += members[-at]
        sizes[other] += size
        heappush(smallest, (sizes[other], -other))
    return [_joined(members[at], groups) for at, (_, groups) in sorted(left.shelves.items())]


def _joined(cells: Sequence[Cell], groups: frozenset[int]) -> Cell:
    if len(cells) == 1:
        return cells[0]
    more = len(cells) - TOLD
    title = " + ".join(cell.title for cell in cells[:TOLD]) + (f" + {more} more" if more > 0 else "")
    cases = tuple(sorted(case for cell in cells for case in cell.cases))
    return cells[0]._replace(title=title, groups=groups, cases=cases)


class _Left:
    """The cells that are left, found by how like they are to another.

    Cells of one kind and the same groups stand on a shelf. An index of those on it that share certain facts is made
    once it is asked for: far ones are asked for late, when few cells are left, so that the indexes stay small.
    """

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.values = [cell.values for cell in cells]
        self.shelves: dict[int, _Shelf] = {at: (cell.stratum, cell.groups) for at, cell in enumerate(cells)}
        self.held: dict[_Shelf, dict[int, None]] = {}
        for at, shelf in self.shelves.items():
            self.held.setdefault(shelf, {})[at] = None
        self.indexes: dict[_Shelf, dict[_Picked, _Index]] = {}
        facts = range(len(self.values[0]))
        self.shared = [
            [_picked(some) for some in combinations(facts, len(facts) - differing)]
            for differing in range(len(facts) + 1)
        ]

    def joined(self, small: int) -> int:
        """The cell most like it, which has taken its groups into account; itself is gone."""
        stratum, groups = shelf = self.shelves.pop(small)
        del self.held[shelf][small]
        near: dict[tuple[bool, int], list[_Shelf]] = {}
        for place, on in self.held.items():
            if on:
                near.setdefault((place[0] != stratum, len(place[1] ^ groups)), []).append(place)
        found = min(self._like(small, place) for place in near[min(near)])[1]
        old = self.shelves[found]
        new = (old[0], old[1] & groups)
        if new != old:
            self._move(found, old, new)
        return found

    def _like(self, small: int, shelf: _Shelf) -> tuple[int, int]:
        """In how many facts the most like on the shelf is another, and its number."""
        values = self.values[small]
        for differing, shared in enumerate(self.shared):
            found = [first for picked in shared if (first := self._first(shelf, picked, values)) is not None]
            if found:
                return differing, min(found)
        raise AssertionError  # pragma: no cover: only shelves with a cell are asked, and the last index has them all

    def _first(self, shelf: _Shelf, picked: _Picked, values: tuple[str, ...]) -> int | None:
        indexes, held = self.indexes.setdefault(shelf, {}), self.held[shelf]
        if picked not in indexes:
            index: _Index = {}
            # In ascending order, so that each list is a heap.
            for at in sorted(held):
                index.setdefault(picked(self.values[at]), []).append(at)
            indexes[picked] = index
        found = indexes[picked].get(picked(values), [])
        while found and found[0] not in held:
            heappop(found)
        return found[0] if found else None

    def _move(self, at: int, old: _Shelf, new: _Shelf) -> None:
        del self.held[old][at]
        self.shelves[at] = new
        self.held.setdefault(new, {})[at] = None
        for picked, index in self.indexes.get(new, {}).items():
            heappush(index.setdefault(picked(self.values[at]), []), at)


def _picked(facts: tuple[int, ...]) -> _Picked:
    """What gives the values of these facts."""
    return itemgetter(*facts) if facts else lambda values: None
