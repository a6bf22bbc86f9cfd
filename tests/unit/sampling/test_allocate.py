from itertools import product

import pytest

from aboveline.sampling.allocate import BESIDE_NAMED, EACH, MERGED, SOME_NONE, allocation, named_in
from aboveline.sampling.cells import Cell, Quota, Wanted


def cell(size, *groups, stratum=-1, values=(), name="x"):
    cases = tuple(f"{name}{stratum}{sorted(groups)}{values}-{at:02}" for at in range(size))
    return Cell(f"{name}{groups}", stratum, values, frozenset(groups), cases)


def asked(size, make_up=(), minima=()):
    kinds = tuple(Quota(f"kind {at}", "a is b", number, "published") for at, number in enumerate(make_up))
    groups = tuple(Quota(f"group {at}", "a is b", number, "assumed") for at, number in enumerate(minima))
    return Wanted(size, 0, kinds, groups, ())


def test_each_cell_gives_in_proportion_and_at_least_one():
    found, problems = allocation([cell(90), cell(9, 0), cell(1, 1)], asked(10, minima=(0, 0)), "f")
    assert (found.cases, found.merging, problems) == ((8, 1, 1), EACH, [])


@pytest.mark.parametrize(
    ("make_up", "size", "cases"),
    [((3, 2), 5, (3, 2)), ((3, 2), 10, (6, 4)), ((3, None), 9, (3, 6)), ((None, None), 9, (6, 3))],
)
def test_the_make_up_fixes_blocks(make_up, size, cases):
    found, _ = allocation([cell(20, stratum=0), cell(10, stratum=1)], asked(size, make_up), "f")
    assert found.cases == cases


def test_a_quota_that_cannot_be_met_is_told_with_what_is_missing():
    found, problems = allocation([cell(20, stratum=0), cell(1, stratum=1)], asked(5, (3, 2)), "f")
    assert found is None
    assert [p.what for p in problems] == ["The plan wants 2 of kind 1; the frame has 1: 1 too few."]
    _, problems = allocation([cell(20, stratum=0), cell(9, stratum=1)], asked(2, (3, None)), "f")
    assert [p.what for p in problems] == ["The numbers of the make-up come to 3; the sample has 2: 1 too few."]
    _, problems = allocation([cell(3)], asked(5), "f")
    assert [p.what for p in problems] == ["The plan wants 5 of the whole sample; the frame has 3: 2 too few."]


def test_minima_are_mended_at_the_least_cost():
    found, _ = allocation([cell(50), cell(40, 0), cell(10, 1)], asked(10, minima=(0, 3)), "f")
    assert found.cases == (4, 3, 3)


def test_a_minimum_that_cannot_be_met_is_told_with_what_is_missing():
    found, problems = allocation([cell(50), cell(2, 0), cell(5, 1)], asked(6, minima=(4, 5, 0)), "f")
    assert found is None
    assert [p.what.rpartition("group ")[2] for p in problems] == [
        "0; beside the make-up and the minima named before it there can be 2: 2 too few.",
        "1; beside the make-up and the minima named before it there can be 4: 1 too few.",
    ]
    assert {p.code for p in problems} == {"minimum-short"}


def test_too_many_cells_are_merged_with_those_most_like_them():
    given = [
        cell(8, stratum=0, values=("m",), name="a"),
        cell(2, stratum=0, values=("f",), name="b"),
        cell(1, 0, stratum=0, values=("m",), name="c"),
        cell(9, stratum=1, values=("m",), name="d"),
    ]
    found, _ = allocation(given, asked(3, (None, None), (0,)), "f")
    assert [c.title for c in found.cells] == ["a() + c(0,)", "b()", "d()"]
    assert [len(c.cases) for c in found.cells] == [9, 2, 9]
    assert found.cells[0].groups == frozenset()
    assert (found.merging, sum(found.cases), min(found.cases)) == (MERGED, 3, 1)


def test_minima_come_before_one_from_each_cell():
    found, _ = allocation([cell(50), cell(40, 1), cell(2, 0)], asked(2, minima=(2, 0)), "f")
    assert (found.cases, found.merging) == ((0, 0, 2), SOME_NONE)


def feasible(given, want):
    """Whether any choice at all meets blocks and minima."""
    for counts in product(*(range(len(c.cases) + 1) for c in given)):
        if sum(counts) == want.size and all(
            quota.cases is None or quota.cases == sum(n for n, c in zip(counts, given, strict=True) if c.stratum == at)
            for at, quota in enumerate(want.make_up)
        ):
            held = [sum(n for n, c in zip(counts, given, strict=True) if g in c.groups) for g in range(3)]
            if all(h >= quota.cases for h, quota in zip(held, want.represented, strict=True)):
                return True
    return False


def test_a_search_finds_what_single_moves_do_not():
    # Two cells of one group each, and one of both: moves from both to single ones stand still on the way.
    given = [cell(3, 0), cell(3, 1), cell(3, 2), cell(1, 0, 1, 2), cell(20)]
    for minima in product(range(4), repeat=3):
        for size in range(1, 7):
            want = asked(size, minima=minima)
            found, problems = allocation(given[:4], want, "f")
            assert (found is not None) == feasible(given[:4], want) == (not problems), (minima, size)


def test_where_single_moves_stand_still_every_way_is_tried():
    given = [cell(2, 1, 2, 3), cell(2, 0, 2, 3), cell(1, 1, 2), cell(1, 0, 1)]
    found, _ = allocation(given, asked(3, minima=(1, 3, 0, 2)), "f")
    assert (found.cases, found.merging) == ((2, 0, 0, 1), SOME_NONE)


def test_what_is_found_so_is_brought_back_towards_proportion():
    given = [cell(5, 1, 2, 3), cell(6, 2, 3), cell(2, 0, 1), cell(2, 0, 1, 2), cell(6, 0, 1, 3), cell(8, 2, 3)]
    found, _ = allocation(given, asked(5, minima=(4, 2, 3, 3)), "f")
    # The search alone gives 1, 0, 0, 2, 2, 0; the last cell is larger than the first.
    assert (found.cases, found.merging) == ((0, 0, 0, 2, 2, 1), SOME_NONE)


def test_named_cases_are_in_it_and_the_others_come_as_near_to_proportion_as_they_leave():
    wet, dry = cell(6, name="wet"), cell(6, 0, name="dry")
    named = dry.cases[:4]
    assert named_in([wet, dry], named) == [0, 4]
    assert allocation([wet, dry], asked(6, minima=(0,)), "f")[0].cases == (3, 3)
    assert allocation([wet, dry], asked(6, minima=(0,)), "f", named)[0].cases == (2, 4)
    # All six are named of one cell, so that the other gives none.
    found, _ = allocation([wet, dry], asked(6, minima=(0,)), "f", dry.cases)
    assert (found.cases, found.merging) == ((0, 6), BESIDE_NAMED)


def test_a_minimum_that_named_cases_leave_no_room_for_is_told():
    found, problems = allocation([cell(6), cell(6, 0)], asked(6, minima=(2,)), "f", cell(6).cases[:5])
    assert found is None
    assert [p.what.rpartition(" there can be ")[2] for p in problems] == ["1: 1 too few."]


def test_a_draw_may_have_thousands_of_cells():
    given = [cell(1 + at % 3, values=(str(at),), name=str(at)) for at in range(5000)]
    found, _ = allocation(given, asked(100), "f")
    assert (len(found.cells), sum(found.cases), min(found.cases), found.merging) == (100, 100, 1, MERGED)
