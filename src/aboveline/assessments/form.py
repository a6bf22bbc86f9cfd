"""Which questions are asked in a reading: those in scope of the case's cohort whose condition is true there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from aboveline.frameworks.conditions import Condition, Truth
from aboveline.frameworks.model import Framework
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
            known[values] = condition.truth(lambda name, judged, v=values: v[place[name, judged]])  # type: ignore[misc]
        found.append(known[values])
    return found


def asked(
    framework: Framework, facts: Columns, chosen: Columns, scope: Sequence[frozenset[str] | None], rows: int
) -> NDArray[np.bool_]:
    """bool (rows, questions): whether each question is asked in each reading.

    `facts` and `chosen` hold one text a row; `scope` the criteria in scope for each row, or None for all of them.
    """
    found = np.ones((rows, len(framework.questions)), np.bool_)
    worked: dict[str, list[bool]] = {}
    for number, question in enumerate(framework.questions.values()):
        if question.applies is not None:
            if question.applies_text not in worked:
                worked[question.applies_text] = [t is True for t in truths(question.applies, facts, chosen, rows)]
            found[:, number] = worked[question.applies_text]
    for criteria in {criteria for criteria in scope if criteria is not None}:
        outside = [not criteria & {q.criterion, *q.also_in} for q in framework.questions.values()]
        inside_rows = [criteria == here for here in scope]
        found[np.ix_(inside_rows, outside)] = False
    return found


def judged_names(framework: Framework) -> frozenset[str]:
    """The questions whose judgement some condition of the edition waits for."""
    conditions = [c for q in framework.questions.values() for c in (q.applies, q.when) if c]
    return frozenset(test.name for condition in conditions for test in condition.tests() if test.judged)


def blank_fact_problems(framework: Framework, cases: Table) -> list[Problem]:
    """A problem for each case where blank facts leave it open whether a question is asked."""
    conditions = {q.applies_text: q.applies for q in framework.questions.values() if q.applies}
    blanks: dict[int, list[str]] = {}
    for condition in conditions.values():
        if any(test.judged for test in condition.tests()):
            continue
        for row, truth in enumerate(truths(condition, cases.columns, {}, len(cases))):
            if truth is None:
                named = [test.name for test in condition.tests()]
                blanks.setdefault(row, []).extend(name for name in named if not cases.columns[name][row])
    return [_blank(cases, row, list(dict.fromkeys(names))) for row, names in sorted(blanks.items())]


def _blank(cases: Table, row: int, names: Sequence[str]) -> Problem:
    what = f"The case {cases.columns['case'][row]!r} has no {', '.join(names)}; questions wait for that."
    do = f"Fill in {'that column' if len(names) == 1 else 'those columns'}."
    return Problem("fact-blank", cases.file, cases.lines[row], what, do)
