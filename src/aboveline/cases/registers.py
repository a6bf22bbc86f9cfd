"""What follows for a case from the registers on which the person stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from aboveline.cases.headings import spelling
from aboveline.frameworks.documents import document
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS
from aboveline.problems import Problem

LIBRARY = Path(__file__).parent / "library" / "registers.yaml"
LEVEL, CATEGORY = "level", "category"

_PARTED = re.compile(r"[;,|/+\n]")
_FIGURE = re.compile(r"\d")
_BOTH = re.compile(
    r"(?:mappa)?(?:(?:level|lvl|l|m)(?P<level>[123])(?:category|cat|c)(?P<category>[1-4])"
    r"|(?:category|cat|c)(?P<category_first>[1-4])(?:level|lvl|l|m)(?P<level_last>[123]))"
)


class Register(NamedTuple):
    """A register: how it is written, and what it says: fact → yes, level or category (of the registration)."""

    id: str
    texts: tuple[str, ...]
    facts: Mapping[str, str]


class Registration(NamedTuple):
    """One person on one register, as texts; several registers may stand in one text."""

    register: str
    level: str = ""
    category: str = ""
    ended: str = ""


def register_list(path: Path = LIBRARY) -> tuple[tuple[Register, ...], list[Problem]]:
    """The registers known, and what is wrong with the document that tells of them."""
    mapping, problems = document(path, path.name)
    fields = Fields(mapping, problems, "list of registers")
    fields.option("format", ("1",))
    fields.text("source")
    fields.option("standing", STANDINGS)
    fields.text("note", "")
    found = []
    for item in fields.each("registers", "register", required=True):
        found.append(Register(item.text("id"), item.words("texts"), item.pairs("facts")))
        item.text("note", "")
        item.done()
    fields.done()
    return tuple(found), problems


def spelled_registers(registers: Iterable[Register]) -> dict[str, Register]:
    """Spelling → register."""
    return {spelling(text): item for item in registers for text in (item.id, *item.texts)}


def registered(registration: Registration, known: Mapping[str, Register]) -> tuple[dict[str, str], list[str]]:
    """Fact → value, of a registration that has not ended, and the registers in it that are not known.

    A level or category that the registration does not tell is blank.
    """
    found: dict[str, str] = {}
    unknown = []
    for text in _PARTED.split(registration.register) if not registration.ended else ():
        item = known.get(spelling(text))
        if item is None and spelling(text):
            unknown.append(text.strip())
        for name, says in item.facts.items() if item else ():
            found[name] = _figure(registration, says) if says in (LEVEL, CATEGORY) else says
    return found, unknown


def _level(text: str) -> str:
    both = _BOTH.fullmatch(spelling(text))
    return (both["level"] or both["level_last"]) if both else ""


def _category(text: str) -> str:
    both = _BOTH.fullmatch(spelling(text))
    return (both["category"] or both["category_first"]) if both else ""


def _figure(registration: Registration, says: str) -> str:
    found = _FIGURE.search(registration.level if says == LEVEL else registration.category)
    return found[0] if found else ""


PARTS = {"mappa-level": _level, "mappa-category": _category}
"""Fact → what a text says of it that tells two facts at once ("Level 2 Cat 1", "C1 L2"); blank where it does not."""
