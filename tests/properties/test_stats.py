"""Laws of the statistics: inside what can be, the same from either side, wider for less data."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import linprog
from statsmodels.stats.multitest import multipletests

from aboveline.stats.agreement import agreement, cohen, fleiss, gwet, krippendorff
from aboveline.stats.effects import effects
from aboveline.stats.exact import barnard, fisher, mid_p
from aboveline.stats.intervals import bounds, difference, effective, exact, interval, wilson
from aboveline.stats.logistic import SEPARATED, logistic
from aboveline.stats.multiplicity import benjamini_hochberg, holm
from aboveline.stats.permutations import dealings, joint, tail
from aboveline.stats.resampling import (
    bootstrap,
    composite_bounds,
    design,
    effective_size,
    generator,
    jackknife,
    jackknife_spread,
    least_size,
)

SIZES = st.integers(1, 120)
NEAR = 1e-9


@st.composite
def samples(draw):
    """A count, its size, and a population or none."""
    size = draw(SIZES)
    population = draw(st.one_of(st.just(np.inf), st.floats(size, 6 * size)))
    return draw(st.integers(0, size)), size, population


@pytest.mark.parametrize("method", [wilson, exact, lambda *given: bounds(*given)[0]])
@given(sample=samples(), confidence=st.sampled_from([0.8, 0.95, 0.99]))
def test_an_interval_holds_its_share_inside_what_can_be_and_alike_from_either_side(method, sample, confidence):
    count, size, population = sample
    low, high = method(count, size, population, confidence)
    assert 0 <= low <= count / size + NEAR
    assert count / size - NEAR <= high <= 1
    other = method(size - count, size, population, confidence)
    assert 1 - other.high == pytest.approx(float(low), abs=1e-12)
    surer = method(count, size, population, 0.995)
    assert surer.low <= low + NEAR
    assert high - NEAR <= surer.high


@pytest.mark.parametrize("method", [wilson, exact])
@given(size=SIZES, part=st.floats(0.05, 1))
def test_more_above_never_moves_an_interval_down(method, size, part):
    found = method(np.arange(size + 1), size, size / part)
    assert (np.diff(found.low) >= -NEAR).all()
    assert (np.diff(found.high) >= -NEAR).all()


@given(samples())
def test_a_finite_population_never_makes_wilson_wider(sample):
    count, size, population = sample
    low, high = wilson(count, size, population)
    endless = wilson(count, size)
    assert endless.low <= low + NEAR
    assert high <= endless.high + NEAR


@given(samples())
def test_one_interval_is_one_of_two(sample):
    found = interval(*sample)
    method = {"wilson": wilson, "exact": exact, "whole": exact}[found.method]
    assert found[:2] == tuple(float(end) for end in method(*sample))


@given(st.floats(0, 1), st.floats(0.5, 500), st.floats(1, 3))
def test_a_larger_effective_size_is_surer(share, size, times):
    few, many = effective(share, size), effective(share, size * times)
    assert few.low <= many.low + NEAR
    assert many.high <= few.high + NEAR
    assert few.low - NEAR <= share <= few.high + NEAR


@given(samples(), samples())
def test_a_difference_is_the_same_the_other_way_round(one, two):
    first, second = ((k / n, *(float(end) for end in wilson(k, n, of))) for k, n, of in (one, two))
    found, turned = difference(first, second), difference(second, first)
    assert found == pytest.approx((-turned[0], -turned[2], -turned[1]))
    assert -1 - NEAR <= found[1] <= found[0] <= found[2] <= 1 + NEAR


TABLES = st.tuples(SIZES, SIZES).flatmap(
    lambda sizes: st.tuples(st.integers(0, sizes[0]), st.just(sizes[0]), st.integers(0, sizes[1]), st.just(sizes[1]))
)


@given(TABLES)
def test_exact_tests_are_the_same_from_every_side(table):
    first, first_size, second, second_size = table
    rows = [[first, second], [first_size - first, second_size - second]]
    assert fisher(*table) == pytest.approx(stats.fisher_exact(rows).pvalue, rel=1e-6)
    assert 0 < mid_p(*table) < fisher(*table) <= 1
    for test in (fisher, mid_p):
        assert test(*table) == pytest.approx(test(second, second_size, first, first_size))
        assert test(*table) == pytest.approx(test(first_size - first, first_size, second_size - second, second_size))


@given(TABLES.filter(lambda table: table[1] * table[3] < 2500))
def test_barnard_is_the_same_from_either_side_and_no_test_is_below_its_own_chance(table):
    first, first_size, second, second_size = table
    found = barnard(*table)
    assert found == pytest.approx(barnard(second, second_size, first, first_size), rel=1e-3)
    # What was seen is in the region, so p is at least its chance at the pooled share.
    share = (first + second) / (first_size + second_size)
    chance = stats.binom.pmf(first, first_size, share) * stats.binom.pmf(second, second_size, share)
    assert chance * (1 - 1e-3) <= found <= 1


@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=30))
def test_adjusted_values_keep_their_order_and_are_no_smaller(values):
    made = [value for value in values if value is not None]
    for adjusted, name in ((holm(values), "holm"), (benjamini_hochberg(values), "fdr_bh")):
        assert [one is None for one in adjusted] == [one is None for one in values]
        found = [value for value in adjusted if value is not None]
        assert all(before <= after <= 1 for before, after in zip(made, found, strict=True))
        assert [x for _, x in sorted(zip(made, found, strict=True))] == sorted(found)
        if made:
            assert found == pytest.approx(multipletests(made, method=name)[1])


@given(st.lists(st.integers(0, 1), min_size=2, max_size=12), st.integers(0, 400), st.integers(0, 9))
def test_dealings_keep_how_many_are_on_either_side(observed, count, seed):
    labels, every = dealings(generator(seed), observed, count)
    assert labels[0].tolist() == [bool(side) for side in observed]
    assert (labels.sum(axis=1) == sum(observed)).all()
    assert every or len(labels) == count + 1
    assert 1 / len(labels) <= tail(labels @ np.arange(len(observed))) <= 1


@given(st.integers(0, 10_000), st.integers(2, 20), st.integers(1, 6))
def test_the_same_cases_on_both_sides_are_no_improvement(seed, cases, measures):
    draw = np.random.default_rng(seed)
    above = np.tile(draw.integers(0, 2, (cases, measures)), (2, 1))
    found = joint(generator(1), above, np.ones_like(above), np.arange(2 * cases) >= cases, 99)
    assert (found.improved, found.p_count) == (0, 1)


@st.composite
def designs(draw):
    """Strata of cases with populations, some endless, some drawn whole."""
    sizes = draw(st.lists(st.integers(1, 9), min_size=1, max_size=5))
    wholes = [draw(st.one_of(st.just(np.inf), st.integers(size, 4 * size))) for size in sizes]
    return design(np.repeat(np.arange(len(sizes)), sizes), wholes)


@given(designs(), st.integers(0, 10_000))
def test_weights_of_replicates_keep_the_size_of_every_stratum(of, seed):
    for factors in (jackknife(of), bootstrap(generator(seed), of, 7)):
        assert (factors >= 0).all()
        for number, size in enumerate(of.sizes):
            np.testing.assert_allclose(factors[:, of.stratum == number].sum(axis=1), size)


@given(designs(), st.integers(0, 10_000))
def test_a_composites_interval_holds_it_and_knows_its_ends(of, seed):
    assume(of.freedom > 0)
    draw = np.random.default_rng(seed)
    cases = len(of.stratum)
    above = (draw.random((cases, 4)) < draw.random()).astype(float)
    share = above.mean()
    spread = jackknife_spread((jackknife(of) @ above).mean(axis=1) / cases, of)
    least = least_size(np.full(cases, 1 / cases), of)
    low, high = composite_bounds(share, spread, least, of)
    assert 0 <= low <= share + NEAR
    assert share - NEAR <= high <= 1
    assert spread.variance <= 0 or effective_size(share, spread.variance, of) > 0
    turned = composite_bounds(1 - share, spread, least, of)
    assert (1 - turned.high, 1 - turned.low) == pytest.approx((float(low), float(high)), abs=1e-6)


CODES = st.lists(st.lists(st.integers(-1, 2), min_size=3, max_size=3), min_size=1, max_size=25)


@given(CODES, st.permutations(range(3)), st.permutations(range(3)))
def test_agreement_knows_no_names_of_choices_and_no_order_of_readers(codes, names, order):
    given_codes = np.array(codes)
    renamed = np.where(given_codes < 0, -1, np.array(names)[given_codes])
    for method in (lambda c: agreement(c), lambda c: fleiss(c, 3), lambda c: gwet(c, 3), lambda c: krippendorff(c, 3)):
        _same(method(given_codes), method(renamed[:, order]))
    _same(cohen(given_codes, 3), cohen(renamed[:, [1, 0]], 3))


def _same(one, other):
    assert (one.value is None) == (other.value is None)
    for number, same in zip(one[:3], other[:3], strict=True):
        assert number is None or number == pytest.approx(same, abs=1e-6)
        assert number is None or -1 - NEAR <= number <= 1 + NEAR


@given(st.integers(0, 10_000), st.integers(2, 5))
def test_effects_are_shrunken_and_never_turned_round(seed, groups):
    draw = np.random.default_rng(seed)
    applicable = draw.integers(0, 2, (30, 6))
    above = applicable * draw.integers(0, 2, (30, 6))
    for effect in effects(above, applicable, draw.integers(0, groups, 30)):
        if effect.shrunken is not None:
            assert abs(effect.shrunken) <= abs(effect.value)
            assert effect.shrunken * effect.value >= 0
            assert effect.low <= effect.shrunken <= effect.high


@given(st.integers(0, 10_000), st.integers(8, 60))
def test_a_fit_is_where_nothing_more_is_left_and_none_is_told_only_where_none_is(seed, rows):
    draw = np.random.default_rng(seed)
    columns = np.column_stack([np.ones(rows), draw.integers(0, 2, rows), draw.normal(size=rows)])
    outcome = (draw.random(rows) < 0.3).astype(float)
    found = logistic(columns, outcome)
    if found.why == SEPARATED:
        # A way to go for ever: linear programming finds one too (Konis, 2007).
        signed = (2 * outcome - 1)[:, None] * columns
        way = linprog(-signed.sum(axis=0), A_ub=-signed, b_ub=np.zeros(rows), bounds=(-1, 1))
        assert -way.fun > 1e-7
    if found.why:
        assert found.coefficients.size == 0
        return
    left = columns.T @ (outcome - 1 / (1 + np.exp(-columns @ found.coefficients)))
    np.testing.assert_allclose(left, 0, atol=1e-5)
    turned = logistic(columns, 1 - outcome)
    np.testing.assert_allclose(turned.coefficients, -found.coefficients, atol=1e-6)
