"""The columns of a caseload: who it is, whose line it is, and the facts that the edition asks for."""

from __future__ import annotations

from aboveline.cases.table import fact_column
from aboveline.frameworks.facts import fact_catalogue
from aboveline.frameworks.model import Fact, Framework
from aboveline.tables import Column, TableSpec

SENTENCE, DISPOSAL = "sentence", "disposal"

WHO = (
    Column("row", "where the case stands in the spreadsheet: 12, or Licences!12"),
    Column("reference", "Case reference number", required=True, personal=True),
    Column("name", "Name", personal=True),
    Column("family-name", "Family name", personal=True),
    Column("first-names", "First names", personal=True),
    Column("born", "Date of birth", "date", personal=True),
    Column("pnc", "PNC number", personal=True),
    Column("practitioner", "Practitioner who manages the case", personal=True),
    Column("manager", "Line manager of the practitioner", personal=True),
    Column("team", "Team that manages the case", personal=True),
)

HELPING = {
    "event": "Number of the order or sentence, where a person has several",
    "location": "In custody, on licence or in the community",
    "sentenced": "Date of sentence",
    "released": "Date of release",
    "practitioner-family-name": "Practitioner's family name",
    "practitioner-first-names": "Practitioner's first names",
    "age": "Age in years",
    "register": "Register on which the person stands",
    "register-level": "Level on that register",
    "register-category": "Category on that register",
    "register-ended": "Date on which the registration ended",
}
"""Columns that are read only because others are worked out from them → title."""

UNASKED = {
    "agency": "Agency to which the case is allocated",
    "court": "Sentencing court",
    "region": "Region",
    "row-type": "Kind of row in a workload extract",
    "stand-alone": "Stand-alone order",
    "registered": "Date of registration",
    "next-review": "Date of the next review",
    "allocated": "Date of allocation",
    "practitioner-id": "Key of the practitioner",
}
"""Columns that files are known to hold and nothing here asks for → title."""


def asked_facts(framework: Framework) -> dict[str, Fact]:
    """The facts that a caseload is asked for under this edition, by id: those that decide who is eligible first.

    A disposal is asked wherever a kind of sentence is, for the second follows from the first.
    """
    catalogue = fact_catalogue()[0] | framework.facts
    asks = framework.caseload.get("asks", "") if framework.caseload is not None else ""
    names = [DISPOSAL] if SENTENCE in framework.facts else []
    names += [asks] if isinstance(asks, str) else [name for name in asks if isinstance(name, str)]
    names += framework.facts
    return {name: catalogue[name] for name in dict.fromkeys(names) if name in catalogue}


def caseload_table(framework: Framework) -> TableSpec:
    """The declaration of a caseload as the edition asks for it: where it stands, who it is, and facts."""
    facts = tuple(fact_column(fact) for fact in asked_facts(framework).values())
    return TableSpec("caseload", "every case the body has, and who it is", (*WHO, *facts), ("reference",))


def column_titles(framework: Framework) -> dict[str, str]:
    """Column → title, of every column that a heading can mean: those asked for, and those known and not asked for."""
    facts = {fact.id: fact.title for fact in (fact_catalogue()[0] | framework.facts).values()}
    return {column.name: column.about for column in WHO[1:]} | HELPING | UNASKED | facts
