from fractions import Fraction
from itertools import combinations, product
from math import comb

import numpy as np
import pytest
from scipy.stats import fisher_exact, hypergeom

from aboveline.stats.urns import Counts, Urn, counts, expected, two_sided

SMALL = (
    [Urn(5, 2, 3)],
    [Urn(4, 4, 2), Urn(5, 1, 2)],
    [Urn(3, 1, 1), Urn(4, 2, 3), Urn(2, 1, 1)],
    [Urn(6, 3, 0), Urn(6, 2, 6), Urn(3, 0, 2)],
)


def listed(urns):
    """The chance of each count, from a list of everything that can be taken."""
    ways = [list(combinations([ball < marked for ball in range(balls)], taken)) for balls, marked, taken in urns]
    found = {}
    for taken in product(*ways):
        count = sum(map(sum, taken))
        found[count] = found.get(count, 0) + 1
    whole = sum(found.values())
    return {count: Fraction(found[count], whole) for count in sorted(found)}


def exact(urn):
    """The chances of one urn in whole numbers."""
    balls, marked, taken = urn
    low, high = max(0, taken - balls + marked), min(taken, marked)
    return [
        Fraction(comb(marked, k) * comb(balls - marked, taken - k), comb(balls, taken)) for k in range(low, high + 1)
    ]


@pytest.mark.parametrize("urns", SMALL)
def test_chances_are_those_of_everything_that_can_be_taken(urns):
    found, known = counts(urns), listed(urns)
    assert list(range(found.lowest, found.lowest + len(found.chances))) == list(known)
    assert found.chances == pytest.approx([float(chance) for chance in known.values()], rel=1e-12)
    assert expected(urns) == pytest.approx(float(sum(count * chance for count, chance in known.items())))


@pytest.mark.parametrize("urns", SMALL)
def test_p_adds_up_the_counts_no_likelier_than_this_one(urns):
    found, known = counts(urns), listed(urns)
    for count, chance in known.items():
        p = sum(other for other in known.values() if other <= chance)
        assert two_sided(found, count) == (None if len(known) == 1 else pytest.approx(float(p)))


@pytest.mark.parametrize("urn", [Urn(250_000, 31_000, 142), Urn(5411, 54, 110), Urn(900, 450, 450)])
def test_large_urns_are_right_to_the_twelfth_digit(urn):
    found = counts([urn])
    assert found.chances == pytest.approx(list(map(float, exact(urn))), rel=1e-11, abs=1e-300)
    assert found.chances.sum() == pytest.approx(1, abs=1e-12)


def test_one_urn_is_the_law_of_another_library():
    for urn in (Urn(60, 20, 15), Urn(60, 50, 30), Urn(60, 1, 1)):
        count = np.arange(urn.taken + 1)
        found = counts([urn])
        known = hypergeom(urn.balls, urn.marked, urn.taken).pmf(count)
        assert found.chances == pytest.approx(known[found.lowest : found.lowest + len(found.chances)], rel=1e-9)


@pytest.mark.parametrize("count", range(9))
def test_one_urn_has_the_p_of_fishers_test(count):
    urn = Urn(40, 12, 9)
    table = [[count, urn.taken - count], [urn.marked - count, urn.balls - urn.marked - urn.taken + count]]
    assert two_sided(counts([urn]), count) == pytest.approx(fisher_exact(table).pvalue)


def test_equal_chances_are_equal_whatever_their_last_digits():
    # Half of each urn is marked, so that every count is as likely as its mirror image.
    found = counts([Urn(10, 5, 4), Urn(6, 3, 3), Urn(8, 4, 5)])
    whole = 12
    for count in range(whole + 1):
        assert two_sided(found, count) == pytest.approx(two_sided(found, whole - count), rel=1e-12)
    assert two_sided(found, 6) == pytest.approx(1)


def test_where_nothing_is_left_to_chance_there_is_no_p():
    found = counts([Urn(4, 0, 2), Urn(3, 3, 2), Urn(5, 2, 5), Urn(5, 2, 0)])
    assert (found.lowest, found.fixed) == (4, True)
    assert two_sided(found, 4) is None
    assert counts([]) == Counts(0, pytest.approx([1.0]))
    assert expected([Urn(0, 0, 0)]) == 0


def test_a_count_that_cannot_come_out_has_no_chance():
    found = counts([Urn(5, 2, 4)])
    assert (found.lowest, len(found.chances)) == (1, 2)
    assert [two_sided(found, count) for count in (0, 3, -1)] == [0, 0, 0]
