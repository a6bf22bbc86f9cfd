"""Discretions: a change to a score or a rating by a named person for a stated reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aboveline.frameworks.model import Framework
from aboveline.problems import Problem, near_miss
from aboveline.tables import Column, Table, TableSpec, is_number

DISCRETIONS = TableSpec(
    "discretions",
    "changes to a score or rating by a named person, computed and final both kept",
    (
        Column("part", "the part or thread whose score or rating is changed", "id", required=True),
        Column("kind", "whether the score or the rating is changed", required=True, options=("score", "rating")),
        Column("final", "the score (0 to 100) or the rating that stands", required=True),
        Column("by", "the person who decided", required=True),
        Column("by_role", "the role in which they decided"),
        Column("reason", "the reason", required=True),
        Column("date", "the day it was decided", "date", required=True),
    ),
    key=("part", "kind"),
    optional=True,
)


class Discretion(NamedTuple):
    """One change: what stands, by whom, why and when."""

    part: str
    kind: str
    final: str
    by: str
    by_role: str
    reason: str
    date: str


def discretions(table: Table) -> tuple[Discretion, ...]:
    """The changes recorded, in the order of the table."""
    return tuple(Discretion(**row) for row in table.rows())


def discretion_problems(framework: Framework, table: Table) -> list[Problem]:
    """Problems with changes to unknown parts, or to something that cannot be."""
    return list(_problems(framework, table))


def _problems(framework: Framework, table: Table) -> Iterator[Problem]:
    rules = {part.id: (part.score, part.rating) for part in framework.parts()}
    rules |= {thread.id: (thread.score, thread.rating) for thread in framework.threads}
    for change, line in zip(discretions(table), table.lines, strict=True):
        score, rating = rules.get(change.part, ("", ""))
        rule = score if change.kind == "score" else rating
        if not rule:
            what = f"{framework.id} has no {change.kind} of {change.part!r} that could be changed."
            yield Problem("row-orphan", table.file, line, what, near_miss(change.part, rules))
        elif change.kind == "score" and not (is_number(change.final) and 0 <= float(change.final) <= 100):
            what = f"{change.final!r} is not a score between 0 and 100."
            yield Problem("cell-kind", table.file, line, what, "Write a number from 0 to 100.")
        elif change.kind == "rating" and change.final not in framework.rules[rule].scale:
            what = f"{change.final!r} is not a rating of {change.part}."
            yield Problem("cell-unknown", table.file, line, what, near_miss(change.final, framework.rules[rule].scale))
