"""A trend as a page that people read: one chart, the same in a table, and what may be said of it."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from aboveline.comparisons.trends import Trend, figure, letter, point_note
from aboveline.frameworks.pairs import EQUAL, RELATIONS
from aboveline.reports import trend_charts
from aboveline.reports.html import filled
from aboveline.stats.rounding import half_up


class TrendPage(NamedTuple):
    """The trend and the version that made the page."""

    trend: Trend
    code: str


def trend_page(content: TrendPage, style: str = "plain") -> str:
    """The whole page. The same content gives the same text, byte for byte; the line ends are LF."""
    found = content.trend
    met = [name for name in RELATIONS if any(point.relation == name for point in found.points)]
    given = {
        "page": content,
        "body": " · ".join(found.bodies),
        "trend": found,
        "figure": figure,
        "letter": letter,
        "note": point_note,
        "percent": lambda share: f"{half_up(100 * share):.0f}",
        "equal": EQUAL,
        "chart": Markup(trend_charts.trend_chart(found)),  # noqa: S704  it escapes
        "legend": [(Markup(trend_charts.swatch(name)), trend_charts.MEANINGS[name]) for name in met],  # noqa: S704  our own marks
    }
    return filled("trend.html.j2", ("page.css", "trend.css"), given, style)
