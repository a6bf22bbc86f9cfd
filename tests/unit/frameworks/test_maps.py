from dataclasses import replace
from itertools import product

import pytest

from aboveline.frameworks.maps import (
    INVERSE,
    EditionMap,
    edition_map,
    inverted,
    joined_map,
    joined_relation,
    map_between,
    map_problems,
    way_problems,
)
from aboveline.frameworks.pairs import EQUAL, OVERLAPS, RELATIONS, SUBSET, SUPERSET, Pair
from aboveline.frameworks.read import framework, installed_framework, installed_ids
from aboveline.steps.maps import edition_maps
from tests.examples.editions import SMALL, changed

SETS = [frozenset(items) for items in ({0}, {1}, {2}, {0, 1}, {0, 2}, {1, 2}, {0, 1, 2})]


def holds(relation, one, other):
    """Whether what a relation says is so of two sets."""
    return {
        EQUAL: one == other,
        SUBSET: one < other,
        SUPERSET: one > other,
        OVERLAPS: bool(one & other),
    }[relation]


@pytest.mark.parametrize(("first", "second"), list(product(RELATIONS, RELATIONS)))
def test_two_relations_join_to_the_strongest_that_always_holds(first, second):
    ends = [(a, c) for a, b, c in product(SETS, SETS, SETS) if holds(first, a, b) and holds(second, b, c)]
    assert ends
    always = [relation for relation in RELATIONS if all(holds(relation, a, c) for a, c in ends)]
    assert joined_relation(first, second) == (always[0] if always else None)


@pytest.mark.parametrize(("first", "second"), list(product(RELATIONS, RELATIONS)))
def test_what_is_joined_can_be_turned_round(first, second):
    found = joined_relation(first, second)
    back = joined_relation(INVERSE[second], INVERSE[first])
    assert back == (INVERSE[found] if found else None)


def test_it_does_not_matter_which_two_of_three_are_joined_first():
    def of(first, second):
        return joined_relation(first, second) if first and second else None

    for a, b, c in product(RELATIONS, repeat=3):
        assert of(of(a, b), c) == of(a, of(b, c))


def pair(one, relation, other, **further):
    return Pair(**({"level": "question", "reason": "So", "source": "a paper", "standing": "derived"} | further),
                one=one, relation=relation, other=other)  # fmt: skip


def between(one, other, *pairs):
    return EditionMap(
        one, other, (f"{one} and {other}",), (f"cases of {one} and {other}",), pairs, file=f"{one}{other}"
    )


A_TO_B = between("a", "b", pair("a1", EQUAL, "b1"), pair("a2", SUPERSET, "b2"), pair("a3", OVERLAPS, "b3"))
B_TO_C = between(
    "b", "c", pair("b1", SUBSET, "c1", standing="assumed", source="another"), pair("b2", SUBSET, "c2"),
    pair("b3", SUPERSET, "c3"), pair("b4", EQUAL, "c4"),
)  # fmt: skip


def told(found):
    return {(pair.one, pair.relation, pair.other) for pair in found.pairs}


def test_maps_join_along_the_edition_between():
    found = joined_map(A_TO_B, B_TO_C)
    assert told(found) == {("a1", SUBSET, "c1"), ("a2", OVERLAPS, "c2")}
    assert found.along == ("b",)
    assert found.cases == ("cases of a and b", "cases of b and c")
    first = found.pairs[0]
    assert first.standing == "assumed"
    assert first.source == "a paper; another"
    assert first.reason == "It is equal to b1 of b, which is part of the other"


def test_a_map_is_found_from_either_end_and_along_others():
    maps = [B_TO_C, A_TO_B]
    found = map_between("c", "a", maps)
    assert told(found) == {("c1", SUPERSET, "a1"), ("c2", OVERLAPS, "a2")}
    assert told(inverted(found)) == told(map_between("a", "c", maps))
    assert map_between("a", "b", maps).about == ("a and b",)
    assert map_between("a", "d", maps) is None
    assert map_between("a", "a", maps) is None


def test_a_map_between_two_editions_prevails_over_the_way_round():
    own = between("a", "c", pair("a1", OVERLAPS, "c1"))
    found = map_between("a", "c", [A_TO_B, B_TO_C, own])
    assert told(found) == {("a1", OVERLAPS, "c1"), ("a2", OVERLAPS, "c2")}
    assert found.along == ()


def test_ways_that_say_different_things_of_a_pair_leave_that_it_overlaps():
    first = between("a", "b", pair("a1", SUBSET, "b1"), pair("a1", SUPERSET, "b2"), pair("a1", OVERLAPS, "b3"))
    second = between("b", "c", *(pair(name, EQUAL, "c1") for name in ("b1", "b2", "b3")))
    assert told(joined_map(first, second)) == {("a1", OVERLAPS, "c1")}
    closer = between("a", "b", pair("a1", OVERLAPS, "b1"), pair("a1", SUBSET, "b2"))
    assert told(joined_map(closer, second)) == {("a1", SUBSET, "c1")}


def test_maps_that_contradict_what_follows_along_others_are_told():
    other = between("c", "a", pair("c1", EQUAL, "a1"), pair("c2", EQUAL, "a2"))
    problems = way_problems([A_TO_B, B_TO_C, other])
    assert {problem.code for problem in problems} == {"map-contradiction"}
    assert "c1 is equal to a1 here, and along b it is superset." in [problem.what for problem in problems]
    assert not any("a2" in problem.what for problem in problems if "c2" in problem.what)
    assert way_problems([A_TO_B, B_TO_C]) == []
    twice = way_problems([A_TO_B, replace(inverted(A_TO_B), pairs=(pair("b1", SUBSET, "a1"),), file="twice")])
    assert next(problem.what for problem in twice) == "a1 is equal to b1 here, and in twice it is superset."


SOUND = """\
format: 1
from: small
to: other
source: a paper
standing: derived
questions:
  - {from: shoes, to: shoes, relation: equal, reason: The same}
"""


@pytest.fixture
def checked(tmp_path):
    """The problems of a map between the small edition and a changed copy of it."""

    def problems(*pairs, changes=(), text=SOUND, level="questions"):
        path = tmp_path / "map.yaml"
        lines = "".join(f"  - {{{pair}, reason: So}}\n" for pair in pairs)
        path.write_text(text.partition("questions:")[0] + f"{level}:\n{lines}" if pairs else text, "utf-8")
        other = ("framework.yaml", "id: small\n", "id: other\n")
        editions = {"small": framework(SMALL), "other": framework(changed(tmp_path / "other", other, *changes))}
        found, faults = edition_map(path)
        return faults or map_problems(found, editions)

    return problems


def test_a_sound_map_has_no_problems(checked):
    assert checked() == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SOUND.replace("from: small", "from: smal"), "reference-unknown"),
        (SOUND.replace("to: other", "to: small"), "map-pair"),
        (SOUND.replace("relation: equal", "relation: equals"), "value-unknown"),
        (SOUND.replace(", reason: The same", ""), "key-missing"),
        (SOUND.replace("to: shoes", "to: shoe"), "reference-unknown"),
        (SOUND + "age: 3\n", "key-unknown"),
        ("", "value-kind"),
        ("format: [", "yaml-syntax"),
    ],
)
def test_a_map_that_cannot_be_read_or_names_nothing_is_told(checked, text, code):
    problems = checked(text=text)
    assert [problem.code for problem in problems] == [code]
    assert problems[0].file == "maps/map.yaml"


def test_a_map_may_lack_pairs_and_say_more(checked):
    assert checked(text=SOUND.partition("questions:")[0] + "about: Nothing\ncases: All\n") == []


EQUALS = "from: {0}, to: {1}, relation: equal"


def test_a_pair_stands_once_and_an_id_is_equal_to_one_at_most(checked):
    same = EQUALS.format("shoes", "shoes")
    assert "already" in checked(same, same)[0].what
    assert "equal to two" in checked(same, EQUALS.format("shoes", "home"))[0].what
    assert "shoes and home" in checked(same, EQUALS.format("home", "shoes"))[0].what
    assert not checked(same, "from: shoes, to: home, relation: subset")


def test_questions_of_other_roles_or_lines_are_not_equal(checked):
    problems = checked(EQUALS.format("coat", "coat-why"))
    assert [problem.code for problem in problems] == ["map-pair"]
    assert "roles" in problems[0].what


def test_equal_questions_that_differ_carry_a_note(checked):
    pair = EQUALS.format("shoes", "coat")
    [problem] = checked(pair)
    assert problem.what.endswith("differ in the cases that are asked.")
    assert checked(f"{pair}, note: It is always wet") == []


def test_parts_are_equal_only_if_all_they_are_made_of_is(checked):
    parts = EQUALS.format("A2", "A2")
    assert "differ" in checked(parts, level="parts")[0].what
    both = SOUND.replace("shoes", "home") + "parts:\n  - {from: A2, to: A2, relation: equal, reason: So}\n"
    assert checked(text=both) == []
    assert "differ" in checked(text=both.replace("to: A2", "to: A1"))[0].what
    assert checked("from: A1, to: A2, relation: overlaps", level="parts") == []
    assert "lacks" in checked(EQUALS.format("A9", "A2"), level="parts")[0].what
    assert "differ" in checked(EQUALS.format("marked", "marked"), level="parts")[0].what


def test_what_was_never_published_is_paired_with_nothing(tmp_path):
    esi, omi = installed_framework("esi-2003"), installed_framework("omi-2006")
    found = between("esi-2003", "omi-2006", pair("unpublished-B1-1", OVERLAPS, "roh-screening-accurate"))
    [problem] = map_problems(found, {"esi-2003": esi, "omi-2006": omi})
    assert "never published" in problem.what


def test_every_two_editions_of_the_library_have_a_way_between_them():
    maps = edition_maps()
    for one, other in product(installed_ids(), repeat=2):
        found = map_between(one, other, maps)
        assert (found is not None) == (one != other)
        if found:
            assert told(found) == told(inverted(map_between(other, one, maps)))


def test_no_scores_of_two_editions_are_called_equal():
    for found in edition_maps():
        assert {pair.relation for pair in found.pairs if pair.level == "part"} == {OVERLAPS}
        assert found.cases


def test_resources_can_be_followed_along_three_editions():
    found = map_between("esi-2003", "iaow-2013", edition_maps()).related("question")
    assert found["resources-match-roh", "resources-match-roh"].relation == EQUAL
    assert found["roh-classification-appropriate", "roh-classification-appropriate"].relation == SUPERSET
