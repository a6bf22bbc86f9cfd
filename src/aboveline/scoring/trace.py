"""Tracing: from any score down through its rule and inputs to the questions, and from there to the judgements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from aboveline.frameworks.model import Framework, Rule
from aboveline.scoring.plan import Input, Node, Plan
from aboveline.scoring.results import number_or_none
from aboveline.scoring.roll_up import RolledUp
from aboveline.scoring.tally import Tally


class Step(NamedTuple):
    """One step of a trace: what came to what, by which rule, out of which further steps.

    share: the weight with which it enters the step above, in percent of that step (None where it does not).
    above and base are counts of judgements, for questions only.
    """

    kind: str
    id: str
    title: str
    value: float | None
    word: str | None
    how: str
    source: str
    standing: str
    share: float | None
    above: float | None
    base: float | None
    steps: tuple[Step, ...]


def trace(plan: Plan, counts: Tally, found: RolledUp, name: str, group: int = 0) -> Step | None:
    """The trace of the score, thread or question of that id in one group; None where there is no such."""
    tracer = _Tracer(plan, counts, found, group)
    if name in tracer.nodes and (tracer.nodes[name].score or tracer.nodes[name].rating):
        return tracer.node(name, None)
    if name in plan.framework.questions:
        return tracer.question(list(plan.framework.questions).index(name), None)
    return None


def rule_sentence(rule: Rule) -> str:
    """What a rule does, in a sentence."""
    missing = {
        "drop": "what is missing is left out",
        "absent": "nothing missing allowed",
        "rescale": "what is missing is left out and the other shares grow",
    }[rule.missing]
    doing = {
        "mean": "plain mean",
        "weighted-mean": "mean weighed by importance ("
        + ", ".join(f"{k} {v:g}" for k, v in rule.weights.items())
        + ")",
        "blend": " and ".join(f"{entry.share:g} %" for entry in rule.of) + " of several means",
        "lowest": "lowest",
        "points": "points for ratings (" + ", ".join(f"{k} {v:g}" for k, v in rule.points.items()) + ")",
        "bands": "band in which the number lies",
        "lowest-rating": "lowest rating",
        "given": "rating given by a person",
        "grades": "first clause that the evidence meets",
    }[rule.operator]
    return doing if rule.operator in ("bands", "given") else f"{doing}; {missing}"


class _Tracer:
    def __init__(self, plan: Plan, counts: Tally, found: RolledUp, group: int) -> None:
        self.plan, self.counts, self.found, self.group = plan, counts, found, group
        self.framework: Framework = plan.framework
        self.nodes: dict[str, Node] = {node.id: node for node in plan.nodes}

    def node(self, name: str, share: float | None) -> Step:
        node, result = self.nodes[name], self.found.results[name]
        rules = [rule for rule in (node.score, node.rating) if rule]
        scale = node.rating.scale if node.rating else ()
        place = int(result.rating[self.group])
        return Step(
            node.level, node.id, node.title,
            number_or_none(result.score[self.group]), scale[place] if place >= 0 else None,
            ". ".join(rule_sentence(rule) for rule in rules), "; ".join(rule.source for rule in rules),
            node.standing, share, None, None, self._inputs(node),
        )  # fmt: skip

    def question(self, number: int, share: float | None) -> Step:
        question = list(self.framework.questions.values())[number]
        above, base = (float(a[self.group, number]) for a in (self.counts.above, self.counts.applicable))
        scored = question.role == "scored"
        value = number_or_none(self.found.shares[self.group, number]) if scored else None
        how = f"{above:g} of {base:g} above the line" if scored else f"{question.role}: enters no mean"
        return Step(
            "question", question.id, question.text, value, None, how, question.source, question.standing,
            share, above if scored else None, base, (),
        )  # fmt: skip

    def _inputs(self, node: Node) -> tuple[Step, ...]:
        read = {name for entry in node.inputs for name in entry.parts}
        rated = tuple(self.node(name, None) for name in node.rated if name not in read)
        if node.score and node.score.operator == "blend":
            return self._blended(node.inputs, node.score) + rated
        operator = node.score.operator if node.score else ""
        return tuple(step for entry in node.inputs for step in self._entry(entry, operator, node.weights)) + rated

    def _blended(self, inputs: Sequence[Input], rule: Rule) -> tuple[Step, ...]:
        inner = [self._entry(entry, "mean") for entry in inputs]
        means = [
            None if entry.parts and rule.missing == "absent" and None in _values(steps) else _mean(_values(steps))
            for entry, steps in zip(inputs, inner, strict=True)
        ]
        printed: list[float | None] = [entry.share for entry in inputs]
        shares = _shares(means, [entry.share for entry in inputs]) if rule.missing == "rescale" else printed
        return tuple(
            Step("share", "", _title(entry, steps), mean, None, "plain mean", "", "published", share, None, None, steps)
            for entry, steps, mean, share in zip(inputs, inner, means, shares, strict=True)
        )

    def _entry(self, entry: Input, operator: str, weights: Sequence[float] = ()) -> tuple[Step, ...]:
        if entry.mean is not None:
            picked = np.flatnonzero(self.plan.means[:, entry.mean]).tolist()
            values = [number_or_none(self.found.shares[self.group, number]) for number in picked]
            shares = _shares(values, [1.0] * len(picked), operator)
            return tuple(self.question(number, share) for number, share in zip(picked, shares, strict=True))
        results = [self.found.results[name] for name in entry.parts]
        values = [number_or_none(result.score[self.group]) for result in results]
        if operator == "points":
            places = [int(result.rating[self.group]) for result in results]
            values = [float(place) if place >= 0 else None for place in places]
        shares = _shares(values, weights or [1.0] * len(values), operator)
        return tuple(self.node(name, share) for name, share in zip(entry.parts, shares, strict=True))


def _values(steps: Sequence[Step]) -> list[float | None]:
    return [step.value for step in steps]


def _mean(values: Sequence[float | None]) -> float | None:
    there = [value for value in values if value is not None]
    return sum(there) / len(there) if there else None


def _shares(values: Sequence[float | None], weights: Sequence[float], operator: str = "") -> list[float | None]:
    """The weight of each value in percent of what they come to together; None for one that does not enter."""
    there = [value for value in values if value is not None]
    enters = [value is not None and (operator != "lowest" or value == min(there)) for value in values]
    total = sum(weight for weight, enter in zip(weights, enters, strict=True) if enter)
    return [100 * weight / total if enter else None for weight, enter in zip(weights, enters, strict=True)]


def _title(entry: Input, steps: Sequence[Step]) -> str:
    known = sum(step.value is not None for step in steps)
    return f"mean of {known} {'part' if entry.parts else 'question'}{'' if known == 1 else 's'}"
