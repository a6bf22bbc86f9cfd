"""How results read in a terminal of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from aboveline.stats.rounding import half_up

WIDTH = 80
BAR = 18


def percent(value: float | None) -> str:
    """A whole percentage, or a dash where there is no score."""
    return "–" if value is None else f"{half_up(value):.0f}%"


def count(value: float | None) -> str:
    """A count without needless decimals, or nothing."""
    return "" if value is None else f"{value:g}"


def counted(number: int, noun: str) -> str:
    """So many of them: "1 case", "3 cases"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def bar(value: float | None) -> str:
    """The value as a bar of up to 18 signs."""
    return "" if value is None else "█" * round(value / 100 * BAR)


def aligned(
    rows: Sequence[Sequence[str]], right: Iterable[int] = (), flexible: int = 1, width: int = WIDTH
) -> list[str]:
    """Rows as lines with columns under each other; the flexible column is cut so that lines fit in the width."""
    right = set(right)
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    room = width - sum(widths) - 2 * (len(widths) - 1) + widths[flexible]
    widths[flexible] = max(8, min(widths[flexible], room))
    lines = []
    for row in rows:
        cells = [
            shortened(text, wide).rjust(wide) if column in right else shortened(text, wide).ljust(wide)
            for column, (text, wide) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return lines


def shortened(text: str, width: int) -> str:
    """The text, cut with an ellipsis where it is longer."""
    return text if len(text) <= width else text[: width - 1] + "…"


def paragraph(text: str, indent: str = "", then: str | None = None) -> str:
    """The text in lines of at most 80 signs; ids and hashes stay whole. `then` indents the lines after the first."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if then is None else then,
        break_on_hyphens=False,
        break_long_words=False,
    )
