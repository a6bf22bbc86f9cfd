"""The roll-up: from a tally to every score, rating and grade, for any number of groups at once, unrounded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.scoring.discretions import Discretion
from aboveline.scoring.grades import grade
from aboveline.scoring.groups import Groups
from aboveline.scoring.operators import lowest, point_totals, question_means, weighted_mean
from aboveline.scoring.plan import Input, Node, Plan
from aboveline.scoring.ratings import UNRATED, Words, banded, lowest_rating
from aboveline.scoring.tally import Counts, Tally

Values = NDArray[np.float64]


class Opinion(NamedTuple):
    """What people judged beside the cases: strengths of evidence items, ratings given, discretions."""

    evidence: Mapping[str, str]
    given: Mapping[str, str]
    discretions: Sequence[Discretion] = ()


NO_OPINION = Opinion({}, {})


class Result(NamedTuple):
    """What one part or thread comes to in each group: computed, and final after discretion.

    Scores are 0–100 or nan; ratings are places in their scale or UNRATED; points are nan where there are none.
    """

    computed: Values
    score: Values
    computed_rating: Words
    rating: Words
    points: Values
    most_points: Values


class RolledUp(NamedTuple):
    """Shares (groups, questions) of judgements above the line in percent, and the result of every node by id."""

    shares: Values
    results: dict[str, Result]


def rolled_up(plan: Plan, tally: Tally, opinion: Opinion = NO_OPINION) -> RolledUp:
    """Every score and rating of the edition, in each group of the tally."""
    shares = question_shares(tally.above, tally.applicable)
    return _RollUp(plan, shares, tally.groups, opinion).all()


def question_shares(above: Counts, applicable: Counts) -> Values:
    """The percentage of judgements above the line; nan where a question applied to nobody."""
    found = np.multiply(above, 100.0, dtype=np.float64)
    with np.errstate(invalid="ignore"):
        found /= applicable
    if applicable.dtype.kind == "f":
        # Sums of weights may differ in their last bit, and no share is more than all.
        np.minimum(found, 100.0, out=found)
    return found


class _RollUp:
    def __init__(self, plan: Plan, shares: Values, groups: Groups, opinion: Opinion) -> None:
        self.plan, self.shares, self.opinion = plan, shares, opinion
        self.whole, self.published = groups.whole, groups.published
        self.means, _, self.incomplete = question_means(shares, plan.means)
        self.absent = np.full(len(shares), np.nan)
        self.parts = {part.id: part for part in plan.framework.parts()}
        self.results: dict[str, Result] = {}

    def all(self) -> RolledUp:
        for node in self.plan.nodes:
            self.results[node.id] = self._result(node)
        return RolledUp(self.shares, self.results)

    def _result(self, node: Node) -> Result:
        computed, points, most, counts = self._score(node)
        score = self._after_discretion(node, "score", computed)
        rating = self._rating(node, score, points, counts)
        return Result(computed, score, rating, self._rating_after_discretion(node, rating), points, most)

    def _score(self, node: Node) -> tuple[Values, Values, Values, Values]:
        rule, none = node.score, self.absent
        if rule is None:
            return none, none, none, none
        drop = rule.missing != "absent"
        if rule.operator == "points":
            words = [self.results[name].rating for name in node.children]
            total, most, counts = point_totals(words, [rule.points[word] for word in rule.scale], drop)
            return 100.0 * total / most, total, most, counts
        values = [value for entry in node.inputs for value in self._values(entry, rule.operator, drop)]
        if rule.operator == "lowest":
            return lowest(values, drop), none, none, none
        shares = [entry.share for entry in node.inputs] if rule.operator == "blend" else node.weights
        return weighted_mean(values, shares or [1.0] * len(values), drop), none, none, none

    def _values(self, entry: Input, operator: str, drop: bool) -> list[Values]:
        """One value a group for each input: a mean over questions is one value, but the lowest looks at each."""
        if entry.mean is None:
            parts = [self.results[name].score for name in entry.parts]
            return [weighted_mean(parts, [1.0] * len(parts), drop)] if operator == "blend" else parts
        if operator == "lowest":
            return list(self.shares[:, self.plan.means[:, entry.mean] > 0].T)
        mean = self.means[:, entry.mean]
        return [mean] if drop or operator == "blend" else [np.where(self.incomplete[:, entry.mean], np.nan, mean)]

    def _rating(self, node: Node, score: Values, points: Values, counts: Values) -> Words:
        rule, unrated = node.rating, np.full(len(self.shares), UNRATED, np.int8)
        if rule is None:
            return unrated
        if rule.operator == "bands":
            read = {"score": score, "total": points, "mean-points": points / counts}
            return banded(rule, read[rule.reads], counts)
        if rule.operator == "lowest-rating":
            words = [self.results[name].rating for name in node.rated]
            return lowest_rating(words, rule.missing == "drop")
        part = self.parts[node.id]
        given = self.opinion.given.get(node.id)
        word = grade(rule, part, self.opinion.evidence) if rule.operator == "grades" else given
        # People judged the whole sample, so a sub-sample has no such rating.
        return np.where(self.whole, rule.scale.index(word), unrated).astype(np.int8) if word else unrated

    def _after_discretion(self, node: Node, kind: str, computed: Values) -> Values:
        change = self._change(node.id, kind)
        return np.where(self.published, float(change.final), computed) if change else computed

    def _rating_after_discretion(self, node: Node, computed: Words) -> Words:
        change = self._change(node.id, "rating")
        if change is None or node.rating is None:
            return computed
        return np.where(self.published, node.rating.scale.index(change.final), computed).astype(np.int8)

    def _change(self, name: str, kind: str) -> Discretion | None:
        return next((c for c in self.opinion.discretions if c.part == name and c.kind == kind), None)
