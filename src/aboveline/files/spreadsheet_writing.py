"""Spreadsheets written so that every programme opens them, everything in them stays as written, and nothing runs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from aboveline.files.folder import whole_file
from aboveline.files.formulas import STARTERS as STARTERS
from aboveline.files.formulas import guarded as guarded
from aboveline.problems import Faulty, Problem

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL, LONGEST_NAME = 1_048_576, 16_384, 32_767, 31
"""What one sheet of Excel holds, header and all; signs of a cell and of a sheet's name."""

_WRITERS = {".xlsx": "aboveline.files.xlsx_writing", ".ods": "aboveline.files.ods_writing"}
_NO_TEXT = re.compile("[^\\t\\n\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""Signs that no workbook can hold; they are left out of every kind of file alike."""
_ALONE = 100
"""How wide the one column is of a page that is nothing but lines."""
_BARE = re.compile(r"(?![ ])[\w .:/'()+-]*(?<![ ])")
"""Fields of CSV that need no quotes, by whatever separator a reader goes."""


_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")


class Page(NamedTuple):
    """One sheet to write: its header, its rows of text, and for some headings the values to choose from.

    A page with the name of a `table` is to be read and not filled in: its header and rows are marked up as that table,
    its texts wrap, and it neither filters nor stays in view. `above` are lines over the header, the first of them the
    title; `numbers` the headings under which what is written as a number is one. A CSV file has neither.
    """

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    choices: Mapping[str, Sequence[str]] = {}
    above: Sequence[str] = ()
    table: str = ""
    numbers: Collection[str] = ()


def write_spreadsheet(path: Path, pages: Sequence[Page]) -> None:
    """Write the pages by the suffix: .xlsx and .ods take several, .csv one. Whole or not at all.

    Every cell but a number of `Page.numbers` is text and comes back from `spreadsheets.spreadsheet` as it was, but for
    spaces round it and signs that no text has; the same pages give the same bytes. `Faulty` where the suffix is
    another, a page is larger than a sheet can be, or the place cannot be written to.
    """
    content = spreadsheet_content(path, pages)
    with whole_file(path) as draft:
        draft.write_bytes(content)


def spreadsheet_content(path: Path, pages: Sequence[Page]) -> bytes:
    """What `write_spreadsheet` would write there; `Faulty` as there, but nothing is written."""
    kind = path.suffix.lower()
    problems = _kind_problems(path, kind, pages)
    if not problems and kind in _WRITERS:
        problems = _size_problems(path, pages)
    if problems:
        raise Faulty(problems)
    pages = [_proper(page) for page in pages]
    if kind == ".csv":
        return _csv(pages[0])
    # Loading it takes as long as starting Python does, and most commands write no workbook.
    content: bytes = import_module(_WRITERS[kind]).workbook(_named_apart(pages))
    return content


def size(text: str) -> int:
    """The signs of a text as Excel counts them, where those beyond the common ones are two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "replace")) // 2


def number_columns(page: Page) -> frozenset[int]:
    """The places of the columns of a page whose numbers are to be numbers."""
    return frozenset(at for at, heading in enumerate(page.header) if heading in page.numbers)


def is_number(text: str) -> bool:
    """Whether a text is a number as data has it, and so can be one in a cell."""
    return bool(_NUMBER.fullmatch(text))


def column_sizes(page: Page) -> list[int]:
    """For each column of a page, how wide it should be, in signs: by its longest line, within reason."""
    if page.above and not page.header:
        return [_ALONE]
    columns = [
        [heading, *(row[at] for row in page.rows[:200] if at < len(row))] for at, heading in enumerate(page.header)
    ]
    longest = [max(len(line) for text in column for line in text.split("\n")) for column in columns]
    return [min(60, max(10, length + 2)) for length in longest]


def _kind_problems(path: Path, kind: str, pages: Sequence[Page]) -> list[Problem]:
    if kind == ".csv" and len(pages) != 1:
        what, do = "A CSV file holds one sheet only.", "Let the name end in .xlsx or .ods."
    elif kind != ".csv" and kind not in _WRITERS:
        what, do = f"{kind or 'No suffix'} is no spreadsheet.", "Let the name end in .xlsx, .ods or .csv."
    else:
        return []
    return [Problem("option-value", str(path), None, what, do)]


def _size_problems(path: Path, pages: Sequence[Page]) -> list[Problem]:
    """A problem for each page that a sheet cannot hold: a programme would cut it off without a word."""
    faults = []
    for page in pages:
        rows = [*([line] for line in page.above), page.header, *page.rows]
        if len(rows) > MOST_ROWS:
            faults.append(f"{page.name} has {len(rows):,} rows, and a sheet holds {MOST_ROWS:,}")
        if (wide := max(map(len, rows))) > MOST_COLUMNS:
            faults.append(f"{page.name} has {wide:,} columns, and a sheet holds {MOST_COLUMNS:,}")
        if (long := max((size(text) for row in rows for text in row), default=0)) > LONGEST_CELL:
            faults.append(f"{page.name} has a text of {long:,} signs, and a cell holds {LONGEST_CELL:,}")
    return [Problem("file-too-large", str(path), None, f"{fault}.", "Write it as .csv.") for fault in faults]


def _proper(page: Page) -> Page:
    """The page without signs that no workbook can hold, and with one kind of line break."""
    choices = {_text(heading): [_text(value) for value in values] for heading, values in page.choices.items()}
    rows = [list(map(_text, row)) for row in page.rows]
    above, numbers = list(map(_text, page.above)), frozenset(map(_text, page.numbers))
    return Page(_text(page.name), list(map(_text, page.header)), rows, choices, above, page.table, numbers)


def _text(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isprintable() else _NO_TEXT.sub("", text)


def _named_apart(pages: Iterable[Page]) -> list[Page]:
    """The pages under names that a programme accepts, no two alike."""
    found: dict[str, Page] = {}
    for page in pages:
        plain = re.sub(r"[\[\]:*?/\\\s]+", " ", page.name)
        name = base = _cut(plain, LONGEST_NAME) or "Sheet"
        further = 2
        while name.casefold() in found:
            name = f"{_cut(base, LONGEST_NAME - 6)} ({further})"
            further += 1
        found[name.casefold()] = page._replace(name=name)
    return list(found.values())


def _cut(name: str, most: int) -> str:
    # Excel allows no apostrophe at either end of a name.
    name = name.strip(" '")
    while size(name) > most:
        name = name[:-1].rstrip(" '")
    return name


def _csv(page: Page) -> bytes:
    # The mark at the start is what makes Excel read the rest as UTF-8.
    lines = (",".join(map(_field, row)) + "\n" for row in (page.header, *page.rows))
    return "".join(lines).encode("utf-8-sig")


def _field(text: str) -> str:
    text = guarded(text)
    return text if _BARE.fullmatch(text) else '"' + text.replace('"', '""') + '"'
