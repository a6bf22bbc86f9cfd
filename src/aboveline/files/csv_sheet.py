"""Any text with separators as a sheet: in any encoding, with titles above the header and rows of any length.

The tables of an inspection folder are held to a stricter form, in files/csv.py; this reads what other systems save.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import TextIO

from aboveline.files.blank_rows import without_blank_rows
from aboveline.files.csv import plain_columns
from aboveline.files.encodings import encoding_of
from aboveline.files.formulas import unguarded
from aboveline.files.limits import Limits, reading_problem, size_problem
from aboveline.problems import Faulty, Problem
from aboveline.tables import Sheet

SEPARATORS = ",;\t|"

_BLOCK = 1 << 16
"""Signs read at a time: memory goes to the cells, and not to a second and third form of the whole text. So few, because
what is made of them then stays in the processor's cache; blocks of megabytes take half as long again."""
_MANY_KNOWN = 2_000
"""Texts of a column, after which it is asked whether new ones are met again often enough to be kept in mind."""
_LONGEST = 1 << 24
"""Signs of the longest line. A line of commas alone could else become more fields than memory holds."""
_BATCH = 20_000
_HEAD, _HEAD_ROWS = 1 << 16, 100
"""Signs and rows from which the separator is told."""
_QUOTED = re.compile(r'(?:^|(?<=[,;\t|\r\n]))"(?:[^"]|"")*"')
_TOLD_SEPARATOR = re.compile(r"sep=([,;\t|])(?:\r\n?|\n)", re.IGNORECASE)
"""A first line that Excel understands and some systems write."""
_OTHER_KINDS = (
    (re.compile(r"<(?:!doctype|html|head|body|table|\?xml|!--)", re.IGNORECASE), "a web page or XML"),
    (re.compile("%PDF-"), "a PDF file"),
    (re.compile(r"\{\\rtf"), "a text document"),
)


def csv_sheet(path: Path, limits: Limits) -> tuple[Sheet | None, list[Problem]]:
    """The sheet in a text file (None where it holds nothing or cannot be read), and what is wrong with it.

    Short rows are filled up, blank rows and blank columns at the right are left out, and the apostrophe that guards a
    formula is taken off. `OSError` where the file cannot be opened.
    """
    reading = _Reading(path.name, limits)
    encoding = encoding_of(path)
    try:
        with path.open(encoding=encoding, newline="") as stream:
            reading.read(stream)
    except UnicodeDecodeError:
        where = f"below line {reading.line:,} it holds" if reading.line else "it begins with"
        what = f"The file is neither text nor a workbook: {where} what is not {encoding}."
        do = 'Save it as "CSV UTF-8" (in Excel: Save as, CSV UTF-8), or as XLSX.'
        return None, [Problem("encoding", path.name, None, what, do)]
    except csv.Error as fault:
        what = f"The quotes in the row that begins here do not close, or close too early ({fault})."
        do = 'Write a quote inside quoted text twice, or save the file again as "CSV UTF-8".'
        return None, [Problem("file-unreadable", path.name, reading.line + 1, what, do)]
    except Faulty as fault:
        return None, list(fault.problems)
    return (Sheet("", reading.columns, reading.lines) if reading.lines else None), []


class _Reading:
    """What is read so far: columns of equal length, the line of each row, and the last line of a whole row."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.columns: list[list[str]] = []
        self.lines: list[int] = []
        self.line = 0
        self._file, self._limits = file, limits
        self._known: list[_Known] = []

    def read(self, stream: TextIO) -> None:
        """Read every row; `csv.Error`, `UnicodeDecodeError` or `Faulty` where that cannot be."""
        block = self._block(stream)
        self._check_kind(block)
        if told := _TOLD_SEPARATOR.match(block):
            block, self.line = block[told.end() :], 1
        separator = told[1] if told else _separator(block)
        while block:
            if '"' in block:
                # A quoted field may go over the end of a block: from here on all is read row by row.
                self._walk(chain(io.StringIO(block, newline=""), self._further(stream)), separator)
                return
            if not self._plain(block, separator):
                self._walk(io.StringIO(block, newline=""), separator)
            block = self._block(stream)

    def _block(self, stream: TextIO) -> str:
        """The next lines, whole; the last one of the file is given an end."""
        text = stream.read(_BLOCK)
        if text and text[-1] != "\n":
            # Where it ends with half of a line's end, this is the other half.
            text += self._line(stream)
            text += "" if text[-1] in "\r\n" else "\n"
        self._check_text(text)
        return text

    def _further(self, stream: TextIO) -> Iterator[str]:
        while line := self._line(stream):
            self._check_text(line)
            yield line

    def _line(self, stream: TextIO) -> str:
        line = stream.readline(_LONGEST)
        if len(line) == _LONGEST:
            raise Faulty([size_problem(self._file, f"it has a line of more than {_LONGEST:,} signs")])
        return line

    def _check_text(self, text: str) -> None:
        if "\0" in text:
            raise Faulty([reading_problem(self._file, "it holds zero bytes, and so is no text")])

    def _check_kind(self, block: str) -> None:
        start = block[:1000].lstrip()
        for sign, kind in _OTHER_KINDS:
            if sign.match(start):
                raise Faulty([reading_problem(self._file, f"it is {kind}, whatever its name says")])

    def _plain(self, block: str, separator: str) -> bool:
        """Add the rows of a block that can be read at once; whether it could."""
        if block.partition("\n")[0].count(separator) >= self._limits.columns:
            return False
        columns = plain_columns(block, separator)
        if not columns:
            return False
        rows = len(columns[0])
        self._add(columns, range(self.line + 1, self.line + rows + 1))
        self.line += rows
        return True

    def _walk(self, lines: Iterable[str], separator: str) -> None:
        """Add rows one by one: with quotes, blank ones, of any length."""
        numbered = self._numbered(lines, separator)
        while batch := list(islice(numbered, _BATCH)):
            self._add(list(zip_longest(*(row for row, _ in batch), fillvalue="")), [line for _, line in batch])

    def _numbered(self, lines: Iterable[str], separator: str) -> Iterator[tuple[list[str], int]]:
        """Each row, and the line on which it begins."""
        reader, before, most = csv.reader(lines, delimiter=separator, strict=True), self.line, self._limits.columns
        for row in reader:
            while len(row) > most and not row[-1].strip():
                row.pop()
            self._check_limits(0, len(row))
            yield row, self.line + 1
            self.line = before + reader.line_num

    def _add(self, columns: Sequence[Sequence[str]], lines: Sequence[int]) -> None:
        self._known += [_Known() for _ in columns[len(self._known) :]]
        cleaned, lines = without_blank_rows(
            [known.cleaned(column) for known, column in zip(self._known, columns, strict=False)], lines
        )
        before, added = len(self.lines), len(lines)
        self._check_limits(before + added, max(len(cleaned), len(self.columns)))
        self.lines.extend(lines)
        self.columns += [[""] * before for _ in cleaned[len(self.columns) :]]
        for column, texts in zip_longest(self.columns, cleaned, fillvalue=[""] * added):
            column.extend(texts)

    def _check_limits(self, rows: int, columns: int) -> None:
        if fault := self._limits.fault(rows, columns, rows * columns):
            raise Faulty([size_problem(self._file, fault)])


def _separator(text: str) -> str:
    """The separator that parts the most rows of the beginning alike, and of such the one that parts them the most.

    Not the one that stands most often: names have commas in them, and figures too.
    """
    head = text[:_HEAD]
    whole = head if len(text) <= _HEAD else head[: head.rfind("\n") + 1] or head
    rows = [row for row in re.split(r"[\r\n]+", _QUOTED.sub("", whole)) if row][:_HEAD_ROWS]
    return max(SEPARATORS, key=lambda separator: _parted_alike(rows, separator))


def _parted_alike(rows: Sequence[str], separator: str) -> tuple[int, int]:
    """How many rows have the same number of that separator, and the number."""
    counts = Counter(row.count(separator) for row in rows)
    return max(((rows, count) for count, rows in counts.items() if count), default=(0, 0))


class _Known:
    """What was met in a column → the same trimmed, so that each text is kept in memory once.

    Given up where most texts differ, as references and dates of birth do: to look them up costs more than to keep them.
    """

    def __init__(self) -> None:
        self.texts: dict[str, str] | None = {}

    def cleaned(self, column: Sequence[str]) -> list[str]:
        """The further texts of the column, trimmed."""
        if self.texts is None:
            return list(map(_text, column)) if _untidy(column) else list(column)
        before = len(self.texts)
        found = list(map(self.texts.setdefault, column, column))
        new = list(islice(reversed(self.texts), len(self.texts) - before))
        if _untidy(new):
            self.texts |= {text: _text(text) for text in new}
            found = list(map(self.texts.__getitem__, column))
        if len(self.texts) > _MANY_KNOWN and len(new) > len(column) // 2:
            self.texts = None
        return found


def _untidy(texts: Sequence[str]) -> bool:
    """Whether any of the texts may be another one once it is cleaned."""
    whole = "".join(texts)
    return "'" in whole or "\r" in whole or list(map(str.strip, texts)) != list(texts)


def _text(text: str) -> str:
    trimmed = text.strip()
    if "\r" in trimmed:
        trimmed = trimmed.replace("\r\n", "\n").replace("\r", "\n")
    return unguarded(trimmed).strip() if trimmed[:1] == "'" else trimmed
