"""Those who read cases: whom they belong to, and which cases they must not read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Lookup
from fractions import Fraction
from typing import NamedTuple

from aboveline.frameworks.documents import Mapping
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS, Framework
from aboveline.problems import Problem
from aboveline.tables import Column, Table, TableSpec

LEAD, INSPECTOR, PRACTICE, LOCAL = "lead", "inspector", "practice-assessor", "local-assessor"

READERS = TableSpec(
    "readers",
    "who reads cases, in which role, and whose cases they must not read",
    (
        Column("reader", "the reference by which the reader is called", "id", required=True),
        Column("name", "the reader's name", required=True),
        Column("email", "where the reader can be written to"),
        Column("role", "the role in which they read", options=(LEAD, INSPECTOR, PRACTICE, LOCAL), required=True),
        Column("line", "the team or line manager they belong to, as the identities write it", "list"),
        Column("person", "the reader as the identities write him or her, where the name is written otherwise"),
        Column("capacity", "how much they read beside others: 1 in full, 0.5 half, 0 nothing; blank is 1", "number"),
        Column("reserve", "whether they read only what no other can", "yes-no"),
        Column("days", "the days they are there: mon|tue or 2024-05-13|2024-05-14; blank is every day", "list"),
    ),
    key=("reader",),
)

_TITLES = frozenset("mr mrs ms miss mx dr".split())


class Reader(NamedTuple):
    """One reader as the table has it; line, number of its row; days and lines as texts; capacity 1 in full."""

    id: str
    name: str
    email: str
    role: str
    lines: tuple[str, ...]
    person: str
    capacity: Fraction
    reserve: bool
    days: tuple[str, ...]
    row: int


class Held(NamedTuple):
    """A case and whose it is; blank where the identities do not say."""

    case: str
    practitioner: str
    manager: str
    team: str


class Share(NamedTuple):
    """What part of the cases local assessors should read, where that was read, and how far it is known."""

    part: Fraction
    source: str
    standing: str


def share_of(text: str) -> Fraction | None:
    """The part of one that a text such as 1/3 or 0.33 says; None where it says none."""
    try:
        part = Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None
    return part if 0 <= part <= 1 else None


def local_share(framework: Framework) -> tuple[Share | None, list[Problem]]:
    """What part of the cases local assessors read under the plan of an edition (None: it says none); its faults."""
    block = framework.sampling.get("readers") if framework.sampling is not None else None
    if not isinstance(block, Mapping):
        return None, []
    problems: list[Problem] = []
    fields = Fields(block, problems, "readers of the sampling plan")
    text = fields.text("local_share")
    part, source = share_of(text), fields.text("source")
    standing = fields.option("standing", STANDINGS)
    fields.text("note", "")
    fields.done()
    if text and part is None:
        what, do = f"{text!r} at 'local_share' is not a part of one.", "Write 1/3 or 0.33."
        fields.problem("value-kind", "local_share", what, do)
    return (None if part is None or problems else Share(part, source, standing)), problems


def person_key(text: str) -> str:
    """What tells a person or team, however the name is written: "Hall, Mr Jo" and "jo hall" give the same."""
    words = re.findall(r"\w+", text.casefold().replace("'", "").replace("’", ""))
    return " ".join(sorted(word for word in words if word not in _TITLES))


def team(table: Table) -> tuple[tuple[Reader, ...], list[Problem]]:
    """The readers of a checked table in its order, and what is wrong with them."""
    found, problems = [], []
    for line, row in zip(table.lines, table.rows(), strict=True):
        lines, days = (tuple(part.strip() for part in row[n].split("|") if part.strip()) for n in ("line", "days"))
        capacity, reserve = Fraction(row["capacity"] or 1), row["reserve"] == "yes"
        if capacity < 0:
            what, do = f"capacity: {row['capacity']} is below 0.", "Write 1 for a full share, 0.5 for half of one."
            problems.append(Problem("cell-kind", table.file, line, what, do))
        if row["role"] == LOCAL and not lines:
            what = f"The local assessor {row['name']} has no line, which decides what he or she must not read."
            do = "Write the team or line manager as the identities write it."
            problems.append(Problem("cell-missing", table.file, line, what, do))
        who = row["reader"], row["name"], row["email"], row["role"], lines, row["person"] or row["name"]
        found.append(Reader(*who, capacity, reserve, days, line))
    problems += _alike(found, table.file)
    if not found:
        what, do = "There is no reader.", "Write a row for each reader."
        problems.append(Problem("sample-empty", table.file, None, what, do))
    return tuple(found), problems


def _alike(readers: Iterable[Reader], file: str) -> list[Problem]:
    first: dict[str, Reader] = {}
    problems = []
    for reader in readers:
        other = first.setdefault(person_key(reader.person), reader)
        if other is not reader:
            what = f"{reader.person} is the person of the reader {other.id} too, on line {other.row}."
            do = "Keep one of the rows, or write under person how the identities tell the two apart."
            problems.append(Problem("row-repeated", file, reader.row, what, do))
    return problems


def barred(reader: Reader, held: Held) -> str:
    """Why the reader must not read the case; blank where he or she may.

    To a local assessor a case is closed too where practitioner or line are not known: it could be anybody's.
    """
    names = {person_key(reader.person), person_key(reader.name)}
    lines = {person_key(line) for line in reader.lines}
    above = {person_key(text) for text in (held.manager, held.team) if text}
    if held.practitioner and person_key(held.practitioner) in names:
        return "is its practitioner"
    if names & above:
        return "is its manager"
    if lines & above:
        return "belongs to its line"
    if reader.role == LOCAL and not held.practitioner:
        return "is a local assessor, and its practitioner is not known"
    if reader.role == LOCAL and not above:
        return "is a local assessor, and its line is not known"
    return ""


def persons(readers: Sequence[Reader], held: Iterable[Held]) -> dict[str, str]:
    """Reader (by id) → the name under which a timetable knows the person: the practitioner's where he or she is one."""
    known = {person_key(item.practitioner) for item in held if item.practitioner}
    keys = {reader.id: person_key(reader.person) for reader in readers}
    # No key of a person begins with this sign.
    return {reader: key if key in known else f"@{reader}" for reader, key in keys.items()}


def time_for(
    readers: Sequence[Reader], held: Sequence[Held], there: Lookup[str, Sequence[int]], slots: int
) -> dict[str, int]:
    """Reader (by id) → interviews there is time for: so many slots a day there, without those on own cases."""
    names = persons(readers, held)
    own = Counter(person_key(item.practitioner) for item in held)
    return {r.id: max(0, slots * len(there[r.id]) - own[names[r.id]]) for r in readers}
