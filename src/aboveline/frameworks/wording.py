"""Conditions in words, by the titles and labels of an edition, for people who do not read its language."""

from __future__ import annotations

from aboveline.frameworks.conditions import Condition, Test
from aboveline.frameworks.model import Fact, Framework


def condition_sentence(framework: Framework, condition: Condition) -> str:
    """The condition as a phrase: "type of sentence is Licence or Custody, and tier is at least 3"."""
    if isinstance(condition, Test):
        return _test(framework, condition)
    if condition.word == "not":
        return f"it is not so that {condition_sentence(framework, condition.parts[0])}"
    return f", {condition.word} ".join(condition_sentence(framework, part) for part in condition.parts)


_ORDERS = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than"}


def _test(framework: Framework, test: Test) -> str:
    if test.judged:
        question = framework.questions[test.name]
        labels = {choice.id: choice.label for choice in question.scale.choices}
        subject = f"“{question.text}” is judged"
    else:
        fact = framework.facts[test.name]
        labels = _labels(fact)
        subject = f"{fact.title[:1].lower()}{fact.title[1:]} is"
    if test.order != "in":
        return f"{subject} {_ORDERS[test.order]} {test.values[0]}"
    return f"{subject} {' or '.join(labels.get(value, value) for value in test.values)}"


def _labels(fact: Fact) -> dict[str, str]:
    return fact.codes if fact.kind == "code" else {}
