"""The published check: every printed roll-up worked out again from its printed parts, within their rounding.

A whole percentage p stands for anything from p - 0.5 to p + 0.5. Roll-ups rise with their parts, so the lowest
and highest ends of the parts give the lowest and highest end of the roll-up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from aboveline.frameworks.model import Framework
from aboveline.scoring.operators import weighted_mean
from aboveline.scoring.plan import Node, plan
from aboveline.stats.rounding import half_up

REACHABLE = "reachable"
NOT_REACHABLE = "not reachable"
NO_PARTS = "no published parts"

MEANS = ("mean", "weighted-mean")
"""The operators whose roll-up needs no more than the scores of the parts."""

HALF = 0.5
OPEN = 1e-6
"""A part printed 62 stands for less than 62.5: the upper end itself is not reached."""


class CheckedFigure(NamedTuple):
    """One printed score: what its printed parts give, within which bounds, and whether print can be reached."""

    report: str
    id: str
    measure: str
    subgroup: str
    printed: float
    computed: float | None
    low: float | None
    high: float | None
    verdict: str


def checked_figures(report: str, framework: Framework, printed: Sequence[Mapping[str, str]]) -> list[CheckedFigure]:
    """Every printed score of a report (percentages only), checked against the printed scores of its parts.

    Parts are taken from the same measure and sub-group; the column `parts` names those that are not
    ("B original" where B stands in another column of the report's sheet).
    """
    nodes = {node.id: node for node in plan(framework).nodes}
    scores = {
        (row["id"], row["measure"], row["subgroup"]): float(row["printed"])
        for row in printed
        if row["level"] != "question" and _is_score(row)
    }
    return [
        _checked(report, nodes[row["id"]], row, scores)
        for row in printed
        if row["level"] != "question" and _is_score(row) and row["id"] in nodes
    ]


def _is_score(row: Mapping[str, str]) -> bool:
    return row["printed"].replace(".", "", 1).isdecimal()


def _checked(
    report: str, node: Node, row: Mapping[str, str], scores: Mapping[tuple[str, str, str], float]
) -> CheckedFigure:
    figure = float(row["printed"])
    named = (report, node.id, row["measure"], row["subgroup"], figure)
    elsewhere = dict(entry.split(" ", 1) for entry in row["parts"].split("|") if entry)
    keys = [(name, elsewhere.get(name, row["measure"]), row["subgroup"]) for name in node.children]
    if not keys or node.score is None or node.score.operator not in MEANS or not all(key in scores for key in keys):
        return CheckedFigure(*named, None, None, None, NO_PARTS)
    values = np.array([scores[key] for key in keys])
    middle, low, high = (_rolled(node, values + shift) for shift in (0.0, -HALF, HALF))
    reached = half_up(low) <= figure <= half_up(high - OPEN)
    return CheckedFigure(*named, middle, low, high, REACHABLE if reached else NOT_REACHABLE)


def _rolled(node: Node, values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    weights = node.weights or [1.0] * len(values)
    return float(weighted_mean([np.array([value]) for value in values], weights, drop=False)[0])
