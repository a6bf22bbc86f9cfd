"""The memory engine: one count over arrays, for anything that fits in memory."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from aboveline.assessments.codebook import Judged

BLOCK = 2**21
"""Judgements counted at a time: what is worked out for each then stays in the processor's cache."""


def stratum_counts(judged: Judged, stratum: NDArray[np.int32], count: int) -> NDArray[np.int64]:
    """Whole numbers (strata, questions, codes) of the judgements."""
    questions, width = len(judged.codebook.questions), judged.codebook.width
    cells = count * questions * width
    first = stratum.astype(np.int64) * questions
    counts = np.zeros(cells, np.int64)
    block = max(BLOCK, cells)
    for start in range(0, len(judged.case), block):
        here = slice(start, start + block)
        cell = first[judged.case[here]]
        cell += judged.question[here]
        cell *= width
        cell += judged.choice[here]
        counts += np.bincount(cell, minlength=cells)
    return counts.reshape(count, questions, width)
