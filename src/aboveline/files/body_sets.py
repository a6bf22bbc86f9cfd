"""A document that names a set of inspections: what it is called, for what date it stands, which folders are in it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from aboveline.frameworks.documents import document
from aboveline.frameworks.fields import Fields
from aboveline.problems import Problem
from aboveline.tables import is_date


class BodySet(NamedTuple):
    """A named and dated set of inspection folders; `file` is None where they were named on the command line."""

    id: str
    title: str
    date: str
    folders: tuple[Path, ...]
    note: str = ""
    file: Path | None = None


def body_set(path: Path) -> tuple[BodySet | None, list[Problem]]:
    """The set in that document (None where it has problems) and every problem; folders are relative to the document."""
    mapping, problems = document(path, str(path))
    found = None
    if mapping:
        fields = Fields(mapping, problems, "set")
        fields.option("format", ("1",))
        found = BodySet(
            fields.text("id"),
            fields.text("title"),
            fields.text("date"),
            tuple(path.parent / name for name in fields.words("folders")),
            fields.text("note", ""),
            path,
        )
        if found.date and not is_date(found.date):
            what = f"The date {found.date!r} is no date."
            fields.problem("value-kind", "date", what, "Write it as 2007-11-05, 2007-11 or 2007.")
        if not found.folders and not any(problem.line == fields.line("folders") for problem in problems):
            fields.problem("key-missing", "folders", "Nobody is in this set.", "Name two folders or more.")
        fields.done()
    return (None if problems else found), [_as_setting(problem) for problem in problems]


def _as_setting(problem: Problem) -> Problem:
    if problem.kind != "framework":
        return problem
    return problem._replace(code="setting-missing" if problem.code == "key-missing" else "setting-unknown")
