from datetime import date

import pytest

from aboveline.cases.dates import age, day, month, month_first


@pytest.mark.parametrize(
    "text",
    [
        *("2007-11-05", "2007/11/5", "2007-11-05 00:00:00", "2007-11-05T09:30", "5/11/2007", "05.11.2007", "5-11-07"),
        *("05/11/07 10:15", "5 11 2007", "5 November 2007", "5th Nov 2007", "5-Nov-07", "05Nov2007", "Nov 5, 2007"),
        *("November 5th 2007", "Mon 5 November 2007", "Monday, 5/11/2007", "20071105", "39391", "39391.75"),
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert day(text) == "2007-11-05"


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "31/2/2007", "5/13/2007", "2007", "2007-11", "5 Foo 2007", "Foo 5, 2007", "20071345", "3939"),
        *("09999", "99999", "393911", "5/11/207", "0/0/0000", "2007-00-05", "45 November 2007"),
    ],
)
def test_what_is_no_day_is_blank(text):
    assert day(text) == ""


def test_two_figures_of_a_year_are_of_this_century_below_the_pivot():
    assert [day(f"1/1/{year}") for year in ("69", "70")] == ["2069-01-01", "1970-01-01"]
    assert [day(f"1/1/{year}", pivot=20) for year in ("19", "20")] == ["2019-01-01", "1920-01-01"]


def test_months_may_come_first_where_a_column_has_them_so():
    assert day("3/4/2007") == "2007-04-03"
    assert day("3/4/2007", months_first=True) == "2007-03-04"


def test_a_column_is_month_first_only_where_some_date_says_so_and_none_speaks_against_it():
    assert month_first(["3/4/2007", "3/25/2007"])
    assert not month_first(["3/4/2007", "5/6/2007"])
    assert not month_first(["25/3/2007", "3/25/2007"])
    assert not month_first(["March 25, 2007", ""])


def test_an_age_counts_birthdays():
    assert age("1980-02-29", date(2024, 2, 28)) == 43
    assert age("1980-02-29", date(2024, 2, 29)) == 44


@pytest.mark.parametrize(
    "text", ["11/2007", "2007-11", "2007/11", "Nov-07", "Nov 2007", "November 2007", "nov. 2007", "11.2007"]
)
def test_a_month_is_read_however_it_is_written(text):
    assert month(text) == "2007-11"


def test_a_year_may_stand_alone():
    assert month("2007") == "2007"


@pytest.mark.parametrize("text", ["", "13/2007", "2007-0", "Foo 2007", "5/11/2007", "39391", "1066", "soon"])
def test_what_is_no_month_is_blank(text):
    assert month(text) == ""
