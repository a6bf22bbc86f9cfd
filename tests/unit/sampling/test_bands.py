from collections import Counter

import pytest

from aboveline.frameworks.model import CodeList, Fact
from aboveline.sampling.bands import MOST, bands


def fact(kind, *codes):
    lists = (CodeList("", "", {code: code.title() for code in codes}, "", "derived"),) if codes else ()
    return Fact("f", "F", kind, False, lists)


def test_codes_stand_in_the_order_of_the_edition_and_only_those_there_are():
    found = bands(fact("code", "c", "a", "b"), ["b", "", "c", "b"])
    assert list(found.labels.items()) == [("c", "C"), ("b", "B"), ("", "not known")]
    assert found.of == {"c": "c", "b": "b", "": ""}


def test_a_value_beside_has_a_row_though_no_case_has_it():
    assert list(bands(fact("code", "a", "b"), ["a"], ["b"]).labels) == ["a", "b"]
    assert list(bands(fact("yes-no"), ["no"], [""]).labels.values()) == ["No", "not known"]
    assert list(bands(fact("text"), ["x", "x"], ["y", "x"]).labels) == ["x", "y"]


def test_yes_stands_before_no():
    assert list(bands(fact("yes-no"), ["no", "yes"]).labels.values()) == ["Yes", "No"]


def test_few_numbers_are_told_one_by_one_in_their_order():
    assert list(bands(fact("number"), ["10", "9", "2.5", "10"]).labels) == ["2.5", "9", "10"]


def test_many_numbers_are_told_in_quarters():
    found = bands(fact("number"), [str(number) for number in range(100, 0, -1)])
    assert list(found.labels) == ["1 to 25", "26 to 50", "51 to 75", "76 to 100"]
    assert found.of["26"] == "26 to 50"


def test_a_value_is_never_parted_and_may_fill_a_band_alone():
    texts = ["0"] * 60 + [str(number) for number in range(1, 41)]
    found = bands(fact("number"), texts)
    assert list(found.labels) == ["0", "1 to 15", "16 to 40"]
    assert Counter(found.of[text] for text in texts) == {"0": 60, "1 to 15": 15, "16 to 40": 25}


def test_days_are_told_in_quarters_too():
    texts = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 15)]
    found = bands(fact("date"), ["", *texts])
    assert list(found.labels.values()) == [
        "2024-01-01 to 2024-03-15",
        "2024-04-01 to 2024-06-15",
        "2024-07-01 to 2024-09-15",
        "2024-10-01 to 2024-12-15",
        "not known",
    ]


@pytest.mark.parametrize(("kinds", "rows"), [(MOST, MOST), (MOST + 1, MOST + 1), (MOST + 8, MOST + 1)])
def test_rare_texts_are_told_together_unless_it_is_one(kinds, rows):
    texts = [f"Office {at:02}" for at in range(kinds) for _ in range(kinds - at)]
    found = bands(fact("text"), texts)
    assert len(found.labels) == rows
    assert next(iter(found.labels)) == "Office 00"
    if kinds > rows:
        assert list(found.labels.items())[-1] == ("(others)", "others (8 values)")
    assert {found.of[text] for text in texts} == set(found.labels)


def test_a_rare_text_with_a_national_share_keeps_its_row():
    texts = [f"Office {at:02}" for at in range(MOST + 2)]
    found = bands(fact("text"), texts, ["Office 13"])
    assert list(found.labels.items())[-2:] == [("Office 13", "Office 13"), ("(others)", "others (1 value)")]
