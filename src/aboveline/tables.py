"""How a room declares the table it gives, and how a table read from anywhere is held to that declaration.

Takes: columns of text from a file, with the line each row came from.
Gives: `Table` (checked columns) and every problem at once.
Never: opens a file, or knows what a table means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from aboveline.problems import Problem, near_miss


class Column(NamedTuple):
    """One column: its name, what it holds, and which text is a proper value of it.

    `kind` is one of text, id, yes-no, number, whole, date (a day, month or year: 2007-11-05, 2007-11, 2007)
    or list (ids joined with |). `options` closes the set of values.
    """

    name: str
    about: str
    kind: str = "text"
    required: bool = False
    options: tuple[str, ...] = ()
    personal: bool = False


class TableSpec(NamedTuple):
    """A table as its room declares it: file name without ending, columns in order, and the key no two rows share."""

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    optional: bool = False

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


class RawTable(NamedTuple):
    """A table as a file holds it: header, columns of text of equal length, and each row's line in the file."""

    file: str
    header: tuple[str, ...]
    columns: Sequence[Sequence[str]]
    lines: Sequence[int]


class Sheet(NamedTuple):
    """A sheet of a spreadsheet as it stands, with whatever stands above the header; blank rows are left out.

    name: blank for a CSV file; columns: trimmed text, of equal length; lines: the number of each row in the file.
    """

    name: str
    columns: Sequence[Sequence[str]]
    lines: Sequence[int]


class Table(NamedTuple):
    """A checked table: one sequence of text per declared column; blank text is "not given"."""

    spec: TableSpec
    file: str
    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.lines)

    def rows(self) -> Iterator[dict[str, str]]:
        """Each row as a mapping of column name to text."""
        names = list(self.columns)
        for values in zip(*self.columns.values(), strict=True):
            yield dict(zip(names, values, strict=True))


def empty_table(spec: TableSpec, file: str = "") -> Table:
    """A table of that declaration with no rows."""
    return Table(spec, file, dict.fromkeys(spec.column_names, ()), ())


def checked_table(spec: TableSpec, raw: RawTable) -> tuple[Table, list[Problem]]:
    """The table held to its declaration, and every problem with its header, its fields and its keys.

    Columns that are not required may be left out of a file; they come back blank. The fields of a column that is
    missing or stands twice are not looked at: what is wrong with the header is told of them.
    """
    problems = _header_problems(spec, raw)
    given = dict(zip(raw.header, raw.columns, strict=True))
    blank = ("",) * len(raw.lines)
    columns = {column.name: given.get(column.name, blank) for column in spec.columns}
    table = Table(spec, raw.file, columns, raw.lines)
    unclear = {column.name for column in spec.columns if column.required and column.name not in given}
    unclear |= {name for name in given if raw.header.count(name) > 1}
    for column in spec.columns:
        if column.name not in unclear:
            problems += _column_problems(table, column)
    if not unclear.intersection(spec.key):
        problems += _key_problems(table)
    return table, problems


def is_number(text: str) -> bool:
    """Whether the text is a finite number written with digits, a point and perhaps a sign."""
    body = text[1:] if text[:1] in "+-" else text
    whole, _, part = body.partition(".")
    return (whole + part).isdecimal() and (part != "" or "." not in body)


def is_date(text: str) -> bool:
    """Whether the text is a day (2007-11-05), a month (2007-11) or a year (2007) that the calendar has."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_KINDS = {
    "number": (is_number, "a number", "Write digits with a point for the decimals, such as 62.5."),
    "whole": (lambda text: text.isdecimal(), "a whole number", "Write digits only, such as 12."),
    "date": (
        is_date,
        "a date",
        "Write the day as 2007-11-05, the month as 2007-11 or the year as 2007, in cells formatted as text.",
    ),
    "yes-no": (lambda text: text in ("yes", "no"), "yes or no", "Write yes or no."),
}


def _header_problems(spec: TableSpec, raw: RawTable) -> list[Problem]:
    known, given = spec.column_names, raw.header
    problems = []
    for name in dict.fromkeys(name for name in given if given.count(name) > 1):
        what = f"The column {name!r} stands {given.count(name)} times."
        problems.append(Problem("column-repeated", raw.file, 1, what, "Keep one of them."))
    for name in dict.fromkeys(given):
        if name not in known:
            what = f"The column {name!r} is not one of the table {spec.name}."
            do = near_miss(name, [k for k in known if k not in given]) or "Remove it or correct its name."
            problems.append(Problem("column-unknown", raw.file, 1, what, do))
    for column in spec.columns:
        if column.required and column.name not in given:
            what = f"The column {column.name!r} is missing: {column.about}."
            problems.append(Problem("column-missing", raw.file, 1, what, "Add it to the header and fill it in."))
    return problems


def _column_problems(table: Table, column: Column) -> list[Problem]:
    values = table.columns[column.name]
    # Where any text will do, only a blank can be at fault.
    texts = set(values) if column.options or column.kind in _KINDS else [""] if "" in values else []
    faulty = {text: fault for text in texts if (fault := _cell_fault(column, text))}
    if not faulty:
        return []
    return [
        Problem(fault[0], table.file, table.lines[row], f"{column.name}: {fault[1]}", fault[2])
        for row, text in enumerate(values)
        if (fault := faulty.get(text))
    ]


def _cell_fault(column: Column, text: str) -> tuple[str, str, str] | None:
    if text == "":
        return ("cell-missing", "this field is blank.", f"Fill in {column.about}.") if column.required else None
    if column.options and text not in column.options:
        do = near_miss(text, column.options) or f"Use one of: {', '.join(column.options)}."
        return ("cell-unknown", f"{text!r} is not a value of this column.", do)
    if column.kind in _KINDS:
        proper, noun, do = _KINDS[column.kind]
        return None if proper(text) else ("cell-kind", f"{text!r} is not {noun}.", do)
    return None


def _key_problems(table: Table) -> list[Problem]:
    if not table.spec.key:
        return []
    columns = [table.columns[name] for name in table.spec.key]
    if any(len(set(column)) == len(column) for column in columns):
        return []
    keys = list(zip(*columns, strict=True))
    if len(set(keys)) == len(keys):
        return []
    first: dict[tuple[str, ...], int] = {}
    problems = []
    for key, line in zip(keys, table.lines, strict=True):
        if key in first:
            named = ", ".join(f"{n} {v}" for n, v in zip(table.spec.key, key, strict=True))
            what = f"{named} already stands on line {first[key]}."
            problems.append(Problem("row-repeated", table.file, line, what, "Keep one of the rows."))
        else:
            first[key] = line
    return problems
