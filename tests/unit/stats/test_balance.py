from fractions import Fraction

import pytest

from aboveline.stats.balance import Bearer, balanced

ONE = Bearer(Fraction(1))


def loads(placed, size):
    return [placed.count(at) for at in range(size)]


def test_nothing_to_give_out_gives_nothing():
    assert balanced([], [ONE], None) == []
    assert balanced([], [ONE], Fraction(0)) == []


def test_loads_are_even():
    ties = [{0: 0, 1: 1, 2: 2}] * 8
    assert sorted(loads(balanced(ties, [ONE] * 3, None), 3)) == [2, 3, 3]


def test_half_a_bearer_gets_half():
    bearers = [ONE, ONE, Bearer(Fraction(1, 2))]
    assert loads(balanced([{0: 0, 1: 0, 2: 0}] * 10, bearers, None), 3) == [4, 4, 2]


def test_what_is_borne_already_counts():
    bearers = [ONE._replace(begun=3), ONE]
    assert loads(balanced([{0: 0, 1: 0}] * 5, bearers, None), 2) == [1, 4]


def test_an_item_is_moved_on_to_make_room():
    # Each would rather be with 0; only the last cannot be elsewhere.
    ties = [{0: 0, 1: 9}, {0: 0, 1: 9}, {0: 0}]
    assert balanced(ties, [ONE._replace(most=2), ONE], None).count(0) == 2
    assert balanced(ties, [ONE, ONE], None)[2] == 0


def test_of_equally_even_ways_the_least_ties_are_taken():
    assert balanced([{0: 5, 1: 1}, {0: 1, 1: 5}], [ONE, ONE], None) == [1, 0]


def test_the_last_bear_only_what_nobody_else_can():
    last = ONE._replace(last=True)
    assert balanced([{0: 9, 1: 0}, {0: 9, 1: 0}, {1: 0}], [ONE, last], None) == [0, 0, 1]
    assert balanced([{0: 9, 1: 0}] * 2, [ONE._replace(most=1), last], None).count(1) == 1


@pytest.mark.parametrize(("aim", "count"), [(Fraction(1), 1), (Fraction(0), 0), (Fraction(9, 4), 2), (Fraction(6), 6)])
def test_the_counted_come_as_near_to_the_aim_as_can_be(aim, count):
    bearers = [ONE, ONE._replace(counted=True), ONE._replace(counted=True)]
    found = balanced([{0: 0, 1: 0, 2: 0}] * 6, bearers, aim)
    assert found.count(1) + found.count(2) == count
    assert abs(found.count(1) - found.count(2)) <= 1


def test_where_there_is_no_room_an_item_stays_out():
    assert balanced([{0: 0}, {}], [ONE], None) == [0, None]
    assert sorted(map(str, balanced([{0: 0}] * 2, [ONE._replace(most=1)], None))) == ["0", "None"]


def test_a_bearer_of_the_counted_makes_room_for_another_of_them():
    # The first item was placed to meet the aim; the second can only be with a counted bearer, so the first goes.
    bearers = [ONE._replace(counted=True), ONE, ONE._replace(counted=True)]
    assert balanced([{0: 2, 1: 1}, {2: 0}], bearers, Fraction(1)) == [1, 2]
