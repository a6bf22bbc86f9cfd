"""The memory engine: one count over arrays, for anything that fits in memory."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from aboveline.assessments.codebook import Judged


def stratum_counts(judged: Judged, stratum: NDArray[np.int32], count: int) -> NDArray[np.int64]:
    """Whole numbers (strata, questions, codes) of the judgements."""
    questions, width = len(judged.codebook.questions), judged.codebook.width
    cell = (stratum[judged.case].astype(np.int64) * questions + judged.question) * width + judged.choice
    counts = np.bincount(cell, minlength=count * questions * width)
    return counts.astype(np.int64, copy=False).reshape(count, questions, width)
