"""Which questions are asked in a reading: those in scope of the case's cohort whose condition is true there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from aboveline.frameworks.conditions import Condition, Truth
from aboveline.frameworks.model import Framework, Question
from aboveline.problems import Problem
from aboveline.tables import Table

Columns = Mapping[str, Sequence[str]]


def truths(condition: Condition, facts: Columns, chosen: Columns, rows: int) -> list[Truth]:
    """Whether the condition holds in each row: facts and judgements by name, one text a row.

    Rows alike in everything the condition names are worked out once.
    """
    names = list(dict.fromkeys((test.name, test.judged) for test in condition.tests()))
    blank = ("",) * rows
    columns = [(chosen if judged else facts).get(name, blank) for name, judged in names]
    place = {name: at for at, name in enumerate(names)}
    known: dict[tuple[str, ...], Truth] = {}
    found = []
    for values in zip(*columns, strict=True):
        if values not in known:
            # mypy gives no type to a lambda whose default binds the loop variable; it is Looked.
            known[values] = condition.truth(lambda name, judged, v=values: v[place[name, judged]])  # type: ignore[misc]
        found.append(known[values])
    return found


def asked(
    framework: Framework,
    facts: Columns,
    chosen: Columns,
    scope: Sequence[frozenset[str] | None],
    rows: int,
    theme: str = "",
) -> tuple[NDArray[np.bool_], dict[str, list[str]]]:
    """bool (rows, questions): whether each question is asked in each reading; and what the derived ones come to there.

    `facts` and `chosen` hold one text a row; `scope` the criteria in scope for each row, or None for all of them.
    Of questions that belong to a theme only those of `theme` are asked.
    A condition sees a judgement only where its question is asked, and derived questions as what they come to.
    """
    found = _in_scope(framework, scope, rows)
    found[:, [q.theme not in ("", theme) for q in framework.questions.values()]] = False
    number = {name: at for at, name in enumerate(framework.questions)}
    seen, derived = dict(chosen), dict[str, list[str]]()
    worked: dict[str, NDArray[np.bool_]] = {}
    for question in _settling_order(framework):
        here = found[:, number[question.id]]
        if question.applies is not None:
            if question.applies_text not in worked:
                true = [truth is True for truth in truths(question.applies, facts, seen, rows)]
                worked[question.applies_text] = np.array(true, np.bool_)
            here &= worked[question.applies_text]
        if question.when is not None:
            words = {True: "yes", False: "no", None: ""}
            derived[question.id] = [words[truth] for truth in truths(question.when, facts, seen, rows)]
            seen[question.id] = derived[question.id]
        if question.id in seen:
            texts = zip(seen[question.id], here.tolist(), strict=True)
            seen[question.id] = [text if is_asked else "" for text, is_asked in texts]
    return found, derived


def _in_scope(framework: Framework, scope: Sequence[frozenset[str] | None], rows: int) -> NDArray[np.bool_]:
    found = np.ones((rows, len(framework.questions)), np.bool_)
    for criteria in {criteria for criteria in scope if criteria is not None}:
        outside = [not criteria & {q.criterion, *q.also_in} for q in framework.questions.values()]
        found[np.ix_([criteria == here for here in scope], outside)] = False
    return found


def _settling_order(framework: Framework) -> list[Question]:
    """The questions, each after those whose judgements its conditions wait for."""
    order: dict[str, Question] = {}
    waiting = list(framework.questions.values())
    while waiting:
        ready = [q for q in waiting if all(name in order for name in _waits_for(q))]
        order |= {question.id: question for question in ready}
        waiting = [question for question in waiting if question.id not in order]
    return list(order.values())


def _waits_for(question: Question) -> Iterator[str]:
    for condition in (question.applies, question.when):
        yield from (test.name for test in condition.tests() if test.judged) if condition else ()


def judged_names(framework: Framework) -> frozenset[str]:
    """The questions whose judgement some condition of the edition waits for."""
    return frozenset(name for question in framework.questions.values() for name in _waits_for(question))


def blank_fact_problems(framework: Framework, cases: Table, theme: str = "") -> list[Problem]:
    """A problem for each case where blank facts leave it open whether a question is asked."""
    questions = (question for question in framework.questions.values() if question.theme in ("", theme))
    conditions = {question.applies_text: question.applies for question in questions if question.applies}
    blanks: dict[int, list[str]] = {}
    for condition in conditions.values():
        if any(test.judged for test in condition.tests()):
            continue
        for row, truth in enumerate(truths(condition, cases.columns, {}, len(cases))):
            if truth is None:
                named = [test.name for test in condition.tests()]
                blanks.setdefault(row, []).extend(name for name in named if not cases.columns[name][row])
    return [_blank(cases, row, list(dict.fromkeys(names))) for row, names in sorted(blanks.items()) if names]


def _blank(cases: Table, row: int, names: Sequence[str]) -> Problem:
    what = f"The case {cases.columns['case'][row]!r} has no {', '.join(names)}; questions wait for that."
    do = f"Fill in {'that column' if len(names) == 1 else 'those columns'}."
    return Problem("fact-blank", cases.file, cases.lines[row], what, do)
