"""An interval for every score of a scored inspection: groups reweighted, counted by the engine, rolled up again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.comparisons.intervals import (
    Parts,
    alone_shares,
    drawn_groups,
    interval_tally,
    left_out_groups,
    node_intervals,
    question_intervals,
    resampled_nodes,
    scores_of,
    weighed_intervals,
)
from aboveline.problems import Faulty, Problem
from aboveline.scoring.groups import Groups
from aboveline.scoring.plan import Plan
from aboveline.scoring.roll_up import RolledUp, question_shares, rolled_up
from aboveline.scoring.tally import Tally, tally
from aboveline.stats.intervals import Interval
from aboveline.stats.resampling import narrowed
from aboveline.steps.inference import Sampling, inference_refused
from aboveline.steps.inspections import Inspection
from aboveline.steps.scores import Scored, engine_named

REPLICATES = 1_000
SEED = 20130401
"""Of the replicates: any would do, and the same inspection is to have the same intervals on every machine."""


class Intervals(NamedTuple):
    """Group and id → the interval of that score (ends are parts of one), and what has to be said of all of them."""

    found: Mapping[tuple[str, str], Interval]
    confidence: float
    sentences: tuple[str, ...]


def intervals(scores: Scored, sampling: Sampling, confidence: float, count: int = REPLICATES) -> Intervals:
    """Intervals at that confidence (a part of one); `count` replicates for what is no mean.

    In a constructed folder only questions of the whole sample whose base was printed have one. A discretion has none:
    the interval is that of what was computed.
    """
    if not 0 < confidence < 1:
        what = f"{100 * confidence:g} does not lie between 0 and 100."
        raise Faulty([Problem("option-value", "--confidence", None, what, "Write it in percent, such as 95.")])
    refused = inference_refused(scores.inspection)
    found: dict[tuple[str, str], Interval] = {}
    if refused:
        ends = _question_ends(scores.tally, 0, 0.0, confidence)
        printed = _printed_bases(scores)
        found = {("all", name): end for name, end in ends.items() if name in printed}
        return Intervals(found, confidence, (refused,))
    values = scores_of(scores.plan, scores.results)
    for at, label in enumerate(scores.tally.groups.labels):
        ends = group_intervals(
            scores.inspection, scores.plan, scores.tally, values, sampling, at, confidence, scores.engine, count
        )
        found |= {(label, name): end for name, end in ends.items()}
    return Intervals(found, confidence, (sampling.sentence,))


def group_intervals(
    inspection: Inspection,
    order: Plan,
    counts: Tally,
    scores: NDArray[np.float64],
    sampling: Sampling,
    at: int,
    confidence: float,
    engine: str = "memory",
    count: int = REPLICATES,
) -> dict[str, Interval]:
    """Part, thread or question id → the interval of its score in the group at that place of the tally.

    scores: (groups, nodes) of the same tally, percentages. A group of nobody has none.
    """
    chosen = np.flatnonzero(counts.groups.weights[at])
    if not len(chosen):
        return {}
    weights = np.asarray(counts.groups.weights[at][chosen], np.float64)
    of = narrowed(sampling.design, counts.groups.weights[at] > 0)
    whole, judged = bool(counts.groups.whole[at]), inspection.coded.judged.only(chosen).folded()
    opinion = inspection.opinion()._replace(discretions=())

    def rolled(groups: Groups) -> RolledUp:
        return rolled_up(order, tally(engine_named(engine), judged, groups), opinion)

    left_out, drawn = rolled(left_out_groups(of, weights, whole)), np.empty((0, len(order.nodes)))
    if resampled_nodes(order):
        drawn = scores_of(order, rolled(drawn_groups(of, weights, whole, SEED, count)))
    applies = _applies(inspection)
    if (weights == weights[0]).all():
        # Cases that weigh alike are counts, however much each is taken to stand for.
        above, applicable = (np.rint(found[at] / weights[0]).tolist() for found in (counts.above, counts.applicable))
        asked = question_intervals(above, applicable, sampling.fraction, confidence)
    else:
        own = question_shares(counts.above[[at]], counts.applicable[[at]])[0]
        alone = 100 * applies[chosen] * weights[:, None] / np.where(np.isnan(own), 1.0, counts.applicable[at])
        asked = weighed_intervals(own, left_out.shares, alone, of, confidence)
    edges = scores_of(order, rolled_up(order, interval_tally(counts, at, asked), opinion))
    parts = Parts(scores_of(order, left_out), alone_shares(order, counts, applies, at, chosen), drawn, edges)
    ends = node_intervals(order, scores[at], parts, asked, of, confidence)
    questions = order.framework.questions.items()
    ends |= {name: end for (name, said), end in zip(questions, asked, strict=True) if said.role == "scored"}
    return {name: end for name, end in ends.items() if end is not None}


def _question_ends(counts: Tally, at: int, fraction: float, confidence: float) -> dict[str, Interval]:
    ends = question_intervals(list(counts.above[at]), list(counts.applicable[at]), fraction, confidence)
    return {name: end for name, end in zip(counts.codebook.questions, ends, strict=True) if end is not None}


def _applies(inspection: Inspection) -> NDArray[np.bool_]:
    """Whether a case made a choice on a question that makes a base: (cases, questions)."""
    judged = inspection.coded.judged
    found = np.zeros((judged.cases, len(judged.codebook.questions)), np.bool_)
    counts = judged.codebook.applicable[judged.question, judged.choice]
    found[judged.case[counts], judged.question[counts]] = True
    return found


def _printed_bases(scores: Scored) -> set[str]:
    """The questions of which a report printed a figure for the whole sample with its base or its count."""
    printed = scores.inspection.tables["printed"]
    return {
        row["id"]
        for row in printed.rows()
        if row["level"] == "question" and not row["subgroup"] and (row["base"] or row["count"])
    }
