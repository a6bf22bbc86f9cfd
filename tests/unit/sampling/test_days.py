from collections import Counter

import pytest

from aboveline.sampling import days as module
from aboveline.sampling.days import Interview, by_practitioner, interview_days


def interviews(*pairs):
    return [Interview(f"C{at}", *pair) for at, pair in enumerate(pairs)]


def test_interviews_of_a_practitioner_are_gathered():
    those = interviews(("a", "y"), ("a", "x"), ("b", "y"))
    assert by_practitioner(those) == {"x": [1], "y": [0, 2]}
    assert by_practitioner(those, [0, 1]) == {"x": [1], "y": [0]}


def test_those_of_one_practitioner_fall_on_one_day_and_a_reader_has_as_much_each_day():
    those = interviews(*[("a", f"p{at}") for at in range(4)], ("b", "q"), ("c", "q"))
    found = interview_days(those, {"a": (0, 1), "b": (0, 1), "c": (0, 1)}, 2, 4, 2)
    assert [sum(at < 4 for at in day) for day in found] == [2, 2]
    assert [{4, 5} <= set(day) for day in found].count(True) == 1


def test_what_does_not_fit_on_one_day_is_parted():
    those = interviews(*[("a", "p")] * 2, *[("b", "p")] * 3)
    found = interview_days(those, {"a": (0, 1, 2), "b": (0, 1, 2)}, 3, 4, 2)
    assert sorted(map(len, found)) == [1, 2, 2]


def test_a_part_is_divided_further_where_no_day_takes_it_whole():
    # Reader a is there on the first day only, b on the second only.
    found = interview_days(interviews(("a", "p"), ("b", "p")), {"a": (0,), "b": (1,)}, 2, 1, 2)
    assert found == [[0], [1]]


@pytest.mark.parametrize("way", ["_coloured", "_searched"])
def test_each_way_finds_days_in_a_full_week(way):
    # Everybody has as many interviews as there is time for.
    those = interviews(*[(f"r{a}", f"p{(a + b) % 4}") for a in range(4) for b in range(4)])
    there = {f"r{at}": (0, 1) for at in range(4)}
    found = getattr(module, way)(those, there, 2, 2, 2)
    busy = Counter((who, day) for one, day in zip(those, found, strict=True) for who in one[1:])
    assert set(busy.values()) == {2}


def test_who_is_both_reader_and_practitioner_is_not_given_too_much_by_colours():
    those = interviews(("a", "b"), ("b", "c"))
    # As two persons b may have both on one day; as one not.
    assert interview_days(those, {"a": (0,), "b": (0,)}, 1, 1, 1) is None
    assert interview_days(those, {"a": (0, 1), "b": (0, 1)}, 2, 1, 1) is not None


def test_a_search_that_finds_nothing_ends():
    # On the only day of both readers, p can have one interview.
    those = interviews(("a", "p"), ("b", "p"))
    assert interview_days(those, {"a": (0,), "b": (0,)}, 2, 2, 1) is None


def test_a_search_is_given_up_after_so_many_steps(monkeypatch):
    those = interviews(*[("a", f"p{at}") for at in range(4)])
    assert module._searched(those, {"a": (0, 1)}, 2, 2, 1) is not None
    monkeypatch.setattr(module, "PATIENCE", 3)
    assert module._searched(those, {"a": (0, 1)}, 2, 2, 1) is None


def test_no_interviews_need_no_day():
    assert interview_days([], {}, 2, 2, 1) == [[], []]
    assert module._searched([], {}, 2, 2, 1) == []
