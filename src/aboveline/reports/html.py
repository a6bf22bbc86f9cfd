"""The report as one HTML page that stands alone: its style and charts are inside, and it fetches nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import ParamSpec

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from aboveline.reports import charts, words
from aboveline.reports.content import Page
from aboveline.reports.outline import chapters, charted, schemes

P = ParamSpec("P")

STYLES = Path(__file__).parent / "styles"


def page(content: Page, style: str = "plain") -> str:
    """The whole page. The same content gives the same text, byte for byte; the line ends are LF.

    Raises ValueError where questions or evidence of `content` belong to no score row.
    """
    outline = chapters(content)
    further = {"chapters": outline, "charted": charted(outline), "schemes": schemes(content).items()}
    return filled("page.html.j2", ("page.css",), {"page": content, **further}, style)


def filled(template: str, sheets: Sequence[str], given: Mapping[str, object], style: str = "plain") -> str:
    """A template of the style filled in, with these style sheets of it one after the other inside."""
    css = "".join((STYLES / style / name).read_text(encoding="utf-8") for name in sheets)
    return _templates(style).get_template(template).render(**given, css=Markup(css))  # noqa: S704  our own files


@cache
def _templates(style: str) -> Environment:
    templates = Environment(
        loader=FileSystemLoader(STYLES / style),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.globals.update(
        words=words,
        criterion_chart=_drawn(charts.criterion_chart),
        distribution_bar=_drawn(charts.distribution_bar),
        strength_meter=_drawn(charts.strength_meter),
    )
    return templates


def _drawn(chart: Callable[P, str]) -> Callable[P, Markup]:
    """The chart as markup: charts escape what they are given, so the page must not escape it again."""
    return lambda *given, **named: Markup(chart(*given, **named))  # noqa: S704  so they do
