"""Sub-samples of one inspection beside the rest of its cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.comparisons.intervals import scores_of
from aboveline.comparisons.samples import (
    Contrast,
    held_together,
    node_contrasts,
    question_contrasts,
    with_rests,
)
from aboveline.problems import Faulty, Problem
from aboveline.scoring.groups import Groups, together, whole_sample
from aboveline.scoring.plan import Plan, plan
from aboveline.scoring.roll_up import rolled_up
from aboveline.scoring.tally import tally
from aboveline.stats.permutations import dealings
from aboveline.stats.resampling import generator
from aboveline.steps.groupings import grouping
from aboveline.steps.inference import CORRECTED, Sampling, inference_refused
from aboveline.steps.inspections import Inspection
from aboveline.steps.intervals import SEED, group_intervals
from aboveline.steps.scores import engine_named

DEALINGS = 1_999


class Subsamples(NamedTuple):
    """Every group beside the rest: the contrasts, groups too small to be told so with their cases, and sentences."""

    contrasts: list[Contrast]
    small: list[tuple[str, int]]
    sentences: tuple[str, ...]
    refused: str | None


def subsamples(
    inspection: Inspection,
    by: Sequence[str],
    sampling: Sampling,
    confidence: float,
    smallest: int,
    engine: str = "memory",
) -> Subsamples:
    """The groups that each of `by` makes, beside the rest; those of fewer cases than `smallest` are only counted.

    `Faulty` where a name is unknown or there is nobody in any group.
    """
    groups = together([grouping(inspection, name) for name in dict.fromkeys(by)])
    sizes = groups.weights.sum(axis=1).astype(int).tolist()
    if not any(sizes):
        what = "Nobody is in any of these groups."
        raise Faulty([Problem("option-value", "--by", None, what, "Name something that some cases have.")])
    refused = inference_refused(inspection)
    if refused:
        return Subsamples([], [], (), refused)
    cases = inspection.coded.judged.cases
    enough = [at for at, size in enumerate(sizes) if smallest <= size <= cases - smallest]
    # Of two groups that make up the whole, one beside the other says it all.
    kept = [
        at for at in enough if not any(np.array_equal(1 - groups.weights[at], groups.weights[o]) for o in range(at))
    ]
    small = [
        (label, size) for at, (label, size) in enumerate(zip(groups.labels, sizes, strict=True)) if at not in enough
    ]
    chosen = Groups(tuple(groups.labels[at] for at in kept), groups.weights[kept], groups.whole[kept])
    contrasts = _contrasts(inspection, chosen, sampling, confidence, engine) if kept else []
    said = (sampling.sentence, *([CORRECTED] if sampling.fraction and contrasts else []))
    return Subsamples(held_together(contrasts), small, said, None)


def _contrasts(
    inspection: Inspection, groups: Groups, sampling: Sampling, confidence: float, engine: str
) -> list[Contrast]:
    order, judged = plan(inspection.framework), inspection.coded.judged
    pairs = together([with_rests(groups), whole_sample(judged.cases)])
    counts = tally(engine_named(engine), judged, pairs)
    scores = scores_of(order, rolled_up(order, counts))
    found: list[Contrast] = []
    for at in range(0, 2 * len(groups.labels), 2):
        ends = [group_intervals(inspection, order, counts, scores, sampling, side, confidence) for side in (at, at + 1)]
        questions = [[end.get(name) for name in judged.codebook.questions] for end in ends]
        labels = pairs.labels[at], pairs.labels[at + 1]
        sizes = tuple(float(pairs.weights[side].sum()) for side in (at, at + 1))
        nodes = tuple({node.id: end.get(node.id) for node in order.nodes} for end in ends)
        dealt = _dealt(inspection, order, pairs.weights[at].astype(bool), engine)
        found += node_contrasts(
            order, labels, (scores[at], scores[at + 1]), (sizes[0], sizes[1]), (nodes[0], nodes[1]), dealt
        )
        found += question_contrasts(order, counts, at, (questions[0], questions[1]))
    return found


def _dealt(inspection: Inspection, order: Plan, inside: NDArray[np.bool_], engine: str) -> NDArray[np.float64]:
    """The difference of every score between the two sides of dealings of the cases, the observed first."""
    labels, _ = dealings(generator(SEED), inside, DEALINGS)
    weights = np.concatenate([labels, ~labels]).astype(np.int32)
    groups = Groups(tuple(map(str, range(len(weights)))), weights, np.zeros(len(weights), np.bool_))
    counts = tally(engine_named(engine), inspection.coded.judged, groups)
    scores = scores_of(order, rolled_up(order, counts))
    return scores[: len(labels)] - scores[len(labels) :]
