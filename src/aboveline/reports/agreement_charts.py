"""Charts of figures with their intervals: a dot for each on a scale that its foot tells, and a line from end to end."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil, floor
from typing import NamedTuple

from aboveline.reports import marks

LETTERS = 45
GAP = 16
PLOT = 78
"""Per cent of the width for the scale; the figures stand in the rest."""


class Dot(NamedTuple):
    """One figure with the ends of its interval (None where there are none), and the words that tell it."""

    label: str
    value: float
    low: float | None
    high: float | None
    told: str


class Scale(NamedTuple):
    """The ends of a scale, where its mark stands, and how each of these is told."""

    start: float
    end: float
    mark: float
    names: tuple[str, str, str]

    def at(self, value: float) -> str:
        """The place of a value in per cent of the length; beyond the ends, at the end."""
        return marks.at(100 * (min(max(value, self.start), self.end) - self.start) / (self.end - self.start))


def coefficient_scale(dots: Sequence[Dot]) -> Scale:
    """From nought, or from the quarter below the lowest end, to 1, with a mark at nought."""
    lowest = min([0.0, *(end for dot in dots for end in (dot.value, dot.low) if end is not None)])
    start = floor(4 * lowest) / 4
    return Scale(start, 1.0, 0.0, (f"{start:g}", "0: chance", "1"))


def shift_scale(dots: Sequence[Dot]) -> Scale:
    """As far to either side of nought as the farthest end, in steps of five points."""
    far = max(abs(end) for dot in dots for end in (dot.value, dot.low, dot.high) if end is not None)
    side = max(5, 5 * ceil(20 * far)) / 100
    name = f"{100 * side:.0f}"
    return Scale(-side, side, 0.0, (f"-{name}", "as lenient", f"+{name}"))


def dot_chart(name: str, title: str, dots: Sequence[Dot], scale: Scale) -> str:
    """An SVG with a lane for each figure. The description in it lists every figure."""
    drawing, y = "", 0
    for dot in dots:
        label, y = marks.lines(dot.label, LETTERS, y)
        lane = f'<svg y="{y}" width="{PLOT}%" height="{marks.LANE}" overflow="visible">{_lane(dot, scale)}</svg>'
        told = marks.text("100%", y + 14, dot.told.partition(" (")[0], style=' text-anchor="end" font-weight="700"')
        drawing += f"{label}{lane}{told}"
        y += marks.LANE + GAP
    described = "; ".join(f"{dot.label}: {dot.told}" for dot in dots)
    return (
        f'<svg class="chart" role="img" aria-labelledby="chart-{name} told-{name}" width="100%"'
        f' height="{y + 16 + marks.LINE}"'
        ' xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="15">'
        f'<title id="chart-{name}">{escape(title)}</title><desc id="told-{name}">{escape(described)}. '
        f"The table that follows holds the same figures.</desc>{drawing}{_foot(scale, y)}</svg>"
    )


def _lane(dot: Dot, scale: Scale) -> str:
    middle = marks.LANE // 2
    drawn = f'<rect y="{middle - 1}" width="100%" height="2" class="track" fill="{marks.TRACK}"/>'
    drawn += f'<rect x="{scale.at(scale.mark)}" width="2" height="{marks.LANE}" class="muted" fill="{marks.MUTED}"/>'
    if dot.low is not None and dot.high is not None:
        ends = f'x1="{scale.at(dot.low)}" x2="{scale.at(dot.high)}" y1="{middle}" y2="{middle}"'
        drawn += f'<line {ends} class="reach" stroke="{marks.BAR}" stroke-width="5"/>'
    return drawn + marks.diamond(scale.at(dot.value))


def _foot(scale: Scale, y: int) -> str:
    start, mark, end = scale.names
    inside = scale.start < scale.mark
    ends = marks.text("0", y + 10, start, "muted") if inside else ""
    # Below the ends, so that on a narrow page they do not run into each other.
    anchor = ' text-anchor="middle"' if inside else ""
    ends += marks.text(scale.at(scale.mark), y + 10 + marks.LINE * inside, mark, "muted", anchor)
    ends += marks.text("100%", y + 10, end, "muted", ' text-anchor="end"')
    return f'<svg width="{PLOT}%" overflow="visible">{ends}</svg>'
