import pytest


def test_a_map_is_shown_with_counts_and_parts(run):
    said = run("frameworks", "map", "esi-2003", "omi-2006")
    assert said.code == 0
    assert "Pairs of questions: 8 equal, 8 subset, 19 superset, 50 overlaps." in said.out
    assert "B1 overlaps 1.2:" in said.out
    assert "\nQuestions\n" not in said.out
    assert "A trend may be drawn along equal only." in said.out
    assert "* assumed" in said.out


def test_questions_are_shown_with_reasons_and_notes(run):
    said = run("frameworks", "map", "omi-2006", "iaow-2013", "--questions")
    text = " ".join(said.out.partition("\nQuestions\n")[2].split())
    assert "attendance-monitored is equal to attendance-monitored: Whether attendance was watched throughout" in text
    assert "reads no other cases than orders and licences, and asks it of all." in text
    assert text.index(" is equal to ") < text.index(" is part of ") < text.index(" is more than ")


def test_what_follows_along_other_editions_is_said_to(run):
    said = run("frameworks", "map", "pdu-2023", "esi-2003", "--questions")
    assert "There is no map between the two; this follows along iaow-2013." in said.out
    assert "Nothing of the one is equal to anything of the other" in said.out
    assert "\nParts\n" not in said.out


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("small", "omi-2006", "No map leads from small to omi-2006"),
        ("omi-2006", "omi-2006", "omi-2006 is equal to itself"),
    ],
)
def test_editions_without_a_map_are_told_in_a_sentence(run, one, other, told):
    said = run("frameworks", "map", one, other)
    assert said.code == 0
    assert told in said.out


def test_threads_are_parts_of_a_map(run):
    assert "4 overlaps roh*" in run("frameworks", "map", "iaow-2013", "omi-2006").out


def test_a_map_of_derived_pairs_only_needs_no_mark(run):
    assert "* assumed" not in run("frameworks", "map", "esi-2003", "iaow-2013").out.replace("4.1*", "")
