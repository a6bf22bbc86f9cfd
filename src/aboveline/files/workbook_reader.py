"""Run as a process of its own: the sheets of one workbook, or why there are none, on standard output.

What it may take of memory and time is set before the file is looked at. The first line is JSON: either
{"fault": kind, "why": …} or {"sheets": [{"name", "hidden", "lines", "sizes"}, …]}; after it come the columns of all
sheets, each as many bytes of UTF-8 as its size says, its texts parted by zero bytes: a form that is taken apart as
fast as it is read.
"""

from __future__ import annotations

import gc
import json
import sys
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, time, timedelta
from decimal import Decimal
from importlib import import_module
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from aboveline.files.blank_rows import without_blank_rows
from aboveline.files.faulty_cells import Cells, faulty_cells
from aboveline.files.packing import LOCKED, ZIP, FormatFault, SizeFault, whole_size

LARGE, UNREADABLE = "large", "unreadable"
_LOCKED_PART = "EncryptedPackage".encode("utf-16-le")
"""The name under which a workbook that has a password stands in the container of older ones."""
_LIMIT = "limit exceeded"
"""What the library says of an ODS file whose repeated rows come to more cells than it keeps."""
_MANIFEST = "META-INF/manifest.xml"
_BATCH = 10_000
_EQUAL_KINDS = frozenset({bool, int, float})
"""Kinds whose values can be equal, as 1 and true are, and have different texts."""
_GIVEN = "inflated memory seconds rows columns cells".split()


def read_workbook(words: Sequence[str]) -> None:
    """Write the answer for a path and the limits after it: inflated, memory, seconds, rows, columns, cells."""
    path, limits = Path(words[0]), dict(zip(_GIVEN, map(int, words[1:]), strict=True))
    _set_bounds(limits["memory"], limits["seconds"])
    # Millions of texts, in no circle, in a process that soon ends: looking through them is time lost.
    gc.disable()
    payload: list[bytes] = []
    try:
        answer: dict[str, Any] = {"sheets": _sheets(path, limits, payload)}
    except (SizeFault, MemoryError) as fault:
        answer = {"fault": LARGE, "why": str(fault) or "its cells need more memory than is given to it"}
    except PasswordError:
        answer = {"fault": UNREADABLE, "why": LOCKED}
    except FormatFault as fault:
        answer = {"fault": UNREADABLE, "why": str(fault)}
    except (CalamineError, OSError, ValueError) as fault:
        said = (str(fault).splitlines() or ["it is damaged"])[0]
        answer = {"fault": UNREADABLE, "why": LOCKED if _is_locked(path) else f"it is no proper workbook ({said})"}
    out = sys.stdout.buffer
    out.write(json.dumps(answer).encode() + b"\n")
    if "sheets" in answer:
        out.writelines(payload)
    out.flush()


def _set_bounds(memory: int, seconds: int) -> None:
    """Bound this process. Where the house sets closer bounds those stay; macOS knows some of them only by name.

    Windows has none: there what the file inflates to, and the time that is given from outside, are the only ones.
    """
    for bound, most in (("RLIMIT_CORE", 0), ("RLIMIT_CPU", seconds), ("RLIMIT_AS", memory)):
        with suppress(ImportError, ValueError, OSError, AttributeError):
            resource = import_module("resource")
            resource.setrlimit(getattr(resource, bound), (most, most))


def _is_locked(path: Path) -> bool:
    """Whether a workbook that cannot be read has a password: XLSX in the container of older ones, or ODS."""
    if not zipfile.is_zipfile(path):
        return _LOCKED_PART in path.read_bytes()
    with zipfile.ZipFile(path) as packed:
        return _MANIFEST in packed.namelist() and b"encryption-data" in packed.read(_MANIFEST)


def _sheets(path: Path, limits: dict[str, int], payload: list[bytes]) -> list[dict[str, Any]]:
    errors: dict[str, Cells] = {}
    # Some files are packed and begin otherwise, and what begins as packed and is not is damaged.
    if zipfile.is_zipfile(path) or _starts_packed(path):
        whole_size(path, limits["inflated"])
        errors = faulty_cells(path)
    workbook = _workbook(path)
    found, rows, cells = [], 0, 0
    for meta in workbook.sheets_metadata:
        columns, lines = _sheet(workbook.get_sheet_by_name(meta.name), errors.get(meta.name, {}), limits)
        if not lines:
            continue
        rows, cells = rows + len(lines), cells + len(lines) * len(columns)
        _check_number("rows", rows, limits)
        _check_number("cells", cells, limits)
        texts = ["\0".join(column).encode("utf-8", "replace") for column in columns]
        payload += texts
        hidden = meta.visible != SheetVisibleEnum.Visible
        found.append({"name": meta.name, "hidden": hidden, "lines": lines, "sizes": list(map(len, texts))})
    return found


def _starts_packed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(ZIP)) == ZIP


def _workbook(path: Path) -> CalamineWorkbook:
    """The workbook as what its name says it is, and where it is not, as what its content says."""
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError:
        raise
    except CalamineError as fault:
        if _LIMIT in str(fault):
            raise SizeFault("repeated rows make more cells of it than are read") from fault
        with path.open("rb") as file, suppress(CalamineError):
            return CalamineWorkbook.from_filelike(file)
        # The first of the two knows what is wrong with it; the other only that it is nothing.
        raise


def _sheet(sheet: CalamineSheet, errors: Cells, limits: dict[str, int]) -> tuple[list[list[str]], list[int]]:
    """Its columns, from the first that holds anything to the last, and the line of each row, without blank ones."""
    columns: list[list[str]] = []
    lines: list[int] = []
    rows, first = sheet.iter_rows(), 1
    left = sheet.start[1] if sheet.start else 0
    while batch := list(islice(rows, _BATCH)):
        for at in errors.keys() & range(first, first + len(batch)):
            for place, text in errors[at].items():
                if 0 <= place - left < len(batch[0]):
                    batch[at - first][place - left] = text
        texts = [_texts(column) for column in zip(*batch, strict=True)]
        filled, kept = without_blank_rows(texts, range(first, first + len(batch)))
        first += len(batch)
        columns += [[""] * len(lines) for _ in filled[len(columns) :]]
        for column, more in zip_longest(columns, filled, fillvalue=[""] * len(kept)):
            column.extend(more)
        lines += kept
        _check_number("rows", len(lines), limits)
        _check_number("columns", len(columns), limits)
    return columns, lines


def _check_number(noun: str, count: int, limits: dict[str, int]) -> None:
    if count > limits[noun]:
        raise SizeFault(f"it has more than {limits[noun]:,} {noun}")


def _texts(column: Sequence[object]) -> list[str]:
    if len(_EQUAL_KINDS.intersection(map(type, column))) > 1:
        return [_text(cell) for cell in column]
    known = {cell: _text(cell) for cell in set(column)}
    return list(map(known.__getitem__, column))


def _text(cell: object) -> str:
    """The text that people see in such a cell, in one form wherever it was written."""
    match cell:
        case str():
            return cell.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()
        case bool():
            return "yes" if cell else "no"
        case float() | int():
            return _number(float(cell))
        case datetime():
            # Half a second on: a moment is kept as a part of a day, and seldom comes out to the second.
            moment = (cell + timedelta(milliseconds=500)).replace(microsecond=0)
            return moment.date().isoformat() if moment.time() == time() else f"{moment.date()} {_clock(moment.time())}"
        case time():
            return _clock(cell)
        case timedelta():
            minutes, seconds = divmod(round(abs(cell).total_seconds()), 60)
            text = f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
            return f"-{text}" if cell < timedelta() else text
        case _:
            return str(cell)


def _clock(moment: time) -> str:
    return moment.isoformat("seconds" if moment.second else "minutes")


def _number(value: float) -> str:
    """With fifteen digits, as programmes show it: what is beyond them is of the machine and nobody typed it."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(Decimal(f"{value:.15g}"), "f")


if __name__ == "__main__":  # pragma: no branch: run, and in tests imported
    read_workbook(sys.argv[1:])
