"""Pages as an XLSX workbook. Loaded when one is written."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from aboveline.files.spreadsheet_writing import Page, column_sizes, is_number, number_columns, size

LISTS = "Lists"
"""The sheet, last of all, that holds the choices which a cell's own list has no room for."""

_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in every workbook as its date, so that the same content gives the same bytes."""
_TEXT = 49
"""The number that Excel has for the format of text; written out as @ it would be one of our own."""
_FORMATS = {
    "text": {"num_format": _TEXT},
    "wrapped": {"num_format": _TEXT, "text_wrap": True},
    "number": {},
    "head": {"num_format": _TEXT, "bold": True, "text_wrap": True, "bottom": 1},
    "title": {"num_format": _TEXT, "bold": True, "font_size": 15},
}
_IN_PLACE = 255
"""So many signs a cell's own list may have."""
_ROWS_WITH_CHOICES = 10_000
_OPTIONS = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}


def workbook(pages: Sequence[Page]) -> bytes:
    """The pages as a workbook: every cell is text and formatted as text, also below the last row.

    Leading zeros and dates so stay as they are typed. The header stays in view and filters. Where a page is a table to
    be read its numbers are numbers, of fifteen digits.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"created": _MADE})
    formats = {name: book.add_format({"valign": "top"} | how) for name, how in _FORMATS.items()}
    lists = _Lists({page.name.casefold() for page in pages})
    for page in pages:
        _write_page(book.add_worksheet(page.name), page, formats, lists)
    if lists.columns:
        sheet = book.add_worksheet(lists.name)
        for at, values in enumerate(lists.columns):
            for row, value in enumerate(values):
                sheet.write_string(row, at, value, formats["text"])
    book.close()
    return out.getvalue()


class _Lists:
    """The columns of the sheet of lists, as it fills, under a name that no page has."""

    def __init__(self, names: set[str]) -> None:
        self.columns: list[Sequence[str]] = []
        self.name = next(
            name for name in (LISTS, *(f"{LISTS} {n}" for n in range(2, 1000))) if name.casefold() not in names
        )

    def source(self, values: Sequence[str]) -> str:
        """Where these values stand on that sheet, as a formula; the same values stand there once."""
        if values not in self.columns:
            self.columns.append(values)
        column = xl_col_to_name(self.columns.index(values))
        return f"={quote_sheetname(self.name)}!${column}$1:${column}${len(values)}"


def _write_page(sheet: Any, page: Page, formats: Mapping[str, Any], lists: _Lists) -> None:
    text, numbers, first = formats["wrapped" if page.table else "text"], number_columns(page), len(page.above)
    for at, width in enumerate(column_sizes(page)):
        sheet.set_column(at, at, width, text)
    _write_above(sheet, page, formats)
    for at, heading in enumerate(page.header):
        sheet.write_string(first, at, heading, formats["head"])
        if values := page.choices.get(heading):
            last = first + max(len(page.rows), _ROWS_WITH_CHOICES)
            sheet.data_validation(first + 1, at, last, at, _choice(values, lists))
    for number, row in enumerate(page.rows, first + 1):
        for at, cell in enumerate(row):
            if at in numbers and is_number(cell):
                sheet.write_number(number, at, float(cell), formats["number"])
            elif cell:
                sheet.write_string(number, at, cell, text)
    _mark_up(sheet, page, formats["head"])


def _write_above(sheet: Any, page: Page, formats: Mapping[str, Any]) -> None:
    # Where a table follows its columns are narrow, and what stands over it runs on to the right.
    below = formats["text" if page.header else "wrapped"]
    for number, line in enumerate(page.above):
        sheet.write_string(number, 0, line, below if number else formats["title"])


def _mark_up(sheet: Any, page: Page, head: Any) -> None:
    """The header and rows as a table with a name, or with a header that stays in view and filters."""
    first, last = len(page.above), len(page.above) + len(page.rows)
    if page.table and page.rows:
        columns = [{"header": heading, "header_format": head} for heading in page.header]
        plain = {"name": page.table, "columns": columns, "autofilter": False, "style": None}
        sheet.add_table(first, 0, last, len(page.header) - 1, plain)
    elif not page.table and not (page.above and not page.header):
        sheet.freeze_panes(first + 1, 0)
        if page.header:
            sheet.autofilter(first, 0, last, len(page.header) - 1)


def _choice(values: Sequence[str], lists: _Lists) -> dict[str, Any]:
    """What a cell may be chosen from. Another value is warned of and let through: the check tells it better."""
    in_place = size(",".join(values)) <= _IN_PLACE and not any("," in value or '"' in value for value in values)
    return {
        "validate": "list",
        "source": list(values) if in_place else lists.source(values),
        "error_type": "warning",
    }
