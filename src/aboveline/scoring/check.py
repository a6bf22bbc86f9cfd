"""Checking what an edition says about scoring: every rule finds something to work on, every example comes out."""

from __future__ import annotations

from collections.abc import Iterator

from aboveline.frameworks.model import Framework, Part, Rule, Thread
from aboveline.problems import Problem, in_file_order, near_miss
from aboveline.scoring.plan import counted_parts, selected_questions

MAIN = "framework.yaml"


def rule_problems(framework: Framework) -> list[Problem]:
    """Problems with rules that select nothing, read what is not there, or are used by no part, under any reading."""
    found = list(_unused(framework))
    for reading in ("", *framework.readings):
        read = framework.under(reading)
        found += [*_selections(read), *_ratings(read), *_other_words(read)]
    return list(in_file_order(found))


def _scored(framework: Framework) -> Iterator[tuple[Part | Thread, Part | None, Rule]]:
    for part in framework.parts():
        if part.score:
            yield part, part, framework.rules[part.score]
    for thread in framework.threads:
        yield thread, None, framework.rules[thread.score]


def _selections(framework: Framework) -> Iterator[Problem]:
    known = [part.id for part in framework.parts()]
    for named, part, rule in _scored(framework):
        for selection in rule.of:
            tags = (*selection.with_tag, *selection.without_tag)
            unknown = [*_unknown_names(rule, selection.under, known, "part")]
            unknown += _unknown_names(rule, tags, list(framework.tags), "tag")
            yield from unknown
            if selection.parts:
                empty = part is None or not counted_parts(framework, part, rule)
            else:
                empty = not selected_questions(framework, selection, named.id)
            if empty and not unknown:
                what = f"The rule {rule.id} finds nothing to work on in {named.id}."
                do = "Give it scored questions or counted parts, or change the rule."
                yield Problem("rule-empty", MAIN, named.line, what, do)


def _unknown_names(rule: Rule, names: tuple[str, ...], known: list[str], noun: str) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            what = f"The rule {rule.id} names the {noun} {name!r}, which the edition does not have."
            yield Problem("reference-unknown", MAIN, rule.line, what, near_miss(name, known) or "Correct it.")


def _ratings(framework: Framework) -> Iterator[Problem]:
    rated: list[Part | Thread] = [*framework.parts(), *framework.threads]
    for part in rated:
        rule, score = framework.rules.get(part.rating), framework.rules.get(part.score)
        if rule is not None and not _can_rate(framework, part, rule, score):
            what = f"The rule {rule.id} cannot rate {part.id}: what it reads is not there."
            do = "Give the part a score, points, rated parts or evidence items, as the rule needs."
            yield Problem("rule-empty", MAIN, part.line, what, do)


def _can_rate(framework: Framework, part: Part | Thread, rule: Rule, score: Rule | None) -> bool:
    if rule.operator == "bands":
        wants_points = rule.reads in ("total", "mean-points") or bool(rule.bands_by_parts)
        return score is not None and (not wants_points or score.operator == "points")
    if isinstance(part, Thread):
        return False
    if rule.operator == "lowest-rating":
        return bool(counted_parts(framework, part, rule))
    return rule.operator == "given" or any(item.counted for item in part.evidence)


def _other_words(framework: Framework) -> Iterator[Problem]:
    """A rule that reads the ratings of parts has to know their words, in their order."""
    for part in framework.parts():
        for name in (part.score, part.rating):
            rule = framework.rules.get(name)
            if rule is None or rule.operator not in ("points", "lowest-rating"):
                continue
            for child in counted_parts(framework, part, rule):
                words = framework.rules[child.rating].scale
                if words != rule.scale:
                    what = f"The rule {rule.id} reads the ratings of {child.id}, which has words of another scale."
                    do = f"Rate it in the words of {rule.id}: {', '.join(rule.scale)}."
                    yield Problem("rule-numbers", MAIN, child.line, what, do)


def _unused(framework: Framework) -> Iterator[Problem]:
    used = {name for part in framework.parts() for name in (part.score, part.rating)}
    used |= {name for thread in framework.threads for name in (thread.score, thread.rating)}
    used |= {new for reading in framework.readings.values() for old, new in reading.instead.items() if old in used}
    for rule in framework.rules.values():
        if rule.id not in used:
            what = f"No part or thread uses the rule {rule.id}."
            do = "Name it at a part, or remove it."
            yield Problem("reference-unknown", MAIN, rule.line, what, do)
