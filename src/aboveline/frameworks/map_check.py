"""Checking the pairs of a map beside the two editions it is between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from aboveline.frameworks.model import Framework, Part, Question, Rule
from aboveline.frameworks.pairs import EQUAL, PART, QUESTION, Pair
from aboveline.problems import Problem, near_miss

UNPUBLISHED = "unpublished"
"""The tag of questions that stand for ones never published: nobody knows what they ask."""


def pair_problems(pairs: Iterable[Pair], first: Framework, second: Framework) -> list[Problem]:
    """What is wrong with the pairs: ids the editions lack, pairs said twice or against each other, equal and not."""
    pairs = list(pairs)
    problems = [problem for pair in pairs for problem in _unknown(pair, first, second)]
    problems += _repeated(pairs)
    if problems:
        return problems
    equal = {pair.key for pair in pairs if pair.relation == EQUAL}
    for pair in pairs:
        if pair.level == QUESTION:
            problems += _question_problems(pair, first.questions[pair.one], second.questions[pair.other])
        elif pair.relation == EQUAL and not _same_part(pair, first, second, equal):
            what = f"{pair.one} and {pair.other} are called equal, and their rules or what they are made of differ."
            problems.append(_problem(pair, what, "Call them overlaps, or pair all they are made of as equal."))
    return problems


def _unknown(pair: Pair, first: Framework, second: Framework) -> Iterator[Problem]:
    for name, edition in ((pair.one, first), (pair.other, second)):
        known = edition.questions if pair.level == QUESTION else _parts(edition)
        if name not in known:
            what = f"The map names the {pair.level} {name!r}, which {edition.id} lacks."
            do = near_miss(name, known) or "Correct it, or remove the pair."
            yield Problem("reference-unknown", pair.file, pair.line, what, do)


def _repeated(pairs: Iterable[Pair]) -> Iterator[Problem]:
    """Pairs said twice, and two ids of one edition that would both be equal to one of the other."""
    met: dict[tuple[str, str, str], Pair] = {}
    equal: dict[tuple[str, int, str], Pair] = {}
    for pair in pairs:
        known = met.setdefault(pair.key, pair)
        if known is not pair:
            what = f"{pair.one} and {pair.other} are a pair on line {known.line} already: {known.relation}."
            yield Problem("map-contradiction", pair.file, pair.line, what, "Keep one of them.")
            continue
        for side, name in enumerate((pair.one, pair.other)) if pair.relation == EQUAL else ():
            known = equal.setdefault((pair.level, side, name), pair)
            if known is not pair:
                twins = f"{known.other} and {pair.other}" if side == 0 else f"{known.one} and {pair.one}"
                what = f"{name} is equal to two of one edition, {twins}, which ask different things."
                yield Problem("map-contradiction", pair.file, pair.line, what, "Call one of them equal at most.")


def _question_problems(pair: Pair, one: Question, other: Question) -> Iterator[Problem]:
    for question in (one, other):
        if UNPUBLISHED in question.tags:
            what = f"{question.id} was never published, so nobody knows what it is to another."
            yield _problem(pair, what, "Remove the pair.")
    if pair.relation != EQUAL:
        return
    if (one.role, _line(one)) != (other.role, _line(other)):
        what = f"{one.id} and {other.id} are called equal, and their roles or where their scales draw the line differ."
        yield _problem(pair, what, "Call them overlaps, subset or superset.")
    elif not pair.note and (told := differences(one, other)):
        what = f"{one.id} and {other.id} are called equal, and differ in {' and '.join(told)}."
        yield _problem(pair, what, "Say in a `note:` why that changes nothing, or call them otherwise.")


def differences(one: Question, other: Question) -> list[str]:
    """In what two questions differ beside their wording: choices, sources, cases asked."""
    return [name for name, told in _BESIDE.items() if told(one) != told(other)]


_BESIDE: dict[str, Callable[[Question], object]] = {
    "choices": lambda question: {choice.id for choice in question.scale.choices},
    "sources": lambda question: set(question.sources),
    "the cases that are asked": lambda question: (question.applies_text, question.when_text),
}
"""Name → what two questions are held against each other in, beside their wording."""


def _line(question: Question) -> tuple[bool, list[str]]:
    """How many choices lie on each side of the line, and whether several may be ticked."""
    return question.scale.several, sorted(str(choice.above) for choice in question.scale.choices)


def _same_part(pair: Pair, first: Framework, second: Framework, equal: set[tuple[str, str, str]]) -> bool:
    """Whether both have the same rules over parts and questions that are all paired as equal."""
    one, other = _parts(first).get(pair.one), _parts(second).get(pair.other)
    if one is None or other is None:
        return False  # threads pick questions by tags, which no map pairs
    rules = [
        [_told(edition.rules[name]) if name else None for name in (part.score, part.rating)]
        for edition, part in ((first, one), (second, other))
    ]
    questions = [{q.id for q in edition.questions_of(part.id)} for edition, part in ((first, one), (second, other))]
    inner = [{below.id for below in part.counted_parts()} for part in (one, other)]
    return rules[0] == rules[1] and _matched(QUESTION, questions, equal) and _matched(PART, inner, equal)


def _matched(level: str, sides: list[set[str]], equal: set[tuple[str, str, str]]) -> bool:
    """Whether each id of one side is equal to one of the other, and none is left over."""
    found = {(one, other) for of, one, other in equal if of == level and one in sides[0] and other in sides[1]}
    return {one for one, _ in found} == sides[0] and {other for _, other in found} == sides[1]


def _told(rule: Rule) -> tuple[object, ...]:
    """What a rule does, without its name and where it was read."""
    return (
        rule.operator, rule.missing, rule.of, tuple(rule.weights.items()), tuple(rule.points.items()), rule.scale,
        rule.bands, tuple(rule.bands_by_parts.items()), rule.upper_edges, rule.reads, rule.rounded, rule.clauses,
        rule.otherwise,
    )  # fmt: skip


def _parts(edition: Framework) -> dict[str, Part | None]:
    """Every part by its id, and every thread, which is none of the tree."""
    return {part.id: part for part in edition.parts()} | {thread.id: None for thread in edition.threads}


def _problem(pair: Pair, what: str, do: str) -> Problem:
    return Problem("map-pair", pair.file, pair.line, what, do)
