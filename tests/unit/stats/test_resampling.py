import numpy as np
import polars as pl
import pytest
import svy
from statsmodels.stats.proportion import proportion_confint

from aboveline.stats.intervals import effective
from aboveline.stats.resampling import (
    Spread,
    bootstrap,
    composite_bounds,
    design,
    effective_size,
    generator,
    jackknife,
    jackknife_spread,
    least_size,
    narrowed,
    percentile,
)

STRATUM = np.repeat([0, 1, 2], [8, 12, 5])
POPULATIONS = np.array([20, 40, 30])
ABOVE = np.array([1, 0, 1, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1.0])


def test_a_design_holds_what_was_drawn_of_what():
    found = design(STRATUM, POPULATIONS)
    assert found.sizes.tolist() == [8, 12, 5]
    assert found.fractions == pytest.approx([0.4, 0.3, 1 / 6])
    assert found.freedom == 22
    assert found.left[0] == pytest.approx(0.6)
    assert found.joined == ()
    assert design([0, 0, 0]).fractions.tolist() == [0]


def test_strata_of_one_case_are_joined_and_named():
    found = design([0, 0, 1, 2, 2, 2, 3], [10, 20, 30, 40])
    assert found.joined == (1, 3)
    assert found.sizes.tolist() == [2, 2, 3]
    assert found.fractions == pytest.approx([0.2, 2 / 60, 0.1])
    assert found.stratum.tolist() == [0, 0, 1, 2, 2, 2, 1]


def test_a_single_one_is_joined_to_the_smallest_other():
    found = design([0, 0, 0, 1, 2, 2], [10, 20, 30])
    assert found.joined == (1,)
    assert found.sizes.tolist() == [3, 3]
    assert found.stratum.tolist() == [0, 0, 0, 1, 1, 1]


def test_a_stratum_drawn_whole_stays_by_itself_and_tells_nothing():
    found = design([0, 1, 1, 1], [1, 6])
    assert (found.joined, found.freedom) == ((), 2)
    assert jackknife(found)[0].tolist() == [1, 1, 1, 1]
    assert bootstrap(generator(1), found, 5)[:, 0].tolist() == [1] * 5


def test_a_stratum_without_cases_stands_for_nobody():
    assert design([0, 0, 2, 2], [4, 9, 4]).fractions.tolist() == [0.5, 0.5]


def test_more_than_there_are_cannot_be_drawn():
    with pytest.raises(ValueError, match="larger than its population"):
        design([0, 0, 0], [2])


def test_some_of_the_cases_are_drawn_at_the_same_fractions():
    found = narrowed(design(STRATUM, POPULATIONS), np.isin(np.arange(25), [0, 1, 2, 8, 9, 24]))
    assert found.sizes.tolist() == [3, 3]
    # The single case of the last stratum goes to the smallest other one: 1 and 2 of 1 / (1/6) and 2 / 0.3.
    assert found.fractions == pytest.approx([0.4, 3 / (6 + 2 / 0.3)])
    assert narrowed(design([0, 0, 0]), [True, True, False]).fractions.tolist() == [0]
    assert narrowed(design([0, 0, 0], 3), [True, True, False]).fractions.tolist() == [1]


def test_the_jackknife_leaves_each_case_out_and_keeps_the_strata():
    factors = jackknife(design(STRATUM, POPULATIONS))
    assert np.diag(factors).tolist() == [0] * 25
    np.testing.assert_allclose(factors.sum(axis=1), 25)
    np.testing.assert_allclose(factors[0, :8].sum(), 8)
    assert factors[0, 8:].tolist() == [1] * 17


def test_the_variance_of_a_plain_share_is_the_textbooks():
    of = design(np.zeros(25, int), 60)
    found = jackknife_spread(jackknife(of) @ ABOVE / 25, of)
    share = ABOVE.mean()
    assert found.variance == pytest.approx(share * (1 - share) / 24 * (1 - 25 / 60))
    # 14 of 25 above: all cases lie about as far from the mean.
    assert found.cases == pytest.approx(25, rel=0.2)
    assert jackknife_spread(jackknife(of) @ np.eye(25)[0], of).cases == pytest.approx(1, abs=0.1)


def test_standard_errors_and_intervals_are_those_of_a_survey_package():
    of = design(STRATUM, POPULATIONS)
    weight = (POPULATIONS / of.sizes)[STRATUM]
    data = {"y": ABOVE.astype(int), "h": STRATUM, "N": POPULATIONS[STRATUM], "w": weight}
    sample = svy.Sample(pl.DataFrame(data), svy.Design(stratum="h", pop_size="N", wgt="w"))
    theirs = next(e for e in sample.estimation.prop("y", ci_method="beta").estimates if str(e.y_level).startswith("1"))
    factors = jackknife(of) * weight
    share = float(weight @ ABOVE / weight.sum())
    variance = jackknife_spread(factors @ ABOVE / factors.sum(axis=1), of).variance
    assert share == pytest.approx(theirs.est)
    assert np.sqrt(variance) == pytest.approx(theirs.se)
    # Their method of that name is Korn and Graubard's; the one they call so holds the size down to the cases drawn.
    found = effective(share, effective_size(share, variance, of))
    assert (float(found.low), float(found.high)) == pytest.approx((theirs.lci, theirs.uci), abs=1e-9)


def test_a_ratio_without_strata_is_near_the_linearised_one():
    of = design(np.zeros(25, int), 60)
    applicable = np.r_[np.ones(18), np.zeros(7)]
    data = {"y": ABOVE * applicable, "x": applicable, "N": np.full(25, 60), "w": np.full(25, 60 / 25)}
    sample = svy.Sample(pl.DataFrame(data), svy.Design(pop_size="N", wgt="w"))
    theirs = sample.estimation.ratio("y", "x").estimates[0]
    factors = jackknife(of)
    variance = jackknife_spread(factors @ data["y"] / (factors @ applicable), of).variance
    assert np.sqrt(variance) == pytest.approx(theirs.se, rel=0.03)


def test_the_bootstraps_variance_is_the_designs():
    of = design(STRATUM, POPULATIONS)
    factors = bootstrap(generator(3), of, 40_000)
    assert factors.shape == (40_000, 25)
    assert factors.min() >= 0
    np.testing.assert_allclose(factors[:, :8].sum(axis=1), 8)
    weight = (POPULATIONS / of.sizes)[STRATUM]
    total = (factors * weight) @ ABOVE
    exactly = jackknife_spread((jackknife(of) * weight) @ ABOVE, of).variance
    assert total.var() == pytest.approx(exactly, rel=0.03)


def test_a_seed_says_all():
    of = design(STRATUM, POPULATIONS)
    one, same, other = (bootstrap(generator(seed), of, 20) for seed in (5, 5, 6))
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)
    # The first numbers of PCG64 for this seed, so that another NumPy or machine would be seen.
    assert generator(5).integers(0, 1000, 4).tolist() == [670, 805, 22, 807]


def test_nothing_is_unsure_where_all_were_drawn():
    of = design([0, 0, 1, 1, 1], [2, 3])
    assert bootstrap(generator(1), of, 3).tolist() == [[1] * 5] * 3
    spread = jackknife_spread(jackknife(of) @ np.array([1, 0, 1, 1, 0]) / 5, of)
    assert (spread.variance, spread.cases) == (0, 0)
    assert of.freedom == 0
    found = composite_bounds([0.6, 1.0], Spread(np.zeros(2), np.zeros(2)), [np.inf, np.inf], of)
    assert found.low.tolist() == found.high.tolist() == [0.6, 1.0]


def test_one_case_tells_nothing_of_how_cases_vary():
    of = design([0], 9)
    spread = jackknife_spread(np.zeros((1, 2)), of)
    assert np.isnan(spread.variance).all()
    assert np.isnan(composite_bounds([0.5, 1], spread, [1, 1], of)).all()
    assert jackknife(of).tolist() == [[1]]
    assert bootstrap(generator(1), of, 2).tolist() == [[1], [1]]


def test_a_figure_that_hangs_on_one_case_has_no_interval():
    of = design([0, 0, 0])
    replicates = np.array([[np.nan, 0.5], [0.4, 0.6], [0.6, 0.7]])
    found = composite_bounds([0.5, 0.6], jackknife_spread(replicates, of), [1, 3], of)
    assert np.isnan([found.low[0], found.high[0]]).all()
    assert 0 < found.low[1] < 0.6 < found.high[1] < 1


def test_where_nothing_varies_the_least_size_decides():
    of = design(np.zeros(30, int))
    least = least_size(np.full((30, 1), 1 / 30), of)
    assert least == pytest.approx([30])
    found = composite_bounds([1.0], jackknife_spread(np.ones((30, 1)), of), least, of)
    assert (found.low[0], found.high[0]) == pytest.approx(proportion_confint(30, 30, method="beta"))
    # A second question that only ten cases had: the mean of both is worth fewer.
    parts = np.full((30, 1), 0.5 / 30)
    parts[:10] += 0.5 / 10
    assert 10 < least_size(parts, of)[0] < 30
    assert least_size(parts, design(np.zeros(30, int), 40))[0] == pytest.approx(4 * least_size(parts, of)[0])


def test_a_variance_that_rests_on_few_cases_is_drawn_to_the_careful_one():
    of = design(np.zeros(30, int))
    of_few, of_many = (composite_bounds(0.97, Spread(np.array(1e-4), np.array(n)), 30, of) for n in (1.0, 30.0))
    assert of_few.low < of_many.low
    assert float(of_many.low) == pytest.approx(float(effective(0.97, effective_size(0.97, 1e-4, of)).low), abs=0.002)
    half_way = 0.97 * 0.03 / ((1e-4 + 0.97 * 0.03 / 30) / 2)
    assert float(of_few.low) == pytest.approx(float(effective(0.97, half_way).low))


def test_percentiles_are_the_middle_part():
    found = percentile(np.arange(101.0)[:, None] * [1, 2], 0.9)
    assert found.low.tolist() == pytest.approx([5, 10])
    assert found.high.tolist() == pytest.approx([95, 190])
