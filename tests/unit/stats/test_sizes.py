import pytest

from aboveline.stats.sizes import clamped, deviate, margin_for, nearest, size_for, size_to_detect


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


def test_a_change_needs_more_cases_the_smaller_it_is():
    # By hand: z = 1.95996 + 0.84162, (0.1 / z)² = 0.0012741; less 0.25 / 500 is 0.00077407; 0.24 / that is 310.05.
    assert size_to_detect(0.1, 0.8, 0.95, 0.5, 500) == 311
    assert size_to_detect(-0.1, 0.8, 0.95, 0.5, 500) == 311
    assert size_to_detect(0.2, 0.8, 0.95, 0.5, 500) < 100
    assert size_to_detect(0.1, 0.8, 0.95, 0.5, 500, population=310) == 156


def test_no_second_size_makes_up_for_a_small_first_one():
    assert size_to_detect(0.1, 0.8, 0.95, 0.5, 100) is None


def test_a_change_to_all_or_none_needs_one_case():
    assert size_to_detect(0.5, 0.8, 0.95, 0.5, 500) == 1


def test_the_nearest_is_the_largest_remainder_and_ties_go_in_order():
    assert nearest(4, [7, 3], [0, 0], [7, 3]) == [3, 1]
    assert nearest(2, [1, 1, 1], [0, 0, 0], [1, 1, 1]) == [1, 1, 0]
    assert nearest(4, [10, 10, 100], [1, 1, 1], [10, 10, 2]) == [1, 1, 2]
    assert nearest(2, [0, 0], [0, 0], [2, 2]) == [2, 0]
