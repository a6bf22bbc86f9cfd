from hashlib import sha256

import pytest

from aboveline.problems import Faulty
from aboveline.sampling.allocate import EACH, Allocation
from aboveline.sampling.cells import Cell
from aboveline.sampling.draw import RESERVE, SAMPLE, Named, draw, random_number, replaced

CASES = tuple(f"C{at:02}" for at in range(10))
FOUND = Allocation((Cell("a", -1, (), frozenset(), CASES[:7]), Cell("b", -1, (), frozenset(), CASES[7:])), (3, 0), EACH)


def test_a_number_is_the_hash_of_seed_line_feed_and_reference():
    assert random_number("sé", "C01") == sha256("sé\nC01".encode()).hexdigest()
    # printf 'seed\nC01' | sha256sum
    assert random_number("seed", "C01") == sha256(b"seed\nC01").hexdigest()


def test_the_first_by_number_are_drawn_and_the_next_stand_by():
    drawn = draw(FOUND, "s", 2)
    ordered = sorted(CASES[:7], key=lambda case: random_number("s", case))
    assert [item.case for item in drawn] == ordered[:5]
    assert [item.place for item in drawn] == [SAMPLE] * 3 + [RESERVE] * 2
    assert {item.cell for item in drawn} == {1}


def test_the_next_reserve_of_the_cell_takes_the_place_until_none_is_left():
    drawn = draw(FOUND, "s", 1)
    found, done = replaced(drawn, drawn[0].case, "lost", "r.json")
    assert [item.place for item in found] == ["replaced", "sample", "sample", "sample"]
    assert done == (drawn[0].case, drawn[3].case, "lost")
    with pytest.raises(Faulty, match="no reserve left"):
        replaced(found, drawn[1].case, "lost", "r.json")


def test_why_a_case_cannot_be_replaced_is_told():
    drawn = draw(FOUND, "s", 2)
    found, _ = replaced(drawn, drawn[0].case, "lost", "r.json")
    with pytest.raises(Faulty, match=r"was replaced before\..*took its place"):
        replaced(found, drawn[0].case, "lost", "r.json")
    with pytest.raises(Faulty, match="is a reserve, and in nobody's place yet"):
        replaced(found, drawn[4].case, "lost", "r.json")
    with pytest.raises(Faulty, match="not in the sample of this receipt"):
        replaced(found, "C99", "lost", "r.json")


def test_named_cases_come_first_in_the_body_s_order():
    named = Named(("C05", "C01"), ("C05", "C01"), ())
    drawn = draw(FOUND, "s", 2, named)
    rest = sorted({*CASES[:7]} - {"C05", "C01"}, key=lambda case: random_number("s", case))
    assert [(item.case, item.place, item.way) for item in drawn] == [
        ("C05", "sample", "named"),
        ("C01", "sample", "named"),
        (rest[0], "sample", "topped-up"),
        (rest[1], "reserve", "topped-up"),
        (rest[2], "reserve", "topped-up"),
    ]
    assert all(item.number == random_number("s", item.case) for item in drawn)


def test_all_that_is_named_beyond_a_quota_stands_in_reserve_before_the_others():
    named = Named((), ("C05", "C01", "C03"), ("C06", "C00"))
    drawn = draw(FOUND, "s", 3, named)
    assert [(item.case, item.way) for item in drawn if item.place == RESERVE][:2] == [
        ("C06", "named"),
        ("C00", "named"),
    ]
    assert len(drawn) == 6
    assert len([item for item in draw(FOUND, "s", 1, named) if item.place == RESERVE]) == 2
    nowhere = Named((), (), ("C08",))
    assert [item.case for item in draw(FOUND, "s", 1, nowhere) if item.cell == 2] == ["C08"]


def test_no_case_is_drawn_by_the_way_where_none_is_named():
    assert {item.way for item in draw(FOUND, "s", 1)} == {"drawn"}
    assert {item.way for item in draw(FOUND, "s", 1, Named())} == {"topped-up"}
