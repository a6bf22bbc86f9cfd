"""What a Tally is: for every group, question and choice, how many cases made that choice."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from aboveline.assessments.codebook import Codebook, Judged
from aboveline.scoring.groups import Groups, Weights, strata

Counts = NDArray[np.float64] | NDArray[np.int64] | NDArray[np.int32]


@dataclass(frozen=True)
class Tally:
    """What the engine counted, and what it comes to in each group. Disjoint samples add up.

    counted: whole numbers (strata, questions, codes).
    above, applicable: (groups, questions), the judgements above the line and all that make the base.
    """

    groups: Groups
    codebook: Codebook
    counted: Counts
    above: Counts
    applicable: Counts

    @cached_property
    def counts(self) -> Counts:
        """Counts (groups, questions, codes) of every choice."""
        return weighed(strata(self.groups)[1], self.counted)


class Engine(Protocol):
    """What makes a tally possible: counts of judgements by stratum of cases, question and code."""

    def stratum_counts(self, judged: Judged, stratum: NDArray[np.int32], count: int) -> NDArray[np.int64]:
        """Whole numbers (strata, questions, codes); `stratum` gives each case's, `count` how many there are."""
        ...  # pragma: no cover: a protocol has no body


def tally(engine: Engine, judged: Judged, groups: Groups) -> Tally:
    """The tally of the judgements for any number of groups: one count by the engine, and matrix products."""
    book = judged.codebook
    stratum, weights = strata(groups)
    counted = engine.stratum_counts(judged, stratum, weights.shape[1])
    masks = (book.above.astype(np.int64), book.applicable.astype(np.int64))
    sums = np.stack([np.einsum("sqc,qc->sq", counted, mask) for mask in masks], axis=1)
    above, applicable = weighed(weights, sums).swapaxes(0, 1)
    return Tally(groups, book, counted, above, applicable)


def weighed(weights: Weights, counted: Counts) -> Counts:
    """The counts (strata, …) summed by weight: (groups, …). Whole weights give whole numbers, exact to the last."""
    shape = (len(weights), *counted.shape[1:])
    table = counted.reshape(len(counted), math.prod(counted.shape[1:]))  # there may be no cases at all
    if weights.dtype.kind == "f":
        found: Counts = weights @ table.astype(np.float64)
        return found.reshape(shape)
    # Floating point multiplies matrices at many times the speed of whole numbers, and is exact as long as no sum
    # reaches the bits it has.
    most = len(table) * float(weights.max(initial=0)) * float(table.max(initial=0))
    fast, whole = (np.float32, np.int32) if most < 2**24 else (np.float64, np.int64)
    product: Counts = (weights.astype(fast) @ table.astype(fast)).astype(whole)
    return product.reshape(shape)
