"""A pair of an equivalence map, and the relations that a pair may have."""

from __future__ import annotations

from typing import NamedTuple

EQUAL, SUBSET, SUPERSET, OVERLAPS = "equal", "subset", "superset", "overlaps"
RELATIONS = (EQUAL, SUBSET, SUPERSET, OVERLAPS)
"""What the first of a pair is to the second, closest first."""

SAID = {EQUAL: "is equal to", SUBSET: "is part of", SUPERSET: "is more than", OVERLAPS: "overlaps"}
"""Relation → how a sentence tells it: this … that."""

QUESTION, PART = "question", "part"
LEVELS = {QUESTION: "questions", PART: "parts"}
"""What is paired → the key of its list in a map. Parts are sections, criteria, threads and the whole."""


class Pair(NamedTuple):
    """What `one` of an edition is to `other` of another, why, and how far that is known."""

    level: str
    one: str
    other: str
    relation: str
    reason: str
    source: str
    standing: str
    note: str = ""
    file: str = ""
    line: int = 0

    @property
    def key(self) -> tuple[str, str, str]:
        """What is paired: the level and both ids."""
        return self.level, self.one, self.other
