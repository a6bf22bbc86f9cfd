"""Which row of a sheet is its header, and which column each heading stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from aboveline.frameworks.documents import document
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS
from aboveline.problems import Problem
from aboveline.tables import Sheet

LIBRARY = Path(__file__).parent / "library" / "headings.yaml"
DEEPEST = 30
"""Rows among which the header is looked for."""
LONGEST = 200
"""Signs of the longest text that could be a heading."""
LEFT_OUT = "-"
"""What a mapping names in place of a column where a heading is left out on purpose."""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class HeadingList(NamedTuple):
    """Headings met in one kind of file: column → headings that mean it, and those that do where no other is there."""

    id: str
    title: str
    headings: Mapping[str, Sequence[str]]
    failing_that: Mapping[str, Sequence[str]]
    source: str
    standing: str


class Meaning(NamedTuple):
    """What a heading stands for: the column, how that is known (exact, synonym, mapping), and its rank, best first."""

    column: str
    how: str
    rank: int


class Heading(NamedTuple):
    """One heading of a sheet.

    at: the place of its column; use: read, not-asked (known, yet of no use to this edition), left-out (the mapping
    says so), second (a better one is there), clash (another claims the same column) or unknown.
    """

    text: str
    at: int
    column: str
    how: str
    use: str


def spelling(text: str) -> str:
    """The letters and digits of a text alone, small and without accents: how headings and values are compared."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, plain))


def heading_lists(path: Path = LIBRARY) -> tuple[tuple[HeadingList, ...], list[Problem]]:
    """The lists of headings that ship with Aboveline, and what is wrong with their document."""
    mapping, problems = document(path, path.name)
    fields = Fields(mapping, problems, "lists of headings")
    fields.option("format", ("1",))
    found = tuple(_heading_list(item) for item in fields.each("lists", "list", required=True))
    fields.done()
    return found, problems


def meanings(titles: Mapping[str, str], lists: Iterable[HeadingList], own: Mapping[str, str]) -> dict[str, Meaning]:
    """Spelling of a heading → what it means. A body's own mapping wins, then ids and titles, then the lists in order.

    titles: column → title, of every column there is; own: heading → column, or `LEFT_OUT`.
    """
    found = {spelling(text): Meaning(column, "mapping", 0) for text, column in own.items()}
    for column, title in titles.items():
        for text in (column, title, _BRACKETS.sub(" ", title)):
            found.setdefault(spelling(text), Meaning(column, "exact", 0))
    for item in lists:
        for column, texts in item.headings.items():
            for text in texts:
                found.setdefault(spelling(text), Meaning(column, "synonym", 0))
        for column, texts in item.failing_that.items():
            for rank, text in enumerate(texts, 1):
                found.setdefault(spelling(text), Meaning(column, "synonym", rank))
    found.pop("", None)
    return found


def meaning(text: str, known: Mapping[str, Meaning]) -> Meaning | None:
    """What a heading means, as it stands or else without what it says in brackets."""
    if len(text) > LONGEST:
        return None
    return known.get(spelling(text)) or known.get(spelling(plain_heading(text)))


def plain_heading(text: str) -> str:
    """A heading without what it says in brackets."""
    return _BRACKETS.sub(" ", text)


def header_row(sheet: Sheet, known: Mapping[str, Meaning]) -> tuple[int, set[str]]:
    """The row, among the first thirty, whose headings mean the most columns, and those columns; the first of equals."""
    best, most = 0, set[str]()
    for row in range(min(DEEPEST, len(sheet.lines))):
        columns = _meant(_row(sheet, row), known)
        if len(columns) > len(most):
            best, most = row, columns
    return best, most


def with_one_header(sheet: Sheet, known: Mapping[str, Meaning]) -> Sheet:
    """The sheet with a header that stands in two rows joined in the lower of them; the same sheet where one is enough.

    Two rows are a header if together they mean more columns than any row alone.
    """
    most, best = len(header_row(sheet, known)[1]), None
    for row in range(min(DEEPEST, len(sheet.lines)) - 1):
        pairs = zip(_row(sheet, row), _row(sheet, row + 1), strict=True)
        texts = [_joined(upper, lower, known) for upper, lower in pairs]
        if (count := len(_meant(texts, known))) > most:
            most, best = count, (row + 1, texts)
    if best is None:
        return sheet
    at, texts = best
    columns = [[*column[:at], text, *column[at + 1 :]] for column, text in zip(sheet.columns, texts, strict=True)]
    return sheet._replace(columns=columns)


def _joined(upper: str, lower: str, known: Mapping[str, Meaning]) -> str:
    """The heading that stands in two cells: what is split among them, or else the lower one, if it is not blank."""
    both = f"{upper} {lower}".strip()
    return both if meaning(both, known) else lower or upper


def _row(sheet: Sheet, row: int) -> list[str]:
    return [column[row] for column in sheet.columns]


def _meant(texts: Iterable[str], known: Mapping[str, Meaning]) -> set[str]:
    return {found.column for text in set(texts) if text and (found := meaning(text, known))} - {LEFT_OUT}


def headings(sheet: Sheet, row: int, known: Mapping[str, Meaning], asked: Iterable[str]) -> tuple[Heading, ...]:
    """Every heading in that row, with the use that is made of it; of a column without one, where it is filled."""
    asked = set(asked)
    found = [(at, column[row], meaning(column[row], known)) for at, column in enumerate(sheet.columns)]
    ranks: dict[str, list[int]] = {}
    for _, _, means in found:
        if means is not None:
            ranks.setdefault(means.column, []).append(_rank(means))
    told = []
    for at, text, means in found:
        if means is not None:
            use = _use(means, ranks[means.column], asked)
            told.append(Heading(text, at, "" if means.column == LEFT_OUT else means.column, means.how, use))
        elif any(sheet.columns[at][row:]):
            told.append(Heading(text, at, "", "", "unknown"))
    return tuple(told)


def letters(at: int) -> str:
    """The letters by which a spreadsheet calls the column at that place: A, B, … Z, AA."""
    text = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _rank(means: Meaning) -> int:
    return -1 if means.how == "mapping" else means.rank


def _use(means: Meaning, ranks: Sequence[int], asked: set[str]) -> str:
    if means.column == LEFT_OUT:
        return "left-out"
    if means.column not in asked:
        return "not-asked"
    if _rank(means) > min(ranks):
        return "second"
    return "clash" if ranks.count(_rank(means)) > 1 else "read"


def _heading_list(fields: Fields) -> HeadingList:
    found = HeadingList(
        id=fields.text("id"),
        title=fields.text("title"),
        headings=_words_by_name(fields, "headings"),
        failing_that=_words_by_name(fields, "failing_that"),
        source=fields.text("source"),
        standing=fields.option("standing", STANDINGS),
    )
    fields.text("from", "")
    fields.text("to", "")
    fields.text("note", "")
    fields.done()
    return found


def _words_by_name(fields: Fields, key: str) -> dict[str, tuple[str, ...]]:
    block = fields.block(key)
    if block is None:
        return {}
    inner = Fields(block, fields.problems, f"{key} of the {fields.noun}")
    return {name: inner.words(name) for name in block}
