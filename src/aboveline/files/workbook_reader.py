"""Run as a process of its own: the sheets of one workbook as JSON on standard output.

What it may take of memory is set before the file is opened. Ends with 3 and a line on standard error where it cannot
be read. Nothing of Aboveline is loaded: it starts in the time of Python itself.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime, time

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

try:
    import resource
except ImportError:  # pragma: no cover: Windows sets no such bounds; size and inflated size were bounded before
    resource = None  # type: ignore[assignment]

UNREADABLE = 3


def main(path: str, memory: int, cells: int) -> int:
    """Print [[name, columns, lines], …]; 0, or 3 where it cannot be read."""
    if resource is not None:  # pragma: no branch: on Windows only
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        found = _sheets(path, cells)
    except MemoryError:
        sys.stderr.write("too large\n")
        return UNREADABLE
    except (CalamineError, OSError, ValueError) as fault:
        sys.stderr.write((str(fault).splitlines() or ["it is damaged"])[0] + "\n")
        return UNREADABLE
    json.dump(found, sys.stdout, ensure_ascii=True)
    return 0


def _sheets(path: str, cells: int) -> list[tuple[str, list[list[str]], list[int]]]:
    workbook = CalamineWorkbook.from_path(path)
    found, total = [], 0
    for meta in workbook.sheets_metadata:
        sheet = workbook.get_sheet_by_name(meta.name)
        total += sheet.height * sheet.width
        if total > cells:
            raise MemoryError
        hidden = meta.visible != SheetVisibleEnum.Visible
        item = _sheet(sheet, f"{meta.name} (hidden)" if hidden else meta.name)
        if item[2]:
            found.append(item)
    return found


def _sheet(sheet: CalamineSheet, name: str) -> tuple[str, list[list[str]], list[int]]:
    first = sheet.start[0] + 1 if sheet.start else 1
    rows = sheet.to_python(skip_empty_area=True)
    lines = [line for line, row in enumerate(rows, first) if any(cell != "" for cell in row)]
    kept = [row for row in rows if any(cell != "" for cell in row)]
    return name, [_texts(column) for column in zip(*kept, strict=True)], lines


def _texts(column: Sequence[object]) -> list[str]:
    known: dict[object, str] = {}
    found = []
    for cell in column:
        if type(cell) is str:
            found.append(cell.strip())
        else:
            # 1, 1.0 and True are one key to a dictionary, and three texts.
            key = (type(cell), cell)
            found.append(known[key] if key in known else known.setdefault(key, _text(cell)))
    return found


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    # Of a day alone and of a length of time this is the text that people mean.
    return str(cell)


if __name__ == "__main__":  # pragma: no branch: it is never imported
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
