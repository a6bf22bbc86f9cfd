"""Colours for the edges of a graph, no two alike at a vertex; and a place of its own for everybody."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence


class Colours:
    """Edges between two sides, each with a colour from 0 up, no two of one colour at a vertex.

    `allowed` says whether an edge may have a colour. `colour` holds the colour of each edge that has one.
    """

    def __init__(
        self,
        edges: Sequence[tuple[Hashable, Hashable]],
        count: int,
        allowed: Callable[[int, int], bool] = lambda edge, colour: True,
    ) -> None:
        """No edge has a colour yet."""
        self.edges, self.count, self.allowed = edges, count, allowed
        self.colour: dict[int, int] = {}
        self._at: dict[tuple[Hashable, int], int] = {}

    def open(self, edge: int, colour: int) -> bool:
        """Whether the edge may have the colour, and no other edge at its ends has it."""
        return self.allowed(edge, colour) and not any((end, colour) in self._at for end in self.edges[edge])

    def put(self, edge: int, colour: int) -> None:
        """Give the edge the colour."""
        self.colour[edge] = colour
        for end in self.edges[edge]:
            self._at[end, colour] = edge

    def take(self, edge: int) -> None:
        """Take its colour from the edge."""
        colour = self.colour.pop(edge)
        for end in self.edges[edge]:
            del self._at[end, colour]

    def insert(self, edge: int) -> bool:
        """Give the edge a colour, exchanging two colours along a path where none is free; whether that could be.

        Where every edge may have every colour, and the sides have no vertex in common, it can be as long as either
        end has a colour free (König 1916).
        """
        for colour in range(self.count):
            if self.open(edge, colour):
                self.put(edge, colour)
                return True
        one, other = self.edges[edge]
        for here in self._free(one):
            for there in self._free(other):
                if self.allowed(edge, here) and self._exchanged(one, other, here, there):
                    self.put(edge, here)
                    return True
        return False

    def _free(self, vertex: Hashable) -> list[int]:
        return [colour for colour in range(self.count) if (vertex, colour) not in self._at]

    def _exchanged(self, one: Hashable, other: Hashable, here: int, there: int) -> bool:
        """Exchange the two colours along the path that begins at the other end, if that path and its edges allow it."""
        path: list[int] = []
        vertex, colour = other, here
        while (vertex, colour) in self._at:
            path.append(self._at[vertex, colour])
            ends = self.edges[path[-1]]
            vertex, colour = ends[ends[0] == vertex], there if colour == here else here
            if vertex == one:
                return False
        after = {edge: there if self.colour[edge] == here else here for edge in path}
        if not all(self.allowed(edge, colour) for edge, colour in after.items()):
            return False
        for edge in path:
            self.take(edge)
        for edge, colour in after.items():
            self.put(edge, colour)
        return True


def one_each(options: Sequence[Sequence[int]]) -> list[int] | None:
    """For each of them one of its options, no two the same; None where that cannot be (augmenting paths)."""
    held: dict[int, int] = {}

    def placed(at: int, tried: set[int]) -> bool:
        for option in options[at]:
            if option not in tried:
                tried.add(option)
                if option not in held or placed(held[option], tried):
                    held[option] = at
                    return True
        return False

    if not all(placed(at, set()) for at in range(len(options))):
        return None
    found = {at: option for option, at in held.items()}
    return [found[at] for at in range(len(options))]
