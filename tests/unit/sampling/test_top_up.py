from aboveline.sampling.cells import Cell, Quota, Wanted
from aboveline.sampling.draw import Named
from aboveline.sampling.top_up import topped_up

CELLS = [
    Cell("Wet", 0, (), frozenset(), tuple(f"W{at}" for at in range(8))),
    Cell("Wet · Poor", 0, (), frozenset({0}), ("P1", "P2")),
    Cell("Dry", 1, (), frozenset(), tuple(f"D{at}" for at in range(5))),
]
KINDS = (Quota("Wet", "w is wet", 4, "published"), Quota("Dry", "w is dry", 2, "published"))


def wanted(poor):
    return Wanted(6, 2, KINDS, (Quota("Poor", "p is yes", poor, "assumed"),), ())


def test_named_cases_are_taken_up_to_the_quota_of_their_kind_in_the_body_s_order():
    found, named, problems = topped_up(CELLS, wanted(1), ["D4", "W1", "D0", "D2"], "f")
    assert named == Named(("D4", "W1", "D0", "D2"), ("D4", "W1", "D0"), ("D2",))
    assert (found.cases, problems) == ((3, 1, 2), [])


def test_a_group_that_is_short_is_topped_up():
    found, _, _ = topped_up(CELLS, wanted(2), ["W1", "W2"], "f")
    assert found.cases == (2, 2, 2)


def test_a_group_that_stays_short_beside_the_named_cases_is_told():
    found, named, problems = topped_up(CELLS, wanted(1), ["W1", "W2", "W3", "W4"], "f")
    assert found is None
    assert named.taken == ("W1", "W2", "W3", "W4")
    assert [p.code for p in problems] == ["minimum-short"]


def test_a_list_is_read_once_and_held_to_the_frame():
    _, named, _ = topped_up(CELLS, wanted(1), ["W1", "W1", "W1"], "f")
    assert (named.taken, named.cases) == (("W1",), ("W1", "W1", "W1"))
    found, _, problems = topped_up(CELLS, wanted(1), ["W1", "W9"], "f")
    assert (found, [p.code for p in problems]) == (None, ["row-orphan"])
    short, _, problems = topped_up(CELLS, wanted(1)._replace(size=60), ["W9"], "f")
    assert (short, [p.code for p in problems]) == (None, ["quota-short", "quota-short", "row-orphan"])


def test_nobody_need_be_named():
    found, named, _ = topped_up(CELLS, wanted(1), [], "f")
    assert (found.cases, named) == ((3, 1, 2), Named((), (), ()))
