"""Holding a scored inspection against what its report printed, figure by figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from aboveline.assessments.form import truths
from aboveline.engines import memory
from aboveline.frameworks.conditions import condition
from aboveline.published.figures import printed_figure
from aboveline.reports.phrases import phrase_interval
from aboveline.scoring.groups import Groups, matching
from aboveline.scoring.results import Score, score_rows
from aboveline.scoring.roll_up import rolled_up
from aboveline.scoring.tally import Tally, tally
from aboveline.stats.rounding import half_up
from aboveline.steps.scores import Scored

OTHER_COLUMNS = ("original", "adjusted", "average")


class Compared(NamedTuple):
    """One printed figure beside the computed one; `agrees` is None where its words name no share."""

    level: str
    id: str
    subgroup: str
    measure: str
    printed: str
    computed: str
    agrees: bool | None
    place: str


@dataclass(frozen=True)
class Comparison:
    """Every printed figure compared."""

    rows: tuple[Compared, ...]

    @property
    def differing(self) -> tuple[Compared, ...]:
        """The figures that do not come out as printed."""
        return tuple(row for row in self.rows if row.agrees is False)

    @property
    def sentence(self) -> str:
        """How many agree, how many do not, how many were printed in words without a share."""
        agree = sum(row.agrees is True for row in self.rows)
        words = sum(row.agrees is None for row in self.rows)
        differ = len(self.differing)
        said = f"{agree} of {len(self.rows)} printed figures come out as printed, {differ} differ"
        return said + (f", {words} were printed in words without a share." if words else ".")


def printed_comparison(found: Scored) -> Comparison:
    """The printed figures of a rebuilt inspection beside what its cases give; empty where nothing was printed.

    Columns of a score sheet that belong to another visit or to many (original, adjusted, average) are not this
    visit's own figures and are left to `aboveline score --visits` and `aboveline published check`.
    """
    printed = [row for row in found.inspection.tables["printed"].rows() if row["measure"] not in OTHER_COLUMNS]
    if not printed:
        return Comparison(())
    counts = _subgroup_tally(found, [row["subgroup"] for row in printed])
    opinion = found.inspection.opinion()
    results = rolled_up(found.plan, counts, opinion)
    rows = score_rows(found.plan, counts, results, found.inspection.coded.judged, opinion.discretions)
    scores = {(row.group, row.id): row for row in rows}
    return Comparison(
        tuple(
            _question(counts, row)
            if row["level"] == "question"
            else _score(scores.get((row["subgroup"], row["id"])), row)
            for row in printed
        )
    )


def _subgroup_tally(found: Scored, subgroups: list[str]) -> Tally:
    inspection = found.inspection
    cases, judgements = inspection.tables["cases"], inspection.tables["judgements"]
    place = {case: at for at, case in enumerate(cases.columns["case"])}
    readings = {
        row["assessment"]: place[row["case"]]
        for row in inspection.tables["assessments"].rows()
        if row["stands"] == "yes"
    }
    chosen: dict[str, list[str]] = {name: [""] * len(cases) for name in inspection.framework.questions}
    for row in judgements.rows():
        if row["assessment"] in readings:
            chosen[row["question"]][readings[row["assessment"]]] = row["choices"]
    labels = list(dict.fromkeys(subgroups))
    picked = [
        [t is True for t in truths(condition(label), cases.columns, chosen, len(cases))]
        if label
        else [True] * len(cases)
        for label in labels
    ]
    groups = matching(labels, picked)
    whole = np.array([not label for label in labels], np.bool_)
    return tally(memory, inspection.coded.judged, Groups(groups.labels, groups.weights, whole))


def _question(counts: Tally, row: dict[str, str]) -> Compared:
    group = counts.groups.labels.index(row["subgroup"])
    number = counts.codebook.number[row["id"]]
    base = float(counts.applicable[group, number])
    above = float(counts.above[group, number])
    code = counts.codebook.codes.get((row["id"], row["measure"]), 0)
    count = {"above": above, "below": base - above}.get(row["measure"], float(counts.counts[group, number, code]))
    share = 100 * count / base if base else None
    computed = f"{count:g} of {base:g}" + (f" ({half_up(share):.0f}%)" if share is not None else "")
    return _compared(row, computed, _agrees(row, count, base, share))


def _agrees(row: dict[str, str], count: float, base: float, share: float | None) -> bool | None:
    checks = []
    if row["printed"]:
        checks.append(share is not None and half_up(share) == float(row["printed"]))
    if row["count"]:
        checks.append(count == float(row["count"]))
    if row["base"]:
        checks.append(base == float(row["base"]))
    interval = phrase_interval(row["words"]) if row["words"] else None
    if interval and not checks:
        checks.append(share is not None and interval.holds(share))
    return all(checks) if checks else None


def _score(score: Score | None, row: dict[str, str]) -> Compared:
    if row["words"]:
        absent = score is None or (score.score is None and score.rating is None)
        return _compared(row, "no score" if absent else "a score", absent)
    if row["measure"] == "rating":
        rating = score.rating if score else None
        return _compared(row, rating or "no rating", rating == row["printed"])
    if score is None:
        return _compared(row, "no such score", False)
    if score.score is None:
        return _compared(row, "no score", False)
    return _compared(row, f"{score.score:.2f}", half_up(score.score) == float(row["printed"]))


def _compared(row: dict[str, str], computed: str, agrees: bool | None) -> Compared:
    figure = printed_figure(row)
    return Compared(row["level"], row["id"], row["subgroup"], row["measure"], figure, computed, agrees, row["place"])
