"""Days as spreadsheets write them, told as 2007-11-05."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

SERIALS = (10_000, 73_050)
"""The days of a spreadsheet's own count that are taken for dates: May 1927 to December 2099."""
BEFORE_FIRST = date(1899, 12, 30)
"""Day nought of that count, which takes 1900 for a leap year as spreadsheets do."""
PIVOT, PIVOT_BORN = 70, 20
"""Two figures from this on are of the last century, below it of ours; a date of birth has its own."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_TIME = r"(?:[ T]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?: ?[ap]m)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_DAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[, ]+)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.IGNORECASE)
_FIGURES = re.compile(rf"{_DAY}(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE)
_NAMED = re.compile(
    rf"{_DAY}(\d{{1,2}})(?:st|nd|rd|th)?[-/., ]*([a-z]{{3,9}})[-/., ]*(\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE
)
_NAMED_FIRST = re.compile(
    rf"{_DAY}([a-z]{{3,9}})[-/. ]*(\d{{1,2}})(?:st|nd|rd|th)?[-/., ]+(\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE
)
_PACKED = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_MONTH_FIGURES = re.compile(r"(\d{1,2})[-/. ](\d{4})|(\d{4})[-/. ](\d{1,2})")
_MONTH_NAMED = re.compile(r"([a-z]{3,9})[-/., ']*(\d{4}|\d{2})", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"(?:19|20)\d{2}")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")


def month_first(texts: Iterable[str]) -> bool:
    """Whether these dates are plainly month, day, year: some cannot be read otherwise, and none speaks against it."""
    found = [(int(parts[1]), int(parts[2])) for text in texts if (parts := _FIGURES.fullmatch(text))]
    return any(second > 12 for _, second in found) and not any(first > 12 for first, _ in found)


def day(text: str, months_first: bool = False, pivot: int = PIVOT) -> str:
    """The day as 2007-11-05; blank where the text is none.

    Read are 5/11/2007, 05.11.07, 2007-11-05 with a time or without, 5 November 2007, 5-Nov-07, Nov 5, 2007, 20071105
    and the five figures of a spreadsheet's own count. Two figures of a year below `pivot` are of this century.
    """
    if parts := _YEAR_FIRST.fullmatch(text):
        return _day(int(parts[1]), int(parts[2]), int(parts[3]))
    if parts := _FIGURES.fullmatch(text):
        first, second = int(parts[1]), int(parts[2])
        months = (first, second) if months_first else (second, first)
        return _day(_year(parts[3], pivot), *months)
    if parts := _NAMED.fullmatch(text):
        return _day(_year(parts[3], pivot), _month(parts[2]), int(parts[1]))
    if parts := _NAMED_FIRST.fullmatch(text):
        return _day(_year(parts[3], pivot), _month(parts[1]), int(parts[2]))
    if parts := _PACKED.fullmatch(text):
        return _day(int(parts[1]), int(parts[2]), int(parts[3]))
    if (parts := _SERIAL.fullmatch(text)) and SERIALS[0] <= int(parts[1]) <= SERIALS[1]:
        return (BEFORE_FIRST + timedelta(days=int(parts[1]))).isoformat()
    return ""


def month(text: str) -> str:
    """The month as 2007-11, or the year as 2007, of a text that tells no day; blank where it is none.

    Read are 11/2007, 2007-11, Nov-07, November 2007 and 2007.
    """
    if parts := _MONTH_FIGURES.fullmatch(text):
        return _day(int(parts[2] or parts[3]), int(parts[1] or parts[4]), 1)[:7]
    if parts := _MONTH_NAMED.fullmatch(text):
        return _day(_year(parts[2], PIVOT), _month(parts[1]), 1)[:7]
    return text if _YEAR_ALONE.fullmatch(text) else ""


def age(born: str, on: date) -> int:
    """Years of age on that day, of somebody born on a day told as 2007-11-05."""
    then = date.fromisoformat(born)
    return on.year - then.year - ((on.month, on.day) < (then.month, then.day))


def _month(name: str) -> int:
    short = name[:3].lower()
    return MONTHS.index(short) + 1 if short in MONTHS else 0


def _year(text: str, pivot: int) -> int:
    return int(text) if len(text) == 4 else int(text) + (2000 if int(text) < pivot else 1900)


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
