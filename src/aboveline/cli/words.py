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


FEW = 10
"""Shares of fewer cases than this are told as counts: "2 of 5"."""

SMALL = "Shares of fewer than 10 cases are told as counts: one case more would move them by ten points or more."


def based(share: float | None, above: float | None, base: float | None) -> str:
    """The share of cases with its base, "70% of 70"; of few the count, "2 of 5"; a dash where there is none."""
    if share is None or above is None or not base:
        return percent(share)
    return f"{above:.0f} of {base:.0f}" if base < FEW else f"{percent(share)} of {base:.0f}"


def points(value: float | None) -> str:
    """Whole points with their sign; what is not nought but next to it with a decimal, so that its side is seen."""
    whole, fine = half_up(value or 0.0), half_up(value or 0.0, 1)
    return f"{whole:+.0f}" if whole else f"{fine:+.1f}" if fine else "0"


def chance(value: float | None) -> str:
    """A chance in percent, with a decimal where a limit may be near; a dash where it is not known."""
    if value is None or value >= 0.1:
        return percent(None if value is None else 100 * value)
    return "<1%" if value < 0.01 else f"{half_up(100 * value, 1):.1f}%"


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
