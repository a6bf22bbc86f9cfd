"""inspection.yaml: whom this inspection looks at, when, under which edition, in which cohorts."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Named
from pathlib import Path
from typing import NamedTuple

from aboveline.frameworks.documents import Mapping, document
from aboveline.frameworks.fields import Fields
from aboveline.problems import Problem
from aboveline.tables import is_date

FILE = "inspection.yaml"
FORMAT = 1
KINDS = ("full", "follow-up", "focused")


class Cohort(NamedTuple):
    """A part of the sample drawn for its own purpose; `criteria` in scope, None for all of the edition."""

    id: str
    title: str
    criteria: frozenset[str] | None
    line: int


class Member(NamedTuple):
    """One place in the team: the role, and how many hold it or who."""

    role: str
    name: str


class Follows(NamedTuple):
    """The first visit that a follow-up follows, and what of it is in scope: recommendations and criteria."""

    id: str
    recommendations: tuple[str, ...]
    criteria: tuple[str, ...]
    line: int


class Settings(NamedTuple):
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
    hash_line: int
    dates: Named[str, str]
    constructed: bool
    source: str
    note: str
    team: tuple[Member, ...]
    cohorts: tuple[Cohort, ...]
    follows: Follows | None = None
    fictional: bool = False
    theme: str = ""
    theme_line: int = 1

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
        framework_hash=framework.text("hash", ""),
        framework_line=framework.line("id"),
        hash_line=framework.line("hash"),
        dates=dates,
        constructed=fields.option("constructed", ("no", "yes", "false", "true"), "no") in ("yes", "true"),
        source=fields.text("source", ""),
        note=fields.text("note", ""),
        team=tuple(_member(item) for item in fields.each("team", "member of the team")),
        cohorts=_cohorts(fields.each("cohorts", "cohort", required=True)),
        follows=_follows(fields),
        fictional=fields.option("fictional", ("no", "yes", "false", "true"), "no") in ("yes", "true"),
        theme=fields.text("theme", ""),
        theme_line=fields.line("theme"),
    )
    body.done()
    framework.done()
    return found


def _inner(fields: Fields, key: str) -> Fields:
    mapping = fields.block(key)
    if mapping is not None:
        return Fields(mapping, fields.problems, key)
    if not fields.has(key):
        fields.problem("key-missing", "", f"The inspection lacks {key!r}.", f"Add `{key}:` to it.")
    # One problem says it; what its empty stand-in lacks is told to nobody.
    return Fields(Mapping(fields.file, fields.line()), [], key)


def _member(fields: Fields) -> Member:
    member = Member(fields.text("role"), fields.text("name", fields.text("number", "")))
    fields.done()
    return member


def _cohorts(items: Iterable[Fields]) -> tuple[Cohort, ...]:
    found: dict[str, Cohort] = {}
    for fields in items:
        cohort = _cohort(fields)
        if cohort.id in found:
            what = f"The cohort {cohort.id!r} already stands on line {found[cohort.id].line}."
            fields.problem("setting-unknown", "id", what, "Keep one of them, or rename one.")
        found.setdefault(cohort.id, cohort)
    return tuple(found.values())


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


def _follows(fields: Fields) -> Follows | None:
    mapping = fields.block("follows")
    if mapping is None:
        return None
    inner = Fields(mapping, fields.problems, "first visit")
    found = Follows(inner.text("id"), inner.words("recommendations"), inner.words("criteria"), inner.line())
    inner.done()
    return found


def _as_setting(problem: Problem) -> Problem:
    """The same problem as one of the inspection: in this file, keys are settings."""
    if problem.kind != "framework":
        return problem
    return problem._replace(code="setting-missing" if problem.code == "key-missing" else "setting-unknown")
