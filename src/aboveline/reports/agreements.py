"""How alike readers judge, as a page for quality leads: the answer, charts and tables, and how to read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from aboveline.comparisons.agreement import Agreements, Coefficients
from aboveline.reports import agreement_words as told
from aboveline.reports.agreement_charts import Dot, coefficient_scale, dot_chart, shift_scale
from aboveline.reports.html import filled


class AgreementPage(NamedTuple):
    """What was found, of which body and inspection, whether the body is fictional, and where the figures come from."""

    found: Agreements
    body: str
    inspection: str
    fictional: bool
    snapshot: str
    code: str


def agreement_page(content: AgreementPage, style: str = "plain") -> str:
    """The whole page. The same content gives the same text, byte for byte; the line ends are LF."""
    found = content.found
    questions = {row.text: row.found for row in found.questions if row.role == "scored"}
    given = {
        "page": content,
        "found": found,
        "told": told,
        "groups": {"all": found.pooled, **found.groups} if found.pooled else {},
        "questions": found.questions,
        "group_chart": _kappas("groups", "Kappa of each group of readers", {"all": found.pooled, **found.groups}),
        "question_chart": _kappas("questions", "Kappa of each question", questions),
        "leniency_chart": _leniency(found),
    }
    return filled("agreement.html.j2", ("page.css", "agreement.css"), given, style)


def _kappas(name: str, title: str, groups: dict[str, Coefficients | None] | dict[str, Coefficients]) -> Markup:
    dots = [
        Dot(label, group.kappa.value, group.kappa.low, group.kappa.high, told.coefficient(group.kappa))
        for label, group in groups.items()
        if group and group.kappa.value is not None
    ]
    return _drawn(dot_chart(name, title, dots, coefficient_scale(dots)) for _ in dots[:1])


def _leniency(found: Agreements) -> Markup:
    dots = [
        Dot(row.group, row.same.value, row.same.low, row.same.high, told.shift(row.same))
        for row in found.leniency
        if row.same.value is not None
    ]
    title = f"Leniency beside {told.reference(found.reference)}, in points"
    return _drawn(dot_chart("leniency", title, dots, shift_scale(dots)) for _ in dots[:1])


def _drawn(charts: Iterable[str]) -> Markup:
    return Markup("").join(Markup(chart) for chart in charts)  # noqa: S704  our own marks, which escape what they tell
