"""Faults of a caseload by row, told one by one or all of a kind together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from aboveline.problems import Problem

MOST_ROWS = 12
"""Rows that are named where many have the same fault."""


class Fault(NamedTuple):
    """A problem with the row it is in, as the column `row` names it; blank where it is in none.

    hint: what the reader of the spreadsheet can do instead of its writer.
    """

    row: str
    problem: Problem
    hint: str = ""

    @property
    def told(self) -> Problem:
        """The problem with the hint."""
        return self.problem._replace(do=f"{self.problem.do} {self.hint}".strip())


def grouped(faults: Iterable[Fault]) -> list[Problem]:
    """The problems with those that are the same but for the row told once, with the rows of every sheet."""
    found: dict[tuple[str, str, str, str], list[Fault]] = {}
    for fault in faults:
        problem = fault.told
        place = "" if fault.row else problem.file
        found.setdefault((problem.code, place, problem.what, problem.do), []).append(fault)
    told = []
    for alike in found.values():
        first = alike[0].told
        more = f" So in {len(alike)} rows: {_rows_of_sheets(alike)}." if len(alike) > 1 else ""
        told.append(first._replace(what=first.what + more))
    return told


def _rows_of_sheets(faults: Iterable[Fault]) -> str:
    sheets: dict[str, list[int]] = {}
    for fault in faults:
        sheets.setdefault(fault.row.rpartition("!")[0], []).append(fault.problem.line or 0)
    most = max(MOST_ROWS // len(sheets), 1)
    return "; ".join(f"{name} {listed_rows(lines, most)}".strip() for name, lines in sheets.items())


def listed_rows(lines: Sequence[int], most: int = MOST_ROWS) -> str:
    """Rows in words, those next to each other together: "5, 7 to 12 and 30 more"."""
    runs: list[list[int]] = []
    for line in sorted(set(lines)):
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    shown = [_run(first, last) for first, last in runs[:most]]
    left = sum(last - first + 1 for first, last in runs[most:])
    return ", ".join(shown) + (f" and {left} more" if left else "")


def _run(first: int, last: int) -> str:
    if last - first < 2:
        return f"{first}" if first == last else f"{first}, {last}"
    return f"{first} to {last}"
