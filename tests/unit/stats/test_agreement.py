import warnings

import numpy as np
import pytest
from krippendorff import alpha
from statsmodels.stats import inter_rater

from aboveline.stats import agreement as module
from aboveline.stats.agreement import Agreement, agreement, closeness, cohen, fleiss, gwet, krippendorff

BY_NAME = {
    "agreement": lambda codes, **more: agreement(codes, **more),
    "cohen": lambda codes, **more: cohen(codes, 2, **more),
    "fleiss": lambda codes, **more: fleiss(codes, 2, **more),
    "gwet": lambda codes, **more: gwet(codes, 2, **more),
    "krippendorff": lambda codes, **more: krippendorff(codes, 2, **more),
}


def pairs(table):
    """Codes of two readers from how many units have each pair of choices."""
    return np.array([[a, b] for a, row in enumerate(table) for b, count in enumerate(row) for _ in range(count)])


@pytest.fixture
def read():
    draw = np.random.default_rng(3)
    truth = draw.integers(0, 4, (70, 1))
    return np.where(draw.random((70, 3)) < 0.6, truth, draw.integers(0, 4, (70, 3)))


def test_cohens_kappa_is_that_of_statsmodels(read):
    table = inter_rater.to_table(read[:, :2])[0]
    assert cohen(read, 4).value == pytest.approx(inter_rater.cohens_kappa(table, return_results=False))
    for power, name in ((1, "linear"), (2, "quadratic")):
        theirs = inter_rater.cohens_kappa(table, wt=name, return_results=False)
        assert cohen(read, 4, likeness=closeness(4, power)).value == pytest.approx(theirs)


def test_fleiss_kappa_is_that_of_statsmodels(read):
    table = inter_rater.aggregate_raters(read)[0]
    assert fleiss(read, 4).value == pytest.approx(inter_rater.fleiss_kappa(table))


def test_the_usual_example_of_fleiss_kappa():
    # The worked example of fourteen readers, ten units and five choices that textbooks and encyclopaedias give: 0.210.
    ten = [
        "0 0 0 0 14", "0 2 6 4 2", "0 0 3 5 6", "0 3 9 2 0", "2 2 8 1 1",
        "7 7 0 0 0", "3 2 6 3 0", "2 5 3 2 2", "6 5 2 1 0", "0 2 2 3 7",
    ]  # fmt: skip
    codes = [[code for code, count in enumerate(map(int, row.split())) for _ in range(count)] for row in ten]
    assert fleiss(codes, 5).value == pytest.approx(0.210, abs=5e-4)


def test_krippendorffs_alpha_is_that_of_his_example_and_of_the_package():
    # Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section C: four observers, twelve units.
    data = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ]
    codes = np.array(data).T - 1
    found = krippendorff(codes, 5)
    assert found.value == pytest.approx(0.743, abs=5e-4)
    assert found.units == 11
    theirs = alpha(np.where(codes.T < 0, np.nan, codes.T), level_of_measurement="nominal")
    assert found.value == pytest.approx(theirs)


def test_krippendorffs_alpha_is_that_of_the_package_with_readings_missing(read):
    codes = np.where(np.random.default_rng(5).random(read.shape) < 0.3, -1, read)
    theirs = alpha(np.where(codes.T < 0, np.nan, codes.T), level_of_measurement="nominal")
    assert krippendorff(codes, 4).value == pytest.approx(theirs)


def test_the_example_of_gwet():
    # Gwet (2008): 118 of 125 both positive, 5 and 2 apart, none both negative: kappa is below nought, AC1 is not.
    codes = pairs([[118, 5], [2, 0]])
    assert agreement(codes).value == pytest.approx(0.944)
    assert cohen(codes, 2).value == pytest.approx(-0.0234, abs=5e-5)
    assert gwet(codes, 2).value == pytest.approx(0.9408, abs=5e-5)


def test_ac1_counts_choices_that_were_never_made():
    codes = pairs([[20, 5], [5, 20]])
    assert gwet(codes, 3).value > gwet(codes, 2).value
    assert gwet(np.zeros((5, 2), int), 1).value == 1


def test_the_plain_example_of_cohens_kappa():
    assert cohen(pairs([[20, 5], [10, 15]]), 2).value == pytest.approx(0.4)


def test_the_interval_is_near_that_of_the_large_sample_formula():
    codes = pairs([[90, 25], [20, 165]])
    found, theirs = cohen(codes, 2), inter_rater.cohens_kappa(inter_rater.to_table(codes)[0])
    assert (found.low, found.high) == pytest.approx((theirs.kappa_low, theirs.kappa_upp), abs=0.012)


@pytest.mark.parametrize("name", BY_NAME)
def test_the_value_lies_in_its_interval_and_more_units_narrow_it(name):
    few, many = (BY_NAME[name](pairs(np.array([[6, 3], [2, 7]]) * times)) for times in (1, 10))
    assert -1 <= few.low < many.low < many.value < many.high < few.high <= 1


@pytest.mark.parametrize("name", BY_NAME)
def test_readers_who_always_agreed_are_not_certain_to(name):
    found = BY_NAME[name](pairs([[5, 0], [0, 5]]))
    assert found.value == found.high == 1
    assert -1 < found.low < 0.7
    assert (found.units, found.why) == (10, "")


@pytest.mark.parametrize("name", BY_NAME)
def test_readers_who_never_agreed_have_an_interval_too(name):
    found = BY_NAME[name](pairs([[0, 5], [5, 0]]))
    assert -1 <= found.low <= found.value <= 0
    assert found.value < found.high < 1


@pytest.mark.parametrize("name", ["cohen", "fleiss", "krippendorff"])
def test_one_choice_alone_cannot_be_told_from_chance(name):
    assert BY_NAME[name](np.zeros((8, 2), int)) == Agreement(None, None, None, 8, module.ONE_CHOICE)


def test_one_choice_alone_is_plain_agreement_and_no_doubt():
    for found in (agreement(np.zeros((8, 2), int)), gwet(np.zeros((8, 2), int), 2)):
        assert found.value == 1
        assert found.low < 0.7


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize("codes", [[[0], [1], [1]], [[0, -1], [-1, 1]], [[-1, -1]], np.zeros((0, 2), int), []])
def test_one_reader_is_no_agreement(name, codes):
    assert BY_NAME[name](codes) == Agreement(None, None, None, 0, module.ONE_READER)


@pytest.mark.parametrize("name", BY_NAME)
def test_one_unit_has_a_value_and_no_interval(name):
    found = BY_NAME[name]([[0, 1], [0, -1]])
    assert (found.low, found.high, found.units, found.why) == (None, None, 1, module.ONE_UNIT)
    assert found.value <= 0


@pytest.mark.parametrize("name", ["fleiss", "krippendorff"])
def test_a_value_that_rests_on_one_unit_has_no_interval(name):
    found = BY_NAME[name](pairs([[9, 1], [0, 0]]))
    assert found.value is not None
    assert (found.low, found.high, found.why) == (None, None, module.ONE_TELLS)


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize("codes", [[[0, 1]] * 7 + [[1, 0]], [[0, 1]] * 8, [[0, 1], [1, 0]] * 4])
def test_readers_who_never_agree_have_an_interval(name, codes):
    found = BY_NAME[name](codes)
    assert found.value <= 0
    assert found.why == ""
    assert -1 <= found.low <= found.value < found.high < 1


@pytest.mark.parametrize("name", BY_NAME)
def test_who_read_all_twice_knows_the_agreement(name):
    codes = pairs([[6, 3], [2, 7]])
    part, whole = BY_NAME[name](codes, population=36), BY_NAME[name](codes, population=18)
    assert BY_NAME[name](codes).low < part.low < whole.low
    assert whole.low == pytest.approx(whole.value)
    assert whole.high == pytest.approx(whole.value)


def test_codes_beyond_the_choices_are_refused():
    for method in (cohen, fleiss, gwet, krippendorff):
        with pytest.raises(ValueError, match="beyond the choices"):
            method([[0, 2]], 2)


def test_closeness_is_one_on_the_diagonal_and_nought_at_the_ends():
    assert closeness(3).tolist() == [[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]
    assert closeness(3, 2)[0, 1] == 0.75
    assert closeness(1).tolist() == [[1]]


def test_no_data_makes_a_warning_or_a_nan():
    draw = np.random.default_rng(1)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for units in (0, 1, 2, 3, 5):
            for _ in range(60):
                codes = draw.integers(-1, 2, (units, 3))
                for method in BY_NAME.values():
                    found = method(codes)
                    assert not any(number != number for number in found[:3] if number is not None)
                    assert (found.low is None) == bool(found.why)
