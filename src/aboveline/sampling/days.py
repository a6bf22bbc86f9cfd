"""The day of each interview: on days its reader is there, nobody with more on a day than there is time for.

A quick way that keeps a practitioner's interviews together comes first. Where it fails, days are colours of a graph
whose edges are interviews: with every reader there every day, days are then found whenever nobody has more
interviews than time (König 1916). Where readers are there on some days only, finding them is hard in general (Even,
Itai and Shamir 1976), and the search for them is given up after so many steps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import NamedTuple

from aboveline.sampling.colours import Colours

PATIENCE = 20_000
"""Steps after which the search for days is given up."""


class Interview(NamedTuple):
    """An interview on a case. A person who is reader and practitioner has one name in both."""

    case: str
    reader: str
    practitioner: str


def interview_days(
    interviews: Sequence[Interview], there: Mapping[str, Sequence[int]], days: int, slots: int, most: int
) -> list[list[int]] | None:
    """The interviews (by number) of each day; None where no way was found.

    there: reader → the days he or she is there; slots: interviews that anybody can have on a day; most: that one
    practitioner can. Nobody may have more interviews in all than that leaves time for.
    """
    for way in (_together, _coloured, _searched):
        found = way(interviews, there, days, slots, most)
        if found is not None:
            return [[at for at, day in enumerate(found) if day == number] for number in range(days)]
    return None


class _Room:
    """How many interviews everybody has on each day, and whether one more may be."""

    def __init__(
        self, interviews: Sequence[Interview], there: Mapping[str, Sequence[int]], days: int, slots: int, most: int
    ) -> None:
        self.interviews, self.there, self.days, self.slots, self.most = interviews, there, days, slots, most
        self.busy: Counter[tuple[str, int]] = Counter()
        self.held: Counter[tuple[str, int]] = Counter()
        self.all: Counter[int] = Counter()

    def free(self, at: int, day: int) -> bool:
        one = self.interviews[at]
        return (
            day in self.there[one.reader]
            and self.busy[one.reader, day] < self.slots
            and self.busy[one.practitioner, day] < self.slots
            and self.held[one.practitioner, day] < self.most
        )

    def put(self, at: int, day: int, count: int = 1) -> None:
        one = self.interviews[at]
        self.busy[one.reader, day] += count
        self.busy[one.practitioner, day] += count
        self.held[one.practitioner, day] += count
        self.all[day] += count

    def all_put(self, here: Sequence[int], day: int) -> bool:
        """Put all of them on the day, or none of them."""
        for number, at in enumerate(here):
            if not self.free(at, day):
                for done in here[:number]:
                    self.put(done, day, -1)
                return False
            self.put(at, day)
        return True

    def calm(self, here: Sequence[int]) -> list[int]:
        """The days, those first on which the readers of these interviews have least to do, then everybody."""
        readers = [self.interviews[at].reader for at in here]

        def work(day: int) -> tuple[int, int, int]:
            busy = [self.busy[reader, day] for reader in readers]
            return max(busy, default=0), sum(busy), self.all[day]

        return sorted(range(self.days), key=work)


def _together(
    interviews: Sequence[Interview], there: Mapping[str, Sequence[int]], days: int, slots: int, most: int
) -> list[int] | None:
    """A day for each interview, a practitioner's on as few days as can be; the fullest practitioners first."""
    room = _Room(interviews, there, days, slots, most)
    found = [-1] * len(interviews)
    parts = [part for here in by_practitioner(interviews).values() for part in _parts(here, most)]
    parts.sort(key=lambda part: (-len(part), sum(len(there[interviews[at].reader]) for at in part)))
    left = list(parts)
    for singly in (False, True):
        parts, left = [[at] for part in left for at in part] if singly else left, []
        for part in parts:
            day = next((day for day in room.calm(part) if room.all_put(part, day)), None)
            if day is None:
                left.append(part)
            else:
                for at in part:
                    found[at] = day
    return None if left else found


def by_practitioner(interviews: Sequence[Interview], some: Collection[int] | None = None) -> dict[str, list[int]]:
    """Practitioner → the interviews (by number, of all or of some) held with him or her, in order of name."""
    found: dict[str, list[int]] = {}
    for at in range(len(interviews)) if some is None else some:
        found.setdefault(interviews[at].practitioner, []).append(at)
    return dict(sorted(found.items()))


def _parts(here: Sequence[int], most: int) -> list[list[int]]:
    """The interviews in as few parts of at most so many as can be, of nearly equal length."""
    count = -(-len(here) // most)
    return [list(here[at::count]) for at in range(count)]


def _coloured(
    interviews: Sequence[Interview], there: Mapping[str, Sequence[int]], days: int, slots: int, most: int
) -> list[int] | None:
    """A day for each interview, by colours: everybody is cut into persons who have one interview a day at most."""
    seen: Counter[tuple[str, str]] = Counter()
    edges: list[tuple[Hashable, Hashable]] = []
    for one in interviews:
        reader, practitioner = ("reads", one.reader), ("held", one.practitioner)
        wide = len(there[one.reader])
        edges.append(((reader, seen[reader] // wide), (practitioner, seen[practitioner] // days)))
        seen[reader] += 1
        seen[practitioner] += 1
    colours = Colours(edges, days, lambda at, day: day in there[interviews[at].reader])
    if not all(map(colours.insert, range(len(interviews)))):
        return None
    found = [colours.colour[at] for at in range(len(interviews))]
    room = _Room(interviews, there, days, slots, most)
    # Who is reader and practitioner was cut twice, and may have too much on one day.
    return found if all(room.all_put([at], day) for at, day in enumerate(found)) else None


def _searched(
    interviews: Sequence[Interview], there: Mapping[str, Sequence[int]], days: int, slots: int, most: int
) -> list[int] | None:
    """A day for each interview, by trying every way, those least free first; None after so many steps."""
    room = _Room(interviews, there, days, slots, most)
    reading = Counter(one.reader for one in interviews)
    order = sorted(
        range(len(interviews)),
        key=lambda at: slots * len(there[interviews[at].reader]) - reading[interviews[at].reader],
    )
    found = [-1] * len(interviews)
    tried: list[list[int]] = [room.calm(order[:1])] if order else []
    for _ in range(PATIENCE):
        if len(tried) == len(order) + 1 or not tried:
            break
        at = order[len(tried) - 1]
        if found[at] >= 0:
            room.put(at, found[at], -1)
            found[at] = -1
        day = next((day for day in tried[-1] if room.free(at, day)), None)
        if day is None:
            tried.pop()
            continue
        del tried[-1][: tried[-1].index(day) + 1]
        room.put(at, day)
        found[at] = day
        tried.append(room.calm(order[len(tried) : len(tried) + 1]))
    return found if min(found, default=0) >= 0 else None
