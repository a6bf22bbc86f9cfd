"""Tables as CSV: what spreadsheets save, read with every row's line, and written so that they open it again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from aboveline.problems import Problem
from aboveline.tables import RawTable

_SEPARATORS = ",;\t"
_RARE_SPACES = '\t\r\v\f\x1c\x1d\x1e\x1f"'
"""What Python strips too in plain text; and the quote, behind which a space may stand."""


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
        return None, [_not_text(file, content[: fault.start].count(b"\n") + 1)]
    if "\0" in text:
        return None, [_not_text(file, 1)]
    separator = _separator(text)
    if plain := plain_columns(text, separator):
        names = tuple(column[0].strip() for column in plain)
        found = RawTable(file, names, [column[1:] for column in plain], range(2, len(plain[0]) + 1))
    else:
        header, columns, lines, problems = _walked_columns(text, separator, file)
        if problems:
            return None, problems
        found = RawTable(file, tuple(name.strip() for name in header), columns, lines)
    if not _tight(text, separator):
        found = found._replace(columns=[_trimmed(column) for column in found.columns])
    return _named_columns(found), []


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]], end: str = "\n") -> str:
    """The table as CSV text: UTF-8 with commas and LF ends, as the project writes it everywhere but for publication."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _not_text(file: str, line: int) -> Problem:
    do = 'Save it as "CSV UTF-8" (in Excel: Save as, CSV UTF-8).'
    return Problem("encoding", file, line, "The file is not UTF-8 text.", do)


def _separator(text: str) -> str:
    header = text.partition("\n")[0].partition("\r")[0]
    return max(_SEPARATORS, key=header.count)


def plain_columns(text: str, separator: str) -> list[Sequence[str]]:
    """Columns of a text without quotes in which every line is a row, none begins blank, all are as long; else none.

    Nearly every file is such a one, and this is several times as fast as a walk row by row.
    """
    if '"' in text:
        return []
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    width = lines[0].count(separator) + 1
    if lines.pop() or {line.count(separator) for line in lines} != {width - 1}:
        return []
    fields = text.replace("\n", separator).split(separator)
    columns: list[Sequence[str]] = [fields[at:-1:width] for at in range(width)]
    return columns if all(map(str.strip, columns[0])) else []


def _walked_columns(
    text: str, separator: str, file: str
) -> tuple[Sequence[str], Sequence[Sequence[str]], Sequence[int], list[Problem]]:
    """Header and columns of any text without its blank rows, the line of each row, and what is wrong with its form."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, lines, start = [], [], 1
    try:
        for row in reader:
            if any(map(str.strip, row)):
                rows.append(row)
                lines.append(start)
            start = reader.line_num + 1
    except csv.Error as fault:
        what = f"The quotes in this row, or in one above, do not close ({fault})."
        do = 'Write a quote inside quoted text twice, or save the file again as "CSV UTF-8".'
        return [], [], [], [Problem("file-unreadable", file, reader.line_num, what, do)]
    if not rows:
        do = "Write the names of the columns in the first line."
        return [], [], [], [Problem("column-missing", file, 1, "The file is empty.", do)]
    problems = _length_problems(rows, lines, file)
    columns = [] if problems else list(zip(*rows[1:], strict=True)) or [()] * len(rows[0])
    return rows[0], columns, lines[1:], problems


def _named_columns(raw: RawTable) -> RawTable:
    """The table without columns that have neither name nor content: spreadsheets save such at the right."""
    if "" not in raw.header:
        return raw
    kept = [at for at, name in enumerate(raw.header) if name or any(raw.columns[at])]
    return RawTable(raw.file, tuple(raw.header[at] for at in kept), [raw.columns[at] for at in kept], raw.lines)


def _length_problems(rows: Sequence[Sequence[str]], lines: Sequence[int], file: str) -> list[Problem]:
    width = len(rows[0])
    return [
        Problem(
            "row-length",
            file,
            line,
            f"The row has {len(row)} fields, the header {width}.",
            "Put quotes round text that holds the separator, and fill up short rows.",
        )
        for row, line in zip(rows, lines, strict=True)
        if len(row) != width
    ]


def _tight(text: str, separator: str) -> bool:
    """Whether no field begins or ends with a space, as far as that can be told without looking at each."""
    if not text.isascii() or any(sign in text for sign in _RARE_SPACES):
        return False
    pairs = (f" {separator}", f"{separator} ", " \n", "\n ")
    return " " not in text or not (" " in (text[0], text[-1]) or any(pair in text for pair in pairs))


def _trimmed(column: Sequence[str]) -> Sequence[str]:
    # Compared by identity mostly: where there is nothing to strip, Python gives the text itself.
    stripped = tuple(map(str.strip, column))
    return column if stripped == tuple(column) else stripped
