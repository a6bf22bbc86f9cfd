"""A body beside others as a page that people read: averages, and funnel charts in the place of a league table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from aboveline.comparisons.bodies import BEYOND, FAR, WITHIN, Average, Body, Funnel
from aboveline.reports import funnel_charts
from aboveline.reports.html import filled

VERDICTS = {WITHIN: "within both", BEYOND: "beyond 95%", FAR: "beyond 99.8%"}
"""Verdict → how the tables tell it."""


class BenchmarkPage(NamedTuple):
    """What the page says; shapes as in `steps.bodies.Benchmark`. decided: by whom, when and why; "" where internal."""

    title: str
    date: str
    note: str
    decided: str
    edition: str
    edition_id: str
    bodies: tuple[Body, ...]
    chosen: int
    averages: tuple[Average, ...]
    funnels: tuple[Funnel, ...]
    mix: tuple[str, ...]
    modelled: Mapping[str, tuple[float | None, ...]]
    smallest: int
    cautions: tuple[str, ...]
    sentences: tuple[str, ...]
    hash: str
    code: str


def benchmark_page(content: BenchmarkPage, style: str = "plain") -> str:
    """The whole page. The same content gives the same text, byte for byte; the line ends are LF."""
    own = content.bodies[content.chosen]
    drawn = [found for found in content.funnels if found.points]
    reasons: dict[str, list[Funnel]] = {}
    for found in content.funnels:
        if not found.points:
            reasons.setdefault(found.why, []).append(found)
    places = {body.id: at for at, body in enumerate(content.bodies)}
    given = {
        "page": content,
        "own": own,
        "averages": [row for row in content.averages if row.bodies + row.small],
        "absent": [row for row in content.averages if not row.bodies + row.small],
        "drawn": drawn,
        "reasons": reasons.items(),
        "legend": [(Markup(swatch), told) for swatch, told in funnel_charts.legend(drawn)],  # noqa: S704  our own marks
        "charts": {found.id: Markup(funnel_charts.funnel_chart(found, own.id)) for found in drawn},  # noqa: S704  they escape
        "verdicts": VERDICTS,
        "places": places,
        "few": FEW,
        "modelled": bool(content.modelled),
    }
    return filled("benchmark.html.j2", ("page.css", "benchmark.css"), given, style)


FEW = 10
"""Shares of fewer cases than this are told as counts too."""
