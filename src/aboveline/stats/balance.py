"""Items given out to bearers as evenly as can be: a flow of least cost, by shortest augmenting paths.

Costs are whole numbers of any length, so that one aim outweighs all that come after it and nothing is rounded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple


class Bearer(NamedTuple):
    """Somebody who bears items, each weighing 1 / capacity.

    capacity: above 0; most: how many further items at most (None: any number); begun: how many are borne already;
    last: takes an item only where no other can; counted: belongs to those whose items are aimed at.
    """

    capacity: Fraction
    most: int | None = None
    begun: int = 0
    last: bool = False
    counted: bool = False


def balanced(ties: Sequence[Mapping[int, int]], bearers: Sequence[Bearer], aim: Fraction | None) -> list[int | None]:
    """For each item the number of its bearer, None where there is no room for it.

    ties: for each item the bearers that may have it, and a number from 0 up for each. aim: how many items the counted
    bearers should have together (None: that does not matter). Of all ways to give out the items the one is taken that
    places most of them, then leaves fewest to the last, then comes nearest to the aim, then has the least loads
    (items / capacity: the largest of them is least, then the next largest, and so on), then the least sum of ties.

    Every load costs a power of a number greater than the bearers are many, so the sum of costs puts loads in the order
    of the largest first; the cost grows ever faster with the load, for which shortest augmenting paths are exact
    (Ahuja, Magnanti and Orlin, Network Flows, 1993, chapters 9 and 14).
    """
    flow = _Flow(ties, bearers, aim)
    for item in range(len(ties)):
        flow.add(item)
    return flow.place


class _Prices:
    """What one more item costs: at a bearer, and in the counted group."""

    def __init__(self, ties: Sequence[Mapping[int, int]], bearers: Sequence[Bearer], aim: Fraction | None) -> None:
        items = len(ties)
        tops = [bearer.begun + (items if bearer.most is None else min(items, bearer.most)) for bearer in bearers]
        loads = [[number / b.capacity for number in range(top + 1)] for b, top in zip(bearers, tops, strict=True)]
        rank = {load: at for at, load in enumerate(sorted({load for row in loads for load in row}))}
        unit = 1 + sum(max(tie.values(), default=0) for tie in ties)
        base = len(bearers) + 1
        heights = [[unit * base ** rank[load] for load in row] for row in loads]
        above = unit + sum(row[-1] for row in heights)
        far = [0 if aim is None else abs(number * aim.denominator - aim.numerator) for number in range(items + 1)]
        self.group = [above * (after - before) for before, after in pairwise(far)]
        top = above * (1 + max(far))
        self.bearer = [
            [after - before + (top if bearer.last else 0) for before, after in pairwise(row)]
            for bearer, row in zip(bearers, heights, strict=True)
        ]
        self.begun = [bearer.begun for bearer in bearers]

    def one_more(self, at: int, load: int) -> int | None:
        """What the next item of a bearer who has so many costs, None where there is no room for it."""
        row = self.bearer[at]
        return row[load] if load < len(row) else None


class _Flow:
    """The items placed so far, at least cost; places: bearers, then the group of the others, the counted, the end."""

    def __init__(self, ties: Sequence[Mapping[int, int]], bearers: Sequence[Bearer], aim: Fraction | None) -> None:
        self.ties, self.prices = ties, _Prices(ties, bearers, aim)
        self.size = len(bearers)
        self.place: list[int | None] = [None] * len(ties)
        self.held: list[set[int]] = [set() for _ in bearers]
        self.load = [bearer.begun for bearer in bearers]
        self.group = [self.size + (bearer.counted and aim is not None) for bearer in bearers]
        self.members = [[at for at in range(self.size) if self.group[at] == self.size + side] for side in (0, 1)]
        self.counted = 0
        self.moves: list[dict[int, tuple[int, int]]] = [{} for _ in bearers]

    def add(self, item: int) -> None:
        """Place the item, moving others where that is cheapest; nothing changes where there is no room."""
        path = self._path(item)
        changes = [(item, path[0])] if path else []
        changes += [(self.moves[a][b][1], b) for a, b in pairwise(path) if max(a, b) < self.size]
        for moved, to in changes:
            before = self.place[moved]
            if before is not None:
                self.held[before].discard(moved)
            self.place[moved] = to
            self.held[to].add(moved)
        for a, b in pairwise(path):
            if a < self.size <= b:
                self.load[a] += 1
            elif b < self.size <= a:
                self.load[b] -= 1
        self.counted += path[-2:-1] == [self.size + 1]
        for at in path:
            if at < self.size:
                self.moves[at] = self._moves(at)

    def _moves(self, at: int) -> dict[int, tuple[int, int]]:
        """For each other bearer the item that costs least to move there from this one: cost and item."""
        found: dict[int, tuple[int, int]] = {}
        for item in self.held[at]:
            ties = self.ties[item]
            for to, tie in ties.items():
                move = (tie - ties[at], item)
                if to != at and (to not in found or move < found[to]):
                    found[to] = move
        return found

    def _path(self, item: int) -> list[int]:
        """The cheapest places to pass through from the item to the end; none where there is no way."""
        end = self.size + 2
        cost, before = dict(self.ties[item]), dict.fromkeys(self.ties[item], -1)
        queue = deque(cost)
        while queue:
            at = queue.popleft()
            for to, price in self._ways(at):
                if to not in cost or cost[at] + price < cost[to]:
                    cost[to], before[to] = cost[at] + price, at
                    if to != end and to not in queue:
                        queue.append(to)
        path = [end] if end in cost else []
        while path and before[path[-1]] >= 0:
            path.append(before[path[-1]])
        return path[::-1]

    def _ways(self, at: int) -> Iterator[tuple[int, int]]:
        """Where a place that has one too many can pass it on to, and what that costs."""
        if at < self.size:
            yield from ((to, price) for to, (price, _) in self.moves[at].items())
            price = self.prices.one_more(at, self.load[at])
            if price is not None:
                yield self.group[at], price
        else:
            side = at - self.size
            yield self.size + 2, self.prices.group[self.counted] if side else 0
            for to in self.members[side]:
                if self.held[to]:
                    yield to, -self.prices.bearer[to][self.load[to] - 1]
