import pytest

from aboveline.stats.rounding import NEAR, half_up


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (0, 0, 0),
        (0.4, 0, 0),
        (0.5, 0, 1),
        (62.5, 0, 63),
        (62.5, 1, 62.5),
        (2.675, 2, 2.68),
        (99.95, 1, 100),
        (100, 2, 100),
    ],
)
def test_halves_go_up(value, places, expected):
    assert half_up(value, places) == expected


def test_a_value_a_hair_below_a_half_is_the_half():
    assert half_up(0.5 - NEAR / 2) == 1
    assert half_up(0.5 - 3 * NEAR) == 0


def test_below_nought_halves_go_up_too():
    assert half_up(-0.5) == 0
    assert half_up(-1.5) == -1
