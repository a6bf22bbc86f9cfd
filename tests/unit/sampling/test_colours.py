import pytest

from aboveline.sampling.colours import Colours, one_each


def test_colours_are_exchanged_along_a_path_to_make_room():
    # a-x has 0 and b-y has 1: for a-y only an exchange helps.
    colours = Colours([("a", "x"), ("b", "y"), ("a", "y")], 2)
    colours.put(0, 0)
    colours.put(1, 1)
    assert not colours.open(2, 0)
    assert not colours.open(2, 1)
    assert colours.insert(2)
    assert colours.colour == {0: 0, 1: 0, 2: 1}
    colours.take(2)
    assert colours.open(2, 1)


def test_every_edge_gets_a_colour_where_no_vertex_has_more_edges_than_colours():
    edges = [(one, other) for one in "abc" for other in "xyz"]
    colours = Colours(edges, 3)
    for edge in (0, 4, 8, 1, 3, 2, 5, 6, 7):
        assert colours.insert(edge)
    assert sorted(colours.colour) == list(range(9))
    for at in range(3):
        row = [colours.colour[3 * at + column] for column in range(3)]
        assert sorted(row) == [0, 1, 2]


def test_an_exchange_that_meets_a_forbidden_colour_is_not_made():
    edges = [("a", "x"), ("b", "y"), ("a", "y")]
    free = Colours(edges, 2)
    bound = Colours(edges, 2, lambda edge, colour: (edge, colour) in ((0, 0), (1, 1), (2, 1)))
    for colours in (free, bound):
        colours.put(0, 0)
        colours.put(1, 1)
    assert free.insert(2)
    assert free.colour == {0: 0, 1: 0, 2: 1}
    assert not bound.insert(2)
    assert bound.colour == {0: 0, 1: 1}


def test_a_path_that_comes_back_to_the_first_end_is_no_way():
    # b is on both sides: a triangle needs three colours.
    colours = Colours([("a", "b"), ("b", "c"), ("a", "c")], 2)
    assert colours.insert(0)
    assert colours.insert(1)
    assert not colours.insert(2)


@pytest.mark.parametrize(
    ("options", "found"),
    [([], []), ([[0, 1], [0]], [1, 0]), ([[0], [0]], None), ([[0, 1], [0, 1], [1, 2]], [1, 0, 2]), ([[]], None)],
)
def test_everybody_gets_a_place_if_that_can_be(options, found):
    assert one_each(options) == found
