"""A trend: inspections read, put on a basis and scored; their figures paired along the maps; points and lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from aboveline.comparisons.trends import (
    CONSTRUCTED,
    FICTIONAL,
    Absent,
    Point,
    Trend,
    by_date,
    date_place,
    trend_lines,
    trend_sentences,
)
from aboveline.files.basis import basis
from aboveline.files.settings import FILE
from aboveline.frameworks.maps import map_between
from aboveline.frameworks.model import Framework
from aboveline.frameworks.pairs import EQUAL, PART, QUESTION
from aboveline.problems import Faulty, Problem, near_miss
from aboveline.steps.inspections import inspection
from aboveline.steps.maps import edition_maps
from aboveline.steps.trend_points import Aim, DatedVisit, points_of


def trend(
    folders: Sequence[Path], part: str, edition: str = "", confidence: float = 0.95, several: bool = False
) -> Trend:
    """The trend of a part or question over inspection folders; `edition` says whose id it is, else the newest has it.

    `Faulty` where the folders are of several bodies and `several` does not allow that, have no date, or lack the id.
    """
    if not 0 < confidence < 1:
        what = f"{100 * confidence:g} does not lie between 0 and 100."
        raise Faulty([Problem("option-value", "--confidence", None, what, "Write it in percent, such as 95.")])
    visits = _visits(folders, several)
    frameworks = {visit.read.framework.id: visit.read.framework for visit in reversed(visits)}
    aim = _aim(part, edition, frameworks)
    points, absent = list[Point](), list[Absent]()
    for visit in visits:
        some, none = points_of(visit, aim, confidence)
        points += some
        absent += none
    points = by_date(points)
    ways = {(one, other): map_between(one, other, aim.maps) for one in frameworks for other in frameworks}

    def related(first: Point, second: Point) -> str | None:
        if first.edition == second.edition:
            return EQUAL if first.id == second.id else None
        way = ways[first.edition, second.edition]
        pair = way.related(aim.level).get((first.id, second.id)) if way else None
        return pair.relation if pair else None

    lines = trend_lines(points, related)
    shown = dict.fromkeys(point.edition for point in points if point.edition != aim.framework.id)
    cases = dict.fromkeys(told for name in shown if (way := aim.way(name)) for told in way.cases)
    sentences = [*trend_sentences(points, lines, tuple(cases)), *_folder_sentences(visits)]
    bodies = dict.fromkeys(visit.read.settings.body_name for visit in visits)
    return Trend(
        tuple(bodies), aim.framework.id, aim.level, aim.id, aim.title, confidence,
        tuple(points), lines, tuple(absent), tuple(sentences),
    )  # fmt: skip


def _folder_sentences(visits: Sequence[DatedVisit]) -> list[str]:
    said = [visit.read.settings for visit in visits]
    found = [CONSTRUCTED] if any(one.constructed for one in said) else []
    return [*found, FICTIONAL] if any(one.fictional for one in said) else found


def _visits(folders: Sequence[Path], bodies: bool) -> list[DatedVisit]:
    """The inspections in order of date, each with the one that follows it."""
    if len(folders) < 2:
        do = "Name two or more inspection folders."
        raise Faulty([Problem("option-value", "aboveline trend", None, "A trend needs more than one inspection.", do)])
    visits, problems = list[DatedVisit](), list[Problem]()
    for folder in folders:
        try:
            visits.append(_visit(folder))
        except Faulty as faulty:
            problems += [_in_folder(problem, folder) for problem in faulty.problems]
    problems += _together_problems(visits, bodies)
    if problems:
        raise Faulty(problems)
    visits.sort(key=lambda visit: date_place(visit.date))
    return [_followed(visit, visits) for visit in visits]


def _followed(visit: DatedVisit, visits: Sequence[DatedVisit]) -> DatedVisit:
    """The visit with the first of those that follow it and say on what basis."""
    for other in visits:
        follows = other.read.settings.follows
        if other.own_basis and follows and follows.id == visit.read.settings.id:
            return replace(visit, follower=other)
    return visit


def _visit(folder: Path) -> DatedVisit:
    read = inspection(folder)
    said = read.settings
    date = said.dates.get("fieldwork") or said.dates.get("published") or ""
    own, problems = basis(folder, read.framework)
    if not date:
        what, do = "The inspection has no date.", "Add `dates: {fieldwork: 2024-05}`, or when it was published."
        problems.append(Problem("setting-missing", FILE, None, what, do))
    if problems:
        raise Faulty(problems)
    return DatedVisit(folder, read, date, own)


def _in_folder(problem: Problem, folder: Path) -> Problem:
    """The same problem with the folder in its file's name: several folders are read at once."""
    inside = problem.file == str(folder) or problem.file.startswith(f"{folder}/")
    return problem if inside else problem._replace(file=f"{folder}/{problem.file}")


def _together_problems(visits: Sequence[DatedVisit], bodies: bool) -> list[Problem]:
    """Why these inspections cannot stand in one trend."""
    problems, known, hashes = list[Problem](), set[str](), dict[str, str]()
    for visit in visits:
        said, framework = visit.read.settings, visit.read.framework
        if said.id in known:
            do = "Name each folder once, or give the copy an id of its own."
            problems.append(Problem("visits-differ", str(visit.folder), None, f"{said.id} is given twice.", do))
        known.add(said.id)
        if hashes.setdefault(framework.id, framework.hash) != framework.hash:
            what = f"{said.id} was made under another content of {framework.id} than a folder before it."
            do = "An edition that was changed is another edition: give it an id of its own, and a map."
            problems.append(Problem("visits-differ", str(visit.folder), None, what, do))
    named = {visit.read.settings.body: visit.read.settings.body_name for visit in visits}
    if len(named) > 1 and not bodies:
        what = f"These are inspections of {len(named)} bodies: {', '.join(named.values())}."
        do = (
            "A trend is of one. Where one body changed its name, give it one id in each inspection.yaml; to set "
            "several side by side, without a line between them, add --bodies."
        )
        problems.append(Problem("visits-differ", FILE, None, what, do))
    return problems


def _aim(part: str, edition: str, frameworks: Mapping[str, Framework]) -> Aim:
    """What is asked for: in the edition named, else in the newest that has it. frameworks: newest first."""
    if edition and edition not in frameworks:
        do = near_miss(edition, frameworks)
        raise Faulty([Problem("unknown-name", "--edition", None, f"No inspection here is under {edition!r}.", do)])
    chosen = [frameworks[edition]] if edition else list(frameworks.values())
    known: dict[str, None] = {}
    for framework in chosen:
        titles = {item.id: item.title for item in framework.parts()}
        titles |= {thread.id: thread.title for thread in framework.threads}
        known |= dict.fromkeys([*titles, *framework.questions])
        if part in titles:
            return Aim(framework, PART, part, titles[part], edition_maps() if len(frameworks) > 1 else ())
        if part in framework.questions:
            question = framework.questions[part]
            if question.role != "scored":
                what = f"The question {part} is not scored: it is a {question.role}."
                do = "Name one that is; `aboveline prevalence` tells of the others."
                raise Faulty([Problem("score-unknown", "--part", None, what, do)])
            return Aim(framework, QUESTION, part, question.text, edition_maps() if len(frameworks) > 1 else ())
    what = f"No part or question of {' or '.join(framework.id for framework in chosen)} is called {part!r}."
    do = near_miss(part, known) or "`aboveline frameworks show ID --questions` lists them."
    raise Faulty([Problem("score-unknown", "--part", None, what, do)])
