"""The published check on the printed Isle of Man and Hertfordshire sheets' arithmetic, with omi-2006's plain mean."""

import pytest

from aboveline.frameworks.read import installed_framework
from aboveline.published.check import NO_PARTS, NOT_REACHABLE, REACHABLE, checked_figures

CRITERIA = {"1.1": 72, "1.2": 64, "1.3": 74, "1.4": 68, "1.5": 62}


def rows(section, criteria=CRITERIA, parts="", measure="score"):
    named = [*criteria.items(), ("1", section)]
    return [
        {
            "level": "section" if name == "1" else "criterion",
            "id": name,
            "subgroup": "",
            "measure": measure,
            "printed": str(value),
            "parts": parts if name == "1" else "",
        }
        for name, value in named
    ]


def verdict(printed):
    return next(
        figure for figure in checked_figures("a-report", installed_framework("omi-2006"), printed) if figure.id == "1"
    )


@pytest.mark.parametrize(("section", "expected"), [(68, REACHABLE), (67, NOT_REACHABLE), (69, NOT_REACHABLE)])
def test_a_section_is_reachable_within_the_rounding_of_its_parts(section, expected):
    figure = verdict(rows(section))
    assert (figure.verdict, figure.computed) == (expected, 68.0)
    assert (figure.low, figure.high) == (67.5, 68.5)


def test_a_mistyped_part_fails():
    assert verdict(rows(68, CRITERIA | {"1.3": 47})).verdict == NOT_REACHABLE


def test_without_a_part_there_is_nothing_to_check():
    figure = verdict([row for row in rows(68) if row["id"] != "1.4"])
    assert (figure.verdict, figure.computed, figure.low) == (NO_PARTS, None, None)


def test_questions_words_and_blends_are_left_alone():
    printed = [
        *rows(68),
        {**rows(68)[0], "level": "question", "id": "psr-concise"},
        {**rows(68)[0], "printed": "Not met"},
    ]
    figures = checked_figures("a-report", installed_framework("omi-2006"), printed)
    assert [figure.verdict for figure in figures] == [NO_PARTS] * 5 + [REACHABLE]


def test_a_part_may_stand_in_another_column():
    moved = [row | {"measure": "original"} if row["id"] == "1.2" else row for row in rows(68, measure="adjusted")]
    assert verdict(moved).verdict == NO_PARTS
    moved[-1]["parts"] = "1.2 original"
    assert verdict(moved).verdict == REACHABLE
