import numpy as np
import pytest
from statsmodels.api import OLS

from aboveline.stats.effects import ALL_ALIKE
from aboveline.stats.paired import NOT_MET, ONE_ROW, ONE_TELLS, paired_effects

GROUPS = np.array([[0, 2]] * 12 + [[1, 2]] * 15)


def values(seed, effect=(0.0, 0.1, -0.2)):
    draw = np.random.default_rng(seed)
    own = draw.random((27, 1, 5)) + draw.normal(0, 0.1, (27, 2, 5))
    return own + np.array(effect)[GROUPS][:, :, None]


def theirs(given, groups, count):
    """The same by a table of ones and noughts: an effect for each unit, and for each group but the first."""
    rows = [place for place in np.ndindex(given.shape) if not np.isnan(given[place]) and groups[place[:2]] >= 0]
    unit = {pair: at for at, pair in enumerate(sorted({(r, c) for r, _, c in rows}))}
    table = np.zeros((len(rows), len(unit) + count - 1))
    for at, (r, s, c) in enumerate(rows):
        table[at, unit[r, c]] = 1
        if groups[r, s]:
            table[at, len(unit) + groups[r, s] - 1] = 1
    return [0.0, *OLS([given[row] for row in rows], table).fit().params[1 - count :]]


def test_the_effects_are_those_of_least_squares_with_an_effect_for_each_unit():
    given = values(1)
    given[3, 0, 2] = given[20, 1, 4] = np.nan
    found = paired_effects(given, GROUPS, 3, 0)
    assert [effect.value for effect in found] == pytest.approx(theirs(given, GROUPS, 3))
    assert [effect.rows for effect in found] == [12, 15, 27]


def test_any_number_of_sittings_in_a_row_counts():
    draw = np.random.default_rng(9)
    given, groups = draw.random((20, 4, 3)), draw.integers(-1, 4, (20, 4))
    found = paired_effects(given, groups, 4, 0)
    assert [effect.value for effect in found] == pytest.approx(theirs(given, groups, 4))


def test_the_interval_of_one_group_beside_another_is_that_of_the_mean_of_the_differences():
    given = np.random.default_rng(2).random((10, 2, 1))
    found = paired_effects(given, [[0, 1]] * 10, 2, 0)[1]
    apart = given[:, 1, 0] - given[:, 0, 0]
    error = apart.std(ddof=1) / np.sqrt(10)
    assert found.value == pytest.approx(apart.mean())
    assert found.high - found.value == pytest.approx(2.2622 * error, rel=1e-4)
    assert found.value - found.low == pytest.approx(2.2622 * error, rel=1e-4)


def test_true_effects_are_held_as_often_as_said():
    hits = sum(
        effect.low <= true <= effect.high
        for seed in range(120)
        for effect, true in zip(paired_effects(values(seed), GROUPS, 3, 0), (0.0, 0.1, -0.2), strict=True)
        if true
    )
    assert hits >= 222


def test_what_the_units_are_like_falls_out():
    given = values(3)
    harder = given - np.random.default_rng(4).random((27, 1, 5))
    own, other = (paired_effects(each, GROUPS, 3, 0) for each in (given, harder))
    assert [effect.value for effect in own] == pytest.approx([effect.value for effect in other])


@pytest.mark.parametrize(
    ("rows", "groups", "why"),
    [
        ([[0, 0], [0, 0]], [[0, 1], [0, 1]], ALL_ALIKE),
        ([[0, 1]], [[0, 1]], ONE_ROW),
        ([[0, 1], [1, 0]], [[0, 0], [1, 1]], NOT_MET),
        ([[0, 1], [1, np.nan]], [[0, -1], [1, 0]], NOT_MET),
    ],
)
def test_where_nothing_can_be_said_there_is_a_sentence(rows, groups, why):
    found = paired_effects(np.array(rows, float)[:, :, None], groups, 2, 0)[1]
    assert (found.low, found.high, found.why) == (None, None, why)


def test_a_link_that_hangs_on_one_row_is_told_and_spoils_no_other():
    given = np.random.default_rng(5).random((7, 2, 2))
    groups = [[0, 1]] * 4 + [[1, 2], [2, 3], [2, 3]]
    found = paired_effects(given, groups, 4, 0)
    assert found[1].why == ""
    assert found[2].why == ONE_TELLS
    assert found[2].value is not None


def test_a_reference_that_nobody_met_leaves_nothing_to_say():
    found = paired_effects(np.random.default_rng(6).random((4, 2, 1)), [[1, 2]] * 4, 3, 0)
    assert [effect.why for effect in found] == [NOT_MET] * 3
    assert [effect.why for effect in paired_effects(np.zeros((0, 2, 1)), np.zeros((0, 2)), 2, 0)] == [NOT_MET] * 2
