"""inspection.yaml: whom this inspection looks at, when, under which edition, in which cohorts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aboveline.frameworks.documents import document
from aboveline.frameworks.fields import Fields
from aboveline.problems import Problem
from aboveline.tables import is_date

FILE = "inspection.yaml"
FORMAT = 1
KINDS = ("full", "follow-up", "focused")


@dataclass(frozen=True)
class Cohort:
    """A part of the sample drawn for its own purpose; `criteria` in scope, None for all of the edition."""

    id: str
    title: str
    criteria: frozenset[str] | None
    line: int


@dataclass(frozen=True)
class Member:
    """One place in the team: the role, and how many hold it or who."""

    role: str
    name: str


@dataclass(frozen=True)
class Settings:
    """What inspection.yaml says."""

    id: str
    title: str
    kind: str
    body: str
    body_name: str
    body_kind: str
    framework: str
    framework_hash: str
    framework_line: int
    dates: Mapping[str, str]
    constructed: bool
    source: str
    note: str
    team: tuple[Member, ...]
    cohorts: tuple[Cohort, ...]

    def scope(self) -> dict[str, frozenset[str] | None]:
        """Cohort → criteria in scope; with a single cohort, cases may leave the cohort blank."""
        found = {cohort.id: cohort.criteria for cohort in self.cohorts}
        return found | ({"": self.cohorts[0].criteria} if len(self.cohorts) == 1 else {})


def settings(folder: Path) -> tuple[Settings | None, list[Problem]]:
    """The settings of an inspection folder (None where there are none to read) and every problem with them."""
    mapping, problems = document(folder / FILE, FILE)
    if not mapping:
        return None, [_as_setting(problem) for problem in problems]
    fields = Fields(mapping, problems, "inspection")
    _check_format(fields)
    if any(problem.code.startswith("format-") for problem in problems):
        return None, problems
    found = _settings(fields)
    fields.done()
    return found, [_as_setting(problem) for problem in problems]


def _check_format(fields: Fields) -> None:
    text = fields.text("format", "")
    if text == str(FORMAT):
        return
    if text.isdecimal() and int(text) > FORMAT:
        what = f"This folder has format {text}; this Aboveline reads format {FORMAT}."
        fields.problem("format-newer", "format", what, "Install a newer Aboveline; nothing was changed.")
    elif text in ("", "0"):
        what = f"This folder has an older format than {FORMAT}."
        fields.problem("format-older", "format", what, "Run `aboveline upgrade FOLDER`; the old files are kept.")
    else:
        what = f"{text!r} is not a format known here."
        fields.problem("format-unknown", "format", what, f"Write `format: {FORMAT}`.")


def _settings(fields: Fields) -> Settings:
    body, framework = _inner(fields, "body"), _inner(fields, "framework")
    dates = fields.pairs("dates")
    for name, text in dates.items():
        if text and not is_date(text):
            what = f"The date {name} is {text!r}, which is no date."
            fields.problem("setting-unknown", "dates", what, "Write it as 2007-11-05, 2007-11 or 2007.")
    found = Settings(
        id=fields.text("id"),
        title=fields.text("title", ""),
        kind=fields.option("kind", KINDS),
        body=body.text("id"),
        body_name=body.text("name"),
        body_kind=body.text("kind", "body"),
        framework=framework.text("id"),
        framework_hash=framework.text("hash"),
        framework_line=framework.line("hash"),
        dates=dates,
        constructed=fields.truth("constructed", default=False),
        source=fields.text("source", ""),
        note=fields.text("note", ""),
        team=tuple(_member(item) for item in fields.each("team", "member of the team")),
        cohorts=tuple(_cohort(item) for item in fields.each("cohorts", "cohort", required=True)),
    )
    body.done()
    framework.done()
    return found


def _inner(fields: Fields, key: str) -> Fields:
    mapping = fields.block(key)
    if mapping is None:
        fields.problem("key-missing", "", f"The inspection lacks {key!r}.", f"Add `{key}:` to it.")
    inner = Fields(mapping if mapping is not None else type(fields.mapping)(fields.file, fields.line()), [], key)
    if mapping is not None:
        inner.problems = fields.problems
    return inner


def _member(fields: Fields) -> Member:
    member = Member(fields.text("role"), fields.text("name", fields.text("number", "")))
    fields.done()
    return member


def _cohort(fields: Fields) -> Cohort:
    criteria = fields.words("criteria")
    cohort = Cohort(
        fields.text("id"),
        fields.text("title", ""),
        None if criteria in ((), ("all",)) else frozenset(criteria),
        fields.line(),
    )
    fields.done()
    return cohort


def _as_setting(problem: Problem) -> Problem:
    """The same problem as one of the inspection: in this file, keys are settings."""
    codes = {"key-missing": "setting-missing", "key-unknown": "setting-unknown", "value-kind": "setting-unknown",
             "value-unknown": "setting-unknown", "key-repeated": "setting-unknown"}  # fmt: skip
    return problem._replace(code=codes.get(problem.code, problem.code))
