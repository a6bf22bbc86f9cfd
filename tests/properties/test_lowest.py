"""How often the interval of the lowest of several shares holds the truth (docs/explanation/how-sure-a-score-is.md)."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from aboveline.stats.intervals import bounds

SAMPLES = 4_000
TOGETHER = 0.3
"""How far the three key questions of a case go together, as those of the fictional body do."""


def held(size, lowest, steps, population=np.inf):
    """The part of samples in which the truth lies between the lowest of the low ends and of the high ends."""
    draw = np.random.default_rng(7)
    whole = size if np.isinf(population) else population
    shares = np.array([lowest + step for step in steps])
    bent = np.sqrt(TOGETHER) * draw.standard_normal((SAMPLES, whole, 1))
    above = bent + np.sqrt(1 - TOGETHER) * draw.standard_normal((SAMPLES, whole, 3)) < stats.norm.ppf(shares)
    truth = lowest if np.isinf(population) else above.mean(axis=1).min(axis=1)
    ends, _ = bounds(above[:, :size].sum(axis=1), size, population)
    return float(np.mean((ends.low.min(axis=1) <= truth + 1e-12) & (truth - 1e-12 <= ends.high.min(axis=1))))


@pytest.mark.parametrize(("size", "population"), [(30, np.inf), (110, np.inf), (60, 120)])
@pytest.mark.parametrize("steps", [(0, 0, 0), (0, 0.05, 0.05), (0, 0.08, 0.09)])
def test_the_ends_of_the_lowest_hold_the_truth_in_the_middle_and_at_the_ends(size, population, steps):
    found = {share: held(size, share, steps, population) for share in (0.01, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9)}
    assert min(found.values()) >= 0.88
    assert min(found[share] for share in (0.01, 0.05)) >= 0.9
    assert np.mean([found[share] for share in (0.1, 0.3, 0.5, 0.7, 0.9)]) >= 0.93


if __name__ == "__main__":
    for size, population in ((30, np.inf), (60, np.inf), (110, np.inf), (30, 60), (60, 120), (110, 200)):
        for name, steps in (("alike", (0, 0, 0)), ("apart", (0, 0.05, 0.09))):
            middle, ends = (
                [100 * held(size, share, steps, population) for share in at]
                for at in ((0.1, 0.3, 0.5, 0.7, 0.9), (0.01, 0.02, 0.05))
            )
            figures = (np.mean(middle), min(middle), np.mean(ends), min(ends))
            of = "endless" if np.isinf(population) else population
            print(f"| {size} | {of} | {name} | {' | '.join(f'{figure:.1f}' for figure in figures)} |")
