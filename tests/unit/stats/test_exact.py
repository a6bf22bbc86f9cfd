from math import comb

import numpy as np
import pytest
from scipy import stats

from aboveline.stats.exact import barnard, fisher, mid_p

TABLES = [(1, 34, 7, 34), (7, 10, 2, 10), (0, 5, 5, 5), (3, 30, 12, 29), (50, 110, 70, 110), (2, 7, 1, 40)]


@pytest.mark.parametrize("table", TABLES)
def test_fishers_p_is_that_of_scipy(table):
    first, first_size, second, second_size = table
    rows = [[first, second], [first_size - first, second_size - second]]
    assert fisher(*table) == pytest.approx(stats.fisher_exact(rows).pvalue, rel=1e-9)


@pytest.mark.parametrize("table", TABLES)
def test_barnards_p_is_that_of_scipy(table):
    first, first_size, second, second_size = table
    rows = [[first, second], [first_size - first, second_size - second]]
    assert barnard(*table) == pytest.approx(stats.barnard_exact(rows, n=64).pvalue, rel=1e-3)


def test_the_published_example():
    # Lydersen, Fagerland and Laake (2009), the trial of Perondi and others: 1 of 34 against 7 of 34.
    assert fisher(1, 34, 7, 34) == pytest.approx(0.0544, abs=5e-5)
    assert mid_p(1, 34, 7, 34) == pytest.approx(0.0297, abs=5e-5)
    assert barnard(1, 34, 7, 34) == pytest.approx(0.0281, abs=5e-4)


def test_the_tasting_of_tea():
    # Fisher, The Design of Experiments, 1935: of eight cups three of four told right, one-sided 17 / 70.
    assert fisher(3, 4, 1, 4) == pytest.approx(34 / 70)
    assert mid_p(3, 4, 1, 4) == pytest.approx((1 + 1 + 32 / 2) / 70)


def test_equal_chances_are_equal():
    # Tables 0 and 6 of 6 have the same chance to the last digit, so both count: 2 / C(12, 6).
    assert fisher(0, 6, 6, 6) == 2 / comb(12, 6)


def test_equal_shares_are_no_difference():
    for first, size in ((0, 10), (10, 10), (4, 10)):
        assert fisher(first, size, first, size) == 1
        assert barnard(first, size, first, size) == pytest.approx(1)


@pytest.mark.parametrize("test", [fisher, mid_p, barnard])
def test_nobody_cannot_be_tested(test):
    assert test(0, 0, 3, 5) is None
    assert test(3, 5, 0, 0) is None


def test_barnard_finds_the_worst_share_among_all():
    first_size, second_size, one, two = 6, 9, 1, 7
    shares = np.linspace(0, 1, 20_001)

    def apart(a, b):
        pooled = (a + b) / 15
        error = np.sqrt(pooled * (1 - pooled) * (1 / 6 + 1 / 9))
        return abs(a / 6 - b / 9) / error if error else 0

    chances = np.zeros_like(shares)
    for a in range(first_size + 1):
        for b in range(second_size + 1):
            if apart(a, b) >= apart(one, two) - 1e-12:
                chances += stats.binom.pmf(a, first_size, shares) * stats.binom.pmf(b, second_size, shares)
    assert barnard(one, first_size, two, second_size) == pytest.approx(chances.max(), rel=1e-6)
