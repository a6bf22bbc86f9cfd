"""The sampling plan of an edition: how many cases, in which proportions, with which groups represented."""

from __future__ import annotations

from typing import NamedTuple

from aboveline.frameworks.conditions import Condition
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS, Framework
from aboveline.frameworks.questions import read_condition
from aboveline.problems import Problem


class Stratum(NamedTuple):
    """A kind of case and how many of it the plan wants; None where no number was published."""

    title: str
    when: Condition | None
    when_text: str
    cases: int | None
    source: str
    standing: str


class SamplingPlan(NamedTuple):
    """How many cases a sample holds at least and at most, its make-up, and the groups that must be represented."""

    low: int
    high: int
    make_up: tuple[Stratum, ...]
    represented: tuple[Stratum, ...]
    source: str
    standing: str


def sampling_plan(framework: Framework) -> tuple[SamplingPlan | None, list[Problem]]:
    """The plan of an edition (None where it has none) and every problem with it."""
    if framework.sampling is None:
        return None, []
    problems: list[Problem] = []
    fields = Fields(framework.sampling, problems, "sampling plan")
    found = SamplingPlan(
        low=fields.whole("low"),
        high=fields.whole("high"),
        make_up=tuple(_stratum(item, framework) for item in fields.each("make_up", "stratum")),
        represented=tuple(_stratum(item, framework) for item in fields.each("represented", "group")),
        source=fields.text("source"),
        standing=fields.option("standing", STANDINGS),
    )
    fields.text("note", "")
    fields.done()
    if not problems and not 0 < found.low <= found.high:
        fields.problem("rule-numbers", "high", "The sampling plan must have 0 < low ≤ high.", "Correct the sizes.")
    wanted = sum(stratum.cases or 0 for stratum in found.make_up)
    if not problems and wanted > found.high:
        what = f"The make-up of the sampling plan adds up to {wanted}, more than its {found.high} cases."
        fields.problem("rule-numbers", "make_up", what, "Correct the numbers.")
    return found, problems


def plan_problems(framework: Framework) -> list[Problem]:
    """Every problem with the sampling plan of an edition."""
    return sampling_plan(framework)[1]


def _stratum(fields: Fields, framework: Framework) -> Stratum:
    fields.text("when")
    when, when_text = read_condition(fields, "when", framework.facts)
    if any(test.judged for test in (when.tests() if when else ())):
        what = f"The {fields.noun} waits for a judgement, and none is made before a case is drawn."
        fields.problem("reference-unknown", "when", what, "Name case facts only.")
    found = Stratum(
        title=fields.text("title"),
        when=when,
        when_text=when_text,
        cases=fields.whole("cases") if fields.has("cases") else None,
        source=fields.text("source", ""),
        standing=fields.option("standing", STANDINGS, "published"),
    )
    fields.text("cases", "")
    fields.text("note", "")
    fields.done()
    return found
