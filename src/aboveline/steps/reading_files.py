"""The files of an allocation: who reads what, the assessments to come, the timetable, and calendars to open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from importlib import import_module
from typing import NamedTuple

from aboveline.assessments.tables import ASSESSMENTS
from aboveline.files.csv import csv_text
from aboveline.sampling.readers import Held, Reader
from aboveline.sampling.readings import BENCHMARK, FIRST, VALIDATION, Reading
from aboveline.sampling.timetable import Slot

_READINGS = ("case", "reader", "role", "purpose", "day", "from", "to", "practitioner")
_TIMETABLE = ("day", "from", "to", "reader", "name", "role", "case", "practitioner")


class Drawn(NamedTuple):
    """What is taken from a receipt and the identities of its cases."""

    framework: str
    seed: str
    frame: str
    sample: list[Held]
    reserves: list[Held]
    caseload: list[Held]


class PlannedInterview(NamedTuple):
    """An interview with its times and the names of its two people."""

    case: str
    reader: Reader
    practitioner: str
    day: date
    slot: Slot


class PlannedReadings(NamedTuple):
    """Who reads what, when interviews are (none without hours), the days, and what is to be told."""

    readers: tuple[Reader, ...]
    readings: tuple[Reading, ...]
    appointed: tuple[PlannedInterview, ...]
    days: tuple[date, ...]
    slots: int
    notes: tuple[str, ...]


def allocation_files(found: PlannedReadings, drawn: Drawn, stamp: datetime) -> dict[str, str]:
    """File → its text: readings, planned assessments, and with days the timetable and the calendars."""
    files = {
        "readings.csv": csv_text(_READINGS, _reading_rows(found, drawn)),
        "assessments.csv": csv_text(ASSESSMENTS.column_names, _assessment_rows(found)),
    }
    if found.days:
        rows = ((item.day, *_times(item), *_people(item)) for item in found.appointed)
        files["timetable.csv"] = csv_text(_TIMETABLE, rows)
        files |= _calendars(found, drawn, stamp)
    return files


def _times(item: PlannedInterview) -> tuple[str, str]:
    return f"{item.slot.start:%H:%M}", f"{item.slot.end:%H:%M}"


def _people(item: PlannedInterview) -> tuple[str, ...]:
    return item.reader.id, item.reader.name, item.reader.role, item.case, item.practitioner


def _reading_rows(found: PlannedReadings, drawn: Drawn) -> Iterable[tuple[object, ...]]:
    roles = {reader.id: reader.role for reader in found.readers}
    held = {item.case: item.practitioner for item in (*drawn.sample, *drawn.reserves)}
    times = {item.case: (item.day, *_times(item)) for item in found.appointed}
    for case, reader, purpose in found.readings:
        when = times.get(case, ("", "", "")) if purpose == FIRST else ("", "", "")
        yield case, reader, roles[reader], purpose, *when, held[case]


def _assessment_rows(found: PlannedReadings) -> Iterable[tuple[str, ...]]:
    """A row for each reading to come; practice cases stay out, for they are no part of the inspection."""
    roles = {reader.id: reader.role for reader in found.readers}
    rows = [reading for reading in found.readings if reading.purpose != BENCHMARK]
    for case, reader, purpose in sorted(rows, key=lambda row: (row.case, row.purpose == VALIDATION)):
        again = purpose == VALIDATION
        name = f"{case}-{2 if again else 1}"
        yield name, case, reader, roles[reader], *(("second", "no") if again else ("first", "yes")), "", ""


def _calendars(found: PlannedReadings, drawn: Drawn, stamp: datetime) -> dict[str, str]:
    """File → text of the calendar of everybody, of each reader, and of each practitioner."""
    # It takes longer to load than all the rest to do, and an allocation without hours has no calendar.
    calendars = import_module("aboveline.files.calendars")
    appointments = {item.case: calendars.Appointment(*_appointment(item, drawn)) for item in found.appointed}

    def text(title: str, items: Iterable[PlannedInterview]) -> str:
        made: str = calendars.calendar_text(title, [appointments[item.case] for item in items], stamp)
        return made

    files = {"timetable.ics": text("Interviews", found.appointed)}
    readers: dict[str, list[PlannedInterview]] = {}
    practitioners: dict[str, list[PlannedInterview]] = {}
    for item in found.appointed:
        readers.setdefault(item.reader.id, []).append(item)
        practitioners.setdefault(item.practitioner, []).append(item)
    for folder, people in (("calendars", readers), ("calendars/practitioners", practitioners)):
        names = _file_names(people)
        for who, items in people.items():
            called = items[0].reader.name if people is readers else who
            files[f"{folder}/{names[who]}.ics"] = text(f"Interviews, {called}", items)
    return files


def _appointment(item: PlannedInterview, drawn: Drawn) -> tuple[str, datetime, datetime, str, str, str]:
    # The id depends on the draw and the case only: a new timetable moves the interview and makes no second one.
    made = sha256(f"{drawn.frame}\n{drawn.seed}\n{item.case}".encode()).hexdigest()[:32]
    reader = item.reader
    title = f"Interview on case {item.case}: {reader.name} with {item.practitioner}"
    about = f"Reader: {reader.name}, {reader.role}\nPractitioner: {item.practitioner}\nCase: {item.case}"
    start, end = (datetime.combine(item.day, clock) for clock in (item.slot.start, item.slot.end))
    contact = f"{reader.name}, {reader.email}" if reader.email else reader.name
    return f"{made}@aboveline", start, end, title, about, contact


def _file_names(people: Iterable[str]) -> dict[str, str]:
    """For each of them a file name of plain letters, digits and hyphens, no two alike."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for who in sorted(people):
        plain = unicodedata.normalize("NFKD", who).encode("ascii", "ignore").decode().casefold()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "nameless"
        name, number = stem, 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        found[who] = name
    return found
