"""The blank specification of a caseload: the columns to fill in, and what each of them is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from aboveline.cases.columns import DISPOSAL, HELPING, SENTENCE, WHO, asked_facts
from aboveline.cases.disposals import LOCATIONS
from aboveline.cases.mapping import NO_MAPPING
from aboveline.cases.meaning import lists_of
from aboveline.cases.values import era_codes, years
from aboveline.cases.worked_out import AGE_BAND
from aboveline.frameworks.model import Framework

WORKED_OUT = {SENTENCE: DISPOSAL, AGE_BAND: "born", "name": "family-name"}
"""Columns that are not asked for, as they follow from others that are."""
RUN_ON = 5
"""Years for which an order of older law may still be running. Assumed."""
FOUND_LATER = ("offender-interviewed", "other-workers-interviewed", "recent-start")
"""Facts that only the inspection itself brings to light."""

ABOUT = ("Heading", "What may be written", "Needed", "Tells who somebody is", "Column")


class TemplateColumn(NamedTuple):
    """One column of the specification; choices: what may be written, none where anything may."""

    name: str
    heading: str
    kind: str
    choices: tuple[str, ...]
    needed: bool
    personal: bool


def template_columns(framework: Framework, needed: Collection[str]) -> tuple[TemplateColumn, ...]:
    """The columns a body is asked to fill in under an edition. needed: those without which nothing can be drawn."""
    facts, lists = asked_facts(framework), lists_of(framework, NO_MAPPING)
    first, last = years(framework.years)
    required = {WORKED_OUT.get(name, name) for name in needed} | {"reference"}
    found = [
        TemplateColumn(column.name, column.about, column.kind, (), column.name in required, True)
        for column in WHO[1:]
        if column.name not in WORKED_OUT
    ]
    if lists.sentenced:
        told = tuple(LOCATIONS.values())
        found.append(TemplateColumn("location", HELPING["location"], "code", told, SENTENCE in needed, False))
    for name, fact in facts.items():
        if name in FOUND_LATER or WORKED_OUT.get(name) in {*facts, "born"}:
            continue
        codes = era_codes(fact, (first - RUN_ON, last)) if name == DISPOSAL else lists.codes.get(name, {})
        choices = tuple(codes.values())
        found.append(TemplateColumn(name, fact.title, fact.kind, choices, name in required, fact.personal))
    return tuple(found)


def column_rows(columns: Sequence[TemplateColumn]) -> list[tuple[str, ...]]:
    """A row for each column that explains it, under the headings of `ABOUT`."""
    return [
        (
            column.heading,
            "; ".join(column.choices) or _KINDS.get(column.kind, "text"),
            "yes" if column.needed else "no",
            "yes" if column.personal else "no",
            column.name,
        )
        for column in columns
    ]


_KINDS: Mapping[str, str] = {"date": "a day, such as 5/11/2007", "number": "a number"}
