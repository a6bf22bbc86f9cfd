"""When each practitioner is interviewed on a case by its reader: nobody in two places at once.

First every interview gets a day (`sampling.days`), then, day by day, a slot. Readers by practitioners make a graph with
two sides, whose edges are interviews and whose colours are slots; on a day on which nobody has more interviews than
there are slots, each gets one (König 1916).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from aboveline.problems import Problem
from aboveline.sampling.colours import Colours, one_each
from aboveline.sampling.days import Interview, by_practitioner, interview_days

MOST_DAYS = 60
"""Days of the longest fieldwork that a timetable is made for."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK = {name for word in _WEEKDAYS for name in (word, word[:3])}


class Hours(NamedTuple):
    """When cases are read: so many days from the first, without some; the hours of a day, times in minutes.

    lunch: from and to, or None; most: interviews of one practitioner on one day.
    """

    first: date
    days: int
    without: tuple[date, ...]
    start: time
    end: time
    interview: int
    gap: int
    lunch: tuple[time, time] | None
    most: int


class Slot(NamedTuple):
    """A time of the day for one interview; part 0 lies before lunch, 1 after it."""

    start: time
    end: time
    part: int


class Booked(NamedTuple):
    """An interview with its day and its slot, both by number from 0."""

    interview: Interview
    day: int
    slot: int


class Timetable(NamedTuple):
    """The interviews in order of time, and the practitioners whose interviews are not all next to each other."""

    booked: tuple[Booked, ...]
    apart: tuple[str, ...]


def hours_problems(hours: Hours) -> list[Problem]:
    """A problem for each of the hours that cannot be."""
    problems = []
    for name, low in (("days", 1), ("interview", 1), ("gap", 0), ("most", 1)):
        if getattr(hours, name) < low:
            what = f"{getattr(hours, name)} is less than {low}."
            problems.append(Problem("option-value", f"--{name}", None, what, f"Give {low} or more."))
    if hours.days > MOST_DAYS:
        what = f"{hours.days} days are more than a timetable is made for."
        problems.append(Problem("option-value", "--days", None, what, f"Give {MOST_DAYS} or fewer."))
    if not 1996 <= hours.first.year <= 2100:
        what, do = f"The year {hours.first.year} is none in which cases are read.", "Write the day as 2024-05-13."
        problems.append(Problem("option-value", "--from", None, what, do))
    if hours.lunch and hours.lunch[0] >= hours.lunch[1]:
        what = "Lunch ends before it begins."
        problems.append(Problem("option-value", "--lunch", None, what, "Write it as 12:30-13:30, or none."))
    if not problems and not slots(hours):
        what = f"No interview of {hours.interview} minutes fits between {hours.start:%H:%M} and {hours.end:%H:%M}."
        problems.append(Problem("option-value", "--interview", None, what, "Shorten it, or let the day end later."))
    return problems


def fieldwork_days(hours: Hours) -> tuple[date, ...]:
    """The days, without Saturdays, Sundays and those left out. Bank holidays are not known."""
    found: list[date] = []
    day = hours.first
    while len(found) < hours.days:
        if day.weekday() < 5 and day not in hours.without:
            found.append(day)
        day += timedelta(days=1)
    return tuple(found)


def slots(hours: Hours) -> tuple[Slot, ...]:
    """The slots of a day: interviews with gaps between, none over lunch, none beyond the end."""
    found: list[Slot] = []
    at, part = _minutes(hours.start), 0
    noon, after = map(_minutes, hours.lunch) if hours.lunch else (24 * 60, 24 * 60)
    while at + hours.interview <= _minutes(hours.end):
        if part == 0 and at + hours.interview > noon:
            at, part = max(at, after), 1
            continue
        found.append(Slot(_clock(at), _clock(at + hours.interview), part))
        at += hours.interview + hours.gap
    return tuple(found)


def reader_days(
    words: Sequence[str], days: Sequence[date], name: str, file: str, line: int
) -> tuple[tuple[int, ...], list[Problem]]:
    """On which of the days (numbers from 0) the reader of that name is there; on all of them where nothing is said.

    A word is a day of the week in full or by three letters, or a date, which has to be one of the days.
    """
    if not words:
        return tuple(range(len(days))), []
    found: set[int] = set()
    problems = []
    for word in words:
        here = {at for at, day in enumerate(days) if word.casefold() in _names(day)}
        found |= here
        if not here and word.casefold() not in _WEEK:
            what = f"days: {word!r} is none of the days on which cases are read."
            do = f"Those are {', '.join(f'{_WEEKDAYS[day.weekday()][:3]} {day}' for day in days)}."
            problems.append(Problem("cell-unknown", file, line, f"{name}: {what}", do))
    return tuple(sorted(found)), problems


def timetable(
    interviews: Sequence[Interview],
    there: Mapping[str, Sequence[int]],
    days: int,
    day_slots: Sequence[Slot],
    most: int,
    names: Mapping[str, str],
) -> tuple[Timetable | None, list[Problem]]:
    """Day and slot of every interview (None where they cannot all be had), and how many are too many.

    there: reader → the days he or she is there. most: interviews of one practitioner on one day. names: how a reader
    or practitioner is called in problems. Interviews of one practitioner are put next to each other where that can be.
    """
    most = min(most, len(day_slots))
    problems = _too_many(interviews, there, days, len(day_slots), most, names)
    if problems:
        return None, problems
    by_day = interview_days(interviews, there, days, len(day_slots), most)
    tables = [_day_slots(interviews, here, day_slots) for here in by_day] if by_day is not None else [None]
    booked: list[Booked] = []
    for day, table in enumerate(tables):
        if table is None:
            what = (
                "No timetable was found: nobody has more interviews than time, but with the days on which readers are "
                "not there, interviews of one practitioner fall together."
            )
            do = "Let readers come on other days, allow more interviews of a practitioner on a day, or add a day."
            return None, [Problem("timetable-full", "readers.csv", None, what, do)]
        booked += [Booked(interviews[at], day, slot) for at, slot in table.items()]
    booked.sort(key=lambda item: (item.day, item.slot, item.interview))
    return Timetable(tuple(booked), _apart(booked, most)), []


def _names(day: date) -> set[str]:
    word = _WEEKDAYS[day.weekday()]
    return {word, word[:3], day.isoformat()}


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minutes: int) -> time:
    return time(*divmod(minutes, 60))


def _too_many(
    interviews: Sequence[Interview],
    there: Mapping[str, Sequence[int]],
    days: int,
    slots: int,
    most: int,
    names: Mapping[str, str],
) -> list[Problem]:
    reading, held = Counter(item.reader for item in interviews), Counter(item.practitioner for item in interviews)
    asked = [(who, count, slots * len(there[who])) for who, count in sorted(reading.items())]
    problems = _over(asked, names, "readers.csv", "give some of their cases to others")
    asked = [(who, n, max(0, min(most * days, slots * days - reading[who]))) for who, n in sorted(held.items())]
    return problems + _over(asked, names, "identities.csv", "allow more interviews of a practitioner on a day")


def _over(asked: Sequence[tuple[str, int, int]], names: Mapping[str, str], file: str, do: str) -> list[Problem]:
    """One problem for all who have more interviews (second) than they can have (third), with how many too many."""
    over = [(names[who], count, room) for who, count, room in asked if count > room]
    if not over:
        return []
    total = sum(count - room for _, count, room in over)
    told = ", ".join(f"{name} has {count} and can have {room}" for name, count, room in over)
    what = f"{total} interview{' is' if total == 1 else 's are'} too many: {told}."
    do = f"Add a day, shorten interviews or gaps, {do}, or replace cases."
    return [Problem("timetable-full", file, None, what, do)]


def _day_slots(
    interviews: Sequence[Interview], here: Sequence[int], day_slots: Sequence[Slot]
) -> dict[int, int] | None:
    """The slot of each of a day's interviews (None where no way was found), a practitioner's next to each other."""
    edges: list[tuple[Hashable, Hashable]] = [(one.reader, one.practitioner) for one in interviews]
    colours = Colours(edges, len(day_slots))
    parts = sorted(by_practitioner(interviews, here).values(), key=lambda part: -len(part))
    for part in parts:
        window = _window(colours, part, day_slots)
        for number, at in enumerate(part):
            if window:
                colours.put(at, window[number])
            elif not colours.insert(at):
                return None
    _mend(colours, parts, day_slots)
    return {at: colours.colour[at] for at in here}


def _mend(colours: Colours, parts: Sequence[Sequence[int]], day_slots: Sequence[Slot]) -> None:
    """Move interviews of one practitioner next to each other where there is room for that."""
    for part in parts:
        before = [colours.colour[at] for at in part]
        if max(before) - min(before) >= len(part):
            for at in part:
                colours.take(at)
            for at, slot in zip(part, _window(colours, part, day_slots) or before, strict=True):
                colours.put(at, slot)


def _window(colours: Colours, part: Sequence[int], day_slots: Sequence[Slot]) -> list[int] | None:
    """Slots next to each other for these interviews, if there are any free; rather not with lunch between."""
    length = len(part)
    starts = sorted(
        range(len(day_slots) - length + 1),
        key=lambda start: day_slots[start].part != day_slots[start + length - 1].part,
    )
    for start in starts:
        window = range(start, start + length)
        found = one_each([[slot for slot in window if colours.open(at, slot)] for at in part])
        if found is not None:
            return found
    return None


def _apart(booked: Sequence[Booked], most: int) -> tuple[str, ...]:
    """Practitioners with interviews on more days than need be, or on one day with others' between."""
    held: dict[str, dict[int, list[int]]] = {}
    for item in booked:
        held.setdefault(item.interview.practitioner, {}).setdefault(item.day, []).append(item.slot)
    found = []
    for who, days in sorted(held.items()):
        count = sum(map(len, days.values()))
        scattered = any(max(slots) - min(slots) >= len(slots) for slots in days.values())
        if scattered or len(days) > -(-count // most):
            found.append(who)
    return tuple(found)
