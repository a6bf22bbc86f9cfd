"""Laws of every draw: it is the same again, a case's number is its own, weights give the frame, chances are exact."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from aboveline.sampling.allocate import SOME_NONE, Allocation, allocation
from aboveline.sampling.cells import Cell, Quota, Wanted
from aboveline.sampling.draw import SAMPLE, draw, random_number

GROUPS = 2
seeds = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=8)
kinds = st.lists(st.tuples(st.integers(0, 1), st.frozensets(st.integers(0, GROUPS - 1)), st.integers(1, 3)), max_size=5)


def cells(drawn):
    return [
        Cell(f"cell {at}", stratum, (), groups, tuple(f"{at}-{case}" for case in range(size)))
        for at, (stratum, groups, size) in enumerate(drawn)
    ]


def asked(size, make_up, minima):
    quotas = tuple(Quota(f"kind {at}", "a is b", number, "published") for at, number in enumerate(make_up))
    groups = tuple(Quota(f"group {at}", "a is b", number, "assumed") for at, number in enumerate(minima))
    return Wanted(size, 1, quotas, groups, ())


wants = st.builds(
    lambda first, second, minima, fixed: asked(first + second, (first, second) if fixed else (None, None), minima),
    st.integers(0, 4),
    st.integers(0, 4),
    st.tuples(*[st.integers(0, 4)] * GROUPS),
    st.booleans(),
)


def met(counts, given_cells, want):
    blocks = all(
        quota.cases in (None, sum(n for n, c in zip(counts, given_cells, strict=True) if c.stratum == at))
        for at, quota in enumerate(want.make_up)
    )
    held = (sum(n for n, c in zip(counts, given_cells, strict=True) if g in c.groups) for g in range(GROUPS))
    return (
        blocks and sum(counts) == want.size and all(h >= q.cases for h, q in zip(held, want.represented, strict=True))
    )


@given(kinds, wants)
def test_make_up_and_minima_are_met_whenever_any_choice_meets_them(drawn, want):
    frame = cells(drawn)
    found, problems = allocation(frame, want, "frame.csv")
    some = any(met(counts, frame, want) for counts in product(*(range(len(c.cases) + 1) for c in frame)))
    assert (found is not None) == some == (not problems)
    if found is not None:
        assert met(found.cases, found.cells, want)
        assert all(0 <= n <= len(c.cases) for n, c in zip(found.cases, found.cells, strict=True))
        assert found.merging == SOME_NONE or min(found.cases, default=1) >= 1


@given(kinds.filter(bool), seeds, st.integers(1, 9))
def test_the_same_seed_draws_the_same_and_weights_give_the_frame(drawn, seed, size):
    frame = cells(drawn)
    whole = sum(len(cell.cases) for cell in frame)
    found, _ = allocation(frame, asked(min(size, whole), (None, None), (0,) * GROUPS), "frame.csv")
    assert found is not None
    first = draw(found, seed, 1)
    assert first == draw(found, seed, 1)
    weights = {at: len(c.cases) / n for at, (c, n) in enumerate(zip(found.cells, found.cases, strict=True), 1) if n}
    total = sum(weights[item.cell] for item in first if item.place == SAMPLE)
    if found.merging != SOME_NONE:
        assert abs(total - whole) < 1e-9


@given(seeds, st.sets(st.text("abc123", min_size=1, max_size=4), min_size=3, max_size=12), st.text("xyz", min_size=1))
def test_a_further_case_changes_no_number_and_moves_out_one_case_at_most(seed, cases, further):
    def drawn(names):
        found = Allocation((Cell("all", -1, (), frozenset(), tuple(sorted(names))),), (3,), "each")
        return {item.case: item.number for item in draw(found, seed, 0)}

    before, after = drawn(cases), drawn(cases | {further})
    assert len(before.keys() - after.keys()) <= 1
    assert all(number == random_number(seed, case) for case, number in after.items())
    assert all(after[case] == before[case] for case in before.keys() & after.keys())


def test_every_case_and_every_pair_is_drawn_as_often_as_its_probability_says():
    cases = tuple(f"C{at}" for at in range(8))
    found = Allocation((Cell("all", -1, (), frozenset(), cases),), (3,), "each")
    draws = 4000
    samples = [{item.case for item in draw(found, f"seed {at}", 0)} for at in range(draws)]
    pairs = [pair for pair in product(cases, repeat=2) if pair[0] < pair[1]]
    for sets, chance in (([{case} for case in cases], 3 / 8), (map(set, pairs), 3 * 2 / (8 * 7))):
        spread = (draws * chance * (1 - chance)) ** 0.5
        assert all(abs(sum(s <= sample for sample in samples) - draws * chance) < 4 * spread for s in sets)
