"""The sampling plan of an edition: how many cases, in which proportions, with which groups represented."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import inf
from typing import NamedTuple

from aboveline.cases.table import COHORT
from aboveline.frameworks.conditions import Condition
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS, Fact, Framework
from aboveline.frameworks.questions import read_condition
from aboveline.problems import Problem, near_miss


class Stratum(NamedTuple):
    """A kind of case and how many of it the plan wants; None where no number was published."""

    title: str
    when: Condition | None
    when_text: str
    cases: int | None
    source: str
    standing: str


class Size(NamedTuple):
    """So many cases are read where the whole caseload is no larger than that (None: however large it is)."""

    up_to: int | None
    cases: int
    source: str
    standing: str


class SamplingPlan(NamedTuple):
    """How many cases a sample holds at least and at most, its make-up, and the groups that must be represented.

    Where the size follows from the frame, confidence and margin are in percent and points (else None), and low and
    high may be missing. `sizes`: the size by the whole caseload of the body, ascending, where it goes by that.
    in_proportion_to: the facts in which the sample is to be like the frame.
    """

    low: int | None
    high: int | None
    confidence: float | None
    margin: float | None
    in_proportion_to: tuple[str, ...]
    make_up: tuple[Stratum, ...]
    represented: tuple[Stratum, ...]
    source: str
    standing: str
    sizes: tuple[Size, ...] = ()


def sampling_plan(framework: Framework) -> tuple[SamplingPlan | None, list[Problem]]:
    """The plan of an edition (None where it has none) and every problem with it."""
    if framework.sampling is None:
        return None, []
    problems: list[Problem] = []
    fields = Fields(framework.sampling, problems, "sampling plan")
    reckoned = fields.has("confidence") or fields.has("margin")
    facts = framework.facts | {COHORT.name: Fact(COHORT.name, COHORT.about, "text", personal=False)}
    found = SamplingPlan(
        low=fields.whole("low") if fields.has("low") or not reckoned else None,
        high=fields.whole("high") if fields.has("high") or not reckoned else None,
        confidence=fields.number("confidence") if reckoned else None,
        margin=fields.number("margin") if reckoned else None,
        in_proportion_to=fields.words("in_proportion_to"),
        make_up=tuple(_stratum(item, facts) for item in fields.each("make_up", "stratum")),
        represented=tuple(_stratum(item, facts) for item in fields.each("represented", "group")),
        source=fields.text("source"),
        standing=fields.option("standing", STANDINGS),
        sizes=_sizes(fields),
    )
    fields.text("note", "")
    # Read by sampling.readers.
    fields.block("readers")
    fields.done()
    _check_facts(fields, found, facts)
    if not problems:
        _check_sizes(fields, found)
    return found, problems


def plan_problems(framework: Framework) -> list[Problem]:
    """Every problem with the sampling plan of an edition."""
    return sampling_plan(framework)[1]


def _sizes(fields: Fields) -> tuple[Size, ...]:
    found = []
    for item in fields.each("sizes", "size"):
        item.text("note", "")
        found.append(
            Size(
                up_to=item.whole("up_to") if item.has("up_to") else None,
                cases=item.whole("cases"),
                source=item.text("source"),
                standing=item.option("standing", STANDINGS),
            )
        )
        item.text("up_to", "")
        item.done()
    if found or fields.has("by"):
        fields.option("by", ("caseload",))
    return tuple(found)


def _check_facts(fields: Fields, found: SamplingPlan, facts: Mapping[str, Fact]) -> None:
    for name in found.in_proportion_to:
        if name not in facts:
            what = f"The sampling plan names the fact {name!r}, which the edition does not list."
            do = near_miss(name, facts) or "Add it under `facts:`."
            fields.problem("reference-unknown", "in_proportion_to", what, do)


def _check_sizes(fields: Fields, found: SamplingPlan) -> None:
    low, high = found.low if found.low is not None else 1, found.high if found.high is not None else inf
    wanted = sum(stratum.cases or 0 for stratum in found.make_up)
    if not 0 < low <= high:
        fields.problem("rule-numbers", "high", "The sampling plan must have 0 < low ≤ high.", "Correct the sizes.")
    elif wanted > high:
        what = f"The make-up of the sampling plan adds up to {wanted}, more than its {high} cases."
        fields.problem("rule-numbers", "make_up", what, "Correct the numbers.")
    if any(size is not None and not 0 < size < 100 for size in (found.confidence, found.margin)):
        what = "Confidence and margin of the sampling plan must lie between 0 and 100."
        fields.problem("rule-numbers", "confidence", what, "Write them in percent and points.")
    ends = [inf if step.up_to is None else step.up_to for step in found.sizes]
    if found.sizes and (ends[-1] < inf or any(one >= other for one, other in pairwise(ends))):
        what = "The sizes of the sampling plan must stand in ascending order, the last without `up_to`."
        fields.problem("rule-numbers", "sizes", what, "Put them in order.")
    if any(not low <= step.cases <= high for step in found.sizes):
        what = f"A size of the sampling plan lies outside {low} to {high} cases."
        fields.problem("rule-numbers", "sizes", what, "Correct the sizes.")


def _stratum(fields: Fields, facts: dict[str, Fact]) -> Stratum:
    fields.text("when")
    when, when_text = read_condition(fields, "when", facts)
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
