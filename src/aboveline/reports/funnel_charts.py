"""A funnel chart: scores against numbers of cases, a common score, and control limits that close in as cases grow.

Sizes are pixels, so that names can be put where they run into nothing; on a narrow screen the chart is scrolled.
Verdicts have shapes of their own as well as colours. The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import count as count_up
from math import ceil, floor
from typing import NamedTuple

import numpy as np

from aboveline.comparisons.bodies import ALARM, FAR, WARNING, WITHIN, Funnel, Point, limits_at
from aboveline.reports import marks
from aboveline.reports.words import count
from aboveline.stats.rounding import half_up

WIDTH, HEIGHT = 700, 400
LEFT, RIGHT, TOP, BOTTOM = 48, 16, 12, 44
LETTER, LINE = 8.0, 15
"""About how wide a letter of a name is, and how high its line; rather too much than too little."""

RINGS = (0, 10, 20, 32, 46)
"""How far from its place beside the point a name may be moved, in pixels."""

STEPS = 60
"""Places along a curve."""


class Scale(NamedTuple):
    """The ends of both axes: cases from 0 to `most`; scores from `low` to `high` per cent."""

    most: int
    low: int
    high: int

    def x(self, cases: float) -> float:
        """Pixels from the left."""
        return LEFT + (WIDTH - LEFT - RIGHT) * cases / self.most

    def y(self, score: float) -> float:
        """Pixels from the top; what lies beyond the axis is cut off."""
        inside = min(max(score, self.low), self.high)
        return TOP + (HEIGHT - TOP - BOTTOM) * (self.high - inside) / (self.high - self.low)


class Box(NamedTuple):
    """Left, right, top and bottom, in pixels."""

    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether they share any place."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Label(NamedTuple):
    """A name, where it stands, and the point that it is of."""

    point: Point
    box: Box


def legend(drawn: Sequence[Funnel]) -> list[tuple[str, str]]:
    """The swatch of each mark that occurs, and what it stands for."""
    verdicts = {point.verdict for found in drawn for point in found.points}
    widened = any(found.dispersion.widened for found in drawn)
    rows = [
        (_mark(WITHIN, False, 15, 8), "within the limits", WITHIN in verdicts),
        (_mark("", False, 15, 8), "beyond those of 95%", bool(verdicts - {WITHIN, FAR})),
        (_mark(FAR, False, 15, 8), "beyond those of 99.8%", FAR in verdicts),
        (_mark(WITHIN, True, 15, 8), "ringed: the body looked at", True),
        (_rule("target"), "all cases pooled", True),
        (_rule("warning"), "95% limits", True),
        (_rule("alarm"), "99.8% limits", True),
        (_rule("chance"), "limits of chance alone, where the others are widened", widened),
    ]
    return [
        (f'<svg class="swatch" aria-hidden="true" width="30" height="16" overflow="visible">{mark}</svg>', told)
        for mark, told, there in rows
        if there
    ]


def funnel_chart(found: Funnel, chosen: str) -> str:
    """An SVG of the funnel; `chosen` is the body looked at. The description in it lists every point."""
    scale = _scale(found)
    labels = _labels(found, scale, chosen)
    name = escape(found.id)
    points = sorted(found.points, key=lambda point: point.body == chosen)
    drawing = _axes(scale) + _curves(found, scale)
    drawing += "".join(_leader(label, scale) for label in labels)
    drawing += "".join(
        _mark(point.verdict, point.body == chosen, scale.x(point.cases), scale.y(point.score)) for point in points
    )
    drawing += "".join(_name(label, scale, chosen) for label in labels)
    return (
        f'<svg class="funnel" role="img" aria-labelledby="chart-{name} told-{name}" width="{WIDTH}" height="{HEIGHT}"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}" xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif"'
        f' font-size="13"><title id="chart-{name}">{escape(found.title)}: score against number of cases</title>'
        f'<desc id="told-{name}">{escape(_description(found))}</desc>{drawing}</svg>'
    )


def _scale(found: Funnel) -> Scale:
    most = max(point.cases for point in found.points)
    step = _even(most / 8)
    scores = [value for point in found.points for value in (point.score, point.low, point.high)]
    low, high = floor((min(scores) - 3) / 10) * 10, ceil((max(scores) + 3) / 10) * 10
    return Scale(ceil(most * 1.04 / step) * step, max(low, 0), min(high, 100))


def _even(number: float) -> int:
    """The least of 1, 2, 5, 10, 20, 50 and so on that is as large."""
    tens = (int(10**power) for power in count_up())
    return next(first * ten for ten in tens for first in (1, 2, 5) if first * ten >= number)


def _axes(scale: Scale) -> str:
    parts = []
    for score in range(scale.low, scale.high + 1, 10 if scale.high - scale.low <= 60 else 20):
        y = scale.y(score)
        parts.append(f'<path d="M{LEFT} {y:.1f} H{WIDTH - RIGHT}" class="grid" stroke="{marks.TRACK}"/>')
        parts.append(_text(LEFT - 8, y + 4, f"{score}%", "muted", "end"))
    step = _even(scale.most / 6)
    below = HEIGHT - BOTTOM + 18
    parts += [_text(scale.x(cases), below, f"{cases:,}", "muted", "middle") for cases in range(0, scale.most + 1, step)]
    base = HEIGHT - BOTTOM
    parts.append(f'<path d="M{LEFT} {base} H{WIDTH - RIGHT}" class="axis" stroke="{marks.MUTED}"/>')
    parts.append(_text(WIDTH - RIGHT, HEIGHT - 6, "number of cases", "muted", "end"))
    return "".join(parts)


def _curves(found: Funnel, scale: Scale) -> str:
    least = max(1.0, min(point.cases for point in found.points) * 0.6)
    sizes = np.unique(np.linspace(least, scale.most, STEPS).round())
    drawn = [("chance", level, False) for level in (WARNING, ALARM)] if found.dispersion.widened else []
    drawn += [(name, level, found.dispersion.widened) for name, level in (("warning", WARNING), ("alarm", ALARM))]
    parts = [_line(scale, "target", sizes[[0, -1]], [100 * found.target] * 2)]
    for name, level, widened in drawn:
        parts += [_line(scale, name, sizes, 100 * ends) for ends in limits_at(found, sizes, level, widened)]
    return "".join(parts)


def _line(scale: Scale, name: str, sizes: Iterable[float], scores: Iterable[float]) -> str:
    """A curve; where it leaves the chart it ends."""
    places = [(scale.x(n), scale.y(score), scale.low <= score <= scale.high)
              for n, score in zip(sizes, scores, strict=True)]  # fmt: skip
    path, on = "", False
    for x, y, inside in places:
        if inside:
            path += f"{'L' if on else 'M'}{x:.1f} {y:.1f} "
        on = inside
    return f'<path d="{path.strip()}" {_stroke(name)}/>' if path else ""


STROKES = {
    "target": (marks.INK, "2", ""),
    "warning": (marks.BAR, "1.75", "7 4"),
    "alarm": (marks.BAR, "1.75", ""),
    "chance": (marks.MUTED, "1", "1.5 3"),
}
"""Line → colour, width and dashes."""


def _stroke(name: str) -> str:
    colour, width, dashes = STROKES[name]
    broken = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'class="{name}" fill="none" stroke="{colour}" stroke-width="{width}"{broken}'


def _rule(name: str) -> str:
    return f'<path d="M0 8 H30" {_stroke(name)}/>'


def _mark(verdict: str, chosen: bool, x: float, y: float) -> str:
    """A disc within, a diamond beyond 95 %, a square beyond 99.8 %; the body looked at has a ring round it."""
    place = f"{x:.1f} {y:.1f}"
    ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" class="ring" fill="none" stroke="{marks.INK}" stroke-width="2"/>'
    shape = {
        WITHIN: f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" class="within" fill="{marks.BAR}"',
        FAR: f'<path d="M{place} m-5 -5 h10 v10 h-10 Z" class="beyond" fill="{marks.PRINTED}"',
    }.get(verdict, f'<path d="M{place} m0 -6.5 l6.5 6.5 l-6.5 6.5 l-6.5 -6.5 Z" class="beyond" fill="{marks.PRINTED}"')
    return f'{shape} stroke="{marks.PAPER}"/>{ring if chosen else ""}'


def _labels(found: Funnel, scale: Scale, chosen: str) -> list[Label]:
    """The names that find room: that of the body looked at first, then of those beyond limits, then the others."""
    taken = [Box(x - 7, x + 7, y - 7, y + 7) for x, y in ((scale.x(p.cases), scale.y(p.score)) for p in found.points)]
    labels = []
    order = sorted(found.points, key=lambda p: (p.body != chosen, p.verdict == WITHIN))
    for point in order:
        width = len(point.name) * LETTER * (1.25 if point.body == chosen else 1)
        places = _places(scale.x(point.cases), scale.y(point.score), width, 12 if point.body == chosen else 9)
        box = next((box for box in places if _inside(box) and not any(map(box.meets, taken))), None)
        if box is not None:
            labels.append(Label(point, box))
            taken.append(box)
    return labels


def _places(x: float, y: float, width: float, gap: float) -> Iterator[Box]:
    """Where a name may stand: right, left, above and below its point, then further away."""
    half = LINE / 2
    for ring in RINGS:
        for up in (0.0, -ring * 0.8, ring * 0.8) if ring else (0.0,):
            yield Box(x + gap + ring * 0.5, x + gap + ring * 0.5 + width, y + up - half, y + up + half)
            yield Box(x - gap - ring * 0.5 - width, x - gap - ring * 0.5, y + up - half, y + up + half)
        for middle in (y - gap - half - ring, y + gap + half + ring):
            yield Box(x - width / 2, x + width / 2, middle - half, middle + half)


def _inside(box: Box) -> bool:
    return box.left >= LEFT + 2 and box.right <= WIDTH - 2 and box.top >= 2 and box.bottom <= HEIGHT - BOTTOM - 2


def _leader(label: Label, scale: Scale) -> str:
    """A fine line to a name that stands away from its point."""
    x, y, box = scale.x(label.point.cases), scale.y(label.point.score), label.box
    near_x, near_y = min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
    if abs(near_x - x) + abs(near_y - y) <= 2 * RINGS[1]:
        return ""
    return f'<path d="M{x:.1f} {y:.1f} L{near_x:.1f} {near_y:.1f}" class="leader" stroke="{marks.MUTED}"/>'


def _name(label: Label, scale: Scale, chosen: str) -> str:
    left, right, at = label.box.left, label.box.right, scale.x(label.point.cases)
    # The room is an estimate: what is left of it goes to the side away from the point.
    side, anchor = (left, "start") if left > at else (right, "end") if right < at else ((left + right) / 2, "middle")
    bold = ' font-weight="700"' if label.point.body == chosen else ""
    return _text(side, label.box.bottom - 4, label.point.name, "ink", anchor, f' class="name"{bold}')


def _text(x: float, y: float, told: str, colour: str, anchor: str, style: str = "") -> str:
    fill = marks.MUTED if colour == "muted" else marks.INK
    name = "" if "class=" in style else f' class="{colour}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}" text-anchor="{anchor}"{name}{style}>{escape(told)}</text>'


def _description(found: Funnel) -> str:
    told = (
        f"{point.name}, {count(round(point.cases), 'case')}: {half_up(point.score):.0f}%, "
        f"{'within the limits' if point.verdict == WITHIN else point.verdict + '% limits'}"
        for point in found.points
    )
    pooled = f"All cases pooled: {half_up(100 * found.target):.0f}%. "
    return f"{pooled}{'; '.join(told)}. The table that follows holds the same figures."
