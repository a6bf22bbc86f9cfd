"""Scoring an inspection: groups, one tally by the engine, one roll-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from aboveline.problems import Faulty, Problem, near_miss
from aboveline.scoring.design import DesignWeights
from aboveline.scoring.flags import Flag, flags
from aboveline.scoring.groups import together, whole_sample
from aboveline.scoring.plan import Plan, plan
from aboveline.scoring.results import QuestionResult, Score, question_results, score_rows
from aboveline.scoring.roll_up import RolledUp, rolled_up
from aboveline.scoring.tally import Engine, Tally, tally
from aboveline.steps.groupings import grouping
from aboveline.steps.inspections import Inspection

ENGINES = ("memory", "duckdb")


@dataclass(frozen=True)
class Scored:
    """An inspection scored: the plan of its edition, the tally, what rolled up from it, and every score as a row.

    weights: where cases were weighed too, what their weights come from.
    """

    inspection: Inspection
    engine: str
    plan: Plan
    tally: Tally
    results: RolledUp
    scores: list[Score]
    reading: str = ""
    weights: DesignWeights | None = None

    def flags(self) -> list[Flag]:
        """Which ratings of the whole sample lie near a boundary, where the edition says what near is."""
        return flags(self.plan, self.tally, self.inspection.opinion(), self.scores)

    def questions(self) -> list[QuestionResult]:
        """What came of every question in every group."""
        return question_results(self.plan, self.tally, self.results.shares, self.inspection.coded.asked)


def scored(
    inspection: Inspection,
    by: Sequence[str] = (),
    engine: str = "memory",
    reading: str = "",
    weights: DesignWeights | None = None,
) -> Scored:
    """The scores of the whole sample, and of each group that each of `by` makes (see `groupings.grouping`).

    `reading` is a reading of the edition's rules, blank for the rules as they stand. With `weights` the scores of the
    weighted cases stand beside.
    """
    if reading and reading not in (known := inspection.framework.readings):
        do = near_miss(reading, known) or "Leave the option out: the edition has one reading only."
        what = f"{inspection.framework.id} has no reading {reading!r}."
        raise Faulty([Problem("unknown-name", "--reading", None, what, do)])
    parts = [grouping(inspection, fact) for fact in dict.fromkeys(by)]
    weighted = [weights.groups] if weights else []
    groups = together([whole_sample(inspection.coded.judged.cases), *weighted, *parts])
    order = plan(inspection.framework, reading)
    opinion = inspection.opinion()
    counts = tally(engine_named(engine), inspection.coded.judged, groups)
    results = rolled_up(order, counts, opinion)
    rows = score_rows(order, counts, results, inspection.coded.judged, opinion.discretions)
    return Scored(inspection, engine, order, counts, results, rows, reading, weights)


def engine_named(name: str) -> Engine:
    """The engine of that name, loaded only when asked for: DuckDB takes longer to load than a score to make."""
    found: Engine = import_module(f"aboveline.engines.{name}")
    return found
