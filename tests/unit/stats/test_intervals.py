from math import inf, nan

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from aboveline.stats.intervals import Interval, bounds, difference, effective, exact, interval, wilson

SIZES = (1, 2, 5, 30, 60, 110, 400)


def ends(found):
    """The ends of the interval of one share, as plain numbers."""
    return float(found.low), float(found.high)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
def test_endless_intervals_are_those_of_statsmodels(size, confidence):
    counts = np.arange(size + 1)
    for ours, method in ((wilson, "wilson"), (exact, "beta")):
        low, high = proportion_confint(counts, size, 1 - confidence, method)
        found = ours(counts, size, confidence=confidence)
        np.testing.assert_allclose(found.low, low, atol=1e-12)
        np.testing.assert_allclose(found.high, high, atol=1e-12)


def test_wilson_is_the_published_example():
    # Newcombe, Statistics in Medicine 17, 1998, table I: 81 of 263, 15 of 148, 1 of 29; four places.
    found = wilson([81, 15, 1], [263, 148, 29])
    np.testing.assert_allclose(found.low, [0.2553, 0.0624, 0.0061], atol=5e-5)
    np.testing.assert_allclose(found.high, [0.3662, 0.1605, 0.1718], atol=5e-5)


def test_a_part_of_a_finite_population_is_worth_more_cases():
    # 30 of 60: the interval of 30 · 59 / 30 = 59 cases.
    assert ends(wilson(15, 30, 60)) == pytest.approx(ends(wilson(29.5, 59)))
    assert wilson(15, 30, 60).high < wilson(15, 30).high


def test_wilsons_ends_solve_the_equation_they_are_had_from():
    size, population, z = 40, 130, stats.norm.ppf(0.975)
    for end in ends(wilson(13, size, population)):
        variance = end * (1 - end) / size * (population - size) / (population - 1)
        assert (13 / size - end) ** 2 == pytest.approx(z**2 * variance)


@pytest.mark.parametrize(("size", "population"), [(1, 2), (3, 7), (30, 60), (29, 30), (110, 200), (50, 1000)])
def test_finite_exact_intervals_hold_all_that_neither_test_refuses(size, population):
    counts, marked = np.arange(size + 1), np.arange(population + 1)
    found = exact(counts, size, population)
    for count in counts:
        at_least = stats.hypergeom.sf(count - 1, population, marked, size) > 0.025
        at_most = stats.hypergeom.cdf(count, population, marked, size) > 0.025
        kept = marked[at_least & at_most & (marked >= count) & (marked <= population - size + count)]
        assert found.low[count] * population == pytest.approx(kept.min())
        assert found.high[count] * population == pytest.approx(kept.max())


def test_a_large_population_is_nearly_an_endless_one():
    for population, near in ((1e5, 1e-3), (9.9e6, 1e-5)):
        assert ends(exact(7, 50, population)) == pytest.approx(ends(exact(7, 50)), abs=near)
        assert ends(wilson(7, 50, population)) == pytest.approx(ends(wilson(7, 50)), abs=near)
    assert ends(exact(7, 50, 1e9)) == ends(exact(7, 50))


def test_who_took_all_knows_the_share():
    for size in SIZES:
        counts = np.arange(size + 1)
        for method in (wilson, exact):
            found = method(counts, size, size)
            np.testing.assert_allclose(found.low, counts / size)
            np.testing.assert_allclose(found.high, counts / size)
    assert interval(3, 4, 4) == Interval(0.75, 0.75, "whole")
    assert interval(1, 1, 1) == Interval(1, 1, "whole")


def test_no_case_makes_no_interval():
    assert interval(0, 0) is None
    found, _ = bounds([0, 5], [0, 10], [40, 40])
    assert np.isnan([found.low[0], found.high[0]]).all()
    assert not np.isnan([found.low[1], found.high[1]]).any()
    assert np.isnan(exact([0], [0]).low).all()


def test_the_exact_one_is_shown_near_an_end_and_wilson_between():
    low = interval(1, 30)
    assert (low.method, low[:2]) == ("exact", pytest.approx(ends(exact(1, 30))))
    middle = interval(15, 30)
    assert (middle.method, middle[:2]) == ("wilson", pytest.approx(ends(wilson(15, 30))))
    assert interval(29, 30).method == "exact"
    # 6 of 30 is exact because it may stand for a share below 10 %; 8 of 30 may not.
    assert [interval(count, 30).method for count in (6, 8, 22, 24)] == ["exact", "wilson", "wilson", "exact"]


def test_a_population_that_is_no_whole_number_is_rounded_up():
    assert ends(exact(3, 10, 40.2)) == ends(exact(3, 10, 41))
    assert ends(exact(3, 10, 40 + 1e-12)) == ends(exact(3, 10, 40)) != ends(exact(3, 10, 41))


def test_shapes_are_mixed_and_many_are_found_in_blocks(monkeypatch):
    counts, sizes = np.array([[1], [4]]), np.array([10, 20, 30])
    whole = exact(counts, sizes, 77)
    assert whole.low.shape == (2, 3)
    monkeypatch.setattr("aboveline.stats.intervals.BLOCK", 40)
    parts = exact(counts, sizes, 77)
    np.testing.assert_array_equal(whole.low, parts.low)
    np.testing.assert_array_equal(whole.high, parts.high)


@pytest.mark.parametrize("method", [wilson, exact])
def test_what_cannot_be_is_refused(method):
    with pytest.raises(ValueError, match="count lies outside"):
        method(4, 3)
    with pytest.raises(ValueError, match="count lies outside"):
        method(-1, 3)
    with pytest.raises(ValueError, match="larger than its population"):
        method(1, 3, 2)


def test_effective_sizes_need_not_be_whole():
    low, high = ends(effective(0.9, 17.3))
    assert low == pytest.approx(stats.beta.ppf(0.025, 0.9 * 17.3, 0.1 * 17.3 + 1))
    assert high == pytest.approx(stats.beta.ppf(0.975, 0.9 * 17.3 + 1, 0.1 * 17.3))
    assert effective(0.9, inf) == (0.9, 0.9)
    assert effective(0, inf) == (0, 0)
    assert effective(1, 20)[1] == 1
    assert np.isnan(effective(nan, 20)).all()
    assert np.isnan(effective(0.5, 0)).all()


def test_the_difference_of_wilson_intervals_is_newcombes():
    # Newcombe, Statistics in Medicine 17, 1998, table II, method 10: 56/70 less 48/80, 9/10 less 3/10.
    for (k1, n1), (k2, n2), low, high in (((48, 80), (56, 70), 0.0524, 0.3339), ((3, 10), (9, 10), 0.1705, 0.8090)):
        found = difference((k1 / n1, *wilson(k1, n1)), (k2 / n2, *wilson(k2, n2)))
        assert found == pytest.approx((k2 / n2 - k1 / n1, low, high), abs=5e-5)
        assert found[1:] == pytest.approx(confint_proportions_2indep(k2, n2, k1, n1, method="newcomb"))


def test_there_is_no_difference_without_both():
    assert difference((0.5, 0.4, 0.6), (nan, nan, nan)) is None


def test_a_difference_of_finite_samples_is_narrower():
    endless = difference((0.5, *wilson(15, 30)), (0.6, *wilson(18, 30)))
    finite = difference((0.5, *wilson(15, 30, 60)), (0.6, *wilson(18, 30, 60)))
    assert endless[1] < finite[1] < finite[0] < finite[2] < endless[2]
