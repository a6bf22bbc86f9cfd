"""The values of a fact as rows of a table: codes as the edition has them, numbers and days in bands, rare texts as one.

A fact with many values would fill a table with single cases, and no single case differs from anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from aboveline.frameworks.model import Fact

MOST = 12
"""So many values of a number, a day or a text are told one by one."""

BANDS = 4
"""Of more numbers or days, as near as can be a quarter of the frame's cases go into each band."""

OTHERS = "(others)"
NOT_KNOWN = "not known"


class Bands(NamedTuple):
    """Which text goes into which row, and the rows in order: key → label. A blank is the last row, "" its key."""

    of: Mapping[str, str]
    labels: Mapping[str, str]


def bands(fact: Fact, texts: Sequence[str], beside: Sequence[str] = ()) -> Bands:
    """The rows for the texts of a fact in the frame; `beside` are further values that need a row."""
    counted = Counter(texts)
    blank = {"": NOT_KNOWN} if counted.pop("", 0) or "" in beside else {}
    known = [value for value in dict.fromkeys([*counted, *beside]) if value]
    if fact.kind in ("code", "yes-no"):
        codes = fact.codes if fact.kind == "code" else {"yes": "Yes", "no": "No"}
        labels = {value: codes[value] for value in codes if value in known}
        return Bands({value: value for value in [*labels, *blank]}, labels | blank)
    if fact.kind in ("number", "date"):
        found = _banded(counted, number=fact.kind == "number")
    else:
        found = _most_frequent(counted, beside)
    return Bands(dict(found.of) | {text: text for text in blank}, dict(found.labels) | blank)


def _banded(counted: Mapping[str, int], number: bool) -> Bands:
    """Bands of numbers or days, each named by its lowest and highest value; every value by itself where few."""
    values = sorted(counted, key=float) if number else sorted(counted)
    whole, before = sum(counted.values()), 0
    groups: dict[int, list[str]] = {}
    for at, value in enumerate(values):
        # The band in which the middle one of its cases falls: a value is never parted.
        middle = (2 * before + counted[value]) * BANDS // (2 * whole)
        groups.setdefault(at if len(values) <= MOST else middle, []).append(value)
        before += counted[value]
    names = {at: f"{held[0]} to {held[-1]}" if len(held) > 1 else held[0] for at, held in groups.items()}
    return Bands({value: names[at] for at, held in groups.items() for value in held}, {n: n for n in names.values()})


def _most_frequent(counted: Mapping[str, int], beside: Sequence[str]) -> Bands:
    """The most frequent texts and those beside, most frequent first, and all others as one row."""
    ordered = sorted({*counted, *filter(None, beside)}, key=lambda text: (-counted.get(text, 0), text))
    kept = [text for at, text in enumerate(ordered) if at < MOST or text in beside or len(ordered) == MOST + 1]
    rest = [text for text in ordered if text not in kept]
    told = f"others ({len(rest)} value{'' if len(rest) == 1 else 's'})"
    labels = {text: text for text in kept} | ({OTHERS: told} if rest else {})
    return Bands({text: text for text in kept} | dict.fromkeys(rest, OTHERS), labels)
