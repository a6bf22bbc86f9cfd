import numpy as np
import pytest
from scipy.special import ndtri

from aboveline.stats import agreement as single
from aboveline.stats.agreement import ONE_CHOICE, ONE_READER, ONE_TELLS, ONE_UNIT
from aboveline.stats.pooling import KINDS, pooled


def alone(kind, codes, choices):
    """The coefficient of one column by the formulas for one."""
    return single.agreement(codes) if kind == "agreement" else getattr(single, kind)(codes, choices)


@pytest.mark.parametrize("kind", KINDS)
def test_one_column_gives_what_the_coefficients_of_one_give(kind):
    codes = np.random.default_rng(1).integers(-1, 3, (40, 3))
    found, other = pooled(codes[:, :, None], [3], kind).found, alone(kind, codes, 3)
    assert found[:3] == pytest.approx(other[:3])
    assert found.units == other.units


@pytest.mark.parametrize("kind", KINDS)
def test_agreement_and_chance_are_means_over_columns(kind):
    codes = np.random.default_rng(2).integers(0, 2, (30, 2, 2))
    both = pooled(codes, [2, 2], kind)
    each = [pooled(codes[:, :, [at]], [2], kind) for at in (0, 1)]
    chance = sum(one.chance for one in each) / 2
    agreed = sum(1 - (1 - one.found.value) * (1 - one.chance) for one in each) / 2
    assert both.chance == pytest.approx(chance)
    assert both.found.value == pytest.approx(1 - (1 - agreed) / (1 - chance))
    assert (both.rows, both.found.units) == (30, 60)


def test_columns_lend_each_other_no_agreement():
    # One question nearly always yes, one nearly always no, readers choosing blindly: pooled codes look like agreement.
    draw = np.random.default_rng(3)
    codes = np.stack([draw.random((400, 2)) < 0.9, draw.random((400, 2)) < 0.1], axis=2).astype(int)
    assert single.cohen(codes.transpose(0, 2, 1).reshape(-1, 2), 2).value > 0.5
    assert abs(pooled(codes, [2, 2], "cohen").found.value) < 0.1


def test_a_column_that_nobody_read_twice_counts_for_nothing():
    codes = np.random.default_rng(4).integers(0, 2, (12, 2, 1))
    single_reader = np.concatenate([codes, np.full((12, 2, 1), -1)], axis=2)
    single_reader[:, 0, 1] = 1
    for kind in KINDS:
        assert pooled(single_reader, [2, 4], kind) == pooled(codes, [2], kind)


def test_rows_are_left_out_whole():
    codes = np.random.default_rng(5).integers(0, 2, (20, 2, 1))
    once, copied = pooled(codes, [2], "cohen").found, pooled(np.repeat(codes, 8, axis=2), [2] * 8, "cohen").found
    assert copied[:3] == pytest.approx(once[:3]), "eight columns that say the same tell no more than one"


def test_kappa_is_covered_as_often_as_it_says():
    draw, shares = np.random.default_rng(6), np.array([0.72, 0.66, 0.45, 0.63, 0.5, 0.42])
    hits = 0
    for _ in range(150):
        lean = np.sqrt(0.3) * draw.normal(size=(24, 1)) + np.sqrt(0.7) * draw.normal(size=(24, 6))
        first = lean < ndtri(shares)
        second = np.where(draw.random((24, 6)) < 0.7, first, draw.random((24, 6)) < shares)
        found = pooled(np.stack([first, second], axis=1), [2] * 6, "cohen").found
        hits += found.low <= 0.7 <= found.high
    assert hits >= 138, "the interval should hold the truth in 95 of 100 samples"


@pytest.mark.parametrize("kind", KINDS)
def test_where_nothing_can_be_said_there_is_a_sentence(kind):
    nobody = pooled(np.full((5, 2, 2), -1), [2, 2], kind)
    assert (nobody.found.value, nobody.found.why, nobody.rows, nobody.chance) == (None, ONE_READER, 0, None)
    one = pooled([[[0, 1], [1, 1]]], [2, 2], kind).found
    assert (one.low, one.why) == (None, ONE_UNIT)


def test_all_the_same_choice_is_told():
    found = pooled(np.ones((6, 2, 3)), [2, 2, 2], "cohen")
    assert (found.found.value, found.found.why) == (None, ONE_CHOICE)
    assert pooled(np.ones((6, 2, 3)), [2, 2, 2], "gwet").found.value == 1.0
    assert pooled(np.zeros((6, 2, 1)), [1], "gwet").found.value == 1.0, "with one choice there is no doubt to be in"


def test_all_alike_is_no_certainty():
    codes = np.repeat(np.random.default_rng(7).integers(0, 2, (9, 1, 4)), 2, axis=1)
    found = pooled(codes, [2] * 4, "cohen").found
    assert found.value == 1.0
    assert 0 < found.low < 1
    assert found.high == 1.0


def test_all_contrary_stays_within_what_can_be():
    first = np.random.default_rng(8).integers(0, 2, (9, 1, 4))
    for kind in KINDS[1:]:
        found = pooled(np.concatenate([first, 1 - first], axis=1), [2] * 4, kind).found
        assert found.value < -0.5
        assert -1.0 <= found.low <= found.value < found.high < 1


def test_what_rests_on_one_row_is_told():
    codes = [[[0], [1]], [[1], [1]], [[1], [1]]]
    assert pooled(codes, [2], "cohen").found.why == ONE_TELLS


def test_a_population_read_whole_has_no_width():
    codes = np.random.default_rng(9).integers(0, 2, (10, 2, 2))
    found = pooled(codes, [2, 2], "cohen", population=10).found
    assert found.low == pytest.approx(found.value) == pytest.approx(found.high)


def test_a_code_beyond_its_columns_choices_is_refused():
    with pytest.raises(ValueError, match="beyond the choices"):
        pooled([[[0, 2], [0, 1]]], [3, 2], "cohen")
