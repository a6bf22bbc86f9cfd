"""Two visits: what changed between them on their common basis, how sure that is, and words suggested for it.

Takes figures of both visits with their intervals, and figures of dealings; never judgements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.scoring.results import Score
from aboveline.stats.exact import barnard, fisher
from aboveline.stats.intervals import Interval, difference
from aboveline.stats.multiplicity import benjamini_hochberg, holm
from aboveline.stats.permutations import tail
from aboveline.tables import Column, TableSpec

IMPROVED, LITTLE, POORER, TOO_FEW = "improved", "little improvement", "poorer", "too few cases to tell"
SUGGESTIONS = (IMPROVED, LITTLE, POORER, TOO_FEW)

WORTHWHILE = 10.0
"""So many points of change are worth the name of one. Assumed: a deployer's choice, no report says it."""

MANY = 300
"""With more cases than this at either visit questions are tested by Fisher: Barnard would take seconds each."""

NEAR = 1e-9
"""Scores this close are equal: sums of the same numbers in another order."""

CONCLUSIONS = TableSpec(
    "conclusions",
    "the words that a person chose for what became of a score or a question since the first visit",
    (
        Column("id", "the part, thread or question", "id", required=True),
        Column("cohort", "the cohort it is said of; blank for all of them", "id"),
        Column("words", "the words chosen, such as: improved", required=True),
        Column("by", "who chose them", required=True),
        Column("reason", "why these words, and not the suggested ones"),
        Column("date", "when they were chosen", "date"),
    ),
    key=("id", "cohort"),
    optional=True,
)


class Threshold(NamedTuple):
    """When words may be suggested.

    worthwhile: from how many points a change is; smallest: below how many cases a score may be no headline; level:
    below it a chance lets a change be called sure.
    """

    worthwhile: float
    smallest: int
    level: float = 0.05


class Change(NamedTuple):
    """One score at two visits; percentages, and points for what lies between them. None is "cannot be said".

    cohort: of the second visit, blank where there is one. above, base: cases above the line and cases judged of a
    question; of a composite the cases behind it. chance: how often chance alone would part the visits as far, by
    `test`; held: the same, all of its kind in the table taken together (Holm for composites, Benjamini and Hochberg for
    questions). measure: whether it is one of the m of "improved in k of m". suggested: one of `SUGGESTIONS` or blank;
    words, by, reason, date: what a person chose; said: why a score is not here.
    """

    cohort: str
    level: str
    id: str
    title: str
    first: float | None
    first_above: float | None
    first_base: float | None
    first_rating: str
    second: float | None
    second_above: float | None
    second_base: float | None
    second_rating: str
    change: float | None = None
    low: float | None = None
    high: float | None = None
    test: str = ""
    chance: float | None = None
    held: float | None = None
    measure: bool = False
    suggested: str = ""
    words: str = ""
    by: str = ""
    reason: str = ""
    date: str = ""
    said: str = ""

    @property
    def improved(self) -> bool:
        """Whether the second score is above the first, by however little."""
        return self.first is not None and self.second is not None and self.second > self.first + NEAR


def side_by_side(cohort: str, first: Score, second: Score) -> Change:
    """The two scores beside each other and nothing inferred; as computed, before any discretion.

    Of what ratings make (points, grades) only the words are kept: they are no share of cases.
    """
    return Change(cohort, first.level, first.id, first.title, *_figures(first), *_figures(second))


def _figures(row: Score) -> tuple[float | None, float | None, float | None, str]:
    """The score, cases above the line (of a question), base and rating of one visit."""
    score = None if row.points is not None else row.computed
    return score, row.above if row.level == "question" else None, row.base, row.rating or ""


def with_interval(row: Change, ends: tuple[Interval | None, Interval | None]) -> Change:
    """The row with its change and the interval of that, from the intervals at both visits (parts of one)."""
    if row.first is None or row.second is None or ends[0] is None or ends[1] is None:
        return row
    # The middle of replicates need not hold the figure itself where the figure is the lowest of several.
    one, two = (
        (score / 100, min(end.low, score / 100), max(end.high, score / 100))
        for score, end in zip((row.first, row.second), (ends[0], ends[1]), strict=True)
    )
    found = difference(one, two)
    if found is None:
        return row
    return row._replace(change=100 * found[0], low=100 * found[1], high=100 * found[2])


def question_tested(row: Change, test: str) -> Change:
    """The question with the chance of a change as large; `test` is one of the names that `question_test` gives."""
    counts = [row.first_above, row.first_base, row.second_above, row.second_base]
    k, n, m, o = (int(count or 0) for count in counts)
    chance = (fisher if test == "fisher" else barnard)(k, n, m, o)
    return row if chance is None else row._replace(test=test, chance=chance)


def question_test(first_cases: int, second_cases: int) -> str:
    """Which exact test the questions are put to: Barnard's, or Fisher's where either visit has very many cases."""
    return "fisher" if max(first_cases, second_cases) > MANY else "barnard"


def part_tested(row: Change, dealt: NDArray[np.float64]) -> Change:
    """The composite with the chance of a change as large; dealt: (dealings,) changes, the observed first.

    Dealings in which the score cannot be are left out: among the others each is as likely as before.
    """
    known = dealt[~np.isnan(dealt)]
    if row.change is None or np.isnan(dealt[0]) or len(known) < 2:
        return row
    return row._replace(test="permutation", chance=tail(np.abs(known)))


def held_together(rows: Sequence[Change]) -> list[Change]:
    """The rows with the chance of each among all of its kind: composites by Holm, questions by their rate."""
    found = list(rows)
    for method, questions in ((holm, False), (benjamini_hochberg, True)):
        places = [at for at, row in enumerate(found) if (row.level == "question") is questions]
        for at, value in zip(places, method([found[at].chance for at in places]), strict=True):
            found[at] = found[at]._replace(held=value)
    return found


def suggestion(row: Change, by: Threshold) -> str:
    """The words suggested for a change; blank for what has no score at either visit.

    Too few cases: a base below the smallest, or no interval. A change is sure where the whole interval lies on one side
    of nought and, if there is a test, chance alone is below the level: intervals of large parts of a population are
    narrow, and know nothing of how one caseload differs from the next. Improved: a sure rise that is worthwhile; little
    improvement: a sure rise that is less, or an interval with neither a worthwhile rise nor a fall as large; poorer: a
    sure fall. Else the cases are too few to tell.
    """
    if row.first is None or row.second is None:
        return ""
    if row.change is None or row.low is None or row.high is None:
        return TOO_FEW
    if min(row.first_base or 0.0, row.second_base or 0.0) < by.smallest:
        return TOO_FEW
    sure = row.chance is None or row.chance < by.level
    if sure and row.high < 0:
        return POORER
    if sure and row.low > 0:
        return IMPROVED if row.change >= by.worthwhile - NEAR else LITTLE
    within = -by.worthwhile < row.low and row.high < by.worthwhile
    return LITTLE if within else TOO_FEW


def with_conclusions(rows: Sequence[Change], chosen: Sequence[Mapping[str, str]]) -> list[Change]:
    """The rows with the words that a person chose; those said of a cohort before those said of all."""
    of = {(row["id"], row["cohort"]): row for row in chosen}
    found = []
    for row in rows:
        told = of.get((row.id, row.cohort)) or of.get((row.id, ""))
        if told:
            row = row._replace(words=told["words"], by=told["by"], reason=told["reason"], date=told["date"])
        found.append(row)
    return found
