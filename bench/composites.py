"""How sure composites are: intervals of one inspection with its sub-samples, and replicates of a year's inspections."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aboveline.comparisons.intervals import drawn_groups, scores_of
from aboveline.engines import memory
from aboveline.scoring.plan import Plan, plan
from aboveline.scoring.roll_up import rolled_up
from aboveline.scoring.tally import tally
from aboveline.stats.resampling import design, narrowed
from aboveline.steps.inspections import Inspection, inspection
from bench.lines import Differing, Line
from bench.made_up import SEED, made_up_inspection
from bench.rounds import timed

CASES, QUESTIONS, REPLICATES, GROUPS = 110, 200, 10_000, 19
INSPECTIONS, EACH = 252, 1_000
BLOCK = 2_000
SECTION = f"How sure composites are: {CASES} cases × {QUESTIONS} questions"
OURS, PLAIN, YEAR, YEAR_PLAIN = "aboveline", "numpy", "year", "year, numpy"
SAMPLED = 6
"""Inspections of the year that the plain version is timed on; its time is that many times as long for all."""

Values = NDArray[np.float64]


def lines(rounds: int) -> Iterator[Line]:
    """The lines of this section."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "inspection"
        folder.mkdir()
        made_up_inspection(folder, QUESTIONS, CASES)
        found = inspection(folder)
        groups = _sub_samples()
        agree(found)
        contenders = {
            OURS: lambda: [replicates_of(found, group, REPLICATES) for group in groups],
            PLAIN: lambda: plain_replicates(found, groups[0], REPLICATES // 10),
        }
        times = timed(contenders, rounds)
        year = {
            YEAR: lambda: [replicates_of(found, groups[0], EACH) for _ in range(INSPECTIONS)],
            YEAR_PLAIN: lambda: [plain_replicates(found, groups[0], EACH // 10) for _ in range(SAMPLED)],
        }
        of_year = timed(year, min(rounds, 5))
    # The plain version goes through a tenth of the replicates of one group, and would take so many times as long.
    factor = 10 * len(groups)
    yield Line(
        SECTION, f"{REPLICATES:,} replicates of every composite, whole and {GROUPS} sub-samples", times.median(OURS),
        "NumPy, a replicate at a time (a tenth of one group timed)", factor * times.median(PLAIN),
        times.ratio(OURS, PLAIN) / factor, bar=1.0,
    )  # fmt: skip
    scale = 10 * INSPECTIONS / SAMPLED
    yield Line(
        SECTION, f"{EACH:,} replicates of each of {INSPECTIONS} inspections", of_year.median(YEAR),
        f"NumPy, a replicate at a time ({SAMPLED} inspections, a tenth timed)", scale * of_year.median(YEAR_PLAIN),
        of_year.ratio(YEAR, YEAR_PLAIN) / scale, bar=10.0,
    )  # fmt: skip


def _sub_samples() -> list[Values]:
    """The whole sample and sub-samples of a third to two thirds of it, as weights of its cases."""
    draw = np.random.default_rng(SEED)
    parts = [(draw.random(CASES) < share).astype(np.float64) for share in np.linspace(1 / 3, 2 / 3, GROUPS)]
    return [np.ones(CASES), *parts]


def replicates_of(found: Inspection, weights: Values, count: int) -> Values:
    """Every composite in so many replicates of one group: (count, nodes)."""
    chosen = np.flatnonzero(weights)
    order, of = plan(found.framework), narrowed(design([0] * CASES), weights > 0)
    judged = found.coded.judged.only(chosen).folded()
    blocks = []
    for at in range(0, count, BLOCK):
        groups = drawn_groups(of, weights[chosen], False, SEED + at, min(BLOCK, count - at))
        blocks.append(scores_of(order, rolled_up(order, tally(memory, judged, groups))))
    return np.concatenate(blocks)


def plain_replicates(found: Inspection, weights: Values, count: int) -> Values:
    """The same a replicate at a time, as one would write it: shares, then criteria, then sections, then the thread."""
    order, judged = plan(found.framework), found.coded.judged
    above, applies = _matrices(found)
    of = narrowed(design([0] * judged.cases), weights > 0)
    groups = drawn_groups(of, weights, False, SEED, count)
    return np.array([_composites(order, row @ above, row @ applies) for row in groups.weights])


def _matrices(found: Inspection) -> tuple[Values, Values]:
    judged = found.coded.judged
    applies = np.zeros((judged.cases, len(judged.codebook.questions)))
    above = np.zeros_like(applies)
    counts = judged.codebook.applicable[judged.question, judged.choice]
    applies[judged.case[counts], judged.question[counts]] = 1
    met = judged.codebook.above[judged.question, judged.choice]
    above[judged.case[met], judged.question[met]] = 1
    return above, applies


def _composites(order: Plan, above: Values, applies: Values) -> list[float]:
    with np.errstate(invalid="ignore"):
        share = 100 * above / applies
    found: dict[str, float] = {}
    for node in order.nodes:
        values, weights = [], []
        for entry in node.inputs:
            if entry.mean is None:
                values += [found[name] for name in entry.parts]
                weights += [1.0] * len(entry.parts)
            else:
                values.append(float(np.nanmean(share[order.means[:, entry.mean] > 0])))
                weights.append(entry.share)
        found[node.id] = float(np.average(values, weights=weights))
    return list(found.values())


def agree(found: Inspection) -> None:
    """Stop where both come to other replicates from the same chance."""
    ours = scores_of(
        order := plan(found.framework),
        rolled_up(
            order,
            tally(
                memory, found.coded.judged.folded(), drawn_groups(design([0] * CASES), np.ones(CASES), False, SEED, 20)
            ),
        ),
    )
    if not np.allclose(ours, plain_replicates(found, np.ones(CASES), 20), atol=1e-9):
        raise Differing("replicates of composites and the plain ones differ")
