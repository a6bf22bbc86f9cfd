"""What became of the recommendations of a first visit: each with the measures that tell of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from aboveline.comparisons.changes import Change
from aboveline.frameworks.model import Framework
from aboveline.steps.visits import Sheet


class Followed(NamedTuple):
    """A recommendation in scope: its parts and questions, what became of it in a person's words, and its counts.

    counts: (cohort, measures improved, measures); said: why nothing can be told of it.
    """

    number: str
    text: str
    parts: tuple[str, ...]
    questions: tuple[str, ...]
    conclusion: str
    counts: tuple[tuple[str, int, int], ...]
    said: str


def followed(sheet: Sheet, rows: Sequence[Change]) -> list[Followed]:
    """The recommendations of the first visit that are in scope of the second, as either folder has them."""
    follows = sheet.second.settings.follows
    if follows is None:
        return []
    known: dict[str, Mapping[str, str]] = {row["number"]: row for row in sheet.first.tables["recommendations"].rows()}
    for row in sheet.second.tables["recommendations"].rows():
        if row["origin"] in ("", follows.id) or row["number"] not in known:
            known[row["number"]] = row
    return [_recommendation(sheet.second.framework, name, known.get(name), rows) for name in follows.recommendations]


def _recommendation(
    framework: Framework, number: str, told: Mapping[str, str] | None, rows: Sequence[Change]
) -> Followed:
    if told is None:
        return Followed(number, "", (), (), "", (), "It stands in neither visit's recommendations.")
    parts = tuple(filter(None, told["criteria"].split("|")))
    below = {inner.id for part in framework.parts() if part.id in parts for inner in part.walk()}
    inside = {name for name, q in framework.questions.items() if below & {q.criterion, *q.also_in}}
    measures = [row for row in rows if row.measure and row.id in inside]
    cohorts = dict.fromkeys(row.cohort for row in rows)
    counts = []
    for cohort in cohorts:
        own = [row for row in measures if row.cohort == cohort]
        counts.append((cohort, sum(row.improved for row in own), len(own)))
    questions = tuple(dict.fromkeys(row.id for row in measures))
    said = "" if questions else "No measure of both visits tells of it."
    return Followed(number, told["text"], parts, questions, told["conclusion"], tuple(counts), said)
