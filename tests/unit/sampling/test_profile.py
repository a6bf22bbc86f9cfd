from collections import Counter
from itertools import combinations

import pytest

from aboveline.sampling.cells import Wanted
from aboveline.sampling.draw import SAMPLE
from aboveline.sampling.national import National
from aboveline.sampling.profile import BEYOND, FIXED, LEVEL, UNTESTED, WITHIN, profile
from aboveline.sampling.receipt import with_replacement
from tests.unit.sampling.profiles import FACTS, PLAIN, PLAN, drawn, frame

MALES = {("sex", "m"): National(89.9, "2012-10", "A report", "published")}


def rows(found):
    return {(fact.id, row.value): row for fact in found.facts for row in fact.rows}


def test_a_sample_is_counted_beside_its_frame():
    table, content = frame(), drawn(frame())
    found = profile(table, content, FACTS, MALES)
    taken = {row["case"] for row in content["list"] if row["place"] == SAMPLE}
    males = sum(
        sex == "m" for case, sex in zip(table.columns["case"], table.columns["sex"], strict=True) if case in taken
    )
    row = rows(found)["sex", "m"]
    assert (found.sample, found.frame) == (12, 60)
    assert (row.label, row.sample, row.frame) == ("Male", males, 36)
    assert row.sample_share == pytest.approx(100 * males / 12)
    assert row.frame_share == pytest.approx(60)
    assert row.difference == pytest.approx(100 * males / 12 - 60)
    assert row.national == MALES["sex", "m"]
    assert found.blank == ("Never filled in",)


def test_every_fact_adds_up_to_all_cases():
    found = profile(frame(), drawn(frame()), FACTS, {})
    assert [fact.id for fact in found.facts] == ["kind", "sex", "ppo", "office", "months"]
    for fact in found.facts:
        assert sum(row.sample for row in fact.rows) == 12
        assert sum(row.frame for row in fact.rows) == 60
        for name in ("sample_share", "planned", "frame_share"):
            assert sum(getattr(row, name) for row in fact.rows) == pytest.approx(100)


def test_what_the_plan_fixes_is_wanted_and_not_tested():
    row = rows(profile(frame(), drawn(frame()), FACTS, {}))["kind", "licence"]
    assert row.sample_share == pytest.approx(row.planned) == pytest.approx(50)
    assert row.frame_share == pytest.approx(100 / 6)
    assert (row.p, row.adjusted, row.verdict) == (None, None, FIXED)


def test_the_expected_share_follows_the_cells_of_the_plan():
    table, content = frame(), drawn(frame())
    found = rows(profile(table, content, FACTS, {}))
    chance = {cell["number"]: cell["drawn"] / cell["frame"] for cell in content["cells"]}
    assert len(chance) > 2
    # Two kinds and priority cases or not: the cells stand so that every case's chance is known.
    cells = {("order", "yes"): 0.0, ("order", "no"): 0.0, ("licence", "yes"): 0.0, ("licence", "no"): 0.0}
    for row in content["cells"]:
        cells["order" if "Orders" in row["title"] else "licence", "yes" if "PPO" in row["title"] else "no"] = chance[
            row["number"]
        ]
    facts = zip(table.columns["kind"], table.columns["ppo"], table.columns["sex"], strict=True)
    mean = sum(cells[kind, ppo] for kind, ppo, sex in facts if sex == "f")
    assert found["sex", "f"].planned == pytest.approx(100 * mean / 12)


def test_p_is_the_part_of_all_samples_that_are_no_likelier():
    # Twelve cases, four of them drawn: 495 samples, each as likely as any other.
    table = frame(12, sex=["f"] * 3 + ["m"] * 9)
    wanted = Wanted(4, 0, (), (), ())
    known = Counter(sum(at < 3 for at in some) for some in combinations(range(12), 4))
    for seed in map(str, range(8)):
        found = rows(profile(table, drawn(table, wanted, seed), FACTS, {}))
        row = found["sex", "f"]
        p = sum(ways for ways in known.values() if ways <= known[row.sample]) / 495
        assert row.p == pytest.approx(p)
        assert found["sex", "m"].p == pytest.approx(p)


def test_two_sides_of_one_count_are_one_test():
    # Open are sex (three values), the two of ppo, four bands of months, 12 offices and the others; kind is fixed.
    plain = profile(frame(), drawn(frame(), PLAIN), FACTS, {})
    assert plain.tests == 1 + 3 + 1 + 13 + 4
    planned = profile(frame(), drawn(frame()), FACTS, {})
    assert planned.tests == sum(row.p is not None for row in rows(planned).values()) - sum(
        sum(row.p is not None for row in fact.rows) == 2 for fact in planned.facts
    )
    both = rows(plain)
    assert both["ppo", "yes"].adjusted == both["ppo", "no"].adjusted


def test_what_is_found_beside_so_many_tests_is_found():
    # A receipt made up: all twelve who were taken are of a kind of which there are no others.
    table = frame(300, sex=["f"] * 12 + ["m"] * 288)
    content = drawn(table, PLAIN)
    chosen = iter(table.columns["case"][:12])
    content["list"] = [{**row, "case": next(chosen)} if row["place"] == SAMPLE else row for row in content["list"]]
    found = profile(table, content, FACTS, {})
    row = rows(found)["sex", "f"]
    assert row.p < 1e-15
    assert row.p < row.adjusted <= LEVEL
    assert row.verdict == rows(found)["sex", "m"].verdict == BEYOND
    assert ("sex", "f") in [(fact.id, one.value) for fact, one in found.beyond]
    assert rows(found)["kind", "order"].verdict in (WITHIN, BEYOND)


def test_a_value_that_only_the_nation_has_is_shown_and_not_tested():
    table = frame(sex=["m"] * 60)
    found = profile(table, drawn(table), FACTS, {("sex", "f"): National(10.1, "2012", "A report", "published")})
    row = rows(found)["sex", "f"]
    assert (row.sample, row.frame, row.planned, row.verdict) == (0, 0, 0, UNTESTED)
    assert rows(found)["sex", "m"].verdict == FIXED
    assert next(fact for fact in found.facts if fact.id == "sex").national == ("2012: A report (published)",)


def test_a_sample_with_replacements_is_shown_as_it_stands():
    content = drawn(frame())
    first = content["list"][0]["case"]
    changed = with_replacement(content, first, "File lost", "r.json")
    before, after = (profile(frame(), one, FACTS, {}) for one in (content, changed))
    assert (before.replaced, after.replaced) == (0, 1)
    assert after.sample == 12
    assert rows(before)["kind", "order"].sample == rows(after)["kind", "order"].sample
    by = changed["replacements"][0]["by"]
    assert sum(row.sample for row in after.facts[-1].rows) == 12
    assert by not in {row["case"] for row in content["list"] if row["place"] == SAMPLE}


def test_where_the_body_named_cases_nothing_is_tested():
    table = frame()
    content = drawn(table, PLAN, named=list(table.columns["case"][:8]))
    found = profile(table, content, FACTS, {})
    assert found.named
    assert found.tests == 0
    assert {(row.planned, row.p, row.verdict) for row in rows(found).values()} == {(None, None, UNTESTED)}
    assert found.beyond == []


def test_cohorts_are_profiled_where_there_are_any():
    table = frame(cohort=["february", "september"] * 30)
    assert profile(table, drawn(table), FACTS, {}).facts[0].title == "Cohort"


def test_a_sample_of_everything_leaves_nothing_to_test():
    table = frame(12)
    found = profile(table, drawn(table, Wanted(12, 0, (), (), ())), FACTS, {})
    assert found.tests == 0
    assert {row.verdict for row in rows(found).values()} == {FIXED}
