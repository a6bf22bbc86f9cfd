"""Shares of the nation's caseload, as they were published, to stand beside a sample and its frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from aboveline.frameworks.model import STANDINGS, Fact, Framework
from aboveline.problems import Problem, near_miss
from aboveline.tables import Column, Table, TableSpec

NATIONAL = TableSpec(
    "national",
    "shares of the nation's caseload, as published",
    (
        Column("edition", "the edition beside whose samples it stands", "id", required=True),
        Column("fact", "the case fact", "id", required=True),
        Column("value", "the value of the fact; blank for not known"),
        Column("share", "its share of all cases in per cent, as printed", "number", required=True),
        Column("as_of", "the day, month or year it is of", "date", required=True),
        Column("source", "where it was printed, and of which cases it is a share", required=True),
        Column("standing", "how far it is known", required=True, options=STANDINGS),
    ),
    key=("edition", "fact", "value"),
)

ROUNDED = 0.5
"""A printed share may be so many points too high; more than that over all values, and they are more than a whole."""


class National(NamedTuple):
    """One share, in per cent, and where it comes from."""

    share: float
    as_of: str
    source: str
    standing: str


def national_shares(table: Table, framework: Framework) -> tuple[dict[tuple[str, str], National], list[Problem]]:
    """(fact, value) → its national share, for this edition, and every problem with the rows of this edition."""
    found: dict[tuple[str, str], National] = {}
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    for row, line in zip(table.rows(), table.lines, strict=True):
        if row["edition"] == framework.id:
            faults = [Problem("cell-unknown", table.file, line, *fault) for fault in _faults(row, framework.facts)]
            problems += faults
            if not faults:
                national = National(float(row["share"]), row["as_of"], row["source"], row["standing"])
                found[row["fact"], row["value"]] = national
                lines[row["fact"]] = line
    return found, problems + _too_much(found, lines, table.file)


def _faults(row: Mapping[str, str], facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    """What is wrong with a row, and what to do."""
    fact = facts.get(row["fact"])
    if fact is None:
        do = near_miss(row["fact"], facts) or "Name a fact that the edition lists."
        yield f"The edition {row['edition']} has no fact {row['fact']!r}.", do
    elif fact.kind in ("number", "date"):
        do = "Leave the row out: values of this fact are put together anew for every frame."
        yield f"{row['fact']} is a {fact.kind}, and has no shares of single values.", do
    elif row["value"] and fact.kind != "text":
        codes = fact.codes if fact.kind == "code" else ("yes", "no")
        if row["value"] not in codes:
            yield f"{row['value']!r} is not a value of {row['fact']}.", near_miss(row["value"], codes)
    if not 0 <= float(row["share"]) <= 100:
        yield f"The share {row['share']} does not lie between 0 and 100.", "Write it in per cent, such as 89.9."


def _too_much(found: Mapping[tuple[str, str], National], lines: Mapping[str, int], file: str) -> list[Problem]:
    """A problem for each fact whose shares cannot be rounded parts of one whole."""
    problems = []
    for fact, line in lines.items():
        shares = [national.share for (name, _), national in found.items() if name == fact]
        if sum(shares) > 100 + ROUNDED * len(shares):
            what = f"The shares of {fact} come to {sum(shares):g} per cent."
            problems.append(Problem("shares-over", file, line, what, "Correct them, or leave out what overlaps."))
    return problems
