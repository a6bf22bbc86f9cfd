from itertools import combinations
from math import comb

import numpy as np
import pytest
from scipy import stats

from aboveline.stats.permutations import Joint, changes, dealings, joint, tail
from aboveline.stats.resampling import generator


def test_few_dealings_are_all_looked_at_and_the_observed_is_the_first():
    observed = [True, False, True, False, False]
    labels, every = dealings(generator(1), observed, 99)
    assert every
    assert labels[0].tolist() == observed
    assert len({tuple(row) for row in labels.tolist()}) == len(labels) == comb(5, 2)
    assert set(labels.sum(axis=1)) == {2}


def test_many_dealings_are_drawn():
    observed = np.arange(40) < 15
    labels, every = dealings(generator(1), observed, 50)
    assert (labels.shape, every) == ((51, 40), False)
    assert labels[0].tolist() == observed.tolist()
    assert set(labels.sum(axis=1)) == {15}
    assert np.array_equal(labels, dealings(generator(1), observed, 50)[0])
    assert len({tuple(row) for row in labels.tolist()}) == 51


@pytest.mark.parametrize(("count", "number"), [(1000, comb(4, 2) * comb(4, 1)), (20, 21)])
def test_each_stratum_keeps_its_sides(count, number):
    stratum = np.array([0, 1] * 4)
    observed = np.array([1, 1, 1, 0, 0, 0, 0, 0], bool)
    labels, every = dealings(generator(2), observed, count, stratum)
    assert len(labels) == number
    assert every == (number == 24)
    assert set(labels[:, stratum == 0].sum(axis=1)) == {2}
    assert set(labels[:, stratum == 1].sum(axis=1)) == {1}


def test_the_tail_counts_the_observed_in():
    assert tail([5, 1, 2, 5, 6]) == 3 / 5
    assert tail([9, 1, 2, 3]) == 1 / 4
    # 0.1 + 0.2 is as much as 0.3, though not to the last digit.
    assert tail([0.1 + 0.2, 0.3]) == 1


def test_one_measure_is_fishers_one_sided_test_of_more_or_as_much():
    above = np.r_[1, 0, 0, 0, 1, 1, 1, 0][:, None]
    second = np.arange(8) >= 4
    labels, _ = dealings(generator(1), second, 99)
    later = labels @ above[:, 0]
    assert tail(later) == pytest.approx(stats.fisher_exact([[3, 1], [1, 3]], "greater").pvalue)


def test_shares_are_compared_over_the_cases_that_have_them():
    above = np.array([[1, 0, 0], [0, 0, 0], [1, 0, 1], [1, 0, 0]])
    applicable = np.array([[1, 1, 0], [1, 1, 0], [1, 1, 1], [1, 1, 0]])
    # First measure from 1/2 to 2/2; second equal; third has no base on the first side.
    found = changes(above, applicable, np.array([[False, False, True, True]]))
    np.testing.assert_allclose(found, [[0.5, 0, np.nan]])


def test_a_joint_test_by_hand():
    generated = np.random.default_rng(4)
    applicable = (generated.random((9, 5)) < 0.8).astype(int)
    above = applicable * (generated.random((9, 5)) < 0.5)
    second = np.arange(9) >= 5
    found = []
    for chosen in combinations(range(9), 4):
        side = np.isin(np.arange(9), chosen)
        shares = [above[part].sum(axis=0) / np.maximum(applicable[part].sum(axis=0), 1) for part in (side, ~side)]
        both = applicable[side].any(axis=0) & applicable[~side].any(axis=0)
        found.append((side.tolist() == second.tolist(), np.where(both, shares[0] - shares[1], 0)))
    change = np.array([by for _, by in found])
    at = next(place for place, (same, _) in enumerate(found) if same)
    counts, total = (change > 1e-12).sum(axis=1), (change / change.std(axis=0)).sum(axis=1)
    assert joint(generator(1), above, applicable, second) == Joint(
        counts[at],
        5,
        pytest.approx(np.mean(counts >= counts[at])),
        pytest.approx(np.mean(total > total[at] - 1e-9)),
        True,
    )


def test_measures_without_a_base_on_both_sides_are_not_counted():
    above, applicable = np.ones((4, 2)), np.array([[1, 0], [1, 0], [1, 1], [1, 1]])
    second = [False, False, True, True]
    assert joint(generator(1), above, applicable, second) == Joint(0, 1, 1.0, 1.0, True)
    assert joint(generator(1), above[:, 1:], applicable[:, 1:], second) == Joint(0, 0, None, None, True)


def test_all_improved_by_leaps_is_as_rare_as_can_be_by_its_size_alone():
    above = np.repeat([[0] * 6, [1] * 6], 40, axis=0)
    found = joint(generator(1), above, np.ones_like(above), np.arange(80) >= 40, 999)
    assert (found.improved, found.of, found.p_change, found.exact) == (6, 6, 1 / 1000, False)
    assert found.p_count > 0.3


def test_measures_that_say_the_same_count_for_no_more_than_one():
    one = np.r_[np.arange(30) < 10, np.arange(30) < 13][:, None]
    second = np.arange(60) >= 30
    alone = joint(generator(1), one, np.ones((60, 1)), second, 999)
    ten_times = joint(generator(1), np.tile(one, 10), np.ones((60, 10)), second, 999)
    assert ten_times[:1] + ten_times[2:4] == (10, *alone[2:4])
    assert alone.p_count > 0.2
    assert alone.p_change > 0.2
