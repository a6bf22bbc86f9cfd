"""What one inspection adds to a trend: its figures of what is paired with the thing asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import eq
from pathlib import Path

from aboveline.comparisons.trends import Absent, Point
from aboveline.comparisons.visits import Basis
from aboveline.files.settings import Cohort
from aboveline.frameworks.maps import EditionMap, map_between
from aboveline.frameworks.model import Framework
from aboveline.frameworks.pairs import EQUAL, QUESTION, Pair
from aboveline.published.figures import printed_figure
from aboveline.scoring.results import Score
from aboveline.stats.rounding import half_up
from aboveline.steps.inference import sampling_of
from aboveline.steps.inspections import Inspection
from aboveline.steps.intervals import Intervals, intervals
from aboveline.steps.scores import Scored, scored
from aboveline.steps.visits import on_basis


@dataclass(frozen=True)
class DatedVisit:
    """One inspection of a trend. follower: the one given too that follows it, on whose basis it is scored."""

    folder: Path
    read: Inspection
    date: str
    own_basis: Basis | None
    follower: DatedVisit | None = None

    @property
    def basis(self) -> Basis | None:
        """What it is scored on; None for the cases and sources as they stand."""
        return self.follower.own_basis if self.follower else self.own_basis

    @property
    def basis_words(self) -> str:
        """The basis and the theme of its cases in words, blank where there is neither. Equal words, equal bases."""
        found, theme = self.basis, self.read.settings.theme
        clauses = []
        if found:
            clauses += [f"sources {', '.join(found.sources)}"] if found.sources else []
            clauses += [f"cases where {found.cases_text}"] if found.cases_text else []
            clauses += [f"without {', '.join(found.without_questions)}"] if found.without_questions else []
        return ", ".join([*clauses, *([f"cases of the theme {theme}"] if theme else [])])


@dataclass(frozen=True)
class Aim:
    """What a trend is of, in the edition that names it. maps: all there are; ways: those found so far."""

    framework: Framework
    level: str
    id: str
    title: str
    maps: Sequence[EditionMap]
    ways: dict[str, EditionMap | None] = field(default_factory=dict)

    def way(self, edition: str) -> EditionMap | None:
        """The map that leads here from an edition; None where none does."""
        if edition not in self.ways:
            self.ways[edition] = map_between(edition, self.framework.id, self.maps)
        return self.ways[edition]

    def pairs(self, edition: str) -> list[Pair]:
        """What of that edition is paired with the thing asked for."""
        if edition == self.framework.id:
            return [Pair(self.level, self.id, self.id, EQUAL, "", "", "published")]
        way = self.way(edition)
        return [pair for pair in way.pairs if (pair.level, pair.other) == (self.level, self.id)] if way else []


def points_of(visit: DatedVisit, aim: Aim, confidence: float) -> tuple[list[Point], list[Absent]]:
    """The points of one inspection, one for each paired id and cohort, and what of it has none."""
    said, edition = visit.read.settings, visit.read.framework.id
    pairs = aim.pairs(edition)
    if not pairs:
        known = edition == aim.framework.id or aim.way(edition)
        why = f"the map pairs nothing with {aim.id} of {aim.framework.id}" if known else "no map leads to its edition"
        return [], [Absent(said.id, edition, why)]
    read = on_basis(visit.read, visit.basis) if visit.follower and visit.basis else visit.read
    cohorts = said.cohorts if len(said.cohorts) > 1 else ()
    found = scored(read, by=["cohort"] if cohorts else [])
    ends = intervals(found, sampling_of(visit.folder, read), confidence)
    points, absent = list[Point](), list[Absent]()
    for pair in pairs:
        for cohort in (None,) if _graded(found, pair) else cohorts or (None,):
            point, why = _point(visit, pair, cohort, found, ends)
            if point:
                points.append(point)
            else:
                told = f" ({cohort.title or cohort.id})" if cohort else ""
                absent.append(Absent(said.id + told, edition, f"{pair.one} {why}"))
    return points, absent


def _row(found: Scored, pair: Pair, group: str) -> Score | None:
    rows = (row for row in found.scores if row.group == group and row.id == pair.one)
    return next((row for row in rows if (row.level == QUESTION) == (pair.level == QUESTION)), None)


def _graded(found: Scored, pair: Pair) -> bool:
    """Whether the figure is a grade: it rests on evidence, not on the cases of a cohort."""
    row = _row(found, pair, "all")
    return row is not None and row.base is None


def _point(
    visit: DatedVisit, pair: Pair, cohort: Cohort | None, found: Scored, ends: Intervals
) -> tuple[Point | None, str]:
    """The point of one pair, of one cohort where there are several; else None and why."""
    said, framework = visit.read.settings, visit.read.framework
    group = f"cohort={cohort.id}" if cohort else "all"
    row = _row(found, pair, group)
    scope = (cohort or said.cohorts[0]).criteria
    if row is not None and row.level == "criterion" and row.base is not None and scope and row.id not in scope:
        return None, "was not scored at this visit"
    if row is None or (row.score is None and row.rating is None):
        return None, "has no score here"
    printed = _printed(visit, f"cohort is {cohort.id}" if cohort else "")
    if said.constructed and (row.level, row.id) not in printed:
        return None, "was not printed of this visit, whose cases are constructed"
    shown = _shown(row, printed.get((row.level, row.id), "") if said.constructed else "")
    differs = shown != row.score
    points = f"{row.points:g} of {row.most_points:g} points" if row.points is not None else ""
    return Point(
        said.id, said.body, visit.date, framework.id, row.level, row.id, row.title,
        (cohort.title or cohort.id) if cohort else "", pair.relation, pair.reason, visit.basis_words,
        shown if not points else None, points, row.rating or "", row.base,
        row.above if row.level == QUESTION and not differs else None,
        None if points or differs or _dealt(visit) else ends.found.get((group, row.id)),
        "assumed" if "assumed" in (row.standing, pair.standing) else row.standing,
        row.score if differs else None,
    ), ""  # fmt: skip


def _shown(row: Score, printed: str) -> float | None:
    """The score; in its place the printed one where constructed cases could not be made to give that."""
    number = printed.rstrip("%")
    if row.score is None or not number.isdecimal() or half_up(row.score) == float(number):
        return row.score
    return float(number)


def _dealt(visit: DatedVisit) -> bool:
    """Whether the bases are no printed ones: a constructed folder whose cases the basis narrows."""
    return visit.read.settings.constructed and visit.follower is not None and bool(visit.basis and visit.basis.cases)


def _printed(visit: DatedVisit, subgroup: str) -> Mapping[tuple[str, str], str]:
    """(level, id) → the figure that was printed of the visit on the basis it is scored on, of that subgroup.

    A first visit was printed in its own report, and as `original` or `adjusted` in that of the one that follows it; as
    `original` alone where the basis changes nothing.
    """
    own = _figures(visit.read, subgroup, lambda measure: measure not in _OF_SHEETS)
    if visit.follower is None:
        return own
    original, adjusted = (_figures(visit.follower.read, "", partial(eq, column)) for column in _OF_SHEETS[:2])
    return original | {key: text for key, text in own.items() if key[0] == QUESTION} | adjusted


_OF_SHEETS = ("original", "adjusted", "average")
"""Measures of a printed score sheet that are not of the visit which the report is on."""


def _figures(read: Inspection, subgroup: str, chosen: Callable[[str], bool]) -> dict[tuple[str, str], str]:
    """(level, id) → what was printed: as a figure where a score, a share above the line or a rating was, else blank."""
    found: dict[tuple[str, str], str] = {}
    for row in read.tables["printed"].rows():
        if row["subgroup"] == subgroup and chosen(row["measure"]):
            text = printed_figure(row) if row["measure"] in (*_FIGURES, *_OF_SHEETS) else ""
            found[row["level"], row["id"]] = found.get((row["level"], row["id"])) or text
    return found


_FIGURES = ("score", "above", "rating")
