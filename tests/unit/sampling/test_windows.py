from datetime import date

import pytest

from aboveline.sampling.windows import Window, months_before


def window(**further):
    return Window(**{
        "cohort": "", "fact": "started", "days": None, "months": (5, 7), "about": "", "source": "x",
        "standing": "derived", **further,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2007-11-05", 6, "2007-05-05"),
        ("2004-05-31", 3, "2004-02-29"),
        ("2005-05-31", 3, "2005-02-28"),
        ("2004-01-15", 1, "2003-12-15"),
        ("2004-12-31", 12, "2003-12-31"),
        ("2004-02-29", 0, "2004-02-29"),
        ("1900-01-01", 1200, "1800-01-01"),
    ],
)
def test_the_same_day_so_many_months_earlier(day, months, then):
    assert months_before(date.fromisoformat(day), months) == date.fromisoformat(then)


def test_a_window_of_months_is_reckoned_from_the_first_day_of_fieldwork():
    assert window().days_before(date(2007, 11, 5)) == (date(2007, 4, 5), date(2007, 6, 5))


def test_a_window_of_days_is_what_it_is():
    days = date(2004, 2, 1), date(2004, 2, 29)
    assert window(days=days).days_before(date(2007, 11, 5)) == days
