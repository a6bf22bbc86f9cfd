import numpy as np
from numpy import nan

from aboveline.scoring.operators import lowest, point_totals, question_means, weighted_mean


def values(*rows):
    return [np.array(row, float) for row in rows]


def same(found, expected):
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)


def test_a_weighted_mean_for_several_groups_at_once():
    same(weighted_mean(values([50, 60], [80, nan]), [2, 1], drop=True), [60, 60])
    same(weighted_mean(values([50, 60], [80, nan]), [2, 1], drop=False), [60, nan])
    same(weighted_mean(values([nan], [nan]), [2, 1], drop=True), [nan])


def test_the_lowest():
    same(lowest(values([50, nan, nan], [40, 60, nan]), drop=True), [40, 60, nan])
    same(lowest(values([50, nan, nan], [40, 60, nan]), drop=False), [40, nan, nan])


def test_means_of_picked_questions():
    picks = np.array([[1, 0], [1, 1], [0, 1]], float)
    means, there, incomplete = question_means(np.array([[10, 20, 40], [10, nan, 40], [nan, nan, 0]], float), picks)
    same(means, [[15, 30], [10, 40], [nan, 0]])
    same(there, [[2, 2], [1, 1], [0, 1]])
    assert incomplete.tolist() == [[False, False], [True, True], [True, True]]


def test_means_where_nothing_is_missing():
    means, there, incomplete = question_means(np.array([[10, 20], [30, 40]], float), np.array([[1], [1]], float))
    same(means, [[15], [35]])
    assert (there.tolist(), incomplete.any()) == ([[2], [2]], False)


def test_points():
    ratings = [np.array([0, 2, -1, -1], np.int8), np.array([1, 2, 1, -1], np.int8)]
    total, most, count = point_totals(ratings, [0, 1, 3], drop=True)
    same(total, [1, 6, 1, nan])
    same(most, [6, 6, 3, nan])
    same(count, [2, 2, 1, nan])
    total, _, _ = point_totals(ratings, [0, 1, 3], drop=False)
    same(total, [1, 6, nan, nan])
