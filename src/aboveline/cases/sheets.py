"""The sheets of a spreadsheet that hold cases: where their headers stand, and which of their rows are cases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from typing import NamedTuple

from aboveline.cases.headings import Heading, Meaning, header_row, headings, with_one_header
from aboveline.tables import Sheet

REFERENCE, REGISTER = "reference", "register"
FEWEST = 3
"""Columns, the reference among them, that make a row the header of a sheet of cases."""

_TOTAL = re.compile(r"(?:(?:grand|sub|overall)[ -]*)?totals?(?: cases?| caseload)?[ :=]*[\d,.]*", re.IGNORECASE)
_CASES_ONLY = {"sentence", "disposal", "tier", "born", "family-name", "practitioner"}
"""Columns that a list of registrations does not hold."""


class ReadSheet(NamedTuple):
    """A sheet and what it was taken for.

    use: cases, registers, or aside; header: the row of its headings, from nought; aside: row → why it is no case.
    """

    sheet: Sheet
    use: str
    header: int
    headings: tuple[Heading, ...]
    aside: Mapping[int, str]

    @property
    def line(self) -> int:
        """The line of the header in the file."""
        return self.sheet.lines[self.header] if self.sheet.lines else 1

    @property
    def places(self) -> dict[str, int]:
        """Column → its place in the sheet, of the columns that are read."""
        return {heading.column: heading.at for heading in self.headings if heading.use == "read"}

    @property
    def rows(self) -> int:
        """The number of rows that hold something below the header, without those left aside."""
        return max(len(self.sheet.lines) - self.header - 1 - len(self.aside), 0)


class JoinedSheets(NamedTuple):
    """Sheets of cases as one table of texts: columns by name, each row's sheet and line."""

    columns: dict[str, Sequence[str]]
    sheets: Sequence[int]
    lines: Sequence[int]


def read_sheets(sheets: Sequence[Sheet], known: Mapping[str, Meaning], asked: Iterable[str]) -> tuple[ReadSheet, ...]:
    """Every sheet with what it was taken for. Where none has a proper header, the best one is taken for cases."""
    asked = set(asked)
    found = [_read_sheet(sheet, known, asked) for sheet in sheets]
    if not any(item.use == "cases" for item in found):
        best = max(range(len(found)), key=lambda at: len(_columns(found[at])), default=None)
        if best is not None and _columns(found[best]):
            found[best] = found[best]._replace(use="cases")
    return tuple(item._replace(aside=_aside(item)) if item.use == "cases" else item for item in found)


def joined_sheets(read: Sequence[ReadSheet], use: str = "cases") -> JoinedSheets:
    """The rows of all sheets of that use below each other; a column that a sheet lacks is blank there."""
    chosen = [(at, item) for at, item in enumerate(read) if item.use == use]
    names = dict.fromkeys(name for _, item in chosen for name in item.places)
    parts: dict[str, list[Sequence[str]]] = {name: [] for name in names}
    sheets: list[int] = []
    lines: list[Sequence[int]] = []
    for at, item in chosen:
        kept = _kept(item)
        sheets += [at] * item.rows
        lines.append(_rows(item.sheet.lines, item.header, kept))
        for name in names:
            place = item.places.get(name)
            texts = [""] * item.rows if place is None else _rows(item.sheet.columns[place], item.header, kept)
            parts[name].append(texts)
    joined = {name: texts[0] if len(texts) == 1 else _joined(texts) for name, texts in parts.items()}
    return JoinedSheets(joined, sheets, lines[0] if len(lines) == 1 else [line for part in lines for line in part])


def _read_sheet(sheet: Sheet, known: Mapping[str, Meaning], asked: set[str]) -> ReadSheet:
    sheet = with_one_header(sheet, known)
    row, columns = header_row(sheet, known)
    if not columns:
        return ReadSheet(sheet, "aside", row, (), {})
    found = headings(sheet, row, known, asked)
    use = "aside"
    if REFERENCE in columns:
        if REGISTER in columns and not _CASES_ONLY & columns:
            use = "registers"
        elif len(columns) >= FEWEST:
            use = "cases"
    return ReadSheet(sheet, use, row, found, {})


def _columns(item: ReadSheet) -> set[str]:
    return {heading.column for heading in item.headings if heading.column}


def _aside(item: ReadSheet) -> dict[int, str]:
    """Rows below the header that are no cases: totals, the header once more, a lone note."""
    place = item.places.get(REFERENCE)
    if place is None:
        return {}
    references = item.sheet.columns[place][item.header + 1 :]
    heading = item.sheet.columns[place][item.header]
    odd = _odd(references, heading)
    found = {}
    for row, text in enumerate(references, item.header + 1) if odd else ():
        if text in odd and (why := _why_aside(item.sheet, place, row, text, heading)):
            found[row] = why
    return found


def _odd(references: Sequence[str], heading: str) -> set[str]:
    """References that may be none. Each kind is looked for in all of them at once, for most files have none."""
    whole, odd = "\n".join(references), {"", heading}
    if " " in whole:
        odd |= {text for text in references if " " in text}
    if "total" in whole.lower():
        odd |= {text for text in references if _TOTAL.fullmatch(text)}
    return odd.intersection(references)


def _why_aside(sheet: Sheet, place: int, row: int, reference: str, heading: str) -> str:
    others = (column[row] for at, column in enumerate(sheet.columns) if at != place)
    if reference == heading:
        return "the header stands here once more"
    if reference:
        if _TOTAL.fullmatch(reference):
            return "a row of totals"
        return "" if any(others) else "a lone note"
    filled = [text for text in others if text]
    if any(map(_TOTAL.fullmatch, filled)):
        return "a row of totals"
    return "a lone note" if len(filled) == 1 else ""


def _kept(item: ReadSheet) -> list[bool] | None:
    if not item.aside:
        return None
    return [row not in item.aside for row in range(item.header + 1, len(item.sheet.lines))]


def _rows(cells: Sequence, header: int, kept: list[bool] | None) -> Sequence:  # type: ignore[type-arg]
    below = cells[header + 1 :]
    return below if kept is None else list(compress(below, kept))


def _joined(parts: Iterable[Sequence[str]]) -> list[str]:
    return [text for part in parts for text in part]
