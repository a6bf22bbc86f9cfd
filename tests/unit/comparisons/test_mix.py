import numpy as np
import pytest

from aboveline.comparisons.mix import ALIKE, TOO_FEW, adjusted, case_mix, expected_chances
from aboveline.stats.logistic import SEPARATED


def test_the_commonest_value_of_a_fact_has_no_column():
    mix = case_mix({"tier": ["a"] * 30 + ["b"] * 20 + [""] * 12, "sex": ["m", "f"] * 31})
    assert mix.names == ("tier=(blank)", "tier=b", "sex=m")
    assert mix.columns.sum(axis=0).tolist() == [12, 20, 31]
    assert not mix.joined


def test_rare_values_are_joined_with_each_other():
    mix = case_mix({"tier": ["a"] * 30 + ["b"] * 6 + ["c"] * 5})
    assert mix.names == ("tier=(rare)",)
    assert mix.columns.sum() == 11
    assert mix.joined == {"tier": ("b", "c")}


def test_rare_values_that_stay_rare_are_joined_with_the_commonest():
    mix = case_mix({"tier": ["a"] * 30 + ["b"] * 20 + ["c"] * 5})
    assert mix.names == ("tier=b",)
    assert mix.columns.sum() == 20


def test_a_fact_of_rare_values_alone_has_no_column():
    mix = case_mix({"tier": ["a", "b", "c"]})
    assert mix.names == ()
    assert mix.columns.shape == (3, 0)


def expected(above, columns, applies=None):
    above = np.array(above, np.bool_)[:, None]
    applies = np.ones_like(above) if applies is None else np.array(applies, np.bool_)[:, None]
    return expected_chances(above, applies, case_mix(columns))


def test_chances_are_the_shares_of_cases_alike():
    found = expected([True] * 30 + [False] * 10 + [True] * 12 + [False] * 28, {"tier": ["a"] * 40 + ["b"] * 40})
    assert found.why == ("",)
    assert found.chances[0, 0] == pytest.approx(0.75)
    assert found.chances[-1, 0] == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("above", "tiers", "why"),
    [
        ([True] * 20 + [False] * 20, ["a"] * 20 + ["b"] * 20, SEPARATED),
        ([True] * 38 + [False] * 2, ["a"] * 20 + ["b"] * 20, TOO_FEW),
        ([True, False] * 20, ["a"] * 40, ALIKE),
    ],
)
def test_without_a_model_the_chance_is_the_pooled_share_and_it_is_said_why(above, tiers, why):
    found = expected(above, {"tier": tiers})
    assert found.why == (why,)
    assert found.chances == pytest.approx(np.full((40, 1), np.mean(above)))


def test_a_question_asked_of_nobody_expects_nothing():
    found = expected([False] * 20, {"tier": ["a", "b"] * 10}, [False] * 20)
    assert found.why == (ALIKE,)
    assert not found.chances.any()


def test_observed_by_expected_times_pooled():
    found = adjusted(np.array([60.0, 60.0, 10.0, 99.0]), np.array([50.0, 75.0, 0.0, 60.0]), 70.0)
    assert found[:2].tolist() == pytest.approx([84.0, 56.0])
    assert np.isnan(found[2])
    assert found[3] == 100
