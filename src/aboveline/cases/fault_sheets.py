"""The error sheet that goes back to the body: its own rows, with what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from aboveline.cases.caseload import Caseload
from aboveline.cases.headings import letters
from aboveline.cases.sheets import ReadSheet
from aboveline.problems import Problem

TOLD = ("Where", "What is wrong", "What to do")


class FaultSheet(NamedTuple):
    """One sheet of the body with its faulty rows: where, what is wrong, what to do, and then its own columns."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def fault_sheets(found: Caseload) -> tuple[FaultSheet, ...]:
    """A sheet for what is wrong with headings and columns, if anything is, and one for each sheet with faulty rows."""
    told = []
    columns = [fault.problem for fault in found.faults if not fault.row]
    if columns:
        told.append(FaultSheet("Columns", TOLD, tuple((p.where, p.what, p.do) for p in columns)))
    by_row: dict[str, list[Problem]] = {}
    for fault in found.faults:
        if fault.row:
            by_row.setdefault(fault.row, []).append(fault.problem)
    origins = found.origins
    for item in found.sheets:
        rows = tuple(
            (row, _joined(p.what for p in problems), _joined(p.do for p in problems), *_cells(*origins[row]))
            for row, problems in by_row.items()
            if origins[row][0] is item
        )
        if rows:
            told.append(FaultSheet(item.sheet.name or "Cases", (*TOLD, *_header(item)), rows))
    return tuple(told)


def fault_table(sheets: Sequence[FaultSheet]) -> FaultSheet:
    """All error sheets as one, for a file that holds one: headings of one spelling share a column."""
    header = list(dict.fromkeys(heading for sheet in sheets for heading in sheet.header))
    rows = []
    for sheet in sheets:
        for row in sheet.rows:
            cells: dict[str, str] = {}
            for heading, text in zip(sheet.header, row, strict=True):
                cells[heading] = f"{cells[heading]} {text}".strip() if heading in cells else text
            rows.append(tuple(cells.get(heading, "") for heading in header))
    return FaultSheet("Faults", tuple(header) or TOLD, tuple(rows))


def _header(item: ReadSheet) -> tuple[str, ...]:
    texts = [" ".join(column[item.header].split()) for column in item.sheet.columns]
    return tuple(text or f"Column {letters(at)}" for at, text in enumerate(texts))


def _cells(item: ReadSheet, row: int) -> tuple[str, ...]:
    return tuple(column[row] for column in item.sheet.columns)


def _joined(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(texts))
