"""Flags: ratings that lie near a boundary, so that a panel may look at them. A flag changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.frameworks.model import Near, Question, Rule
from aboveline.scoring.groups import WHOLE, Groups
from aboveline.scoring.plan import Node, Plan
from aboveline.scoring.ratings import EDGE
from aboveline.scoring.results import Score
from aboveline.scoring.roll_up import Opinion, RolledUp, rolled_up
from aboveline.scoring.tally import Tally
from aboveline.stats.rounding import half_up


class Flag(NamedTuple):
    """One reason why the rating of a part or thread is near a boundary; standing is that of the edition's rule."""

    part: str
    ground: str
    sentence: str
    standing: str


def flags(plan: Plan, tally: Tally, opinion: Opinion, scores: Sequence[Score]) -> list[Flag]:
    """The flags of the whole sample, in printed order; none where the edition says of no rating when it is near.

    They tell of what the cases give: a discretion that was used does not make its ground go away.
    """
    near = [node for node in plan.nodes if node.rating and node.rating.near]
    if not near:
        return []
    flagger = _Flagger(plan, tally, opinion, {row.id: row for row in scores if row.group == WHOLE})
    found = {node.id: list(flagger.flags(node)) for node in near}
    return [flag for name in plan.printed for flag in found.get(name, ())]


class _Flagger:
    """Rolls the whole sample up once as it is, and once for each question with one case told otherwise."""

    def __init__(self, plan: Plan, tally: Tally, opinion: Opinion, rows: dict[str, Score]) -> None:
        at = tally.groups.labels.index(WHOLE)
        self.plan, self.rows = plan, rows
        self.questions: list[Question] = list(plan.framework.questions.values())
        self.above, self.applicable = tally.above[at], tally.applicable[at]
        self.changes = list(self._changes())
        self.found = self._rolled_up(tally, opinion._replace(discretions=()))

    def flags(self, node: Node) -> Iterator[Flag]:
        """The flags of one rating, by the grounds of its rule."""
        rule, score = node.rating, float(self.found.results[node.id].score[0])
        if rule is None or rule.near is None or np.isnan(score):
            return
        for ground, sentence in self._sentences(node, rule, rule.near, score):
            yield Flag(node.id, ground, sentence, rule.near.standing)

    def _sentences(self, node: Node, rule: Rule, near: Near, score: float) -> Iterator[tuple[str, str]]:
        if near.points is not None:
            yield from (("near-edge", sentence) for sentence in _near_edges(rule, near.points, score))
        if near.one_case:
            yield from (("one-case", sentence) for sentence in self._one_case(node, rule))
        if near.base is not None:
            named, base = self._base(node, score)
            if base <= near.base:
                yield "small-base", f"{named} rests on {base:g} {'case' if base == 1 else 'cases'}."

    def _changes(self) -> Iterator[tuple[int, int]]:
        """(question, +1 or -1) for every case more or less above the line that there could be."""
        for number in np.flatnonzero(self.plan.scored & (self.applicable > 0)).tolist():
            if self.above[number] + 1 <= self.applicable[number]:
                yield number, 1
            if self.above[number] >= 1:
                yield number, -1

    def _rolled_up(self, tally: Tally, opinion: Opinion) -> RolledUp:
        rows = 1 + len(self.changes)
        above: NDArray[np.float64] = np.tile(self.above.astype(np.float64), (rows, 1))
        for row, (number, step) in enumerate(self.changes, 1):
            above[row, number] += step
        groups = Groups((WHOLE,) * rows, np.ones((rows, 0)), np.ones(rows, np.bool_))
        applicable = np.tile(self.applicable, (rows, 1))
        return rolled_up(self.plan, Tally(groups, tally.codebook, tally.counted, above, applicable), opinion)

    def _one_case(self, node: Node, rule: Rule) -> Iterator[str]:
        words = self.found.results[node.id].rating
        for row, (number, step) in enumerate(self.changes, 1):
            if words[row] != words[0]:
                # A number that no band holds has the place -1.
                more, word = "more" if step > 0 else "fewer", (*rule.scale, "unrated")[words[row]]
                yield f"One case {more} above the line in {self.questions[number].id} would make it {word}."

    def _base(self, node: Node, score: float) -> tuple[str, float]:
        """What the score rests on, and in how many cases: for a lowest question that question, else all behind it."""
        if node.score and node.score.operator == "lowest" and not node.score.of[0].parts:
            shares = self.found.shares[0]
            lowest = [number for number in node.questions if abs(shares[number] - score) < EDGE]
            number = min(lowest, key=lambda number: float(self.applicable[number]))
            return self.questions[number].id, float(self.applicable[number])
        return node.id, self.rows[node.id].base or 0.0


def _near_edges(rule: Rule, points: float, score: float) -> Iterator[str]:
    """A sentence for each boundary between two bands that lies so close to the score."""
    read = half_up(score) if rule.rounded else score
    edges = [band.edge for band in rule.bands]
    between = edges[:-1] if rule.upper_edges else edges[1:]
    for at, edge in enumerate(between):
        distance = abs(read - edge)
        if distance <= points + EDGE:
            lower, upper = rule.bands[at].word, rule.bands[at + 1].word
            noun = "point" if distance == 1 else "points"
            far = "on" if distance < EDGE else f"{distance:.4g} {noun} from"
            yield f"{read:.4g}% is {far} the edge between {lower} and {upper} ({edge:g}%)."
