import numpy as np
import pytest

from aboveline.scoring.groups import Groups, by_value, matching, replicates, strata, together, whole_sample


def test_the_whole_sample_is_one_group():
    groups = whole_sample(3)
    assert (groups.labels, groups.weights.tolist(), groups.whole.tolist()) == (("all",), [[1, 1, 1]], [True])


def test_a_group_for_each_value_in_the_order_given_and_then_as_met():
    groups = by_value("tier", ["4", "", "2", "4", "x"], order=("2", "3", "4"))
    assert groups.labels == ("tier=2", "tier=4", "tier=(blank)", "tier=x")
    assert groups.weights.tolist() == [[0, 0, 1, 0, 0], [1, 0, 0, 1, 0], [0, 1, 0, 0, 0], [0, 0, 0, 0, 1]]
    assert not groups.whole.any()


def test_no_cases_no_groups():
    groups = by_value("tier", [], order=("1", "2"))
    assert (groups.labels, groups.weights.shape) == ((), (0, 0))


def test_replicates_are_whole_samples_with_other_weights():
    groups = replicates(np.array([[2, 0], [1, 1]], np.int32))
    assert (groups.labels, groups.whole.tolist()) == (("0", "1"), [True, True])


def test_groups_may_be_picked_case_by_case():
    groups = matching(["young", "old"], [[True, False, True], [False, True, False]])
    assert (groups.labels, groups.weights.tolist()) == (("young", "old"), [[1, 0, 1], [0, 1, 0]])


def test_groups_stand_together_in_order():
    groups = together([whole_sample(2), by_value("x", ["a", "b"])])
    assert groups.labels == ("all", "x=a", "x=b")
    assert groups.whole.tolist() == [True, False, False]


def test_what_stands_beside_another_is_not_published_and_has_its_counts():
    weighted = Groups(("weighted",), np.array([[1.5, 2]]), np.ones(1, np.bool_), {"weighted": "all"})
    groups = together([by_value("x", ["a", "a"]), whole_sample(2), weighted])
    assert groups.whole.tolist() == [False, True, True]
    assert groups.published.tolist() == [False, True, False]
    assert [groups.counted(at) for at in range(3)] == [0, 1, 1]


@pytest.mark.parametrize(
    "weights",
    [
        np.array([[1, 1, 1, 1, 1], [0, 1, 0, 1, 2]], np.int32),
        np.array([[1, 1, 1, 1, 1], [0, 0.5, 0, 0.5, 2]]),
        # So many groups that their weights cannot be read as one number.
        np.array([[1, 1] * 40] * 62 + [[2**30, 0] * 40, [0, 1] * 40], np.int32),
    ],
    ids=["whole numbers", "halves", "many"],
)
def test_cases_that_weigh_the_same_in_every_group_make_one_stratum(weights):
    stratum, of_strata = strata(Groups(tuple("x" * len(weights)), weights, np.zeros(len(weights), np.bool_)))
    assert (of_strata[:, stratum] == weights).all()
    assert of_strata.shape[1] == len({tuple(column) for column in weights.T.tolist()})


def test_with_more_groups_than_cases_every_case_is_a_stratum():
    stratum, weights = strata(replicates(np.ones((5, 3), np.int32)))
    assert (stratum.tolist(), weights.shape) == ([0, 1, 2], (5, 3))
