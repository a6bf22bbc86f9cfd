"""A trend drawn as SVG: a mark for each figure over its date, its interval, and lines only where they may be drawn.

The shape of a mark tells what it is: a disc for what was asked for itself, others for what is only paired with it.
Places along are per cent of the width, so that the chart reads the same on a phone and on a desk; letters lead to the
list below it, so that no words can run into each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from aboveline.comparisons.trends import Line, Point, Trend, date_place, figure, letter
from aboveline.frameworks.pairs import EQUAL, OVERLAPS, SUBSET, SUPERSET
from aboveline.reports import marks, words

HEIGHT = 220
"""Pixels from 0 to 100 per cent."""
TOP = 12
LEFT, RIGHT = 14.0, 96.0
"""Per cent of the width between which points lie; the scale stands left of them."""
APART = 7.0
"""Per cent of the width that marks are moved apart where their dates are closer, as long as there is room."""

SHAPES = {
    EQUAL: "M-6 0 A6 6 0 1 0 6 0 A6 6 0 1 0 -6 0 Z",
    SUBSET: "M-7 6 L7 6 L0 -7 Z",
    SUPERSET: "M-7 -6 L7 -6 L0 7 Z",
    OVERLAPS: "M0 -8 L8 0 L0 8 L-8 0 Z",
}
"""Relation → the outline of its mark. A disc is filled, the others are open: no line leads from one to the other."""

MEANINGS = {
    EQUAL: "the same as asked for",
    SUBSET: "only part of what is asked for",
    SUPERSET: "what is asked for and more",
    OVERLAPS: "shares something with what is asked for",
}


def swatch(relation: str) -> str:
    """The mark of a relation, for the list that explains it."""
    mark = _mark(relation, "9", 9)
    return f'<svg class="swatch" aria-hidden="true" width="18" height="18" overflow="visible">{mark}</svg>'


def trend_chart(found: Trend) -> str:
    """The SVG of every point that is a percentage; "" where none is. The description in it lists every figure."""
    shown = [at for at, point in enumerate(found.points) if point.score is not None]
    if not shown:
        return ""
    places = dict(zip(shown, _spread([date_place(found.points[at].date) for at in shown]), strict=True))
    drawing = _scale() + _years([found.points[at] for at in shown])
    drawing += "".join(_line(found, line, places) for line in found.lines)
    for at in shown:
        drawing += _point(found.points[at], letter(at), places[at])
    return (
        '<svg class="chart" role="img" aria-labelledby="trend-title trend-desc" width="100%"'
        f' height="{TOP + HEIGHT + 52}" xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif"'
        ' font-size="15">'
        f'<title id="trend-title">{escape(found.title)}: {len(shown)} figures over time, from 0% to 100%</title>'
        f'<desc id="trend-desc">{escape(description(found))}</desc>{drawing}</svg>'
    )


def description(found: Trend) -> str:
    """Every figure and every line in words."""
    told = []
    for at, point in enumerate(found.points):
        joined = " and ".join(letter(place) for place in found.joined(at))
        line = f", joined by a line to {joined}" if joined else ""
        told.append(f"{letter(at)}, {words.date(point.date)}: {figure(point)}, {MEANINGS[point.relation]}{line}")
    return f"{'; '.join(told)}. The table that follows holds the same figures."


def _spread(dates: Sequence[float]) -> list[float]:
    """Places in per cent for dates in order: in proportion, moved apart where they would lie on each other."""
    first, last = dates[0], dates[-1]
    if len(dates) == 1:
        return [(LEFT + RIGHT) / 2]
    least = min(APART, (RIGHT - LEFT) / (len(dates) - 1))
    wide = last - first
    places = [LEFT + (RIGHT - LEFT) * ((date - first) / wide if wide else 0.5) for date in dates]
    for at in range(1, len(places)):
        places[at] = max(places[at], places[at - 1] + least)
    # What was pushed beyond the right end pushes back.
    places[-1] = min(places[-1], RIGHT)
    for at in range(len(places) - 2, -1, -1):
        places[at] = min(places[at], places[at + 1] - least)
    return places


def _height(score: float) -> float:
    return TOP + HEIGHT * (100 - score) / 100


def _scale() -> str:
    drawn = ""
    for share in (0, 25, 50, 75, 100):
        y = _height(share)
        drawn += f'<rect x="{LEFT - 4}%" y="{y:.1f}" width="{RIGHT - LEFT + 8}%" height="1" class="track"'
        drawn += f' fill="{marks.TRACK}"/>'
        if share % 50 == 0:
            style = ' text-anchor="end" font-size="0.87em"'
            told = marks.text("0", round(y) + 5, f"{share}%", "muted", style)
            drawn += f'<svg x="{LEFT - 5}%" overflow="visible">{told}</svg>'
    return drawn


def _years(points: Sequence[Point]) -> str:
    """The first and the last year, under the ends of the axis."""
    dates = list(dict.fromkeys(point.date[:4] for point in points))
    y = TOP + HEIGHT + 44
    ends = [(LEFT - 4, "start", dates[0]), *([(100.0, "end", dates[-1])] if len(dates) > 1 else [])]
    return "".join(
        marks.text(f"{x}%", y, date, "muted", f' text-anchor="{anchor}" font-size="0.87em"') for x, anchor, date in ends
    )


def _line(found: Trend, line: Line, places: dict[int, float]) -> str:
    ends = [(places[at], _height(found.points[at].score or 0.0)) for at in line]
    (x1, y1), (x2, y2) = ends
    where = f'x1="{x1:.2f}%" y1="{y1:.1f}" x2="{x2:.2f}%" y2="{y2:.1f}"'
    return f'<line {where} class="joined" stroke="{marks.BAR}" stroke-width="2.5"/>'


def _point(point: Point, name: str, x: float) -> str:
    assert point.score is not None
    drawn = ""
    if point.interval:
        top, low = _height(100 * point.interval.high), _height(100 * point.interval.low)
        drawn += f'<path d="M0 {top:.1f} V{low:.1f} M-5 {top:.1f} H5 M-5 {low:.1f} H5" class="whisker" fill="none"'
        drawn += f' stroke="{marks.MUTED}" stroke-width="1.5"/>'
    drawn += _mark(point.relation, "0", _height(point.score))
    drawn += marks.text("0", TOP + HEIGHT + 24, name, style=' text-anchor="middle" font-weight="700"')
    return f'<svg x="{x:.2f}%" overflow="visible">{drawn}</svg>'


def _mark(relation: str, x: str, y: float) -> str:
    if relation == EQUAL:
        look = f'class="disc" fill="{marks.BAR}" stroke="{marks.PAPER}" stroke-width="1.5"'
    else:
        look = f'class="apart" fill="{marks.PAPER}" stroke="{marks.PRINTED}" stroke-width="2"'
    return f'<svg x="{x}" y="{y:.1f}" overflow="visible"><path d="{SHAPES[relation]}" {look}/></svg>'
