import numpy as np
import pytest

from aboveline.stats.sizes import (
    change_to_detect,
    clamped,
    deviate,
    margin_for,
    nearest,
    size_for,
    size_to_detect,
)


def test_the_deviate_is_two_sided():
    assert deviate(0.8) == pytest.approx(1.2816, abs=5e-5)
    assert deviate(0.95) == pytest.approx(1.96, abs=5e-5)


@pytest.mark.parametrize(
    ("population", "size"),
    [(1, 1), (20, 18), (40, 33), (60, 45), (100, 63), (200, 91), (300, 107), (500, 124), (1000, 142), (10**9, 165)],
)
def test_sizes_at_80_per_cent_and_5_points(population, size):
    assert size_for(population, 0.8, 0.05) == size


def test_the_size_is_the_least_within_the_margin():
    for population in range(2, 400, 7):
        size = size_for(population, 0.8, 0.05)
        assert margin_for(size, population, 0.8) <= 0.05 + 1e-9
        assert size == 1 or margin_for(size - 1, population, 0.8) > 0.05


def test_a_size_lies_between_floor_and_ceiling_and_in_the_population():
    assert size_for(20, 0.8, 0.05, floor=19) == 19
    assert size_for(20, 0.8, 0.05, floor=30) == 20
    assert size_for(1000, 0.8, 0.05, ceiling=91) == 91
    assert [clamped(n, 50, 10, 20) for n in (5, 15, 25)] == [10, 15, 20]


def test_who_takes_all_has_no_margin():
    assert (margin_for(20, 20, 0.8), margin_for(1, 1, 0.8)) == (0, 0)


def test_an_endless_population_has_the_widest_margin():
    assert margin_for(91, None, 0.8) == pytest.approx(margin_for(91, 10**12, 0.8))
    assert margin_for(91, None, 0.8) > margin_for(91, 200, 0.8)


def test_a_change_needs_more_cases_the_smaller_it_is():
    # Two equal samples that are to show 60 % against 70 % need 356 each, as textbooks have it.
    assert size_to_detect(0.1, 0.8, 0.95, 0.6, 356) == 356
    assert size_to_detect(0.1, 0.8, 0.95, 0.6, 355) == 357
    # By hand, with 317 of 0.6 beside 500 of 0.5: 1.95996 · 0.035636 + 0.84162 · 0.035434 = 0.099667.
    assert size_to_detect(0.1, 0.8, 0.95, 0.5, 500) == 317
    assert size_to_detect(-0.1, 0.8, 0.95, 0.5, 500) == 317
    assert size_to_detect(0.2, 0.8, 0.95, 0.5, 500) < 100
    assert size_to_detect(0.1, 0.8, 0.95, 0.5, 500, population=317) == 159


def test_no_second_size_makes_up_for_a_small_first_one():
    assert size_to_detect(0.1, 0.8, 0.95, 0.5, 100) is None


def test_a_size_is_never_below_one_case_nor_above_the_population():
    assert size_to_detect(1.0, 0.8, 0.2, 0.0, 500) == 1
    assert size_to_detect(0.3, 0.8, 0.95, 0.5, 500, population=1) == 1
    assert size_to_detect(0.15, 0.8, 0.95, 0.5, 500, population=30) <= 30


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.62, 1])
@pytest.mark.parametrize("population", [None, 400])
def test_the_least_change_is_the_one_that_so_many_cases_show(share, population):
    for later in (20, 90, 399):
        for change in change_to_detect(later, 0.8, 0.95, share, 300, population):
            if change is not None:
                short = 0.001 if change > 0 else -0.001
                assert size_to_detect(change, 0.8, 0.95, share, 300, population) <= later
                needed = size_to_detect(change - short, 0.8, 0.95, share, 300, population)
                assert needed is None or needed > later


def test_from_nothing_there_is_no_way_down_and_from_all_none_up():
    down, up = change_to_detect(50, 0.8, 0.95, 0, 300)
    assert down is None
    assert up == 0.053
    assert change_to_detect(50, 0.8, 0.95, 1, 300) == (-0.053, None)


def test_a_few_cases_show_no_change_at_all():
    assert change_to_detect(3, 0.8, 0.95, 0.5, 2) == (None, None)


def test_the_power_is_had_in_simulated_samples():
    rng = np.random.default_rng(4)
    size = size_to_detect(0.15, 0.8, 0.95, 0.6, 300)
    first, second = rng.binomial(300, 0.6, 20_000), rng.binomial(size, 0.75, 20_000)
    pooled = (first + second) / (300 + size)
    error = np.sqrt(pooled * (1 - pooled) * (1 / 300 + 1 / size))
    shown = np.abs(second / size - first / 300) > deviate(0.95) * error
    assert shown.mean() == pytest.approx(0.8, abs=0.02)


def test_the_nearest_is_the_largest_remainder_and_ties_go_in_order():
    assert nearest(4, [7, 3], [0, 0], [7, 3]) == [3, 1]
    assert nearest(2, [1, 1, 1], [0, 0, 0], [1, 1, 1]) == [1, 1, 0]
    assert nearest(4, [10, 10, 100], [1, 1, 1], [10, 10, 2]) == [1, 1, 2]
    assert nearest(2, [0, 0], [0, 0], [2, 2]) == [2, 0]
