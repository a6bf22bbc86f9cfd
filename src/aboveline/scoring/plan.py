"""The order in which an edition's scores are worked out, compiled once: every rule with its inputs as numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.frameworks.model import STANDINGS, Framework, Part, Question, Rule, Selection, Thread


class Input(NamedTuple):
    """One input of a rule: a mean over questions (its column in `Plan.means`), or parts; with its share."""

    share: float
    mean: int | None
    parts: tuple[str, ...]


class Node(NamedTuple):
    """One score, rating or both: of a part or a thread. `weights` weigh the parts of a weighted mean.

    rated: the parts whose ratings its own rating reads; children: these and the parts that its score reads.
    questions: the numbers of all the questions that its score rests on. standing: the weakest rule that its score
    rests on, or its rating where it has no score; rating_standing: the same for its rating.
    """

    id: str
    level: str
    title: str
    score: Rule | None
    rating: Rule | None
    inputs: tuple[Input, ...]
    weights: tuple[float, ...]
    rated: tuple[str, ...]
    children: tuple[str, ...]
    questions: tuple[int, ...]
    standing: str
    rating_standing: str


class Plan(NamedTuple):
    """Nodes in working order (parts before what they make up); means (questions, columns) picks as 0 and 1."""

    framework: Framework
    nodes: tuple[Node, ...]
    printed: tuple[str, ...]
    means: NDArray[np.float64]
    scored: NDArray[np.bool_]


def plan(framework: Framework, reading: str = "") -> Plan:
    """The working order of an edition free of problems, with its rules as one of its readings has them."""
    return _Planner(framework.under(reading)).plan()


def selected_questions(framework: Framework, selection: Selection, part: str) -> tuple[Question, ...]:
    """The scored questions that a selection picks for a part, in report order."""
    below = {part} if selection.questions == "own" else set(_below(framework, part))
    if selection.questions == "all":
        below = {p.id for p in framework.parts()}
    if selection.under:
        below &= {name for top in selection.under for name in _below(framework, top)}
    wanted, unwanted = set(selection.with_tag), set(selection.without_tag)
    return tuple(
        question
        for question in framework.questions.values()
        if question.role == "scored"
        and (question.criterion in below or not below.isdisjoint(question.also_in))
        and wanted.issubset(question.tags)
        and unwanted.isdisjoint(question.tags)
    )


def counted_parts(framework: Framework, part: Part, rule: Rule) -> tuple[Part, ...]:
    """The parts that a rule works on: those counted that have what the rule reads, a score or a rating."""
    reads_rating = rule.operator in ("points", "lowest-rating")
    return tuple(p for p in part.counted_parts() if (p.rating if reads_rating else p.score))


def weakest(standings: Iterable[str]) -> str:
    """The least sure of the standings; published where there is none."""
    return max(standings, key=STANDINGS.index, default=STANDINGS[0])


def _below(framework: Framework, part: str) -> list[str]:
    return [below.id for top in framework.parts() if top.id == part for below in top.walk()]


class _Planner:
    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.number = {question: number for number, question in enumerate(framework.questions)}
        self.columns: dict[tuple[int, ...], int] = {}
        self.nodes: dict[str, Node] = {}

    def plan(self) -> Plan:
        for part in self.framework.tree:
            self._part(part)
        for thread in self.framework.threads:
            self._thread(thread)
        means = np.zeros((len(self.number), len(self.columns)))
        for questions, column in self.columns.items():
            means[list(questions), column] = 1.0
        scored = np.array([q.role == "scored" for q in self.framework.questions.values()], np.bool_)
        printed = [p.id for p in self.framework.parts()] + [t.id for t in self.framework.threads]
        return Plan(self.framework, tuple(self.nodes.values()), tuple(printed), means, scored)

    def _part(self, part: Part) -> None:
        for child in part.parts:
            self._part(child)
        score, rating = self.framework.rules.get(part.score), self.framework.rules.get(part.rating)
        self._node(part, part.level, score, rating, part)

    def _thread(self, thread: Thread) -> None:
        score, rating = self.framework.rules[thread.score], self.framework.rules.get(thread.rating)
        self._node(thread, "thread", score, rating, None)

    def _node(
        self, named: Part | Thread, level: str, score: Rule | None, rating: Rule | None, part: Part | None
    ) -> None:
        inputs = tuple(self._input(named.id, selection, score, part) for selection in score.of) if score else ()
        parts = tuple(name for entry in inputs for name in entry.parts)
        of_parts = {child.id: child for child in part.counted_parts()} if part else {}
        weights = tuple(score.weights[of_parts[name].importance] for name in parts) if score and score.weights else ()
        rated = self._rated(part, rating)
        children = tuple(dict.fromkeys((*parts, *rated)))
        columns = list(self.columns)
        own = {q for entry in inputs if entry.mean is not None for q in columns[entry.mean]}
        questions = own.union(*(self.nodes[name].questions for name in children))
        below = [self.nodes[name] for name in parts]
        points = score is not None and score.operator == "points"
        beneath = [node.rating_standing if points else node.standing for node in below]
        of_score = weakest([score.standing, *beneath] if score else [])
        ratings = [self.nodes[name].rating_standing for name in rated]
        of_rating = weakest([rating.standing, of_score, *ratings]) if rating else of_score
        self.nodes[named.id] = Node(
            named.id, level, named.title, score, rating, inputs, weights, rated, children,
            tuple(sorted(questions)), of_score if score else of_rating, of_rating,
        )  # fmt: skip

    def _rated(self, part: Part | None, rating: Rule | None) -> tuple[str, ...]:
        if part is None or rating is None or not rating.of:
            return ()
        return tuple(child.id for child in counted_parts(self.framework, part, rating))

    def _input(self, name: str, selection: Selection, rule: Rule, part: Part | None) -> Input:
        if selection.parts:
            parts = counted_parts(self.framework, part, rule) if part else ()
            return Input(selection.share, None, tuple(child.id for child in parts))
        questions = selected_questions(self.framework, selection, name)
        numbers = tuple(self.number[question.id] for question in questions)
        return Input(selection.share, self.columns.setdefault(numbers, len(self.columns)), ())
