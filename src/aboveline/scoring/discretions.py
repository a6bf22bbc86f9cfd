"""Discretions: a change to a score or a rating by a named person for a stated reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from aboveline.frameworks.model import Framework, Part, Thread
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
        Column("ground", "the ground, where the edition names grounds on which a rating may be changed", "id"),
    ),
    key=("part", "kind"),
    optional=True,
)


class Discretion(NamedTuple):
    """One change: what stands, by whom, why and when, and on which ground of the edition (blank where it has none)."""

    part: str
    kind: str
    final: str
    by: str
    by_role: str
    reason: str
    date: str
    ground: str = ""


def discretions(table: Table) -> tuple[Discretion, ...]:
    """The changes recorded, in the order of the table."""
    return tuple(Discretion(**row) for row in table.rows())


def discretion_problems(framework: Framework, table: Table) -> list[Problem]:
    """Problems with changes to unknown parts, or to something that cannot be."""
    return list(_problems(framework, table))


def _problems(framework: Framework, table: Table) -> Iterator[Problem]:
    named: list[Part | Thread] = [*framework.parts(), *framework.threads]
    scales: dict[str, dict[str, tuple[str, ...]]] = {
        "score": {part.id: () for part in named if part.score},
        "rating": {part.id: framework.rules[part.rating].scale for part in named if part.rating},
    }
    grounds = {part.id: framework.rules[part.rating].grounds for part in named if part.rating}
    for change, line in zip(discretions(table), table.lines, strict=True):
        known = scales[change.kind]
        if change.part not in known:
            what = f"{framework.id} has no {change.kind} of {change.part!r} that could be changed."
            yield Problem("row-orphan", table.file, line, what, near_miss(change.part, known) or "Correct the part.")
        elif change.kind == "score" and not (is_number(change.final) and 0 <= float(change.final) <= 100):
            what = f"{change.final!r} is not a score between 0 and 100."
            yield Problem("cell-kind", table.file, line, what, "Write a number from 0 to 100.")
        elif change.kind == "rating" and change.final not in (words := known[change.part]):
            what = f"{change.final!r} is not a rating of {change.part}."
            do = near_miss(change.final, words) or f"Use one of: {', '.join(words)}."
            yield Problem("cell-unknown", table.file, line, what, do)
        if change.part in known:
            yield from _ground_problems(change, grounds.get(change.part, {}), table.file, line)


def _ground_problems(change: Discretion, grounds: Mapping[str, str], file: str, line: int) -> Iterator[Problem]:
    """A rating whose rule has grounds is changed on one of them; nothing else has a ground."""
    named = ", ".join(f"{ground} ({title})" for ground, title in grounds.items())
    if change.kind == "score" or not grounds:
        if change.ground:
            what = f"The {change.kind} of {change.part} is changed on a ground, and the edition names none for it."
            yield Problem("cell-unknown", file, line, what, "Leave the ground blank; the reason says why.")
    elif not change.ground:
        what = f"The rating of {change.part} is changed without a ground, which the edition requires."
        yield Problem("cell-missing", file, line, what, f"Use one of: {named}.")
    elif change.ground not in grounds:
        what = f"{change.ground!r} is not a ground on which the rating of {change.part} may be changed."
        yield Problem("cell-unknown", file, line, what, near_miss(change.ground, grounds) or f"Use one of: {named}.")
