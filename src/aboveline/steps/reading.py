"""Giving the drawn cases out to readers and arranging the interviews: read, think, write."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from aboveline.cases.table import IDENTITIES
from aboveline.files.csv import csv_table
from aboveline.files.folder import write_folder
from aboveline.problems import Faulty, Problem
from aboveline.sampling.days import Interview
from aboveline.sampling.draw import RESERVE, SAMPLE
from aboveline.sampling.readers import READERS, Held, Reader, Share, local_share, person_key, persons, team, time_for
from aboveline.sampling.readings import (
    FIRST,
    Reading,
    allocation_notes,
    benchmark_readings,
    first_readings,
    validation_readings,
)
from aboveline.sampling.timetable import (
    Hours,
    Slot,
    fieldwork_days,
    hours_problems,
    reader_days,
    slots,
    timetable,
)
from aboveline.steps.editions import edition
from aboveline.steps.reading_files import Drawn, PlannedInterview, PlannedReadings, allocation_files
from aboveline.tables import Table, TableSpec, checked_table


class ReadingFiles(NamedTuple):
    """The files that are read: the receipt of the draw, the identities of its cases, the table of readers."""

    receipt: Path
    identities: Path
    team: Path


class ReadingPlan(NamedTuple):
    """What is asked of the allocation: an edition and a share in place of the receipt's; parts and cases read again."""

    framework: str | None
    local: Fraction | None
    validate: Fraction | None
    benchmark: int


class _Fieldwork(NamedTuple):
    """The days and their slots, when each reader is there and for how many interviews, a practitioner's most a day."""

    days: tuple[date, ...]
    slots: tuple[Slot, ...]
    there: dict[str, tuple[int, ...]]
    room: dict[str, int]
    most: int


def planned_readings(
    files: ReadingFiles, plan: ReadingPlan, hours: Hours | None, stamp: datetime, output: Path
) -> PlannedReadings:
    """The cases given out to readers, and with hours the timetable, written as a new folder.

    stamp: the moment that calendars are told as that of writing. `Faulty` where anything is amiss; then nothing is
    written.
    """
    _raise(_plan_problems(plan) + (hours_problems(hours) if hours else []))
    drawn, readers = _drawn(files), _readers(files.team)
    share = _share(drawn, plan)
    fieldwork = _fieldwork(hours, readers, drawn, files.team.name) if hours else None
    most = fieldwork.room if fieldwork else None
    first, problems = first_readings(drawn.sample, readers, drawn.seed, share.part if share else None, most)
    again, practice = _further(drawn, readers, first, plan, problems)
    _raise(problems, files)
    appointed, apart = _appointed(drawn.sample, readers, first, fieldwork, files) if fieldwork else ((), [])
    notes = allocation_notes(drawn.sample, readers, first, share, most, drawn.caseload)
    if plan.validate is not None and not again:
        notes.append("No local assessor reads a case, so there is nothing to validate.")
    notes += _practice_notes(practice) + (_hours_notes(apart) if fieldwork else [])
    readings = (*(Reading(case, reader, FIRST) for case, reader in sorted(first.items())), *again, *practice)
    days, day_slots = (fieldwork.days, fieldwork.slots) if fieldwork else ((), ())
    found = PlannedReadings(readers, readings, appointed, days, len(day_slots), tuple(notes))
    write_folder(output, allocation_files(found, drawn, stamp))
    return found


def _raise(problems: Sequence[Problem], files: ReadingFiles | None = None) -> None:
    """`Faulty` where there is any problem; tables are called by the names of their files."""
    if problems:
        names = {"readers.csv": files.team.name, "identities.csv": files.identities.name} if files else {}
        raise Faulty(problem._replace(file=names.get(problem.file, problem.file)) for problem in problems)


def _plan_problems(plan: ReadingPlan) -> list[Problem]:
    problems = []
    if plan.benchmark < 0:
        problems.append(Problem("option-value", "--benchmark", None, f"{plan.benchmark} is less than 0.", "Give 0."))
    if plan.validate is not None and plan.validate == 0:
        do = "Leave the option out, or write a share such as 0.2."
        problems.append(Problem("option-value", "--validate", None, "No part of the cases is none to read again.", do))
    return problems


def _drawn(files: ReadingFiles) -> Drawn:
    content = _receipt(files.receipt)
    table = _table(files.identities, IDENTITIES)
    names = ("case", "practitioner", "manager", "team")
    caseload = {row[0]: Held(*row) for row in zip(*(table.columns[name] for name in names), strict=True)}
    places: dict[str, list[str]] = {SAMPLE: [], RESERVE: []}
    for row in content["list"]:
        places.setdefault(row["place"], []).append(row["case"])
    do = "Give the identities of the frame that was drawn from."
    listed = [*places[SAMPLE], *places[RESERVE]]
    if not caseload.keys() & {*listed}:
        _raise([Problem("row-orphan", table.file, None, "None of the cases of the receipt is here.", do)])
    _raise([
        Problem("row-orphan", table.file, None, f"The case {case!r} of the receipt is not here.", do)
        for case in listed
        if case not in caseload
    ])  # fmt: skip
    sample, reserves = ([caseload[case] for case in sorted(places[place])] for place in (SAMPLE, RESERVE))
    hashed = str(content["frame"]["hash"])
    return Drawn(content["framework"]["id"], content["seed"], hashed, sample, reserves, list(caseload.values()))


def _receipt(path: Path) -> dict[str, Any]:
    """What is needed of a receipt of any format; whether its draw comes out again, `aboveline sample verify` tells."""
    do = "Give the file that `aboveline sample draw` wrote."
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
        texts = [content["seed"], content["framework"]["id"], content["frame"]["hash"]]
        texts += [row[key] for row in content["list"] for key in ("case", "place")]
    except FileNotFoundError:
        raise Faulty([Problem("file-missing", str(path), None, "The file is not there.", do)]) from None
    except OSError as fault:
        what = f"The file cannot be opened: {fault.strerror}."
        raise Faulty([Problem("file-unreadable", str(path), None, what, do)]) from fault
    except (ValueError, LookupError, TypeError, RecursionError) as fault:
        what = "This is no receipt of a draw."
        raise Faulty([Problem("receipt-faulty", path.name, None, what, do)]) from fault
    if not all(isinstance(text, str) for text in texts) or SAMPLE not in texts:
        what = "This is no receipt of a draw, or no case was drawn."
        raise Faulty([Problem("receipt-faulty", path.name, None, what, do)])
    return content


def _table(path: Path, spec: TableSpec) -> Table:
    if not path.exists():
        do = f"Give a CSV file with the columns {', '.join(spec.column_names)}."
        raise Faulty([Problem("file-missing", str(path), None, "The file is not there.", do)])
    raw, problems = csv_table(path)
    if raw is None:
        raise Faulty(problems)
    table, problems = checked_table(spec, raw)
    _raise(problems)
    return table


def _readers(path: Path) -> tuple[Reader, ...]:
    readers, problems = team(_table(path, READERS))
    _raise(problems)
    return readers


def _share(drawn: Drawn, plan: ReadingPlan) -> Share | None:
    if plan.local is not None:
        return Share(plan.local, "", "")
    share, problems = local_share(edition(plan.framework or drawn.framework))
    _raise(problems)
    return share


def _fieldwork(hours: Hours, readers: Sequence[Reader], drawn: Drawn, file: str) -> _Fieldwork:
    days, day_slots = fieldwork_days(hours), slots(hours)
    there, problems = {}, []
    for reader in readers:
        there[reader.id], found = reader_days(reader.days, days, reader.name, file, reader.row)
        problems += found
    _raise(problems)
    room = time_for(readers, drawn.sample, there, len(day_slots))
    return _Fieldwork(days, day_slots, there, room, hours.most)


def _further(
    drawn: Drawn, readers: Sequence[Reader], first: Mapping[str, str], plan: ReadingPlan, problems: list[Problem]
) -> tuple[list[Reading], list[Reading]]:
    """The readings for validation and the practice cases; what is amiss is added to the problems."""
    again: list[Reading] = []
    practice: list[Reading] = []
    if plan.validate is not None:
        again, found = validation_readings(drawn.sample, readers, drawn.seed, first, plan.validate)
        problems += found
    if plan.benchmark:
        practice, found = benchmark_readings(drawn.reserves, readers, drawn.seed, plan.benchmark)
        problems += found
    return again, practice


def _appointed(
    sample: Sequence[Held],
    readers: Sequence[Reader],
    first: Mapping[str, str],
    fieldwork: _Fieldwork,
    files: ReadingFiles,
) -> tuple[tuple[PlannedInterview, ...], list[str]]:
    """The interviews in order of time, and the practitioners whose interviews are apart."""
    names = persons(readers, sample)
    by_name = {names[reader.id]: reader for reader in readers}
    known = [item for item in sample if item.practitioner]
    # Where a name is written in several ways, that of the first case stands.
    held = {person_key(item.practitioner): item.practitioner for item in reversed(known)}
    found, problems = timetable(
        [Interview(item.case, names[first[item.case]], person_key(item.practitioner)) for item in known],
        {names[reader]: days for reader, days in fieldwork.there.items()},
        len(fieldwork.days),
        fieldwork.slots,
        fieldwork.most,
        {name: reader.name for name, reader in by_name.items()} | held,
    )
    _raise(problems, files)
    booked, apart = found or ((), ())
    appointed = [
        PlannedInterview(
            one.case, by_name[one.reader], held[one.practitioner], fieldwork.days[day], fieldwork.slots[slot]
        )
        for one, day, slot in booked
    ]
    return tuple(appointed), [held[name] for name in apart]


def _practice_notes(practice: Sequence[Reading]) -> list[str]:
    if not practice:
        return []
    cases = ", ".join(sorted({reading.case for reading in practice}))
    return [f"Practice cases for everybody, from the reserves: {cases}. Do not put them in the place of a case."]


def _hours_notes(apart: Sequence[str]) -> list[str]:
    notes = ["Bank holidays and leave are not known here: look whether everybody is there on these days."]
    if apart:
        notes.append(f"Interviews that could not be put next to each other: those of {', '.join(apart)}.")
    return notes
