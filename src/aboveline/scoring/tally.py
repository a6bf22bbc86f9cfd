"""What a Tally is: for every group, question and choice, how many cases made that choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from aboveline.assessments.codebook import Codebook, Judged
from aboveline.scoring.groups import Groups, Weights, strata

Counts = NDArray[np.float64] | NDArray[np.int64] | NDArray[np.int32]


@dataclass(frozen=True)
class Tally:
    """Counts (groups, questions, codes); weighted where the groups are. Disjoint samples add up.

    above, applicable: (groups, questions), the judgements above the line and all that make the base.
    """

    groups: Groups
    codebook: Codebook
    counts: Counts
    above: Counts
    applicable: Counts


class Engine(Protocol):
    """What makes a tally possible: counts of judgements by stratum of cases, question and code."""

    def stratum_counts(self, judged: Judged, stratum: NDArray[np.int32], count: int) -> NDArray[np.int64]:
        """Whole numbers (strata, questions, codes); `stratum` gives each case's, `count` how many there are."""
        ...  # pragma: no cover: a protocol has no body


def tally(engine: Engine, judged: Judged, groups: Groups) -> Tally:
    """The tally of the judgements for any number of groups: one count by the engine, one matrix product."""
    book = judged.codebook
    stratum, weights = strata(groups)
    shape = (len(book.questions), book.width)
    counted = engine.stratum_counts(judged, stratum, weights.shape[1])
    counts = _weighed(weights, counted.reshape(weights.shape[1], -1)).reshape(-1, *shape)
    return Tally(groups, book, counts, _masked(counts, book.above), _masked(counts, book.applicable))


def _weighed(weights: Weights, counted: NDArray[np.int64]) -> Counts:
    if weights.dtype == np.int32 and len(weights) < 64:
        return weights.astype(np.int64) @ counted
    if weights.dtype == np.int32 and float(weights.sum(axis=1).max()) * float(counted.max(initial=0)) < 2**24:
        # Whole numbers this small are exact in single precision, at twice the speed of double.
        product: NDArray[np.float32] = weights.astype(np.float32) @ counted.astype(np.float32)
        return product.astype(np.float64)
    exact: NDArray[np.float64] = weights.astype(np.float64) @ counted.astype(np.float64)
    return exact


def _masked(counts: Counts, mask: NDArray[np.bool_]) -> Counts:
    found: Counts = np.einsum("gqc,qc->gq", counts, mask.astype(counts.dtype))
    return found
