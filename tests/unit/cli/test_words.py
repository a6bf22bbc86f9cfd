import pytest

from aboveline.cli.words import (
    BAR,
    WIDTH,
    aligned,
    bar,
    based,
    chance,
    count,
    counted,
    paragraph,
    percent,
    points,
    shortened,
)


def test_numbers_are_told_rounded_half_up_and_absence_is_never_nought():
    assert [percent(value) for value in (None, 0.0, 62.5, 99.49)] == ["–", "0%", "63%", "99%"]
    assert [count(value) for value in (None, 0.0, 3.0, 2.5)] == ["", "0", "3", "2.5"]
    assert [counted(number, "case") for number in (0, 1, 2)] == ["0 cases", "1 case", "2 cases"]


def test_shares_are_told_with_their_base_and_of_few_cases_as_counts():
    assert based(70.0, 49, 70) == "70% of 70"
    assert based(40.0, 2, 5) == "2 of 5"
    assert [based(None, None, 0), based(50.0, None, 70), based(None, 0, 0)] == ["–", "50%", "–"]


def test_points_have_their_side_and_nought_has_none():
    assert [points(value) for value in (12.4, -12.6, 0.3, -0.4, 0.0, -0.0, -0.01, None)] == [
        "+12", "-13", "+0.3", "-0.4", "0", "0", "0", "0",
    ]  # fmt: skip


def test_a_chance_is_never_told_as_none_at_all():
    assert [chance(value) for value in (None, 0.0005, 0.0234, 0.049999, 0.104, 1.0)] == [
        "–", "<1%", "2.3%", "5.0%", "10%", "100%",
    ]  # fmt: skip


def test_bars_are_as_long_as_their_value():
    assert [len(bar(value)) for value in (None, 0, 50, 100)] == [0, 0, BAR // 2, BAR]


def test_columns_stand_under_each_other():
    assert aligned([["a", "long words", "1"], ["bb", "short", "22"]], right=(2,)) == [
        "a   long words   1",
        "bb  short       22",
    ]


@pytest.mark.parametrize("width", [30, WIDTH])
def test_the_flexible_column_makes_room(width):
    lines = aligned([["id", "word " * 40, "9"]], width=width)
    assert [len(line) for line in lines] == [width]
    assert "…" in lines[0]


def test_short_text_stays_whole():
    assert (shortened("abc", 3), shortened("abcd", 3)) == ("abc", "ab…")


def test_a_paragraph_is_indented_as_it_is_told():
    text = "word " * 30
    assert {line[:2] for line in paragraph(text, "  ").splitlines()} == {"  "}
    first, *others = paragraph(text, then="    ").splitlines()
    assert first.startswith("word")
    assert all(line.startswith("    word") for line in others)
