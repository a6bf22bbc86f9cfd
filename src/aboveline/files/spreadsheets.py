"""Spreadsheets of any make as sheets of text: CSV in any encoding, XLSX, XLS and ODS, by content and not by name.

What a body sends is not trusted. Workbooks are opened in a process of their own with bounded memory and time (see
docs/decisions/spreadsheets-are-read-apart.md); whatever goes wrong there is a problem here and no more.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from aboveline.files.csv_sheet import csv_sheet
from aboveline.files.limits import LIMITS, Limits, reading_problem, size_problem
from aboveline.problems import Problem
from aboveline.tables import Sheet

READER = "aboveline.files.workbook_reader"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUT_OF_MEMORY = (b"memory allocation", b"MemoryError", b"capacity overflow")
"""What is said at the end of a process that asked for more memory than it is given."""


def spreadsheet(path: Path, limits: Limits = LIMITS) -> tuple[tuple[Sheet, ...], list[Problem]]:
    """The sheets that hold anything, hidden ones called so, and every problem; no sheet where there is one.

    Cells come as text: whole numbers without decimals, days as 2007-11-05 and moments as 2007-11-05 14:30, truth as
    yes and no. A day in a cell that is not formatted as one stays the number it is; of merged cells the first has the
    text.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(len(OLE))
        if size > limits.size:
            return (), [size_problem(path.name, f"it has {size / 1e6:,.0f} MB, and {limits.size / 1e6:,.0f} are read")]
        if start.startswith((ZIP, OLE)):
            sheets, problems = _workbook(path, limits)
        else:
            sheet, problems = csv_sheet(path, limits)
            sheets = (sheet,) if sheet else ()
    except FileNotFoundError:
        do = "Give the spreadsheet that the body sent."
        return (), [Problem("file-missing", str(path), None, "The file is not there.", do)]
    except OSError as fault:
        what = f"The file cannot be opened: {fault.strerror}."
        return (), [Problem("file-unreadable", path.name, None, what, "Close it elsewhere and allow it to be read.")]
    if not sheets and not problems:
        do = "Give the spreadsheet that the body sent."
        return (), [Problem("file-unreadable", path.name, None, "The file holds nothing.", do)]
    return sheets, problems


def _workbook(path: Path, limits: Limits) -> tuple[tuple[Sheet, ...], list[Problem]]:
    given = (limits.inflated, limits.memory, limits.seconds, limits.rows, limits.columns, limits.cells)
    # -P: a file called json.py beside the spreadsheet is not what Python loads.
    words = [sys.executable, "-P", "-m", READER, str(path.absolute()), *map(str, given)]
    try:
        done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        return (), [size_problem(path.name, f"it could not be read within {limits.seconds} seconds")]
    if done.returncode:
        return (), [_ended(path.name, done.stderr)]
    first, _, rest = done.stdout.partition(b"\n")
    answer = json.loads(first)
    if "sheets" in answer:
        return tuple(_sheets(answer["sheets"], memoryview(rest))), []
    return (), [(size_problem if answer["fault"] == "large" else reading_problem)(path.name, answer["why"])]


def _ended(file: str, told: bytes) -> Problem:
    """The problem where the process that reads workbooks ended without an answer."""
    if any(words in told for words in _OUT_OF_MEMORY):
        return size_problem(file, "it needs more memory than is given to it; a stray cell far below or right is enough")
    return reading_problem(file, "the reading of it broke off, so it is damaged or no proper workbook")


def _sheets(told: list[Mapping[str, Any]], content: memoryview) -> Iterator[Sheet]:
    start = 0
    for item in told:
        columns = []
        for size in item["sizes"]:
            texts = str(content[start : start + size], "utf-8").split("\0")
            start += size
            # Each text is kept once, however often it stands in the column.
            known: dict[str, str] = {}
            columns.append(list(map(known.setdefault, texts, texts)))
        yield Sheet(f"{item['name']} (hidden)" if item["hidden"] else item["name"], columns, item["lines"])
