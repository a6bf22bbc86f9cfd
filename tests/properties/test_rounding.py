"""Rounding for print agrees with decimal arithmetic."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from aboveline.stats.rounding import half_up


@given(st.integers(0, 10_000_000), st.integers(0, 4), st.integers(0, 4))
def test_written_decimals_round_half_up(digits, places_given, places):
    written = Decimal(digits).scaleb(-places_given)
    expected = written.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert half_up(float(written), places) == float(expected)


@given(st.integers(0, 400), st.integers(1, 400))
def test_shares_of_cases_round_half_up(above, base):
    share = 100 * min(above, base) / base
    exact = (2 * 100 * min(above, base) + base) // (2 * base)
    assert half_up(share) == exact


@given(st.floats(0, 100))
def test_a_rounded_score_is_rounded_already_and_near(value):
    rounded = half_up(value)
    assert half_up(rounded) == rounded
    assert abs(rounded - value) <= 0.5 + 1e-8
