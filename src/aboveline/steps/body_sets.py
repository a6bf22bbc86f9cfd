"""Which inspections of a set count, and whether somebody decided that what comes of them may be published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from aboveline.comparisons.bodies import PUBLISHED_BENCHMARKS
from aboveline.files.body_sets import BodySet, body_set
from aboveline.files.csv import csv_text
from aboveline.files.folder import folder_tables
from aboveline.problems import Faulty, Problem, near_miss
from aboveline.steps.inspections import Inspection, inspection_and_problems

UNNAMED = "Inspections named together"
NAMED = "named-together"


class Visit(NamedTuple):
    """One inspection of a set, its folder, and the date that decides which visit to a body is the latest."""

    folder: Path
    inspection: Inspection
    date: str


class Decision(NamedTuple):
    """Who decided that the benchmark of a set may be published, why, and on which day."""

    by: str
    reason: str
    decided: str


def asked_set(folders: Sequence[Path], file: Path | None, title: str, date: str) -> BodySet:
    """The set in the file, or the folders named. `Faulty` where it cannot be read, or both or neither is given."""
    if bool(folders) == (file is not None):
        what = "It is not clear which inspections are to stand side by side."
        raise Faulty(
            [Problem("option-value", "aboveline benchmark", None, what, "Name two folders or more, or --set.")]
        )
    if file is None:
        return BodySet(NAMED, title or UNNAMED, date, tuple(folders))
    found, problems = body_set(file)
    if found is None:
        raise Faulty(problems)
    return found._replace(title=title or found.title, date=date or found.date)


class Latest(NamedTuple):
    """The latest visit to each body, in alphabetical order of names; the first folder's body; who was left out."""

    visits: list[Visit]
    first: str
    said: list[str]


def latest_visits(given: BodySet) -> Latest:
    """The visits of the set that count: of each body the latest, of two of one date the one named later.

    `Faulty` with every problem of every folder; where editions differ; where fewer than two bodies are left.
    """
    read, problems = [], []
    for folder in given.folders:
        found, faults = inspection_and_problems(folder)
        problems += [fault._replace(file=_place(folder, fault.file)) for fault in faults]
        if found is not None:
            read.append(Visit(folder, found, visit_date(found)))
    problems = problems or _edition_problems(read)
    if problems:
        raise Faulty(problems)
    latest: dict[str, Visit] = {}
    for visit in read:
        body = visit.inspection.settings.body
        if body not in latest or visit.date >= latest[body].date:
            latest[body] = visit
    if len(latest) < 2:
        what = f"{given.title}: there is {'one body' if latest else 'nobody'} in it, which stands beside nobody."
        do = "Name inspections of two bodies or more; of each body the latest counts."
        raise Faulty([Problem("option-value", str(given.file or "aboveline benchmark"), None, what, do)])
    said = [
        f"{visit.inspection.settings.id} is left out: of {visit.inspection.settings.body_name} the latest visit "
        f"counts, {other.inspection.settings.id}."
        for visit in read
        if (other := latest[visit.inspection.settings.body]) is not visit
    ]
    kept = sorted(latest.values(), key=lambda visit: visit.inspection.settings.body_name.casefold())
    return Latest(kept, read[0].inspection.settings.body, said)


def visit_date(read: Inspection) -> str:
    """When the inspection was: its fieldwork, else its publication, else the last date it has; blank without any."""
    dates = read.settings.dates
    return dates.get("fieldwork") or dates.get("published") or max(dates.values(), default="")


def chosen_place(found: Latest, body: str) -> int:
    """The place of the body of that id, or of the first folder's where it is blank. `Faulty` where it is unknown."""
    ids = [visit.inspection.settings.body for visit in found.visits]
    wanted = body or found.first
    if wanted not in ids:
        what = f"No body of the set has the id {wanted!r}."
        raise Faulty([Problem("unknown-name", "--body", None, what, near_miss(wanted, ids))])
    return ids.index(wanted)


def set_hash(given: BodySet, found: Iterable[Visit]) -> str:
    """`sha256:` and the hash of the set's name and date and of all that was scored: another case, another hash."""
    parts = [given.id, given.title, given.date]
    parts += [f"{visit.inspection.framework.hash} {visit.inspection.snapshot}" for visit in found]
    return "sha256:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()


def decision(given: BodySet, mark: str) -> Decision | None:
    """The decision to publish the benchmark of this set with this hash, from the table beside it; None without one."""
    rows = [] if given.file is None else _decisions(given.file.parent)
    for row in rows:
        if (row["set"], row["date"], row["hash"]) == (given.id, given.date, mark):
            return Decision(row["by"], row["reason"], row["decided"])
    return None


def new_decision(given: BodySet, mark: str, by: str, reason: str, today: str = "") -> Decision:
    """The decision to publish, of today unless another date is handed in; nothing is written yet.

    `Faulty` without a document, a name or a reason, or where it is published already.
    """
    problems = []
    if given.file is None:
        what, do = (
            "Folders named one by one are no set that could be published.",
            "Write them into a file, and --set it.",
        )
        problems.append(Problem("option-value", "--publish", None, what, do))
    for option, text in (("--publish", by), ("--reason", reason)):
        if not text.strip():
            what = "Nothing is published without a name and a reason."
            problems.append(Problem("option-value", option, None, what, "Say who decides, and why."))
    if before := decision(given, mark):
        what = f"This was published already: {before.by}, {before.decided}."
        problems.append(Problem("option-value", "--publish", None, what, "Leave the option out."))
    if problems:
        raise Faulty(problems)
    return Decision(by.strip(), reason.strip(), today or datetime.now(UTC).date().isoformat())


def decision_file(given: BodySet, mark: str, made: Decision) -> tuple[Path, str]:
    """The table of decisions beside the set's document with one more row: its place and its text."""
    assert given.file is not None
    rows = [list(row.values()) for row in _decisions(given.file.parent)]
    rows.append([given.id, given.date, mark, *made])
    path = given.file.parent / f"{PUBLISHED_BENCHMARKS.name}.csv"
    return path, csv_text(PUBLISHED_BENCHMARKS.column_names, rows)


def _decisions(folder: Path) -> list[dict[str, str]]:
    tables, problems = folder_tables(folder, [PUBLISHED_BENCHMARKS])
    if problems:
        raise Faulty(problems)
    return list(tables[PUBLISHED_BENCHMARKS.name].rows())


def _place(folder: Path, file: str) -> str:
    return file if file == str(folder) else str(folder / file)


def _edition_problems(read: Sequence[Visit]) -> list[Problem]:
    """A problem for each inspection under another edition than the first."""
    problems = []
    for visit in read[1:]:
        one, other = read[0].inspection, visit.inspection
        if one.framework.hash != other.framework.hash:
            what = f"{other.settings.id} was judged by {other.framework.id}, {one.settings.id} by {one.framework.id}."
            do = "Bodies can be put side by side under one edition only."
            problems.append(Problem("visits-differ", str(visit.folder / "inspection.yaml"), None, what, do))
    return problems
