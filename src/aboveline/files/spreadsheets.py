"""Spreadsheets of any make as sheets of text: CSV in any encoding, XLSX, XLS and ODS, by content and not by name.

What a body sends is not trusted. Workbooks are opened in a process of their own with bounded memory and time (see
docs/decisions/spreadsheets-are-read-apart.md); whatever goes wrong there is a problem here and no more.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from aboveline.files.csv import plain_columns, separator_of, trimmed
from aboveline.files.encodings import decoded
from aboveline.problems import Problem
from aboveline.tables import Sheet

READER = "aboveline.files.workbook_reader"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CHUNK = 1 << 20
SEPARATORS = ",;\t|"
REPEATED = re.compile(rb'-repeated="0*([1-9][0-9]{7,})"')
"""In ODS, a row or cell that stands there ten million times or more; a sheet has about a million rows."""
OVERLAP = 60
"""So many bytes of one part are looked at again with the next, for what stands across the two."""


class Limits(NamedTuple):
    """How large a spreadsheet may be; a nation's caseload has less than half of it.

    size: bytes of the file; inflated: bytes that a packed workbook comes to; memory: bytes for the process that opens
    it; seconds: its time; rows, columns, cells: of the whole file.
    """

    size: int = 400_000_000
    inflated: int = 1_200_000_000
    memory: int = 3_000_000_000
    seconds: int = 120
    rows: int = 2_000_000
    columns: int = 1_000
    cells: int = 40_000_000


LIMITS = Limits()


def spreadsheet(path: Path, limits: Limits = LIMITS) -> tuple[tuple[Sheet, ...], list[Problem]]:
    """The sheets that hold anything, hidden ones called so, and every problem; no sheet where there is one.

    Cells come as text: whole numbers without decimals, days as 2007-11-05, truth as yes and no. A day in a cell that
    is not formatted as one stays the number it is; a formula that failed comes blank.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(len(OLE))
        if size > limits.size:
            return (), [_too_large(path, f"it has {size / 1e6:,.0f} MB, and {limits.size / 1e6:,.0f} are read")]
        if start.startswith((ZIP, OLE)):
            return _workbook(path, limits)
        return _text(path, limits)
    except FileNotFoundError:
        do = "Give the spreadsheet that the body sent."
        return (), [Problem("file-missing", str(path), None, "The file is not there.", do)]
    except OSError as fault:
        what = f"The file cannot be opened: {fault.strerror}."
        return (), [Problem("file-unreadable", path.name, None, what, "Close it elsewhere and allow it to be read.")]


def _text(path: Path, limits: Limits) -> tuple[tuple[Sheet, ...], list[Problem]]:
    text, problems = decoded(path.read_bytes(), path.name)
    if problems:
        return (), problems
    rows = text.count("\n") + 1
    if rows > limits.rows:
        return (), [_too_large(path, f"it has {rows:,} rows, and {limits.rows:,} are read")]
    if '"' not in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    separator = max(SEPARATORS, key=text[:10_000].count) if text else ","
    header, columns, lines = plain_columns(text, separator_of(text))
    if header:
        sheet = Sheet(
            "",
            [trimmed([name, *column]) for name, column in zip(header, columns, strict=True)],
            range(1, len(lines) + 2),
        )
    else:
        found, problems = _walked(text, separator, path.name)
        if found is None:
            return (), problems
        sheet = found
    return _bounded([sheet] if sheet.lines else [], path, limits)


def _walked(text: str, separator: str, file: str) -> tuple[Sheet | None, list[Problem]]:
    """Any text as a sheet: short rows are filled up, blank ones left out."""
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
        return None, [Problem("file-unreadable", file, reader.line_num, what, do)]
    return Sheet("", [trimmed(column) for column in zip_longest(*rows, fillvalue="")], lines), []


def _workbook(path: Path, limits: Limits) -> tuple[tuple[Sheet, ...], list[Problem]]:
    if zipfile.is_zipfile(path) and (problem := _packed_problem(path, limits)):
        return (), [problem]
    words = [sys.executable, "-m", READER, str(path), str(limits.memory), str(limits.cells)]
    try:
        done = subprocess.run(words, capture_output=True, check=False, timeout=limits.seconds, env=dict(os.environ))
    except subprocess.TimeoutExpired:
        return (), [_too_large(path, f"it could not be read within {limits.seconds} seconds")]
    told = done.stderr.decode("utf-8", "replace").strip().splitlines()
    if done.returncode == 0:
        return _bounded([Sheet(*item) for item in json.loads(done.stdout)], path, limits)
    if done.returncode == 3 and told:
        if told[-1] == "too large":
            return (), [_too_large(path, "its cells need more memory than is given to it")]
        what = f"This is no workbook that can be read: {told[-1]}."
        do = "Save it again as XLSX, without a password, or as CSV."
        return (), [Problem("file-unreadable", path.name, None, what, do)]
    # What ended without a word was ended from outside: by the bounds of memory, or by a fault of the library.
    return (), [_too_large(path, "its cells need more memory than is given to it, or it is damaged")]


def _packed_problem(path: Path, limits: Limits) -> Problem | None:
    """What is wrong with the packing: damaged, locked, or inflating to more than is read. Counted, not believed."""
    total = 0
    try:
        with zipfile.ZipFile(path) as packed:
            for item in packed.infolist():
                if item.flag_bits & 1:
                    return _unreadable(path, "it is locked with a password")
                before = b""
                with packed.open(item) as member:
                    while part := member.read(CHUNK):
                        total += len(part)
                        if total > limits.inflated:
                            return _too_large(path, f"unpacked it has more than {limits.inflated / 1e6:,.0f} MB")
                        if most := max(map(int, REPEATED.findall(before + part)), default=0):
                            return _too_large(path, f"it says that something stands in it {most:,} times")
                        before = part[-OVERLAP:]
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, ValueError, zlib.error) as fault:
        return _unreadable(path, f"it is damaged ({fault})")
    return None


def _bounded(sheets: Sequence[Sheet], path: Path, limits: Limits) -> tuple[tuple[Sheet, ...], list[Problem]]:
    widest = max((len(sheet.columns) for sheet in sheets), default=0)
    rows = sum(len(sheet.lines) for sheet in sheets)
    cells = sum(len(sheet.columns) * len(sheet.lines) for sheet in sheets)
    for count, most, noun in (
        (widest, limits.columns, "columns"),
        (rows, limits.rows, "rows"),
        (cells, limits.cells, "cells"),
    ):
        if count > most:
            return (), [_too_large(path, f"it has {count:,} {noun}, and {most:,} are read")]
    if not sheets:
        do = "Give the spreadsheet that the body sent."
        return (), [Problem("file-unreadable", path.name, None, "The file holds nothing.", do)]
    return tuple(sheets), []


def _too_large(path: Path, why: str) -> Problem:
    do = "Save only the sheets and rows that are needed, best as CSV."
    return Problem("file-too-large", path.name, None, f"The file is too large: {why}.", do)


def _unreadable(path: Path, why: str) -> Problem:
    do = "Save it again as XLSX, without a password, or as CSV."
    return Problem("file-unreadable", path.name, None, f"The file cannot be read: {why}.", do)
