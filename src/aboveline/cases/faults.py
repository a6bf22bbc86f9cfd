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
    """The problems with those that are the same but for the row told once, with the rows."""
    found: dict[tuple[str, str, str, str], list[Problem]] = {}
    for fault in faults:
        problem = fault.told
        found.setdefault((problem.code, problem.file, problem.what, problem.do), []).append(problem)
    told = []
    for problems in found.values():
        lines = [problem.line for problem in problems if problem.line is not None]
        more = f" So in {len(problems)} rows: {listed_rows(lines)}." if len(problems) > 1 else ""
        told.append(problems[0]._replace(what=problems[0].what + more))
    return told


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
