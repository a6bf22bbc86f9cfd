"""Spreadsheets written so that every programme opens them, everything in them stays as written, and nothing runs."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from aboveline.files.csv import csv_text
from aboveline.files.folder import whole_file
from aboveline.problems import Faulty, Problem
from aboveline.tables import is_number

MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in every workbook as its date, so that the same content gives the same bytes."""

STARTERS = "=+-@\t\r"
"""What a programme takes for the beginning of a formula."""

IN_PLACE = 255
"""So many letters of choices a cell's own list may hold; longer ones stand on a sheet of their own."""

ROWS_WITH_CHOICES = 10_000
LISTS = "Lists"


class Page(NamedTuple):
    """One sheet to write: its header, its rows of text, and for some headings the values to choose from."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    choices: Mapping[str, Sequence[str]] = {}


def write_spreadsheet(path: Path, pages: Sequence[Page]) -> None:
    """Write the pages by the suffix: .xlsx and .ods take several, .csv one. Whole or not at all.

    `Faulty` where the suffix is another, or a place cannot be written to. Every cell is text.
    """
    writers = {".xlsx": _xlsx, ".ods": _ods, ".csv": _csv}
    kind = path.suffix.lower()
    if kind not in writers or (kind == ".csv" and len(pages) != 1):
        what = "A CSV file holds one sheet only." if kind == ".csv" else f"{kind or 'No suffix'} is no spreadsheet."
        do = "Let the name end in .xlsx or .ods." if kind == ".csv" else "Let the name end in .xlsx, .ods or .csv."
        raise Faulty([Problem("option-value", str(path), None, what, do)])
    content = writers[kind](pages)
    with whole_file(path) as draft:
        draft.write_bytes(content)


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a programme would take it for a formula; numbers stay numbers."""
    start = text.lstrip(" '\"")
    return f"'{text}" if start.startswith(tuple(STARTERS)) and not is_number(text) else text


def _csv(pages: Sequence[Page]) -> bytes:
    [page] = pages
    rows = [[guarded(cell) for cell in row] for row in page.rows]
    # The mark at the start is what makes Excel read the rest as UTF-8.
    return csv_text([guarded(cell) for cell in page.header], rows).encode("utf-8-sig")


def _xlsx(pages: Sequence[Page]) -> bytes:
    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}
    # Loading it takes as long as starting Python does, and most commands write no workbook.
    book = import_module("xlsxwriter").Workbook(out, plain)
    book.set_properties({"created": MADE})
    text = book.add_format({"num_format": "@", "valign": "top"})
    head = book.add_format({"num_format": "@", "bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    lists: list[Sequence[str]] = []
    for page in pages:
        sheet = book.add_worksheet(page.name)
        for at, width in enumerate(_widths(page)):
            sheet.set_column(at, at, width, text)
        for at, name in enumerate(page.header):
            sheet.write_string(0, at, name, head)
            if page.choices.get(name):
                sheet.data_validation(1, at, ROWS_WITH_CHOICES, at, _choice(page.choices[name], lists))
        for number, row in enumerate(page.rows, 1):
            for at, cell in enumerate(row):
                sheet.write_string(number, at, cell, text)
        sheet.freeze_panes(1, 0)
        if page.rows:
            sheet.autofilter(0, 0, len(page.rows), len(page.header) - 1)
    if lists:
        sheet = book.add_worksheet(LISTS)
        for at, values in enumerate(lists):
            sheet.write_column(0, at, values, text)
    book.close()
    return out.getvalue()


def _choice(values: Sequence[str], lists: list[Sequence[str]]) -> dict[str, Any]:
    """What a cell may be chosen from: in the cell's own list, or on the sheet of lists where it is too long for that.

    Another value is warned of and let through: the check tells it better.
    """
    source: Any = list(values)
    if len(",".join(values)) > IN_PLACE or any("," in value for value in values):
        name = import_module("xlsxwriter.utility").xl_col_to_name(len(lists))
        source = f"={LISTS}!${name}$1:${name}${len(values)}"
        lists.append(values)
    return {"validate": "list", "source": source, "error_type": "warning"}


def _ods(pages: Sequence[Page]) -> bytes:
    odf = import_module("odfdo")
    document = odf.Document("spreadsheet")
    document.body.clear()
    for page in pages:
        table = odf.Table(page.name)
        for row in (page.header, *page.rows):
            line = odf.Row()
            line.extend_cells([odf.Cell(cell, text=cell, cell_type="string") for cell in row])
            table.append_row(line)
        document.body.append(table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _widths(page: Page) -> list[int]:
    longest = [max(map(len, column)) for column in zip(page.header, *page.rows[:200], strict=True)]
    return [min(60, max(10, length + 2)) for length in longest]
