"""Rounding: once, at the very end, halves upwards."""

import pytest

from aboveline.stats.rounding import half_up
from tests.spec.words import section


@pytest.mark.parametrize(("value", "printed"), [(62.5, 63), (62.49, 62), (0.5, 1), (67.0, 67), (99.5, 100), (2.5, 3)])
def test_halves_go_up(value, printed):
    assert half_up(value) == printed


def test_to_so_many_places():
    assert half_up(66.6666, 1) == 66.7
    assert half_up(0.125, 2) == 0.13


def test_a_half_that_floating_point_missed_is_a_half():
    # 0.8 x 62.5 + 0.2 x 62.5 and the like come out a hair below.
    assert half_up(62.5 - 1e-12) == 63
    assert half_up(1.005, 2) == 1.01


def test_scores_go_upwards_unrounded():
    inner = section("operator: mean, parts: counted, missing: drop", A=62, B=63, C=62)
    assert inner.score == pytest.approx(62.3333333333, abs=1e-9)
