"""Intervals hold the truth as often as they say: of plain shares by exact sums; of composites by a small simulation.

The large simulation is in test_coverage_soak.py, its tables in docs/explanation/how-sure-a-score-is.md.
"""

import numpy as np
import pytest

from aboveline.stats.intervals import exact, wilson
from tests.properties.coverage import (
    ENDS,
    MIDDLE,
    SAMPLES,
    WORLDS,
    coverage,
    plain_coverage,
    shown,
    stratified_coverage,
)


@pytest.mark.parametrize(("size", "population"), [*SAMPLES, (30, 1000), (5, 12)])
def test_the_exact_interval_covers_every_share(size, population):
    assert plain_coverage(size, population, exact)[1].min() >= 0.95 - 1e-9


@pytest.mark.parametrize(("size", "population"), SAMPLES)
def test_the_interval_shown_covers_as_meant_between_and_at_least_so_beyond(size, population):
    truth, found = plain_coverage(size, population, shown)
    middle = (truth > 0.1 - 1e-9) & (truth < 0.9 + 1e-9)
    assert 0.93 <= found[middle].mean() <= 0.97
    assert found[~middle].min() >= 0.95
    assert 0.93 <= plain_coverage(size, population, wilson)[1][middle].mean() <= 0.97


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_composites_are_covered_in_a_small_simulation(world):
    assert 0.92 <= np.mean([coverage(world, 30, 60, share, 500) for share in MIDDLE]) <= 0.98
    assert min(coverage(world, 30, 60, share, 500) for share in ENDS) >= 0.9


def test_composites_of_weighted_strata_are_covered_in_a_small_simulation():
    assert 0.92 <= np.mean([stratified_coverage(share, 500) for share in MIDDLE]) <= 0.98
    assert min(stratified_coverage(share, 500) for share in ENDS) >= 0.9
