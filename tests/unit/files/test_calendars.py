from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar

from aboveline.files.calendars import Appointment, calendar_text

STAMP = datetime(2024, 4, 1, 8, tzinfo=UTC)


def clock(day, hour):
    return datetime(2024, *day, hour)  # noqa: DTZ001 - by the clock of London


def appointment(day=(5, 13), title="Interview", about="", contact=""):
    return Appointment("1@aboveline", clock(day, 9), clock(day, 10), title, about, contact)


def read_back(text):
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_a_calendar_can_be_read_back():
    item = appointment(title="Größe; a, b \\ c", about="one\ntwo", contact="Jo, jo@example.org")
    (event,) = read_back(calendar_text("Interviews", [item], STAMP))
    assert event["summary"] == item.title
    assert event["description"] == item.about
    assert event["contact"] == item.contact
    assert event["uid"] == item.id
    assert event["dtstamp"].dt == event["last-modified"].dt == STAMP
    assert event["class"] == "PRIVATE"
    assert "contact" not in read_back(calendar_text("x", [appointment()], STAMP))[0]


def test_lines_end_as_they_must_and_none_is_too_long():
    text = calendar_text("Interviews", [appointment(title="Ä " * 200)], STAMP)
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_the_clock_of_london_is_told_in_summer_and_in_winter():
    days = ((5, 13), (11, 4), (3, 31), (10, 27))
    text = calendar_text("Interviews", map(appointment, days), STAMP)
    assert "DTSTART;TZID=Europe/London:20240513T090000\r\n" in text
    offsets = [event["dtstart"].dt.utcoffset() for event in read_back(text)]
    assert offsets == [timedelta(hours=1), timedelta(0), timedelta(hours=1), timedelta(0)]


def test_the_rules_of_the_zone_are_those_of_london():
    # A calendar that knows the zone by our rules only tells the same.
    calendar = Calendar.from_ical(calendar_text("Interviews", [], STAMP))
    zone = calendar.timezones[0].to_tz(lookup_tzid=False)
    for year in (1999, 2024, 2037):
        for month in range(1, 13):
            moment = datetime(year, month, 28, 12, tzinfo=zone)
            assert moment.utcoffset() == moment.replace(tzinfo=ZoneInfo("Europe/London")).utcoffset()


def test_an_empty_calendar_is_one_too():
    assert read_back(calendar_text("Interviews", [], STAMP)) == []
