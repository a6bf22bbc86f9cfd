"""A caseload constructed so that it holds the published counts: facts dealt out to cases that tell of nobody.

Nothing is drawn. The cases stand in an order of their own for each fact (ascending SHA-256 of fact, line feed and
number), and the values are given out in runs as the rows of the counts stand, so that facts lean on each other only
where a row says among whom it counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby

from aboveline.frameworks.conditions import ConditionFault, condition
from aboveline.problems import Faulty, Problem
from aboveline.tables import Column, Table, TableSpec

CASELOAD_COUNTS = TableSpec(
    "caseload-counts",
    "how many cases of a caseload have which value of a fact",
    (
        Column("fact", "the fact; `started` is given as a month and dealt to its days", "id", required=True),
        Column("among", "the cases these counts are for, as a condition on facts further up; blank for all"),
        Column("value", "the value; blank for not known", "text"),
        Column("cases", "how many cases have it", "whole", required=True),
        Column("standing", "how far the number is known", required=True, options=("published", "derived", "assumed")),
        Column("source", "where it was printed, or why it was chosen", required=True),
    ),
    key=("fact", "among", "value"),
)
OFFICERS, TEAMS = 96, 12
"""Invented practitioners and their teams, so that cases can be allocated: about 56 cases each, eight to a team."""

DAYS = 28
_OWN = ("reference", "name", "practitioner", "manager", "team")


def constructed_caseload(counts: Table) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The header of the caseload and its rows, a case each: invented references, names and staff, then the facts.

    The first fact says how many cases there are. `Faulty` where counts do not add up to the cases they are for.
    """
    facts: dict[str, list[str]] = {}
    for (fact, among), rows in groupby(_rows(counts), key=lambda row: (row[0], row[1])):
        runs = [(value, int(cases), line) for _, _, value, cases, line in rows]
        number = len(next(iter(facts.values()))) if facts else sum(cases for _, cases, _ in runs)
        column = facts.setdefault(fact, [""] * number)
        chosen = _chosen(counts.file, facts, among, number, runs[0][2])
        total = sum(cases for _, cases, _ in runs)
        if total != len(chosen):
            what = f"The counts of {fact} come to {total}, and there are {len(chosen)} cases they are for."
            raise Faulty([Problem("quota-short", counts.file, runs[0][2], what, "Correct the counts.")])
        _deal(column, fact, chosen, runs)
    header = (*_OWN, *facts)
    return header, [(*_invented(at), *values) for at, values in enumerate(zip(*facts.values(), strict=True), 1)]


def _rows(counts: Table) -> Iterator[tuple[str, str, str, str, int]]:
    columns = [counts.columns[name] for name in ("fact", "among", "value", "cases")]
    yield from zip(*columns, counts.lines, strict=True)


def _chosen(file: str, facts: dict[str, list[str]], among: str, number: int, line: int) -> list[int]:
    if not among:
        return list(range(number))
    try:
        test = condition(among)
    except ConditionFault as fault:
        raise Faulty([Problem("condition-syntax", file, line, f"{among!r} cannot be read: {fault}.", "")]) from fault
    unknown = sorted({found.name for found in test.tests()} - facts.keys())
    if unknown:
        what = f"{among!r} names {', '.join(unknown)}, which no row further up gives."
        raise Faulty([Problem("reference-unknown", file, line, what, "Put the counts of that fact first.")])
    return [at for at in range(number) if test.truth(lambda name, judged, at=at: facts[name][at]) is True]  # type: ignore[misc]


def _deal(column: list[str], fact: str, chosen: list[int], runs: list[tuple[str, int, int]]) -> None:
    order = iter(sorted(chosen, key=lambda at: sha256(f"{fact}\n{at}".encode()).digest()))
    for value, cases, _ in runs:
        for at in range(cases):
            column[next(order)] = f"{value}-{at % DAYS + 1:02}" if fact == "started" and value else value


def _invented(number: int) -> tuple[str, ...]:
    officer = int(sha256(f"officer\n{number}".encode()).hexdigest(), 16) % OFFICERS
    team = f"Team {officer % TEAMS + 1:02}"
    return f"X{number:05}", f"Constructed {number:05}", f"Officer {officer + 1:02}", f"Manager of {team}", team
