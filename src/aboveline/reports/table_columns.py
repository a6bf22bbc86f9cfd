"""What a table of a report is: named columns, what they mean, and why a value may be lacking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from aboveline.reports.words import STANDINGS

R = TypeVar("R")


class Blank(Enum):
    """Why there is no value, by the mark that stands in its place in a spreadsheet."""

    NOT_AVAILABLE = "[x]"
    NOT_APPLICABLE = "[z]"


BLANKS = {
    Blank.NOT_AVAILABLE: "Not available: there is something to know here, and it was not judged, given or recorded.",
    Blank.NOT_APPLICABLE: "Not applicable: there is nothing here that could be known.",
}
"""What each mark says."""

Value = str | int | float | bool | Blank
KINDS = {"text": "text", "whole": "whole number", "percent": "percentage from 0 to 100", "yes-no": "yes or no"}
"""Kind of a column → what it holds. Numbers, and yes and no, are themselves and no text."""
NUMBERS = ("whole", "percent")
"""The kinds that are numbers."""


class Heading(NamedTuple):
    """A column: its name as data, its title as people read it, what it means, and its kind, one of `KINDS`."""

    name: str
    title: str
    meaning: str
    kind: str = "text"


class ReportTable(NamedTuple):
    """A table of a report. No two rows have the same values in the columns of its key, and none is blank there.

    name: words with a hyphen between; title and about: a line each; notes: sentences to read beside it.
    """

    name: str
    title: str
    about: str
    headings: tuple[Heading, ...]
    key: tuple[str, ...]
    notes: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


NOT_AVAILABLE, NOT_APPLICABLE = Blank.NOT_AVAILABLE, Blank.NOT_APPLICABLE
PERCENT = "From 0 to 100, unrounded."
SHOWN = "As the report shows it, rounded half up."
STANDING = f"How far it is known. {'; '.join(f'{name}: {meaning}' for name, meaning in STANDINGS.items())}."


class TableColumn(NamedTuple):
    """A heading, what gives its value in a row (None or blank text: no value), and why there is none."""

    heading: Heading
    value: Callable[[Any], Value | None]
    blank: Blank = NOT_APPLICABLE


def column(
    name: str,
    title: str,
    meaning: str,
    value: Callable[[Any], Any] | None = None,
    kind: str = "text",
    blank: Blank = NOT_APPLICABLE,
) -> TableColumn:
    """A column whose value is that attribute of a row, where nothing else gives it."""
    return TableColumn(Heading(name, title, meaning, kind), value or attrgetter(name), blank)


def table(
    name: str,
    title: str,
    about: str,
    columns: Sequence[TableColumn],
    key: tuple[str, ...],
    rows: Iterable[R],
    notes: Sequence[str] = (),
) -> ReportTable:
    """The table with these columns of these rows."""
    found = tuple(tuple(_value(column, row) for column in columns) for row in rows)
    return ReportTable(name, title, about, tuple(column.heading for column in columns), key, tuple(notes), found)


def _value(column: TableColumn, row: object) -> Value:
    value = column.value(row)
    return column.blank if value is None or value == "" else value
