"""What several inspections of one body found of the same thing, and between which of them a line may be drawn."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from typing import NamedTuple

from aboveline.frameworks.pairs import EQUAL, SAID
from aboveline.stats.intervals import Interval
from aboveline.stats.rounding import half_up

FEW = 10
"""A share of fewer cases than this is told as a count: "2 of 5"."""

RULE = (
    "A line joins two figures only where the same thing was asked of the same cases and judged in the same way, on the "
    "same basis. Whatever else is paired with it stands as a mark of its own, without a line: from there to the next "
    "mark nothing can be said to have changed."
)
"""Stands on every chart and table of a trend."""

NO_LINE = "No two figures here may be joined by a line, so this shows no trend."
UNTESTED = "A line is no test: whether a change is more than chance, `aboveline compare` tells of two visits."
BODIES = (
    "Several bodies stand here, for none of which this is a trend: no line joins one to another, and what differs "
    "between them may lie in their cases, their size or their time."
)
SMALL = "Figures of fewer than 10 cases are told as counts: one case more would move them by ten points or more."
CONSTRUCTED = (
    "Some of the folders are constructed from published figures. Of those only what their report printed is shown, as "
    "it was printed, and an interval stands only at a question whose base was printed."
)
COMPUTED = "The cases constructed for it come to {score}: the published figures contradict each other."
"""What is said of a printed figure that the constructed cases do not give."""

ASSUMED = "* The rule or the map that decides here is assumed, not published."
FICTIONAL = "Some of the inspections are fictional: there is no such body."


class Point(NamedTuple):
    """What one inspection found, of all its cases or of one cohort.

    relation, reason: what its id is to the one that the trend is of, and why. basis: what it was scored on, blank for
    the cases and sources as they stand; only equal bases are comparable. score: a percentage, None where the figure is
    points or a rating. above: cases above the line, of a question. computed: what constructed cases come to
    where the score is the printed one and they could not be made to give it.
    """

    inspection: str
    body: str
    date: str
    edition: str
    level: str
    id: str
    title: str
    cohort: str
    relation: str
    reason: str
    basis: str
    score: float | None
    points: str
    rating: str
    base: float | None
    above: float | None
    interval: Interval | None
    standing: str
    computed: float | None = None


class Absent(NamedTuple):
    """An inspection, or a part of its sample, that has no point in the trend, and why."""

    inspection: str
    edition: str
    why: str


class Line(NamedTuple):
    """A line from one point to a later one, by their places in the trend."""

    first: int
    second: int


class Trend(NamedTuple):
    """Points by date, the lines between them, what is not shown, and the sentences that stand beside.

    bodies: the names of those it is of, one unless several were allowed. id, title, level, edition: what it is of.
    sentences: `RULE` comes first.
    """

    bodies: tuple[str, ...]
    edition: str
    level: str
    id: str
    title: str
    confidence: float
    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    absent: tuple[Absent, ...]
    sentences: tuple[str, ...]

    def joined(self, second: int) -> list[int]:
        """The places of the points from which a line leads to that one."""
        return [line.first for line in self.lines if line.second == second]


Related = Callable[[Point, Point], str | None]
"""What the first point's id is to the second's; None where no map says."""


def date_span(date: str) -> tuple[str, str]:
    """The first and the last day that a date can mean: 2004-05 is one of May, 2004 one of the year."""
    year, month, day = (*date.split("-"), "", "")[:3]
    if day:
        return date, date
    last_month = month or "12"
    last = monthrange(int(year), int(last_month))[1]
    return f"{year}-{month or '01'}-01", f"{year}-{last_month}-{last}"


def date_place(date: str) -> float:
    """A date as a year and its part gone by: the middle of the days that it can mean."""
    ends = [tuple(map(int, day.split("-"))) for day in date_span(date)]
    first, last = (year + (month - 1) / 12 + (day - 1) / 372 for year, month, day in ends)
    return (first + last) / 2


def by_date(points: Sequence[Point]) -> list[Point]:
    """The points in the order of their dates, those of one date in the order given."""
    return sorted(points, key=lambda point: date_place(point.date))


def trend_lines(points: Sequence[Point], related: Related) -> tuple[Line, ...]:
    """The lines that may be drawn between points in the order of their dates.

    Each point is joined to the nearest before it of the same body that is equal and on the same basis. Where dates
    leave open which came first there is no line.
    """
    found = []
    for second, point in enumerate(points):
        before = [at for at in range(second) if _follows(points[at], point, related)]
        latest = max((date_place(points[at].date) for at in before), default=None)
        found += [Line(at, second) for at in before if date_place(points[at].date) == latest]
    return tuple(found)


def _follows(first: Point, second: Point, related: Related) -> bool:
    """Whether a line may lead from the first to the second."""
    return (
        first.score is not None
        and second.score is not None
        and first.body == second.body
        and first.basis == second.basis
        and date_span(first.date)[1] < date_span(second.date)[0]
        and related(first, second) == EQUAL
    )


def trend_sentences(points: Sequence[Point], lines: Sequence[Line], cases: Sequence[str]) -> tuple[str, ...]:
    """What stands beside a trend: the rule first, then what these points call for.

    cases: which cases the editions read, where there are several.
    """
    assumed = any(point.standing == "assumed" for point in points)
    few = any(point.base is not None and point.base < FEW for point in points)
    bases = {point.basis for point in points}
    found = [RULE]
    if points and not lines:
        found.append(NO_LINE)
    if lines:
        found.append(UNTESTED)
    if len({point.body for point in points}) > 1:
        found.append(BODIES)
    if len(bases) > 1:
        told = "; ".join(sorted(basis or "as the sample stands" for basis in bases))
        found.append(f"These figures rest on different bases, between which no line leads: {told}.")
    elif bases - {""}:
        found.append(f"Basis of every figure: {bases.pop()}.")
    return (*found, *cases, *([SMALL] if few else []), *([ASSUMED] if assumed else []))


def letter(at: int) -> str:
    """The name of the point at that place: a to z, then 27 and so on."""
    return "abcdefghijklmnopqrstuvwxyz"[at] if at < 26 else str(at + 1)


def point_note(point: Point) -> str:
    """What is to be said of one figure: what it is of, where that is another thing; blank where nothing is."""
    said = []
    if point.relation != EQUAL:
        said.append(f"{point.id} of {point.edition} {SAID[point.relation]} it. {point.reason}.")
    if point.rating and point.rating != figure(point):
        said.append(f"Rated {point.rating}.")
    if point.computed is not None:
        said.append(COMPUTED.format(score=f"{half_up(point.computed):.0f}%"))
    return " ".join(said)


def figure(point: Point) -> str:
    """The figure as it is told: a whole percentage, a count where cases are few, else points or a rating in words."""
    if point.score is None:
        return point.points or point.rating
    if point.above is not None and point.base is not None and point.base < FEW:
        return f"{point.above:g} of {point.base:g}"
    return f"{half_up(point.score):.0f}%"


def change(trend: Trend, line: Line) -> float | None:
    """Points by which the figure rose along a line; None where either is too small a base for a share."""
    first, second = trend.points[line.first], trend.points[line.second]
    if "%" not in figure(first) or "%" not in figure(second):
        return None
    assert first.score is not None
    assert second.score is not None
    return second.score - first.score
