"""`aboveline sample readers`: who reads which case, and when each practitioner is interviewed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from fractions import Fraction
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.cli.words import aligned, counted, paragraph
from aboveline.problems import Faulty, Problem
from aboveline.sampling.readers import Reader, share_of
from aboveline.sampling.readings import FIRST, VALIDATION
from aboveline.sampling.timetable import Hours
from aboveline.steps.reading import ReadingFiles, ReadingPlan, planned_readings
from aboveline.steps.reading_files import PlannedReadings

HELP = "give the cases out to readers and arrange the interviews"

WEEK = 5
"""Days beside each other in a table of 80 columns."""

BLOCKS = 4
"""Signs of the longest bar of a day."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The receipt, the tables and the options."""
    parser.description = (
        "Gives the drawn cases out to readers: nobody reads an own case or one of the\n"
        "own line, local assessors read their share, and everybody as much as the\n"
        "others. With --from it arranges the interviews with the practitioners too."
    )
    parser.epilog = (
        "example:\n  aboveline sample readers draw.json --identities private/identities.csv \\\n"
        "      --team readers.csv --from 2024-05-13 --days 5 -o allocation"
    )
    parser.add_argument("receipt", type=Path, help="the receipt of the draw")
    parser.add_argument("--identities", type=Path, required=True, metavar="FILE", help="whose the cases are")
    parser.add_argument("--team", type=Path, required=True, metavar="FILE", help="the table of readers")
    parser.add_argument("--framework", metavar="ID", help="the edition that says the local share (the receipt's)")
    parser.add_argument("--local-share", metavar="SHARE", help="the part for local assessors, as 0.33 or 1/3")
    parser.add_argument("--validate", metavar="SHARE", help="the part of theirs that inspectors read again")
    parser.add_argument("--benchmark", type=int, default=0, metavar="K", help="so many practice cases for everybody")
    parser.add_argument("--from", dest="first", metavar="DATE", help="the first day on which cases are read")
    parser.add_argument("--days", type=int, default=WEEK, metavar="N", help="so many weekdays (5)")
    parser.add_argument("--without", action="append", default=[], metavar="DATE", help="not on this day; repeatable")
    parser.add_argument("--start", default="09:30", metavar="TIME", help="the first interview of a day (09:30)")
    parser.add_argument("--end", default="17:00", metavar="TIME", help="when the last must be over (17:00)")
    parser.add_argument("--interview", type=int, default=60, metavar="MINUTES", help="how long one takes (60)")
    parser.add_argument("--gap", type=int, default=30, metavar="MINUTES", help="between two of them (30)")
    parser.add_argument("--lunch", default="12:30-13:30", metavar="TIMES", help="no interview then; or none")
    parser.add_argument("--most", type=int, default=3, metavar="N", help="of one practitioner on a day (3)")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="the folder to write")


def run(given: argparse.Namespace) -> int:
    """Do it."""
    print("\n".join(_readers(given)))
    return 0


def _readers(given: argparse.Namespace) -> Iterator[str]:
    plan, hours = _asked(given)
    files = ReadingFiles(given.receipt, given.identities, given.team)
    with progress("Giving out cases"):
        found = planned_readings(files, plan, hours, datetime.now(UTC), given.output)
    yield from _tables(found)
    yield ""
    for note in found.notes:
        yield paragraph(note)
    yield paragraph(f"Written: {given.output}", then="    ")


def _asked(given: argparse.Namespace) -> tuple[ReadingPlan, Hours | None]:
    problems: list[Problem] = []
    local, validate = (
        _part(f"--{name}", text, problems)
        for name, text in (("local-share", given.local_share), ("validate", given.validate))
    )
    hours = _hours(given, problems) if given.first is not None else None
    if problems:
        raise Faulty(problems)
    return ReadingPlan(given.framework, local, validate, given.benchmark), hours


def _hours(given: argparse.Namespace, problems: list[Problem]) -> Hours:
    first = _day("--from", given.first, problems)
    without = tuple(_day("--without", text, problems) for text in given.without)
    start, end = (_clock(f"--{name}", getattr(given, name), problems) for name in ("start", "end"))
    lunch = None
    if given.lunch != "none":
        noon, _, after = given.lunch.partition("-")
        lunch = _clock("--lunch", noon, problems), _clock("--lunch", after, problems)
    return Hours(first, given.days, without, start, end, given.interview, given.gap, lunch, given.most)


def _part(option: str, text: str | None, problems: list[Problem]) -> Fraction | None:
    part = None if text is None else share_of(text)
    if text is not None and part is None:
        problems.append(Problem("option-value", option, None, f"{text!r} is no part of one.", "Write 0.33 or 1/3."))
    return part


def _day(option: str, text: str, problems: list[Problem]) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems.append(Problem("option-value", option, None, f"{text!r} is no day.", "Write it as 2024-05-13."))
        return date.min


def _clock(option: str, text: str, problems: list[Problem]) -> time:
    try:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        problems.append(Problem("option-value", option, None, f"{text!r} is no time of day.", "Write it as 09:30."))
        return time.min


def _tables(found: PlannedReadings) -> Iterator[str]:
    weeks = [found.days[at : at + WEEK] for at in range(0, len(found.days), WEEK)] or [()]
    for number, week in enumerate(weeks):
        if number:
            yield ""
        if week:
            yield f"Interviews from {week[0].day} {week[0]:%B %Y}, {counted(found.slots, 'slot')} a day"
        yield from _table(found, week)


def _table(found: PlannedReadings, week: Sequence[date]) -> list[str]:
    again = any(reading.purpose == VALIDATION for reading in found.readings)
    purposes = [("cases", FIRST), *[("again", VALIDATION)] * again]
    header = ["reader", "role", *(title for title, _ in purposes), *(f"{day:%a} {day.day}" for day in week)]
    rows = [header]
    everybody: list[Reader | None] = [*found.readers, None]
    for reader in everybody:
        counts = [
            sum(r.purpose == purpose and reader in (None, _of(found, r.reader)) for r in found.readings)
            for _, purpose in purposes
        ]
        days = [sum(item.day == day and reader in (None, item.reader) for item in found.appointed) for day in week]
        bars = [_bar(count, found.slots if reader else 0) for count in days]
        who = [reader.name, _role(reader)] if reader else ["all", ""]
        rows.append([*who, *map(str, counts), *bars])
    return aligned(rows, right=range(2, 2 + len(purposes)), flexible=0)


def _of(found: PlannedReadings, name: str) -> Reader:
    return next(reader for reader in found.readers if reader.id == name)


def _role(reader: Reader) -> str:
    return "reserve" if reader.reserve else reader.role.removesuffix("-assessor")


def _bar(count: int, most: int) -> str:
    bar = "█" * round(BLOCKS * count / most) if most else ""
    return f"{count or '·'} {bar}".rstrip()
