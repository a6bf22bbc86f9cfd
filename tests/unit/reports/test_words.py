import pytest

from aboveline.reports import words
from aboveline.reports.content import SurveyItem
from tests.unit.reports.made_up import EVERY_STATE


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (72.4, "72%"),
        (62.5, "63%"),
        (0.0, "0%"),
        (100 * 0.285 + 0.0, "29%"),
        (99.5, "100%"),
        (None, "no score"),
    ],
)
def test_a_percentage_is_rounded_half_up_and_none_is_not_nought(value: float | None, told: str) -> None:
    assert words.percent(value) == told


@pytest.mark.parametrize(
    ("number", "noun", "told"),
    [
        (1, "case", "1 case"),
        (0, "case", "0 cases"),
        (1208, "judgement", "1,208 judgements"),
        (23, "person", "23 people"),
    ],
)
def test_a_count_comes_with_its_noun(number: int, noun: str, told: str) -> None:
    assert words.count(number, noun) == told


def test_the_words_of_an_edition_have_plurals() -> None:
    given = ["general criterion", "section", "key quality", "standard", "person"]
    assert [words.plural(noun) for noun in given] == [
        "general criteria", "sections", "key qualities", "standards", "people",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2007-11-05", "5 November 2007"),
        ("2008-02", "February 2008"),
        ("2008", "2008"),
        ("2008-13", "2008-13"),
        ("spring 2008", "spring 2008"),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(text: str, told: str) -> None:
    assert words.date(text) == told


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("72%", 72.0),
        ("72%, good", 72.0),
        ("11.5 %", 11.5),
        ("72", None),
        ("two of four", None),
        ("72% or so", None),
        (None, None),
    ],
)
def test_a_printed_number_is_read_only_where_it_is_nothing_else(text: str | None, number: float | None) -> None:
    assert words.printed_number(text) == number


@pytest.mark.parametrize(
    ("value", "printed", "rating", "differs"),
    [
        (72.4, "72%", None, False),
        (66.2, "64%", None, True),
        (None, "72%", None, True),
        (72.4, "two of four", None, False),
        (72.4, None, None, False),
        (None, "Partly met", "partly met", False),
        (None, "Not met", "Partly met", True),
        (72.4, "Good", "Fair", False),
        (None, "Good", None, False),
        (62.0, "62%, priority", "Priority", False),
        (62.0, "62%, priority", "urgent priority", True),
        (62.0, "62%, priority", None, False),
        (61.0, "62%, priority", "priority", True),
    ],
)
def test_only_figures_that_can_be_compared_differ(
    value: float | None, printed: str | None, rating: str | None, differs: bool
) -> None:
    assert words.differs(value, printed, rating) is differs


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("72", "72%"),
        ("72, good", "72%, good"),
        ("72%", "72%"),
        ("2 of 4", "2 of 4"),
        ("Not met", "Not met"),
        (None, None),
    ],
)
def test_a_printed_score_has_its_sign(text: str | None, told: str | None) -> None:
    assert words.printed_score(text) == told


def test_cases_outside_the_base_are_told_by_reason() -> None:
    first, second, third, *_ = EVERY_STATE.criteria[0].questions
    assert words.not_counted(first) == ("3 not applicable", "1 unanswered", "24 not asked")
    assert words.not_counted(second) == ("1 not applicable",)
    assert words.not_counted(third) == ()


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (SurveyItem("", percent=81.5, base=11), "82% of 11"),
        (SurveyItem("", percent=73), "73% (base not given)"),
        (SurveyItem("", count=15, base=1700), "15 of 1,700"),
        (SurveyItem("", count=0), "0 (base not given)"),
        (SurveyItem("", words="the majority"), "the majority"),
        (SurveyItem(""), "no figure"),
    ],
)
def test_what_people_said_is_told_with_its_base(item: SurveyItem, told: str) -> None:
    assert words.said(item) == told
