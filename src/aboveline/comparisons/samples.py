"""Sub-samples beside the rest: what differs, by how much, and whether chance alone would do as much.

Takes tallies of the groups and of their rests and what they rolled up to; never judgements.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.scoring.groups import Groups
from aboveline.scoring.plan import Plan
from aboveline.scoring.tally import Tally
from aboveline.stats.exact import fisher
from aboveline.stats.intervals import Interval, difference
from aboveline.stats.multiplicity import benjamini_hochberg, holm
from aboveline.stats.permutations import tail

Values = NDArray[np.float64]

REST = "rest of "


class Contrast(NamedTuple):
    """One score of a group beside that of all other cases; percentages, and points for what lies between them.

    above, base: cases above the line and cases judged, of a question; None and the cases of a composite. chance: how
    often chance alone would set them at least as far apart; held: the same, all scores of its level in the table taken
    together (Holm for composites, Benjamini and Hochberg for questions). None where it cannot be said.
    """

    group: str
    level: str
    id: str
    title: str
    share: float | None
    above: float | None
    base: float
    rest: float | None
    rest_above: float | None
    rest_base: float
    difference: float | None
    low: float | None
    high: float | None
    chance: float | None
    held: float | None


def with_rests(groups: Groups) -> Groups:
    """Each group, and after it the cases outside it."""
    count = len(groups.labels)
    weights = np.empty((2 * count, groups.weights.shape[1]), groups.weights.dtype)
    weights[0::2], weights[1::2] = groups.weights, 1 - groups.weights
    labels = tuple(text for label in groups.labels for text in (label, REST + label))
    return Groups(labels, weights, np.zeros(2 * count, np.bool_))


def question_contrasts(
    plan: Plan, tally: Tally, at: int, bounds: tuple[Sequence[Interval | None], Sequence[Interval | None]]
) -> list[Contrast]:
    """The scored questions of the group at that place beside its rest, which comes next in the tally.

    bounds: the intervals of the group's shares and of the rest's, in report order.
    """
    above, base = tally.above[at : at + 2], tally.applicable[at : at + 2]
    found = []
    for number, question in enumerate(plan.framework.questions.values()):
        if not plan.scored[number]:
            continue
        (k, m), (n, o) = above[:, number].tolist(), base[:, number].tolist()
        ends = [_figure(k, n, bounds[0][number]), _figure(m, o, bounds[1][number])]
        apart = _apart(*ends)
        found.append(Contrast(
            tally.groups.labels[at], "question", question.id, question.text,
            _share(k, n), k, n, _share(m, o), m, o, *apart, fisher(int(k), int(n), int(m), int(o)), None,
        ))  # fmt: skip
    return found


def node_contrasts(
    plan: Plan, labels: tuple[str, str], scores: tuple[Values, Values], cases: tuple[float, float],
    ends: tuple[dict[str, Interval | None], dict[str, Interval | None]], dealt: Values,
) -> list[Contrast]:  # fmt: skip
    """The parts and threads with a score, of a group beside its rest, in printed order.

    scores: of the nodes, percentages; ends: their intervals; dealt: (dealings, nodes), the difference of the two sides
    when cases are dealt anew, the observed first.
    """
    order = {node.id: at for at, node in enumerate(plan.nodes)}
    found = []
    for name in plan.printed:
        at = order[name]
        node = plan.nodes[at]
        if node.score is None:
            continue
        one, two = (float(side[at]) for side in scores)
        figures = [
            (value / 100, end.low, end.high) if (end := sides[name]) is not None else None
            for value, sides in zip((one, two), ends, strict=True)
        ]
        known = not np.isnan(dealt[:, at]).any()
        chance = tail(np.abs(dealt[:, at])) if known else None
        share, rest = (None if np.isnan(value) else value for value in (one, two))
        found.append(Contrast(
            labels[0], node.level, name, node.title, share, None, cases[0], rest, None, cases[1],
            *_apart(*figures), chance, None,
        ))  # fmt: skip
    return found


def held_together(contrasts: Sequence[Contrast]) -> list[Contrast]:
    """The contrasts with the chance of each among all of its kind: composites by Holm, questions by their rate."""
    found = list(contrasts)
    for method, questions in ((holm, False), (benjamini_hochberg, True)):
        places = [at for at, item in enumerate(found) if (item.level == "question") is questions]
        for at, value in zip(places, method([found[at].chance for at in places]), strict=True):
            found[at] = found[at]._replace(held=value)
    return found


def _figure(count: float, base: float, end: Interval | None) -> tuple[float, float, float] | None:
    return (count / base, end.low, end.high) if end is not None else None


def _share(count: float, base: float) -> float | None:
    return 100 * count / base if base else None


def _apart(
    group: tuple[float, float, float] | None, rest: tuple[float, float, float] | None
) -> tuple[float | None, float | None, float | None]:
    """Group less rest in points, with the ends of its interval."""
    between = difference(rest, group) if group is not None and rest is not None else None
    if between is None:
        return None, None, None
    return 100 * between[0], 100 * between[1], 100 * between[2]
