"""Tables as CSV: what spreadsheets save, read with every row's line, and written so that they open it again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from aboveline.problems import Problem
from aboveline.tables import RawTable

_SEPARATORS = ",;\t"


def csv_table(path: Path) -> tuple[RawTable | None, list[Problem]]:
    """The table in a CSV file (None where it cannot be read) and what is wrong with its form.

    Separators may be comma, semicolon or tab, as spreadsheets of different countries save them; a byte-order
    mark is skipped; spaces round a field and wholly blank rows are left out.
    """
    try:
        return csv_table_of(path.read_bytes(), path.name)
    except OSError as fault:
        what = f"The file cannot be opened: {fault.strerror}."
        return None, [Problem("file-unreadable", path.name, None, what, "Close it elsewhere and allow it to be read.")]


def csv_table_of(content: bytes, file: str) -> tuple[RawTable | None, list[Problem]]:
    """The table in these bytes, called `file` in problems."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        do = 'Save it as "CSV UTF-8" (in Excel: Save as, CSV UTF-8).'
        return None, [Problem("encoding", file, line, "The file is not UTF-8 text.", do)]
    separator = _separator(text)
    try:
        rows, lines = _rows(text, separator)
    except csv.Error as fault:
        what = f"The file is not a readable table: {fault}."
        return None, [Problem("file-unreadable", file, None, what, 'Save it again as "CSV UTF-8".')]
    if not rows:
        do = "Write the names of the columns in the first line."
        return None, [Problem("column-missing", file, 1, "The file is empty.", do)]
    header = tuple(name.strip() for name in rows[0])
    problems = _length_problems(header, rows, lines, file)
    if problems:
        return None, problems
    columns = [_trimmed(column) for column in zip(*rows[1:], strict=True)] or [()] * len(header)
    return RawTable(file, header, columns, lines[1:]), []


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The table as CSV text: UTF-8 with commas and LF ends, as the project writes it everywhere."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _separator(text: str) -> str:
    header = text.split("\n", 1)[0]
    return max(_SEPARATORS, key=header.count)


def _rows(text: str, separator: str) -> tuple[list[list[str]], Sequence[int]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = list(reader)
    if len(rows) == reader.line_num and all(rows) and any(rows[-1]):
        return rows, range(1, len(rows) + 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    kept, lines, start = [], [], 1
    for row in reader:
        if any(field.strip() for field in row):
            kept.append(row)
            lines.append(start)
        start = reader.line_num + 1
    return kept, lines


def _length_problems(
    header: Sequence[str], rows: Sequence[Sequence[str]], lines: Sequence[int], file: str
) -> list[Problem]:
    if len(set(map(len, rows))) == 1:
        return []
    return [
        Problem(
            "row-length",
            file,
            line,
            f"The row has {len(row)} fields, the header {len(header)}.",
            "Put quotes round text that holds the separator, and fill up short rows.",
        )
        for row, line in zip(rows, lines, strict=True)
        if len(row) != len(header)
    ]


def _trimmed(column: Sequence[str]) -> Sequence[str]:
    if any(text != text.strip() for text in set(column)):
        return tuple(text.strip() for text in column)
    return column
