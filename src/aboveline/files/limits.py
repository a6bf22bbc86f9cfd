"""How large a spreadsheet may be that is read here, and how it is told that one is larger or no spreadsheet at all."""

from __future__ import annotations

from typing import NamedTuple

from aboveline.problems import Problem


class Limits(NamedTuple):
    """How large a spreadsheet may be; a nation's caseload has less than half of it.

    size: bytes of the file; inflated: bytes that a packed workbook comes to; memory: bytes for the process that opens
    it; seconds: its time; rows, columns, cells: of what is not blank, rows and cells over all sheets.
    """

    size: int = 400_000_000
    inflated: int = 1_500_000_000
    memory: int = 3_000_000_000
    seconds: int = 300
    rows: int = 2_000_000
    columns: int = 1_000
    cells: int = 30_000_000

    def fault(self, rows: int, columns: int, cells: int) -> str:
        """Which of these numbers is beyond its limit, as the end of a sentence; blank where none is."""
        for count, most, noun in ((columns, self.columns, "columns"), (rows, self.rows, "rows")):
            if count > most:
                return f"it has more than {most:,} {noun}"
        return f"it has more than {self.cells:,} cells" if cells > self.cells else ""


LIMITS = Limits()


def size_problem(file: str, why: str) -> Problem:
    """The problem with a file that is larger than what is read."""
    do = "Save only the sheets, rows and columns that are needed, in a new workbook or as CSV."
    return Problem("file-too-large", file, None, f"The file is too large: {why}.", do)


def reading_problem(file: str, why: str, line: int | None = None) -> Problem:
    """The problem with a file that is no spreadsheet, or a damaged or locked one."""
    do = "Save it again as XLSX, without a password, or as CSV UTF-8."
    return Problem("file-unreadable", file, line, f"The file cannot be read: {why}.", do)
