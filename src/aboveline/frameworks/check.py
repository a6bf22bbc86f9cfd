"""Checking an edition as a whole: ids stand once, names refer to something, conditions do not go in circles."""

from __future__ import annotations

from collections.abc import Iterator

from aboveline.frameworks.conditions import Test
from aboveline.frameworks.model import NOT_APPLICABLE, Framework, Question
from aboveline.problems import Problem, near_miss
from aboveline.tables import is_number

MAIN = "framework.yaml"


def edition_problems(edition: Framework) -> list[Problem]:
    """Every problem with the ids and references of the tree, the threads and the item bank."""
    return [
        *_repeated_ids(edition),
        *_misplaced_questions(edition),
        *(problem for reading in ("", *edition.readings) for problem in _importance(edition.under(reading))),
        *_unknown_judgements(edition),
        *_circles(edition),
    ]


def _repeated_ids(edition: Framework) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    places = [(part.id, part.line) for part in edition.parts()]
    places += [(thread.id, thread.line) for thread in edition.threads]
    for name, line in places:
        if name in seen:
            what = f"The id {name!r} already stands on line {seen[name]}."
            yield Problem("id-repeated", MAIN, line, what, "Give each part and thread an id of its own.")
        elif name in edition.questions:
            question = edition.questions[name]
            what = f"The id {name!r} is also the id of a question at {question.file}:{question.line}."
            yield Problem("id-repeated", MAIN, line, what, "Rename one of them.")
        seen.setdefault(name, line)
    items: dict[str, int] = {}
    for part in edition.parts():
        for item in part.evidence:
            if item.id in items:
                what = f"The evidence item {item.id!r} stands twice."
                yield Problem("id-repeated", MAIN, part.line, what, "Rename one of them.")
            items[item.id] = part.line


def _misplaced_questions(edition: Framework) -> Iterator[Problem]:
    criteria = [part.id for part in edition.parts() if part.level == "criterion"]
    for question in edition.questions.values():
        for place in (question.criterion, *question.also_in) if edition.tree else ():
            if place and place not in criteria:
                what = f"The question {question.id!r} belongs to criterion {place!r}, which the tree does not have."
                do = near_miss(place, criteria) or "Add the criterion to the tree."
                yield Problem("reference-unknown", question.file, question.line, what, do)
        if question.reason_of and question.reason_of not in edition.questions:
            what = f"The question {question.id!r} gives a reason for {question.reason_of!r}, which does not exist."
            do = near_miss(question.reason_of, edition.questions) or "Correct `of:`."
            yield Problem("reference-unknown", question.file, question.line, what, do)


def _importance(edition: Framework) -> Iterator[Problem]:
    for part in edition.parts():
        rule = edition.rules.get(part.score)
        for child in part.counted_parts() if rule and rule.operator == "weighted-mean" else ():
            if rule and rule.weights and child.score and child.importance not in rule.weights:
                what = f"The part {child.id!r} has the importance {child.importance!r}, which {rule.id} does not weigh."
                do = near_miss(child.importance, rule.weights) or "Add `importance:` to it."
                yield Problem("reference-unknown", MAIN, child.line, what, do)


def _unknown_judgements(edition: Framework) -> Iterator[Problem]:
    for question in edition.questions.values():
        for test in _judged(question):
            if test.name not in edition.questions:
                what = f"The question {question.id!r} waits for the judgement on {test.name!r}, which does not exist."
                do = near_miss(test.name, edition.questions) or "Correct the condition."
                yield Problem("reference-unknown", question.file, question.line, what, do)
            elif edition.questions[test.name].scale.choices:
                yield from _unknown_choices(question, test, edition.questions[test.name])


def _unknown_choices(question: Question, test: Test, other: Question) -> Iterator[Problem]:
    choices = [choice.id for choice in other.scale.choices]
    if test.order != "in":
        if not all(is_number(word) for word in (*choices, *test.values)):
            what = f"The question {question.id!r} puts the judgement on {other.id} in an order, but it is no number."
            yield Problem("value-kind", question.file, question.line, what, "Use `is` or `in`.")
        return
    choices += [NOT_APPLICABLE] if other.scale.not_applicable else []
    for value in test.values:
        if value not in choices:
            what = f"The question {question.id!r} waits for {other.id} to be {value!r}, which is no choice of it."
            do = near_miss(value, choices) or f"Use one of: {', '.join(choices)}."
            yield Problem("value-unknown", question.file, question.line, what, do)


def _circles(edition: Framework) -> Iterator[Problem]:
    waits = {q.id: [test.name for test in _judged(q)] for q in edition.questions.values()}
    settled: set[str] = set()
    for start in waits:
        trail = [start]
        while trail:
            ahead = [name for name in waits.get(trail[-1], ()) if name not in settled]
            if not ahead:
                settled.add(trail.pop())
            elif ahead[0] in trail:
                question = edition.questions[trail[-1]]
                what = (
                    f"The conditions of {' → '.join([*trail[trail.index(ahead[0]) :], ahead[0]])} wait for each other."
                )
                yield Problem("reference-circular", question.file, question.line, what, "Break the circle.")
                settled.update(trail)
                trail = []
            else:
                trail.append(ahead[0])


def _judged(question: Question) -> Iterator[Test]:
    for found in (question.applies, question.when):
        yield from (test for test in found.tests() if test.judged) if found else ()
