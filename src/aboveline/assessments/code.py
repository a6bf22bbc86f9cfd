"""Coding: judgements of text held to the edition and turned into arrays, with every problem told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.assessments.codebook import Judged, answered_code
from aboveline.assessments.faults import judgement_problems
from aboveline.assessments.form import asked, judged_names
from aboveline.assessments.rows import SEVERAL, Rows, numbered_rows
from aboveline.frameworks.model import Framework
from aboveline.problems import Problem
from aboveline.tables import Table

Entry = tuple[int, int, int]
"""One judgement: case, question and code by number."""


class Coded(NamedTuple):
    """The judgements of an inspection, coded.

    judged: the standing ones; asked: bool (cases, questions) in the standing reading of each case.
    """

    judged: Judged
    asked: NDArray[np.bool_]


def coded(
    framework: Framework,
    cases: Table,
    assessments: Table,
    judgements: Table,
    scope: Mapping[str, frozenset[str] | None],
    theme: str = "",
) -> tuple[Coded, list[Problem]]:
    """The judgements coded, and every problem with them. `scope`: cohort → criteria in scope, None for all.

    `theme`: the theme of the inspection, whose questions are asked too; blank for none.

    The tables must be free of problems of their own; readings must belong to known cases.
    """
    rows = numbered_rows(framework, cases, assessments, judgements)
    numbers = rows.case.tolist()
    facts = {name: [cases.columns[name][case] for case in numbers] for name in framework.facts}
    scopes = [scope.get(cases.columns["cohort"][case]) for case in numbers]
    chosen = rows.chosen(judged_names(framework))
    is_asked, worked_out = asked(framework, facts, chosen, scopes, len(rows.case), theme)
    whole = np.zeros((len(cases), len(rows.book.questions)), np.bool_)
    whole[rows.case[rows.stands]] = is_asked[rows.stands]
    judged = _judged(rows, is_asked, _derived(rows, is_asked, worked_out), len(cases))
    return Coded(judged, whole), judgement_problems(rows, is_asked, theme)


def _judged(rows: Rows, is_asked: NDArray[np.bool_], derived: list[Entry], cases: int) -> Judged:
    """The judgements of the readings that stand, on questions that are asked there, and what follows from them."""
    kept = rows.known()
    kept[kept] = rows.stands[rows.reading[kept]] & is_asked[rows.reading[kept], rows.question[kept]]
    single = kept & (rows.code >= 0)
    more = np.array(_ticks(rows, kept) + derived, np.int32).reshape(-1, 3)
    return Judged(
        np.concatenate((rows.case[rows.reading[single]], more[:, 0])),
        np.concatenate((rows.question[single], more[:, 1])),
        np.concatenate((rows.code[single], more[:, 2].astype(np.int8))),
        cases,
        rows.book,
    )


def _ticks(rows: Rows, kept: NDArray[np.bool_]) -> list[Entry]:
    """Further entries of tick lists: each tick of a row with several, and "answered at all" once for every row."""
    questions = list(rows.framework.questions.values())
    tick_list = np.array([question.scale.several for question in questions] or [False], np.bool_)
    entries: list[Entry] = []
    ticked = kept & tick_list[rows.question] & ((rows.code > 0) | (rows.code == SEVERAL))
    for row in np.flatnonzero(ticked).tolist():
        case, number = int(rows.case[rows.reading[row]]), int(rows.question[row])
        question = questions[number]
        entries.append((case, number, answered_code(question)))
        if rows.code[row] == SEVERAL:
            codes = (
                rows.book.codes.get((question.id, tick)) for tick in rows.judgements.columns["choices"][row].split("|")
            )
            entries += [(case, number, code) for code in codes if code is not None]
    return entries


def _derived(rows: Rows, is_asked: NDArray[np.bool_], worked_out: Mapping[str, Sequence[str]]) -> list[Entry]:
    """What follows in each standing reading; `worked_out` holds one word a reading, blank where nothing follows."""
    number = rows.book.number
    return [
        (int(rows.case[reading]), number[name], rows.book.codes[name, words[reading]])
        for name, words in worked_out.items()
        for reading in np.flatnonzero(rows.stands & is_asked[:, number[name]]).tolist()
        if words[reading]
    ]
