import numpy as np
import pytest
from scipy.stats import binom

from aboveline.stats.funnels import binomial_limits, dispersion, spread_limits, wider
from aboveline.stats.intervals import Bounds


@pytest.mark.parametrize("share", [0.02, 0.3, 0.65, 0.97])
@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_a_count_lies_beyond_a_limit_where_its_tail_is_below_half_the_rest(share, confidence):
    sizes, tail = np.arange(1, 80), (1 - confidence) / 2
    ends = binomial_limits(share, sizes, confidence)
    for size, low, high in zip(sizes, ends.low, ends.high, strict=True):
        count = np.arange(size + 1)
        below, above = binom.cdf(count, size, share), binom.sf(count - 1, size, share)
        assert ((count / size < low - 1e-12) == (below < tail - 1e-12)).all()
        assert ((count / size > high + 1e-12) == (above < tail - 1e-12)).all()


def test_limits_close_in_as_cases_grow_and_stay_between_nought_and_one():
    ends = binomial_limits(0.5, np.array([1, 10, 100, 1000]), 0.95)
    assert (np.diff(ends.low) > 0).all() or ends.low[0] == ends.low[1] == 0
    assert ends.low[0] == 0
    assert ends.high[0] == 1
    assert ends.high[-1] == pytest.approx(0.531, abs=0.001)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_where_all_are_above_or_none_any_other_count_is_beyond(share):
    ends = binomial_limits(share, np.array([20]), 0.95)
    other = abs(share - 1 / 20)
    assert other > ends.high[0] or other < ends.low[0]
    assert ends.low[0] <= share <= ends.high[0]


def test_a_spread_is_cut_at_the_ends():
    ends = spread_limits(0.9, [0.01, 0.2], 0.95)
    assert ends.high.tolist() == pytest.approx([0.9196, 1.0], abs=1e-4)
    assert ends.low.tolist() == pytest.approx([0.8804, 0.508], abs=1e-4)


def test_of_two_limits_the_outer_hold():
    ends = wider(Bounds(np.array([0.1]), np.array([0.5])), Bounds(np.array([0.2]), np.array([0.6])))
    assert (ends.low[0], ends.high[0]) == (0.1, 0.6)


def test_figures_that_chance_alone_moves_are_not_widened():
    draw = np.random.default_rng(3)
    found = [dispersion(draw.binomial(60, 0.6, 20) / 60, np.full(20, np.sqrt(0.24 / 60)), 0.6) for _ in range(400)]
    assert sum(one.widened for one in found) < 0.05 * len(found)
    assert np.mean([one.ratio for one in found]) == pytest.approx(0.7, abs=0.05)


def test_the_variance_between_is_found_again():
    draw = np.random.default_rng(4)
    error = np.sqrt(0.24 / 100)
    truth = 0.6 + draw.normal(0, 0.1, (300, 40))
    found = [dispersion(row + draw.normal(0, error, 40), np.full(40, error), 0.6) for row in truth]
    assert sum(one.widened for one in found) > 0.98 * len(found)
    # Pulling in a tenth at either end makes it rather too small: 0.0100 is true.
    assert 0.005 < np.mean([one.between for one in found]) < 0.0101


def test_by_hand():
    z = np.array([-3.0, -3.0, 3.0, 3.0, 3.0])
    one = dispersion(0.5 + 0.1 * z, np.full(5, 0.1), 0.5)
    assert one.ratio == pytest.approx(9)
    assert one.between == pytest.approx((5 * 9 - 4) / (500 - 100))


def test_one_odd_figure_does_not_make_all_of_them_vary():
    z = np.array([-9.0, -1, -0.5, 0, 0, 0.2, 0.5, 0.7, 1, 1.1])
    assert not dispersion(0.5 + 0.01 * z, np.full(10, 0.01), 0.5).widened


def test_of_few_figures_nothing_is_said():
    assert dispersion([0.1, 0.9, 0.5, 0.5], np.full(4, 0.01), 0.5) == (None, 0.0, False)
