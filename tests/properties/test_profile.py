"""Laws of a profile: shares make a whole, p is the part of all draws no likelier, and false findings stay few."""

from collections import Counter
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aboveline.sampling.allocate import Allocation
from aboveline.sampling.cells import Cell, Quota, Wanted
from aboveline.sampling.draw import draw
from aboveline.sampling.profile import BEYOND, profile
from aboveline.stats.urns import Urn, counts, two_sided
from tests.unit.sampling.profiles import FACTS, PLAN, drawn, frame

cases = st.lists(
    st.tuples(
        st.sampled_from(["order", "licence"]), st.sampled_from(["f", "m", ""]), st.sampled_from(["yes", "no", ""])
    ),
    min_size=2,
    max_size=8,
)


def table(rows):
    kinds, sexes, ppos = zip(*rows, strict=True)
    return frame(len(rows), kind=kinds, sex=sexes, ppo=ppos)


def planned(rows, size):
    """As many orders and licences as there are of each in the first so many cases."""
    orders = sum(kind == "order" for kind, *_ in rows[:size])
    quotas = (Quota("Orders", "kind is order", orders, "assumed"), Quota("Other", "kind is licence", size - orders, ""))
    return Wanted(size, 1, quotas, (), ())


@given(cases, st.integers(1, 8), st.text("abc", min_size=1, max_size=3))
def test_the_profile_is_what_all_samples_of_the_plan_say(rows, size, seed):
    size = min(size, len(rows))
    whole, wanted = table(rows), planned(rows, size)
    content = drawn(whole, wanted, seed)
    found = profile(whole, content, FACTS, {})
    cells = [[at for at, row in enumerate(rows) if row[0] == kind] for kind in ("order", "licence")]
    number = {"order": wanted.make_up[0].cases, "licence": wanted.make_up[1].cases}
    samples = [
        [*one, *other]
        for one, other in product(combinations(cells[0], number["order"]), combinations(cells[1], number["licence"]))
    ]
    for fact in found.facts:
        texts = whole.columns[fact.id]
        for row in fact.rows:
            known = Counter(sum(texts[at] == row.value for at in sample) for sample in samples)
            mean = Fraction(sum(count * ways for count, ways in known.items()), len(samples))
            assert row.planned == pytest.approx(100 * float(mean) / size)
            p = Fraction(sum(ways for ways in known.values() if ways <= known[row.sample]), len(samples))
            assert row.p == (None if len(known) == 1 else pytest.approx(float(p)))
            assert row.p is None or row.p <= row.adjusted + 1e-12 <= 1 + 1e-12


@given(cases, st.integers(1, 8))
def test_shares_make_a_whole(rows, size):
    size = min(size, len(rows))
    found = profile(table(rows), drawn(table(rows), Wanted(size, 0, (), (), ())), FACTS, {})
    for fact in found.facts:
        assert sum(row.sample for row in fact.rows) == size
        assert sum(row.frame for row in fact.rows) == len(rows)
        for name in ("sample_share", "planned", "frame_share"):
            assert sum(getattr(row, name) for row in fact.rows) == pytest.approx(100)
        assert sum(row.difference for row in fact.rows) == pytest.approx(0, abs=1e-9)


def test_counts_of_thousands_of_draws_come_as_often_as_their_chances_say():
    cells = tuple(
        Cell(name, -1, (), frozenset(), tuple(f"{name}{at}" for at in range(size)))
        for name, size in (("a", 9), ("b", 30))
    )
    found, marked = Allocation(cells, (5, 6), "each"), {"a0", "a1", "a2", "b3", "b4", "b5", "b6", "b7"}
    law = counts([Urn(9, 3, 5), Urn(30, 5, 6)])
    draws = 4000
    seen = Counter(sum(item.case in marked for item in draw(found, f"seed {at}", 0)) for at in range(draws))
    for count, chance in enumerate(law.chances, law.lowest):
        spread = (draws * chance * (1 - chance)) ** 0.5
        assert abs(seen[count] - draws * chance) <= 4 * spread + 1
    small = sum(number for count, number in seen.items() if two_sided(law, count) <= 0.05)
    assert small <= 0.05 * draws + 4 * (draws * 0.05 * 0.95) ** 0.5


def test_few_honest_draws_are_ever_called_more_than_chance():
    whole, draws = frame(), 300
    called = sum(
        any(
            row.verdict == BEYOND
            for fact in profile(whole, drawn(whole, PLAN, f"seed {at}"), FACTS, {}).facts
            for row in fact.rows
        )
        for at in range(draws)
    )
    assert called <= 0.05 * draws + 4 * (draws * 0.05 * 0.95) ** 0.5
