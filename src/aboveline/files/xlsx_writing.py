"""Pages as an XLSX workbook. Loaded when one is written."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from aboveline.files.spreadsheet_writing import Page, size, widths

LISTS = "Lists"
"""The sheet, last of all, that holds the choices which a cell's own list has no room for."""

_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in every workbook as its date, so that the same content gives the same bytes."""
_TEXT = 49
"""The number that Excel has for the format of text; written out as @ it would be one of our own."""
_IN_PLACE = 255
"""So many signs a cell's own list may have."""
_ROWS_WITH_CHOICES = 10_000
_OPTIONS = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}


def workbook(pages: Sequence[Page]) -> bytes:
    """The pages as a workbook: every cell is text and formatted as text, also below the last row.

    Leading zeros and dates so stay as they are typed. The header stays in view and filters.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"created": _MADE})
    text = book.add_format({"num_format": _TEXT, "valign": "top"})
    head = book.add_format({"num_format": _TEXT, "valign": "top", "bold": True, "text_wrap": True, "bottom": 1})
    lists = _Lists({page.name.casefold() for page in pages})
    for page in pages:
        _write_page(book.add_worksheet(page.name), page, text, head, lists)
    if lists.columns:
        sheet = book.add_worksheet(lists.name)
        for at, values in enumerate(lists.columns):
            for row, value in enumerate(values):
                sheet.write_string(row, at, value, text)
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


def _write_page(sheet: Any, page: Page, text: Any, head: Any, lists: _Lists) -> None:
    for at, width in enumerate(widths(page)):
        sheet.set_column(at, at, width, text)
    for at, heading in enumerate(page.header):
        sheet.write_string(0, at, heading, head)
        if values := page.choices.get(heading):
            last = max(len(page.rows), _ROWS_WITH_CHOICES)
            sheet.data_validation(1, at, last, at, _choice(values, lists))
    for number, row in enumerate(page.rows, 1):
        for at, cell in enumerate(row):
            if cell:
                sheet.write_string(number, at, cell, text)
    sheet.freeze_panes(1, 0)
    if page.header:
        sheet.autofilter(0, 0, len(page.rows), len(page.header) - 1)


def _choice(values: Sequence[str], lists: _Lists) -> dict[str, Any]:
    """What a cell may be chosen from. Another value is warned of and let through: the check tells it better."""
    in_place = size(",".join(values)) <= _IN_PLACE and not any("," in value or '"' in value for value in values)
    return {
        "validate": "list",
        "source": list(values) if in_place else lists.source(values),
        "error_type": "warning",
    }
