"""When a case must have begun to be eligible: windows, as an edition or an inspection's own plan has them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS, Fact
from aboveline.problems import near_miss
from aboveline.tables import is_date

BEGAN = "started"
"""The fact that a window is about where it names none."""
MOST_MONTHS = 1200


class Window(NamedTuple):
    """When a case must have begun: from one day to another, both included, or so many months before fieldwork.

    cohort: blank where the window is the only one; months: the fewest and the most, where there are no days; about:
    how far it is known what "about" means, blank where the rule does not say so.
    """

    cohort: str
    fact: str
    days: tuple[date, date] | None
    months: tuple[int, int]
    about: str
    source: str
    standing: str

    def days_before(self, fieldwork: date) -> tuple[date, date]:
        """The first and the last day, for an inspection whose fieldwork begins on that day."""
        fewest, most = self.months
        return self.days or (months_before(fieldwork, most), months_before(fieldwork, fewest))


def read_windows(fields: Fields, facts: Mapping[str, Fact]) -> tuple[Window, ...]:
    """The windows of a block (`window:` or `windows:`); problems are added to those of the fields."""
    single = fields.block("window")
    several = fields.each("windows", "window")
    items = [Fields(single, fields.problems, "window")] if single is not None else []
    before = len(fields.problems)
    found = tuple(_read_window(item, facts) for item in [*items, *several])
    if single is not None and several:
        do = "Write one of them."
        fields.problem("rule-numbers", "windows", "There is a `window:`, and there are `windows:`.", do)
    elif several and len(fields.problems) == before:
        _check_windows(fields, found)
    return found


def dated_fact(fields: Fields, default: str, facts: Mapping[str, Fact]) -> str:
    """The name of a fact that holds a date; a problem where the caseload is asked for none of that name."""
    name = fields.text("fact", default)
    if name not in facts:
        what = f"The {fields.noun} looks at the fact {name!r}, which the caseload is not asked for."
        fields.problem("reference-unknown", "fact", what, near_miss(name, facts) or "Add it to `asks:`.")
    elif facts[name].kind != "date":
        what = f"The {fields.noun} looks at the fact {name!r}, which is no date."
        fields.problem("value-kind", "fact", what, "Name a fact that holds a day.")
    return name


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_of(text: str) -> tuple[date, date]:
    """The first and the last day of a day, a month or a year (2004-02-29, 2004-02, 2004)."""
    year, *rest = map(int, text.split("-"))
    month = rest[0] if rest else 12
    day = rest[1] if len(rest) > 1 else monthrange(year, month)[1]
    return date.fromisoformat((text + "-01-01")[:10]), date(year, month, day)


def _read_window(fields: Fields, facts: Mapping[str, Fact]) -> Window:
    fixed = fields.has("from") or fields.has("to")
    months, about = ((0, 0), "") if fixed else _months(fields)
    found = Window(
        cohort=fields.text("cohort", ""),
        fact=dated_fact(fields, BEGAN, facts),
        days=_days(fields) if fixed else None,
        months=months,
        about=about,
        source=fields.text("source"),
        standing=fields.option("standing", STANDINGS),
    )
    fields.text("note", "")
    fields.done()
    return found


def _months(fields: Fields) -> tuple[tuple[int, int], str]:
    """The fewest and the most months, and the standing of about: `months:` with `up_to:`, or `about:` either side."""
    block = fields.block("about")
    fewest = fields.whole("months")
    most, standing = fields.whole("up_to", fewest), ""
    if block is not None:
        inner = Fields(block, fields.problems, "window's about")
        either_side = inner.whole("months")
        fewest, most = fewest - either_side, most + either_side
        inner.text("source")
        standing = inner.option("standing", STANDINGS)
        inner.done()
    if not 0 <= fewest <= most <= MOST_MONTHS:
        what = f"The window runs from {fewest} to {most} months before fieldwork."
        fields.problem("rule-numbers", "months", what, f"Keep 0 ≤ fewest ≤ most ≤ {MOST_MONTHS}.")
    return (fewest, most), standing


def _days(fields: Fields) -> tuple[date, date] | None:
    ends = [_day(fields, key) for key in ("from", "to")]
    if ends[0] is None or ends[1] is None:
        return None
    first, last = ends[0][0], ends[1][1]
    if first > last:
        fields.problem("rule-numbers", "to", f"The window runs from {first} to {last}.", "Put the earlier day first.")
    return first, last


def _day(fields: Fields, key: str) -> tuple[date, date] | None:
    """The first and the last day of the day, month or year written there."""
    text = fields.text(key)
    if not is_date(text):
        if text:
            what = f"{text!r} at {key!r} of the {fields.noun} is no date."
            fields.problem("value-kind", key, what, "Write a day as 2004-02-29, a month as 2004-02 or a year as 2004.")
        return None
    return days_of(text)


def _check_windows(fields: Fields, windows: Sequence[Window]) -> None:
    """Every case must lie in one window at most, whatever the day of fieldwork."""
    cohorts = [window.cohort for window in windows]
    if "" in cohorts or len(set(cohorts)) < len(cohorts):
        do = "Give each a `cohort:` of its own."
        fields.problem("id-repeated", "windows", "The windows are not told apart by their cohorts.", do)
    if len({(window.fact, window.days is None) for window in windows}) > 1:
        what = "The windows look at different facts, or some have days and some have months."
        fields.problem("rule-numbers", "windows", what, "Let all look at one fact in one way.")
        return
    days = sorted(window.days for window in windows if window.days)
    months = sorted(window.months for window in windows if not window.days)
    overlapping = any(b[0] <= a[1] for a, b in pairwise(days)) or any(b[0] <= a[1] for a, b in pairwise(months))
    if overlapping:
        do = "A case can be in one cohort only: end each before the next begins."
        fields.problem("rule-numbers", "windows", "The windows overlap.", do)
