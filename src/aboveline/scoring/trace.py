"""Tracing: from any score down through its rule and inputs to the questions, and from there to the judgements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

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
        if node.score and node.score.operator == "blend":
            return tuple(self._blended(entry) for entry in node.inputs)
        if node.inputs:
            return tuple(step for entry in node.inputs for step in self._entry(entry, node.weights))
        return tuple(self.node(child, None) for child in node.children)

    def _blended(self, entry: Input) -> Step:
        steps = self._entry(entry, ())
        values = [step.value for step in steps if step.value is not None]
        mean = sum(values) / len(values) if values else None
        title = f"mean of {len(values)} {'part' if entry.parts else 'question'}{'s' if len(values) != 1 else ''}"
        return Step("share", "", title, mean, None, "plain mean", "", "published", entry.share, None, None, steps)

    def _entry(self, entry: Input, weights: Sequence[float]) -> tuple[Step, ...]:
        if entry.mean is not None:
            picked = [n for n, pick in enumerate(self.plan.means[:, entry.mean]) if pick]
            known = [n for n in picked if self.found.shares[self.group, n] == self.found.shares[self.group, n]]
            return tuple(self.question(n, 100 / len(known) if n in known else None) for n in picked)
        scores = [number_or_none(self.found.results[name].score[self.group]) for name in entry.parts]
        weighed = [w if s is not None else 0.0 for s, w in zip(scores, weights or [1.0] * len(scores), strict=True)]
        total = sum(weighed)
        return tuple(
            self.node(name, 100 * weight / total if weight else None)
            for name, weight in zip(entry.parts, weighed, strict=True)
        )
