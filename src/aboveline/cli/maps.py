"""`aboveline frameworks map`: what of one edition is what of another, as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aboveline.cli.words import counted, paragraph
from aboveline.frameworks.maps import EditionMap
from aboveline.frameworks.model import Framework
from aboveline.frameworks.pairs import EQUAL, LEVELS, PART, QUESTION, RELATIONS, SAID, Pair
from aboveline.steps.editions import edition
from aboveline.steps.maps import map_of

NO_MAP = "No map leads from {one} to {other}: nothing of the one may be set beside the other."
SAME = "{one} is equal to itself: every part and question of it may be set beside the same of another inspection."
RULE = (
    "A trend may be drawn along equal only. What is part of another, more than it, or overlaps it may stand beside it "
    "as a mark of its own."
)
NO_EQUAL = "Nothing of the one is equal to anything of the other, so no trend may be drawn between them."


def map_lines(one: str, other: str, questions: bool) -> Iterator[str]:
    """The map between two editions: counts of each relation, the parts, and with `questions` every question and why."""
    first, second = edition(one), edition(other)
    found = map_of(first.id, second.id)
    if first.id == second.id:
        yield paragraph(SAME.format(one=first.id))
        return
    if found is None:
        yield paragraph(NO_MAP.format(one=first.id, other=second.id))
        return
    yield paragraph(f"What of {first.title} ({first.id}) is what of {second.title} ({second.id})")
    if found.along:
        yield paragraph(f"There is no map between the two; this follows along {', '.join(found.along)}.")
    yield from map(paragraph, (*found.about, *found.cases))
    yield ""
    yield from _counts(found, first, second)
    yield paragraph(RULE if any(pair.relation == EQUAL for pair in found.pairs) else NO_EQUAL)
    for level in (PART, QUESTION) if questions else (PART,):
        pairs = [pair for pair in found.pairs if pair.level == level]
        if pairs:
            yield from ("", LEVELS[level].capitalize())
            yield from _pairs(pairs, _order(first, level))
    if any(pair.standing == "assumed" for pair in found.pairs):
        yield from ("", paragraph("* assumed: believed, but printed nowhere known here; the rest is derived."))


def _counts(found: EditionMap, first: Framework, second: Framework) -> Iterator[str]:
    """How many pairs are of each relation, and how many ids of each edition are in none."""
    for level, noun in LEVELS.items():
        counts = {name: sum(p.relation == name and p.level == level for p in found.pairs) for name in RELATIONS}
        told = ", ".join(f"{number} {name}" for name, number in counts.items())
        yield paragraph(f"Pairs of {noun}: {told}.")
        left = []
        for framework, side in ((first, 0), (second, 1)):
            known = set(_order(framework, level))
            paired = {(pair.one, pair.other)[side] for pair in found.pairs if pair.level == level}
            left.append(f"{counted(len(known - paired), level)} of {framework.id}")
        yield paragraph(f"In no pair: {' and '.join(left)}.")


def _order(framework: Framework, level: str) -> list[str]:
    """The ids of an edition in printed order."""
    if level == QUESTION:
        return list(framework.questions)
    return [*(part.id for part in framework.parts()), *(thread.id for thread in framework.threads)]


def _pairs(pairs: Sequence[Pair], order: list[str]) -> Iterator[str]:
    for pair in sorted(pairs, key=lambda pair: (RELATIONS.index(pair.relation), order.index(pair.one))):
        mark = "*" if pair.standing == "assumed" else ""
        said = f"{pair.one} {SAID[pair.relation]} {pair.other}{mark}: {pair.reason}."
        yield paragraph(said + (f" {pair.note}" if pair.note else ""), "  ", "      ")
