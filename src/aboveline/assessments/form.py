"""Which questions are asked in a reading: those in scope of the case's cohort whose condition is true there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
    """A problem for each case fact left blank on which some question of the edition waits."""
    conditions = [q.applies for q in framework.questions.values() if q.applies]
    needed = dict.fromkeys(test.name for c in conditions for test in c.tests() if not test.judged)
    return [problem for name in needed for problem in _blank(name, cases)]


def _blank(name: str, cases: Table) -> Iterable[Problem]:
    column = cases.columns.get(name, ())
    if all(column):
        return
    for case, value, line in zip(cases.columns["case"], column, cases.lines, strict=True):
        if value == "":
            what = f"The case {case!r} has no {name}, and questions wait for it."
            yield Problem("fact-blank", cases.file, line, what, f"Fill in the column {name}.")
