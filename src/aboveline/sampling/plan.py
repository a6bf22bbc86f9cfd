"""The sampling plan of an edition: how many cases, in which proportions, with which groups represented."""

from __future__ import annotations

from typing import NamedTuple

from aboveline.frameworks.conditions import Condition, ConditionFault, condition
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS, Framework
from aboveline.problems import Problem, near_miss


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
        low=int(fields.number("low")),
        high=int(fields.number("high")),
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
    text = fields.text("when")
    found = Stratum(
        title=fields.text("title"),
        when=_condition(fields, text, framework),
        when_text=text,
        cases=int(fields.number("cases")) if fields.has("cases") else None,
        source=fields.text("source", ""),
        standing=fields.option("standing", STANDINGS, "published"),
    )
    fields.text("cases", "")
    fields.text("note", "")
    fields.done()
    return found


def _condition(fields: Fields, text: str, framework: Framework) -> Condition | None:
    try:
        found = condition(text) if text else None
    except ConditionFault as fault:
        fields.problem("condition-syntax", "when", f"The condition {text!r} cannot be read: {fault}.", "Correct it.")
        return None
    for test in found.tests() if found else ():
        if test.judged or test.name not in framework.facts:
            what = f"The {fields.noun} names {test.name!r}, which is no case fact of the edition."
            do = near_miss(test.name, framework.facts) or "A plan can name case facts only."
            fields.problem("reference-unknown", "when", what, do)
    return found
