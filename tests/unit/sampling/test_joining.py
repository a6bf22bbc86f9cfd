from hypothesis import given
from hypothesis import strategies as st

from aboveline.sampling.cells import Cell
from aboveline.sampling.joining import TOLD, joined_cells


def cell(size, *groups, stratum=-1, values=(), name="x"):
    cases = tuple(f"{name}{stratum}{sorted(groups)}{values}-{at:02}" for at in range(size))
    return Cell(name, stratum, values, frozenset(groups), cases)


def test_the_smallest_is_joined_to_the_one_most_like_it():
    given_cells = [
        cell(8, values=("m",), name="a"),
        cell(2, values=("f",), name="b"),
        cell(1, 0, values=("m",), name="c"),
    ]
    found = joined_cells(given_cells, 2)
    assert [(c.title, len(c.cases), c.groups) for c in found] == [("a + c", 9, frozenset()), ("b", 2, frozenset())]
    assert found[0].cases == tuple(sorted(found[0].cases))


def test_few_cells_stay_as_they_are():
    assert joined_cells([], 1) == []
    assert joined_cells([cell(1), cell(2)], 2) == [cell(1), cell(2)]


def test_a_kind_is_left_only_where_it_has_no_other_cell():
    given_cells = [cell(1, stratum=0, name="a"), cell(9, stratum=1, name="b"), cell(8, stratum=1, name="c")]
    assert [c.title for c in joined_cells(given_cells, 2)] == ["b + a", "c"]


def test_a_title_of_many_is_cut_short_with_their_number():
    found = joined_cells([cell(1, values=(str(at),), name=str(at)) for at in range(TOLD + 3)], 1)
    assert found[0].title == "0 + 6 + 5 + 4 + 3 more"


def plain(cells, most):
    """The rule as it is written, cell by cell."""
    left = [(list(c.cases), c.stratum, c.values, c.groups) for c in cells]
    while len(left) > most:
        cases, stratum, values, groups = left.pop(min(range(len(left)), key=lambda at: (len(left[at][0]), -at)))
        at = min(
            range(len(left)),
            key=lambda at: (
                left[at][1] != stratum,
                len(left[at][3] ^ groups),
                sum(one != other for one, other in zip(left[at][2], values, strict=True)),
                at,
            ),
        )
        left[at] = (left[at][0] + cases, left[at][1], left[at][2], left[at][3] & groups)
    return [(tuple(sorted(cases)), *others) for cases, *others in left]


some = st.lists(
    st.tuples(
        st.integers(0, 1), st.frozensets(st.integers(0, 2)), st.tuples(*[st.sampled_from("ab")] * 3), st.integers(1, 3)
    ),
    min_size=1,
    max_size=16,
)


@given(some, st.integers(1, 5))
def test_it_is_the_rule_as_written(drawn, most):
    cells = [
        Cell(str(at), stratum, values, groups, tuple(f"{at:02}-{one}" for one in range(size)))
        for at, (stratum, groups, values, size) in enumerate(drawn)
    ]
    found = [(c.cases, c.stratum, c.values, c.groups) for c in joined_cells(cells, most)]
    assert found == plain(cells, most)
