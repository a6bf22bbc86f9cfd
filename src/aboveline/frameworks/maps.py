"""Equivalence maps: what of one edition is what of another, pair by pair, as data; how maps join into chains.

A relation says what the first of a pair is to the second, as work that is judged: of which cases, about what.

equal: the same matter, asked of the same cases, judged from the same sources with the same line.
subset, superset: part of what the other asks, or all of it and more.
overlaps: they share something. How much more is not said, or neither holds the other.

What two relations one after the other come to is the strongest that always holds of sets that share something; nothing
where none always does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from aboveline.frameworks.documents import document
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.map_check import pair_problems
from aboveline.frameworks.model import STANDINGS, Framework
from aboveline.frameworks.pairs import EQUAL, LEVELS, OVERLAPS, RELATIONS, SAID, SUBSET, SUPERSET, Pair
from aboveline.frameworks.read import LIBRARY
from aboveline.problems import Problem, near_miss

MAPS = LIBRARY / "maps"

INVERSE = {EQUAL: EQUAL, SUBSET: SUPERSET, SUPERSET: SUBSET, OVERLAPS: OVERLAPS}
"""What the second of a pair is to the first."""

_JOINED = {
    (SUBSET, SUBSET): SUBSET,
    (SUPERSET, SUPERSET): SUPERSET,
    # Both hold what lies between them, so they share at least that.
    (SUPERSET, SUBSET): OVERLAPS,
    (SUPERSET, OVERLAPS): OVERLAPS,
    (OVERLAPS, SUBSET): OVERLAPS,
}


@dataclass(frozen=True)
class EditionMap:
    """What of the edition `one` is what of `other`. `along`: the editions between, where maps were joined.

    about and cases: sentences on the whole map, and on which cases inspections under the editions read.
    """

    one: str
    other: str
    about: tuple[str, ...]
    cases: tuple[str, ...]
    pairs: tuple[Pair, ...]
    along: tuple[str, ...] = ()
    file: str = ""

    def related(self, level: str) -> dict[tuple[str, str], Pair]:
        """(id in one, id in other) → the pair, of questions or of parts."""
        return {(pair.one, pair.other): pair for pair in self.pairs if pair.level == level}


def joined_relation(first: str, second: str) -> str | None:
    """What a is to c where a is `first` to b and b is `second` to c; None where nothing follows."""
    if EQUAL in (first, second):
        return second if first == EQUAL else first
    return _JOINED.get((first, second))


def edition_map(path: Path) -> tuple[EditionMap, list[Problem]]:
    """The map in that file as far as it can be read, and what is wrong with its form."""
    mapping, problems = document(path, f"maps/{path.name}")
    fields = Fields(mapping, problems if mapping else [], "map")
    fields.option("format", ("1",))
    one, other = fields.text("from"), fields.text("to")
    about, cases = fields.text("about", ""), fields.text("cases", "")
    source, standing = fields.text("source"), fields.option("standing", STANDINGS)
    pairs = tuple(
        _pair(item, level, source, standing)
        for level, key in LEVELS.items()
        for item in fields.each(key, f"pair of {key}")
    )
    fields.done()
    if mapping and one == other:
        do = "Name two editions: an edition is equal to itself without a map."
        fields.problem("map-pair", "to", f"The map is from {one!r} to itself.", do)
    return EditionMap(
        one, other, (about,) if about else (), (cases,) if cases else (), pairs, (), mapping.file
    ), problems


def _pair(fields: Fields, level: str, source: str, standing: str) -> Pair:
    found = Pair(
        level,
        fields.text("from"),
        fields.text("to"),
        fields.option("relation", RELATIONS),
        fields.text("reason"),
        fields.text("source", source),
        fields.option("standing", STANDINGS, standing),
        fields.text("note", ""),
        fields.file,
        fields.line(),
    )
    fields.done()
    return found


def map_problems(found: EditionMap, editions: Mapping[str, Framework]) -> list[Problem]:
    """What is wrong with a map beside its editions: ids they lack, pairs that cannot be, pairs that contradict.

    editions: those there are, by id; a map of an edition that is not there is a problem.
    """
    problems = []
    for name in (found.one, found.other):
        if name not in editions:
            do = near_miss(name, editions) or "Correct it, or remove the map."
            what = f"The map names the edition {name!r}, which is not there."
            problems.append(Problem("reference-unknown", found.file, 1, what, do))
    return problems or pair_problems(found.pairs, editions[found.one], editions[found.other])


def inverted(found: EditionMap) -> EditionMap:
    """The same map the other way round."""
    pairs = (pair._replace(one=pair.other, other=pair.one, relation=INVERSE[pair.relation]) for pair in found.pairs)
    return EditionMap(
        found.other, found.one, found.about, found.cases, tuple(pairs), tuple(reversed(found.along)), found.file
    )


def joined_map(first: EditionMap, second: EditionMap) -> EditionMap:
    """What follows from two maps, the first of which ends where the second begins."""
    of_id: dict[tuple[str, str], list[Pair]] = {}
    for pair in second.pairs:
        of_id.setdefault((pair.level, pair.one), []).append(pair)
    found = []
    for begin in first.pairs:
        for end in of_id.get((begin.level, begin.other), ()):
            relation = joined_relation(begin.relation, end.relation)
            if relation is not None:
                found.append(_joined_pair(begin, end, relation, first.other))
    # What two maps say of cases holds for both; what each says about itself does not hold of what follows.
    along, cases = (*first.along, first.other, *second.along), dict.fromkeys(first.cases + second.cases)
    return EditionMap(first.one, second.other, (), tuple(cases), _once(found), along)


def _joined_pair(begin: Pair, end: Pair, relation: str, between: str) -> Pair:
    """The pair that follows from two; it is known no further than the less known of them."""
    reason = f"It {SAID[begin.relation]} {begin.other} of {between}, which {SAID[end.relation]} the other"
    standing = max(begin.standing, end.standing, key=STANDINGS.index)
    source = begin.source if begin.source == end.source else f"{begin.source}; {end.source}"
    notes = " ".join(filter(None, (begin.note, end.note)))
    return Pair(begin.level, begin.one, end.other, relation, reason, source, standing, notes, begin.file, begin.line)


def _once(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Each pair once, as the closest relation that is said of it; where two such exclude each other, it overlaps."""
    said: dict[tuple[str, str, str], list[Pair]] = {}
    for pair in pairs:
        said.setdefault(pair.key, []).append(pair)
    found = []
    for same in said.values():
        closest = {pair.relation: pair for pair in reversed(same) if pair.relation != OVERLAPS}
        [*one] = closest.values()
        found.append(one[0] if len(one) == 1 else same[0]._replace(relation=OVERLAPS))
    return tuple(found)


def map_between(one: str, other: str, maps: Iterable[EditionMap]) -> EditionMap | None:
    """The map from one edition to another: its own pairs, and those that follow along other editions; None if no way.

    What a shorter way says of a pair prevails, first of all a map between the two. `along` is that of the shortest.
    """
    ways = list(_ways(one, other, list(maps)))
    if not ways:
        return None
    pairs: dict[tuple[str, str, str], Pair] = {}
    for length in sorted({len(way.along) for way in ways}):
        for pair in _once(pair for way in ways if len(way.along) == length for pair in way.pairs):
            pairs.setdefault(pair.key, pair)
    return replace(ways[0], pairs=tuple(pairs.values()))


def way_problems(maps: Iterable[EditionMap]) -> list[Problem]:
    """Where a map contradicts what follows along other editions: a pair that both speak of, in other relations.

    A longer way that says `overlaps` contradicts nothing: it only knows less.
    """
    maps, problems = list(maps), []
    for found in maps:
        own = {pair.key: pair for pair in found.pairs}
        for way in _ways(found.one, found.other, maps):
            where = f"along {', '.join(way.along)}" if way.along else f"in {way.file}"
            for pair in way.pairs:
                said = own.get(pair.key)
                if said and pair.relation not in (OVERLAPS, said.relation):
                    what = f"{said.one} is {said.relation} to {said.other} here, and {where} it is {pair.relation}."
                    do = "Correct one of the maps."
                    problems.append(Problem("map-contradiction", said.file, said.line, what, do))
    return problems


def _ways(one: str, other: str, maps: list[EditionMap]) -> Iterator[EditionMap]:
    """Every way from one edition to another that visits none twice, shortest first."""
    both = sorted([*maps, *map(inverted, maps)], key=lambda found: (found.one, found.other))
    ways = [found for found in both if found.one == one]
    while ways:
        yield from (way for way in ways if way.other == other)
        ways = [
            joined_map(way, further)
            for way in ways
            if way.other != other
            for further in both
            if further.one == way.other and further.other not in (one, *way.along, way.other)
        ]
