from hashlib import sha256

import pytest

from aboveline.problems import Faulty
from aboveline.sampling.allocate import EACH, Allocation
from aboveline.sampling.cells import Cell
from aboveline.sampling.draw import RESERVE, SAMPLE, draw, random_number, replaced

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
    with pytest.raises(Faulty, match="not in the sample"):
        replaced(found, drawn[0].case, "lost", "r.json")
