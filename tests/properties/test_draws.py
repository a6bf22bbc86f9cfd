"""Laws of every draw: it is the same again, a case's number is its own, weights give the frame, chances are exact."""

from collections import Counter
from fractions import Fraction
from itertools import combinations, product

from hypothesis import assume, given
from hypothesis import strategies as st

from aboveline.sampling.allocate import BESIDE_NAMED, SOME_NONE, Allocation, allocation
from aboveline.sampling.cells import Cell, Quota, Wanted
from aboveline.sampling.commitment import Origin, commitment
from aboveline.sampling.draw import SAMPLE, draw, random_number
from aboveline.sampling.frame import frame_hash
from aboveline.sampling.receipt import receipt, verify
from aboveline.tables import Column, Table, TableSpec

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


@given(kinds, wants, st.data())
def test_make_up_and_minima_are_met_whenever_any_choice_meets_them(drawn, want, data):
    frame = cells(drawn)
    named = [cell.cases[: data.draw(st.integers(0, 2))] if data.draw(st.booleans()) else () for cell in frame]
    lows = [len(cases) for cases in named]
    for at, quota in enumerate(want.make_up):
        held = sum(low for low, cell in zip(lows, frame, strict=True) if cell.stratum == at)
        assume(quota.cases is None or held <= quota.cases)
    assume(sum(lows) <= want.size)
    found, problems = allocation(frame, want, "frame.csv", [case for cases in named for case in cases])
    ways = product(*(range(low, len(c.cases) + 1) for low, c in zip(lows, frame, strict=True)))
    some = any(met(counts, frame, want) for counts in ways)
    assert (found is not None) == some == (not problems)
    if found is not None:
        assert met(found.cases, found.cells, want)
        assert all(0 <= n <= len(c.cases) for n, c in zip(found.cases, found.cells, strict=True))
        assert found.merging in (SOME_NONE, BESIDE_NAMED) or min(found.cases, default=1) >= 1
        here = [sum(case in cell.cases for cases in named for case in cases) for cell in found.cells]
        assert all(n >= low for n, low in zip(found.cases, here, strict=True))


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


SPEC = TableSpec("cases", "", (Column("case", ""), Column("kind", ""), Column("poor", "")), ("case",))
MADE = {"framework": {"id": "small", "hash": "sha256:0"}, "code": "aboveline 0", "seal": None}
rows = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["yes", "no", ""])), min_size=1, max_size=14)


def table(facts):
    kinds, poor = zip(*facts, strict=True)
    cases = [f"C{at:02}" for at in range(len(facts))]
    return Table(SPEC, "frame.csv", {"case": cases, "kind": kinds, "poor": poor}, range(2, len(facts) + 2))


def plan(size, minimum, make_up):
    kinds = tuple(
        Quota(kind, f"kind is {kind}", number, "published") for kind, number in zip("ab", make_up, strict=True)
    )
    return Wanted(size, 2, kinds, (Quota("Poor", "poor is yes", minimum, "assumed"),), ())


@given(rows, seeds, st.integers(1, 6), st.integers(0, 2), st.booleans(), st.booleans())
def test_a_receipt_comes_out_again_and_its_weights_give_the_frame(facts, seed, size, minimum, fixed, public):
    frame = table(facts)
    want = plan(size, minimum, (size // 2, size - size // 2) if fixed else (None, None))
    origin = Origin("public", "of today") if public else Origin("committed", "", commitment(seed))
    content, problems = receipt(frame, want, seed, MADE, origin)
    if problems:
        assert content == {}
        return
    assert verify(frame, content, "r.json") == []
    drawn = [row for row in content["list"] if row["place"] == "sample"]
    assert len(drawn) == size
    if all(cell["drawn"] for cell in content["cells"]):
        assert sum(Fraction(row["weight"]) for row in drawn) == len(frame)
    assert sum(Fraction(cell["probability"]) * cell["frame"] for cell in content["cells"]) == size


@given(rows, seeds, st.integers(1, 6), st.data())
def test_a_list_topped_up_holds_what_was_named_and_comes_out_again(facts, seed, size, data):
    frame = table(facts)
    named = data.draw(st.lists(st.sampled_from(frame.columns["case"]), unique=True))
    fixed = data.draw(st.booleans())
    want = plan(size, data.draw(st.integers(0, 2)), (size // 2, size - size // 2) if fixed else (None, None))
    content, problems = receipt(frame, want, seed, MADE, None, named)
    if problems:
        return
    assert verify(frame, content, "r.json") == []
    places = {row["case"]: (row["place"], row["way"]) for row in content["list"]}
    assert all(
        places[case] == ("reserve" if case in content["named"]["surplus"] else "sample", "named") for case in named
    )
    assert sum(place == "sample" for place, _ in places.values()) == size
    if fixed:
        kinds = dict(zip(frame.columns["case"], frame.columns["kind"], strict=True))
        held = Counter(kinds[case] for case, (place, _) in places.items() if place == "sample")
        assert (held["a"], held["b"]) == (size // 2, size - size // 2)
    left = [row for row in content["list"] if row["way"] == "topped-up" and row["place"] == "sample"]
    topped = {row["cell"] for row in left}
    rest = sum(cell["frame"] - cell["named"] for cell in content["cells"] if cell["number"] in topped)
    assert sum(Fraction(row["weight"]) for row in left) == rest


@given(rows, st.integers(0, 13), st.sampled_from(["kind", "poor", "case"]))
def test_another_field_anywhere_is_another_frame(facts, at, column):
    frame = table(facts)
    at %= len(facts)
    columns = {name: list(texts) for name, texts in frame.columns.items()}
    columns[column][at] += "x"
    assert frame_hash(Table(SPEC, "frame.csv", columns, frame.lines)) != frame_hash(frame)


def test_what_is_topped_up_is_drawn_as_often_as_its_probability_says():
    frame = table([("a", "no")] * 6 + [("b", "yes")] * 4)
    want, named, draws = plan(5, 2, (3, 2)), ["C01", "C06"], 3000
    counts: Counter[str] = Counter()
    chances: dict[str, set[str]] = {}
    for at in range(draws):
        content, _ = receipt(frame, want, f"seed {at}", MADE, None, named)
        for row in content["list"]:
            counts[row["case"]] += row["place"] == "sample"
            chances.setdefault(row["case"], set()).add(row["probability"])
    assert [counts[case] for case in named] == [draws, draws]
    for case in set(frame.columns["case"]) - set(named):
        (chance,) = map(Fraction, chances[case])
        assert chance == (Fraction(2, 5) if case < "C06" else Fraction(1, 3))
        assert abs(counts[case] - draws * chance) < 4 * float(draws * chance * (1 - chance)) ** 0.5


def test_the_samples_of_a_stratified_draw_are_all_alike_likely():
    # Chi-square over every sample that can be: 3 of 5 and 2 of 4 give 60 of them, so 59 degrees of freedom.
    found = Allocation(
        tuple(
            Cell(kind, -1, (), frozenset(), tuple(f"{kind}{at}" for at in range(size)))
            for kind, size in (("a", 5), ("b", 4))
        ),
        (3, 2),
        "each",
    )
    draws = 6000
    seen = Counter(frozenset(item.case for item in draw(found, f"seed {at}", 0)) for at in range(draws))
    ways = [
        set(a) | set(b) for a in combinations(found.cells[0].cases, 3) for b in combinations(found.cells[1].cases, 2)
    ]
    expected = draws / len(ways)
    square = sum((seen[frozenset(way)] - expected) ** 2 / expected for way in ways)
    # The 0.999 point of chi-square with 59 degrees of freedom is 98.3.
    assert square < 98.3
    assert sum(seen.values()) == sum(seen[frozenset(way)] for way in ways)
