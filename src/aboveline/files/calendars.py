"""Appointments as iCalendar (RFC 5545), which every calendar opens: times of London, with the rules of its clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

ZONE = "Europe/London"
_LONDON = ZoneInfo(ZONE)
_HOUR = timedelta(hours=1)
_NONE = timedelta()


class Appointment(NamedTuple):
    """One appointment: an id that stays the same when its time changes, its time by the clock of London, its words."""

    id: str
    start: datetime
    end: datetime
    title: str
    about: str
    contact: str


def calendar_text(title: str, appointments: Iterable[Appointment], stamp: datetime) -> str:
    """The calendar as text: lines end in CRLF and are folded at 75 octets.

    stamp: the moment at which it is written, with its zone; a later one makes a calendar take the new time of an
    appointment that it has already.
    """
    calendar = Calendar()
    for name, value in (
        ("version", "2.0"),
        ("prodid", "-//Aboveline//Interview timetable//EN"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("x-wr-calname", title),
        ("x-wr-timezone", ZONE),
    ):
        calendar.add(name, value)
    calendar.add_component(_zone())
    for item in appointments:
        calendar.add_component(_event(item, stamp))
    text: str = calendar.to_ical().decode()
    return text


def _event(item: Appointment, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", item.id)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("dtstart", item.start.replace(tzinfo=_LONDON))
    event.add("dtend", item.end.replace(tzinfo=_LONDON))
    event.add("summary", item.title)
    event.add("description", item.about)
    if item.contact:
        event.add("contact", item.contact)
    event.add("class", "PRIVATE")
    return event


def _zone() -> Timezone:
    """The clock of London since 1996: forward at one on the last Sunday of March, back at two on October's."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    for part, name, start, before, after, month in (
        (TimezoneDaylight(), "BST", datetime(1996, 3, 31, 1), _NONE, _HOUR, 3),  # noqa: DTZ001 - local by its nature
        (TimezoneStandard(), "GMT", datetime(1996, 10, 27, 2), _HOUR, _NONE, 10),  # noqa: DTZ001 - the same
    ):
        part.add("tzname", name)
        part.add("dtstart", start)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(part)
    return zone
