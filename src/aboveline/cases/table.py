"""The case table of an edition: built from the case facts that the edition lists."""

from __future__ import annotations

from collections.abc import Iterable

from aboveline.frameworks.model import Fact, Framework
from aboveline.problems import Problem, near_miss
from aboveline.tables import Column, Table, TableSpec

CASE = Column("case", "the reference by which everybody calls the case", "id", required=True)
COHORT = Column("cohort", "the part of the sample the case was drawn for", "id")

IDENTITIES = TableSpec(
    "identities",
    "who the cases are; kept apart, never read by scoring",
    (
        CASE,
        Column("reference", "the body's own reference", personal=True),
        Column("name", "the person's name", personal=True),
        Column("born", "the person's date of birth", "date", personal=True),
        Column("pnc", "the person's number on the Police National Computer", personal=True),
        Column("practitioner", "who manages the case", personal=True),
        Column("manager", "whose line the practitioner is in", personal=True),
        Column("team", "the team that manages the case", personal=True),
        Column("row", "where the case stands in the body's spreadsheet", personal=True),
    ),
    key=("case",),
    optional=True,
)


def case_table(framework: Framework) -> TableSpec:
    """The declaration of the case table: the reference, the cohort, and one column for each fact of the edition."""
    facts = tuple(fact_column(fact) for fact in framework.facts.values())
    return TableSpec("cases", "the cases of the sample and the facts of each", (CASE, COHORT, *facts), ("case",))


def cohort_problems(cases: Table, cohorts: Iterable[str]) -> list[Problem]:
    """A problem for each case whose cohort the inspection does not have (blank is allowed where there is one)."""
    known = list(cohorts)
    problems = []
    for cohort, line in zip(cases.columns["cohort"], cases.lines, strict=True):
        if cohort not in known and not (cohort == "" and len(known) == 1):
            what = f"The cohort {cohort!r} is not one of this inspection's cohorts."
            do = near_miss(cohort, known) or "Add it to inspection.yaml."
            problems.append(Problem("row-orphan", cases.file, line, what, do))
    return problems


def fact_column(fact: Fact) -> Column:
    """The column that holds a fact."""
    options = {"code": tuple(fact.codes), "yes-no": ("yes", "no")}.get(fact.kind, ())
    kind = fact.kind if fact.kind in ("number", "date", "yes-no") else "text"
    return Column(fact.id, fact.title, kind, options=options, personal=fact.personal)
