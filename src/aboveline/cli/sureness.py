"""How sure each score is, as a table with a picture: the score and the interval it lies in."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from aboveline.cli.score import heading, weights_note
from aboveline.cli.words import FEW, SMALL, aligned, based, count, paragraph, percent
from aboveline.scoring.results import Score
from aboveline.stats.intervals import Interval
from aboveline.stats.rounding import half_up
from aboveline.steps.inference import sampling_of
from aboveline.steps.intervals import Intervals, intervals
from aboveline.steps.scores import Scored

WIDE = 26
"""Signs from 0 to 100."""


@dataclass(frozen=True)
class Sureness:
    """An inspection scored, with its intervals."""

    found: Scored
    intervals: Intervals
    questions: bool

    def lines(self) -> list[str]:
        """The table of each group, and what has to be said of all intervals."""
        lines = heading(self.found)
        labels = self.found.tally.groups.labels
        for label in labels:
            lines += ["", label] if len(labels) > 1 else [""]
            rows = [row for row in self.found.scores if row.group == label and row.score is not None]
            parts = [[row.id, row.title, *self._cells(row)] for row in rows if row.level != "question"]
            lines += aligned([["", "", *_HEADER], *parts], right=(2, 3, 4))
            if self.questions:
                asked = [[row.id, *self._cells(row)] for row in rows if row.level == "question"]
                lines += ["", *aligned([["question", *_HEADER], *asked], right=(1, 2, 3), flexible=0)]
        bases = [row.base for row in self.found.scores if self.questions and row.level == "question" and row.base]
        notes = [weights_note(self.found.weights)] if self.found.weights else []
        notes += [paragraph(SMALL)] if any(base < FEW for base in bases) else []
        at = f"{100 * self.intervals.confidence:g}"
        lines += ["", paragraph(f"At {at}% confidence: of 100 such intervals about {at} hold what they are meant to.")]
        return [*lines, *map(paragraph, self.intervals.sentences), *notes]

    def _cells(self, row: Score) -> list[str]:
        end = self.intervals.found.get((row.group, row.id))
        return [self._figure(row), _ends(row, end), count(row.base), _picture(row, end)]

    def _figure(self, row: Score) -> str:
        """Of few cases the count; weighed cases are no number of anybody."""
        if row.points is not None:
            return f"{row.points:g} of {row.most_points:g}"
        weighed = row.group in self.found.tally.groups.beside
        few = row.level == "question" and row.base is not None and row.base < FEW and not weighed
        return based(row.score, row.above, row.base) if few else percent(row.score)


_HEADER = ["score", "interval", "cases", f"0{'50':>{WIDE // 2 + 1}}{'100':>{WIDE // 2 - 1}}"]


def sureness(given: argparse.Namespace, found: Scored) -> Sureness:
    """The intervals that the arguments ask for."""
    sampling = sampling_of(given.folder, found.inspection)
    return Sureness(found, intervals(found, sampling, given.confidence / 100), given.questions)


def _ends(row: Score, end: Interval | None) -> str:
    if end is not None and row.most_points is not None:
        return f"{half_up(end.low * row.most_points):.0f}–{half_up(end.high * row.most_points):.0f}"
    return "–" if end is None else f"{percent(100 * end.low).rstrip('%')}–{percent(100 * end.high)}"


def _picture(row: Score, end: Interval | None) -> str:
    """The interval as a line with the score on it."""
    if end is None or row.score is None:
        return ""
    low, high = (min(WIDE - 1, int(value * WIDE)) for value in (end.low, end.high))
    at = min(WIDE - 1, int(row.score / 100 * WIDE))
    line = [" "] * WIDE
    line[low : high + 1] = "─" * (high + 1 - low)
    line[low], line[high] = "├", "┤"
    line[at] = "●"
    return "".join(line).rstrip()
