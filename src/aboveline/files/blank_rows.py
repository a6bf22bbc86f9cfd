"""Rows and columns of a sheet that hold nothing, left out. Loaded where workbooks are read too, so it knows no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def without_blank_rows(
    columns: Sequence[Sequence[str]], lines: Sequence[int]
) -> tuple[list[Sequence[str]], Sequence[int]]:
    """The columns without rows, and without columns at the right, that are blank in all; and the lines of the rows."""
    found: Iterable[int] = range(len(lines))
    for column in columns:
        if not (found := [at for at in found if not column[at]]):
            break
    kept = list(columns)
    if blank := set(found):
        places = [at for at in range(len(lines)) if at not in blank]
        lines = [lines[at] for at in places]
        kept = [[column[at] for at in places] for column in kept]
    while kept and not any(kept[-1]):
        kept.pop()
    return kept, lines
