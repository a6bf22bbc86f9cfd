"""What a plan and the rules of who is eligible need of a caseload, and what they find in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from aboveline.cases.table import COHORT
from aboveline.sampling.eligibility import Eligibility
from aboveline.sampling.plan import SamplingPlan, Stratum
from aboveline.tables import Table


class PlannedKind(NamedTuple):
    """A kind of case of the plan: how many the plan wants (None: no number) and how many there are.

    blank: cases of which a fact is not known that would decide it.
    """

    title: str
    wanted: int | None
    cases: int
    blank: int
    standing: str


def wanted_facts(plan: SamplingPlan | None, rules: Eligibility | None, theme: str = "") -> tuple[str, ...]:
    """The facts without which nobody can say who is eligible, or draw as the plan wants; in the order of their use.

    An exclusion that keeps cases of which its fact is blank needs none.
    """
    names: list[str] = []
    if rules:
        names += rules.needed(theme)
    if plan:
        names += [test.name for stratum in _strata(plan) if stratum.when for test in stratum.when.tests()]
        names += plan.in_proportion_to
    return tuple(name for name in dict.fromkeys(names) if name != COHORT.name)


def planned_kinds(plan: SamplingPlan, cases: Table) -> list[PlannedKind]:
    """Each kind of the make-up, and each group that must be represented, with its number among the cases."""
    return [_found(stratum, cases) for stratum in _strata(plan)]


def cases_at(cases: Table, places: Sequence[int], cohorts: Sequence[str] = ()) -> Table:
    """The cases at these places of the table, from nought, with the cohort of each where they have one."""
    columns: dict[str, Sequence[str]] = {name: [texts[at] for at in places] for name, texts in cases.columns.items()}
    if any(cohorts):
        columns[COHORT.name] = cohorts
    return Table(cases.spec, cases.file, columns, [cases.lines[at] for at in places])


def fact_counts(cases: Table, facts: Iterable[str]) -> dict[str, dict[str, int]]:
    """Fact → value → number of cases, the most common first; blank is not known."""
    return {name: dict(Counter(cases.columns[name]).most_common()) for name in facts if name in cases.columns}


def _strata(plan: SamplingPlan) -> tuple[Stratum, ...]:
    return plan.make_up + plan.represented


def _found(stratum: Stratum, cases: Table) -> PlannedKind:
    condition = stratum.when
    truths: Counter[bool | None] = Counter()
    if condition is not None:
        names = list(dict.fromkeys(test.name for test in condition.tests()))
        blank = ("",) * len(cases)
        columns = [cases.columns.get(name, blank) for name in names]
        for values, count in Counter(zip(*columns, strict=True)).items():
            facts = dict(zip(names, values, strict=True))
            truths[condition.truth(_looked_up(facts))] += count
    return PlannedKind(stratum.title, stratum.cases, truths[True], truths[None], stratum.standing)


def _looked_up(facts: Mapping[str, str]) -> Callable[[str, bool], str]:
    return lambda name, judged: facts[name]
