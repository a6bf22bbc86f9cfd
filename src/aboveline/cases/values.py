"""What the texts of a column mean: codes of the edition, yes and no, days, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from aboveline.cases.dates import PIVOT, PIVOT_BORN, day, month, month_first
from aboveline.cases.headings import spelling
from aboveline.frameworks.documents import document
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS, Fact
from aboveline.problems import Problem
from aboveline.tables import is_number

LIBRARY = Path(__file__).parent / "library" / "values.yaml"
YES_NO = "yes-no"
BLANK = "blank"
BORN = "born"
WHOLE_DAYS = (BORN, "released")
"""Of these the month is not enough: ages are counted, and whether somebody is out is told, by the day."""
ALL_YEARS = (1900, 2100)

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SIGNS = {"✓": "yes", "✔": "yes", "☑": "yes"}
NOTHING = frozenset({
    *("-", "--", "---", "–", "—", ".", "?", "/", "n/a", "N/A", "#N/A", "#REF!", "#VALUE!", "#NAME?"),
    *("#DIV/0!", "#NUM!", "#NULL!", "NULL", "null"),
})  # fmt: skip


class ValueList(NamedTuple):
    """What is written for the codes of a fact in one era: code → texts. fact may be `YES_NO` or `BLANK`."""

    fact: str
    title: str
    codes: Mapping[str, Sequence[str]]
    source: str
    standing: str


class Values(NamedTuple):
    """A column of texts as values, with the texts that are none (blank among the values)."""

    values: Sequence[str]
    faulty: frozenset[str]
    note: str = ""


def value_lists(path: Path = LIBRARY) -> tuple[tuple[ValueList, ...], list[Problem]]:
    """The lists of values that ship with Aboveline, and what is wrong with their document."""
    mapping, problems = document(path, path.name)
    fields = Fields(mapping, problems, "lists of values")
    fields.option("format", ("1",))
    found = tuple(_value_list(item) for item in fields.each("lists", "list", required=True))
    fields.done()
    return found, problems


def years(text: str) -> tuple[int, int]:
    """The first and last year of an edition as its own words tell them ("2003 to 2006", "2020 onwards")."""
    found = [int(year) for year in _YEAR.findall(text)]
    if not found:
        return ALL_YEARS
    return min(found), ALL_YEARS[1] if "onward" in text else max(found)


def era_codes(fact: Fact, era: tuple[int, int]) -> dict[str, str]:
    """Code → label, of the lists of that fact that hold in any of these years; of all where none does."""
    lists = [
        item
        for item in fact.lists
        if _year(item.since, ALL_YEARS[0]) <= era[1] and _year(item.until, ALL_YEARS[1]) >= era[0]
    ]
    return {code: label for item in lists or fact.lists for code, label in item.codes.items()}


def spelled_codes(
    name: str, codes: Mapping[str, str], lists: Iterable[ValueList], own: Mapping[str, str]
) -> dict[str, str]:
    """Spelling → code: what the body's own mapping says, then ids, labels, and the lists in order.

    codes: code → label, those allowed; none where anything is. A list's code that is not among them is passed over.
    """
    found = {spelling(text): code for text, code in own.items() if code in codes or not (code and codes)}
    for code in codes:
        found.setdefault(spelling(code), code)
    for code, label in codes.items():
        found.setdefault(spelling(label), code)
    for item in lists:
        for code, texts in item.codes.items() if item.fact == name else ():
            for text in texts if code in codes else ():
                found.setdefault(spelling(text), code)
    for item in lists:
        for texts in item.codes.values() if item.fact == BLANK else ():
            for text in texts:
                found.setdefault(spelling(text), "")
    return found | {"": ""}


def coded(texts: Sequence[str], codes: Mapping[str, str], parts: Callable[[str], str] | None = None) -> Values:
    """The texts as codes, where `codes` is spelling → code; `parts` finds in a text that is none what says one."""

    def code(text: str) -> str | None:
        found = codes.get(spelling(_SIGNS.get(text, text)))
        if found is None and parts and (part := parts(text)):
            return codes.get(spelling(part))
        return found

    return _converted(texts, code)


def days(texts: Sequence[str], name: str, spelled: Mapping[str, str]) -> Values:
    """The texts as days, or months and years where those are enough.

    A column that is plainly month, day, year is read so, and says so in its note. spelled: spelling → what it stands
    for, for texts that are no day.
    """
    pivot = PIVOT_BORN if name == BORN else PIVOT

    def otherwise(text: str) -> str | None:
        return (name not in WHOLE_DAYS and month(text)) or spelled.get(spelling(text))

    found = _converted(texts, lambda text: day(text, False, pivot) or otherwise(text))
    if not found.faulty or not month_first(set(texts)):
        return found
    found = _converted(texts, lambda text: day(text, True, pivot) or otherwise(text))
    return found._replace(note="dates are read month first, as some cannot be read otherwise")


def numbers(texts: Sequence[str], spelled: Mapping[str, str]) -> Values:
    """The texts as numbers with a point; commas between thousands are dropped, and other texts looked up."""

    def number(text: str) -> str | None:
        bare = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text
        return bare if is_number(bare) else spelled.get(spelling(text))

    return _converted(texts, number)


def plain_texts(texts: Sequence[str], spelled: Mapping[str, str]) -> Values:
    """The texts as they are, but for those that are looked up: other names of one office, words for nothing known."""
    return _converted(texts, lambda text: spelled.get(spelling(text), text))


def named_texts(texts: Sequence[str]) -> Values:
    """Names and references as they are, but for those that are only a dash or a fault of the spreadsheet (#N/A)."""
    if NOTHING.isdisjoint(texts):
        return Values(texts, frozenset())
    return Values(["" if text in NOTHING else text for text in texts], frozenset())


class _Once(dict[str, str]):
    """Text → value, found when first asked for; texts without one are blank, and kept as faulty."""

    def __init__(self, value: Callable[[str], str | None]) -> None:
        super().__init__({"": ""})
        self.value, self.faulty = value, set[str]()

    def __missing__(self, text: str) -> str:
        value = self.value(text)
        if value is None:
            self.faulty.add(text)
        self[text] = value or ""
        return self[text]


def _converted(texts: Sequence[str], value: Callable[[str], str | None]) -> Values:
    """Each distinct text converted once: a column of a quarter of a million rows holds few."""
    once = _Once(value)
    return Values(list(map(once.__getitem__, texts)), frozenset(once.faulty))


def _year(text: str, otherwise: int) -> int:
    found = _YEAR.search(text)
    return int(found[0]) if found else otherwise


def _value_list(fields: Fields) -> ValueList:
    block = fields.block("codes")
    inner = Fields(block, fields.problems, f"codes of the {fields.noun}") if block is not None else None
    found = ValueList(
        fact=fields.text("fact"),
        title=fields.text("title"),
        codes={name: inner.words(name) for name in inner.mapping} if inner else {},
        source=fields.text("source"),
        standing=fields.option("standing", STANDINGS),
    )
    for key in ("id", "from", "to", "note"):
        fields.text(key, "")
    fields.done()
    return found
