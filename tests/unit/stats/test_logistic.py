import numpy as np
import pytest
import statsmodels.api as sm

from aboveline.stats import logistic as module
from aboveline.stats.logistic import logistic, probabilities


def made(rows=300, seed=1, scale=(1, 1000, 0.001)):
    draw = np.random.default_rng(seed)
    columns = np.column_stack([np.ones(rows), *(draw.normal(2, 1, rows) * s for s in scale)])
    odds = columns @ (np.array([0.5, -0.6, 0.8, -0.4]) / [1, *scale])
    return columns, (draw.random(rows) < 1 / (1 + np.exp(-odds))).astype(float)


def test_the_fit_is_that_of_statsmodels():
    columns, outcome = made(scale=(1, 10, 0.1))
    found, theirs = logistic(columns, outcome), sm.Logit(outcome, columns).fit(disp=0)
    np.testing.assert_allclose(found.coefficients, theirs.params, rtol=1e-7)
    np.testing.assert_allclose(found.errors, theirs.bse, rtol=1e-6)
    np.testing.assert_allclose(found.covariance, theirs.cov_params(), rtol=1e-5, atol=1e-12)
    assert found.likelihood == pytest.approx(theirs.llf)
    assert found.why == ""
    np.testing.assert_allclose(probabilities(columns, found.coefficients), theirs.predict(columns), rtol=1e-6)


def test_units_of_columns_change_nothing_but_themselves():
    columns, outcome = made(scale=(1, 1, 1))
    one, other = logistic(columns, outcome), logistic(columns * [1, 1e6, 1e-6, 1], outcome)
    np.testing.assert_allclose(one.coefficients, other.coefficients * [1, 1e6, 1e-6, 1], rtol=1e-8)


def test_shares_of_many_are_the_same_as_the_many():
    columns = np.array([[1, 0], [1, 1], [1, 3]])
    counts, sizes = np.array([3, 7, 9]), np.array([10, 12, 11])
    many = [
        (row, float(at < count)) for row, count, size in zip(columns, counts, sizes, strict=True) for at in range(size)
    ]
    one = logistic(columns, counts / sizes, sizes)
    other = logistic([row for row, _ in many], [outcome for _, outcome in many])
    np.testing.assert_allclose(one.coefficients, other.coefficients)
    np.testing.assert_allclose(one.errors, other.errors)
    theirs = sm.GLM(counts / sizes, columns, family=sm.families.Binomial(), var_weights=sizes).fit(tol=1e-13)
    np.testing.assert_allclose(one.errors, theirs.bse, rtol=1e-6)


def test_two_groups_are_the_logarithm_of_the_odds_ratio():
    found = logistic([[1, 0], [1, 1]], [0.25, 0.6], [20, 30])
    assert found.coefficients == pytest.approx([np.log(5 / 15), np.log(18 / 12) - np.log(5 / 15)])
    assert found.errors[1] == pytest.approx(np.sqrt(1 / 5 + 1 / 15 + 1 / 18 + 1 / 12))


def test_rows_of_no_weight_are_left_out():
    columns, outcome = made()
    keep = np.arange(300) < 200
    np.testing.assert_allclose(logistic(columns, outcome, keep).errors, logistic(columns[keep], outcome[keep]).errors)


@pytest.mark.parametrize(
    "outcome", [[0, 0, 0, 1, 1, 1], [0, 0, 0.5, 0.5, 1, 1]], ids=["separated", "all but for one point"]
)
def test_what_foretells_without_fail_is_told(outcome):
    found = logistic(np.column_stack([np.ones(6), [1, 2, 3, 3 + (outcome[2] == 0), 5, 6]]), outcome)
    assert found.why == module.SEPARATED
    assert found.coefficients.size == found.errors.size == found.covariance.size == 0
    assert found.likelihood is None


def test_a_group_without_a_single_outcome_is_told():
    columns = np.column_stack([np.ones(40), np.arange(40) % 2, np.arange(40) < 8])
    outcome = (np.arange(40) % 3 == 0) * (np.arange(40) >= 8)
    assert logistic(columns, outcome).why == module.SEPARATED


def test_a_steep_but_certain_fit_is_not_taken_for_separation():
    columns = np.column_stack([np.ones(8), [-500, -400, -300, -1, 1, 300, 400, 500]])
    outcome = np.array([0, 0, 0, 1, 0, 1, 1, 1])
    found = logistic(columns, outcome)
    assert found.why == ""
    assert found.errors[1] > 0


def test_a_step_too_long_is_halved():
    # Values so far apart that a whole step of Newton falls down the other side.
    columns = np.array([
        [1, 0, 0, -15], [1, -22, -35, -67], [1, 0, -774, 1], [1, 0, -23, 7473],
        [1, 2, 1, 0], [1, 900, -1, 0], [1, 14, -10, 1], [1, 0, 2, 0],
    ])  # fmt: skip
    outcome = np.array([1, 1, 0, 0, 0, 0, 1, 0])
    found = logistic(columns, outcome)
    assert found.why == ""
    np.testing.assert_allclose(columns.T @ (outcome - probabilities(columns, found.coefficients)), 0, atol=1e-5)


def test_what_does_not_settle_is_told():
    columns = np.array([
        [1, 31, -6, 0], [1, 0, 0, 0], [1, 0, -4, 7], [1, 0, -1, 3], [1, 0, 9, -429],
        [1, 0, 0, -7], [1, 17, 3, 0], [1, 2, -7, 3], [1, 0, 0, -1],
    ])  # fmt: skip
    assert logistic(columns, [0, 0, 0, 0, 0, 0, 1, 0, 1]).why == module.UNSETTLED


@pytest.mark.parametrize(
    ("columns", "outcome", "why"),
    [
        (np.ones((0, 1)), [], module.NO_ROWS),
        ([[1, 2]], [1], module.NO_ROWS),
        ([[1], [1]], [1, 1], module.ONE_OUTCOME),
        ([[1], [1]], [0, 0], module.ONE_OUTCOME),
        ([[1, 2], [1, 2], [1, 2]], [0, 1, 1], module.DEPENDENT),
        ([[1, 0], [1, 0], [1, 0]], [0, 1, 1], module.DEPENDENT),
    ],
)
def test_what_cannot_be_fitted_says_why(columns, outcome, why):
    found = logistic(columns, outcome)
    assert (found.why, found.steps) == (why, 0)
