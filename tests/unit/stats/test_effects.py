import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.stats.meta_analysis import combine_effects

from aboveline.stats import effects as module
from aboveline.stats.effects import Effect, Slope, effects, expected_shares, residuals, slope


def sittings(leaning, rows=40, columns=12, seed=1):
    """Rows of groups that lie so far above or below the rest; columns of unequal ease, a third not applicable."""
    draw = np.random.default_rng(seed)
    group = np.repeat(np.arange(len(leaning)), rows)
    applicable = (draw.random((len(group), columns)) < 0.7).astype(int)
    share = np.linspace(0.3, 0.7, columns) + np.array(leaning)[group][:, None]
    return applicable * (draw.random(applicable.shape) < share), applicable, group


def test_what_is_expected_is_the_common_share_of_a_column():
    above, applicable = [[1, 0, 0], [1, 0, 0]], [[1, 1, 0], [1, 1, 0]]
    assert expected_shares(above, applicable).tolist() == [1, 0, 0]
    rest, size = residuals(above, applicable, [0.5, 0.5, 0.5])
    assert (rest.tolist(), size.tolist()) == ([0, 0], [2, 2])
    assert residuals([[1, 0], [0, 0]], [[1, 0], [1, 0]])[0].tolist() == [0.5, -0.5]


def test_effects_find_how_groups_lean():
    found = effects(*sittings([-0.15, 0.0, 0.15]))
    assert [effect.rows for effect in found] == [40, 40, 40]
    assert [effect.value for effect in found] == pytest.approx([-0.15, 0, 0.15], abs=0.06)
    for effect in found:
        assert abs(effect.shrunken) <= abs(effect.value)
        assert effect.low < effect.shrunken < effect.high
        assert effect.kept > 0.8
        # Forty rows of some eight judgements each: √(0.25 / 320) and a little.
        assert 0.02 < effect.error < 0.04


def test_noise_is_shrunken_away():
    found = effects(*sittings([0.0] * 6, rows=6, seed=3))
    assert max(abs(effect.value) for effect in found) > 0.03
    assert max(abs(effect.shrunken) for effect in found) < 0.02


def test_a_column_that_only_some_had_does_them_no_good():
    # The second group was asked the easy question only; all judge each question alike.
    above = [[1, 1], [0, 1], [1, 1], [0, 0], [0, 1], [0, 1], [0, 0], [0, 1]]
    applicable = [[1, 1]] * 4 + [[0, 1]] * 4
    found = effects(above, applicable, [0] * 4 + [1] * 4)
    assert [effect.value for effect in found] == pytest.approx([0, 0])


def test_expected_shares_of_units_take_out_their_own_ease():
    above, applicable, group = sittings([0.1, -0.1], seed=5)
    of_units = np.tile(above[:40] + above[40:], (2, 1)) / np.maximum(
        np.tile(applicable[:40] + applicable[40:], (2, 1)), 1
    )
    found = effects(above, applicable, group, of_units)
    assert found[0].value == pytest.approx(-found[1].value, abs=0.01)
    assert found[0].value > 0.03


def test_the_variance_between_groups_is_dersimonian_and_lairds():
    above, applicable, group = sittings([-0.2, -0.05, 0.1, 0.15], rows=15)
    found = effects(above, applicable, group)
    values, variances = np.array([e.value for e in found]), np.array([e.error for e in found]) ** 2
    between = combine_effects(values, variances, method_re="chi2").tau2
    assert [e.kept for e in found] == pytest.approx(between / (between + variances))
    assert found[0].high - found[0].shrunken == pytest.approx(1.959964 * np.sqrt(found[0].kept * variances[0]))


def test_groups_without_rows_or_applicable_columns_have_no_effect():
    above, applicable, group = sittings([0.1, -0.1, 0.0])
    applicable[group == 1] = 0
    found = effects(above * applicable, applicable, group + (group == 2))
    assert (found[1], found[2]) == (Effect(0), Effect(0))
    assert found[3].value is not None
    assert effects(np.zeros((0, 3)), np.zeros((0, 3)), []) == []


def test_one_group_has_nothing_to_differ_from():
    found = effects(*sittings([0.3]))
    assert found[0].value == pytest.approx(0, abs=1e-12)
    assert found[0].shrunken == 0


def test_one_row_each_tells_nothing():
    assert effects([[1, 0], [0, 1]], [[1, 1], [1, 1]], [0, 1]) == [Effect(1, why=module.ONE_EACH)] * 2


def test_rows_all_alike_tell_no_error():
    found = effects(np.ones((6, 3)), np.ones((6, 3)), [0, 0, 0, 1, 1, 3])
    assert found[0] == Effect(3, 0.0, why=module.ALL_ALIKE)
    assert found[2] == Effect(0)


def test_a_slope_is_that_of_statsmodels():
    draw = np.random.default_rng(2)
    times, weights = draw.random(30) * 90, draw.integers(1, 20, 30)
    values = 0.6 + 0.002 * times + draw.normal(0, 0.1, 30)
    theirs = sm.WLS(values, sm.add_constant(times), weights).fit().get_robustcov_results("HC3", use_t=True)
    found = slope(values, times, weights)
    assert found.value == pytest.approx(theirs.params[1])
    assert (found.low, found.high) == pytest.approx(tuple(theirs.conf_int()[1]))
    assert slope(values, times).value == pytest.approx(np.polyfit(times, values, 1)[0])


def test_rows_of_no_weight_are_left_out():
    assert slope([1, 2, 2, 9], [0, 1, 2, 3], [1, 1, 1, 0]) == slope([1, 2, 2], [0, 1, 2])


def test_a_row_that_holds_the_line_adds_no_error():
    found = slope([0.1, 0.3, 0.2, 0.9], [0, 0, 0, 5])
    assert found.value == pytest.approx(0.14)
    assert found.low < found.value < found.high


@pytest.mark.parametrize(
    ("values", "times", "expected"),
    [
        ([], [], Slope(None, None, None, 0, module.FEW_ROWS)),
        ([1, 2], [0, 1], Slope(None, None, None, 2, module.FEW_ROWS)),
        ([1, 2, 3], [4, 4, 4], Slope(None, None, None, 3, module.ONE_TIME)),
        ([1, 1, 1], [1, 2, 3], Slope(0, None, None, 3, module.ON_LINE)),
        ([1, 2, 3], [1, 2, 3], Slope(1, None, None, 3, module.ON_LINE)),
    ],
)
def test_no_line_where_there_is_none(values, times, expected):
    assert slope(values, times) == expected
