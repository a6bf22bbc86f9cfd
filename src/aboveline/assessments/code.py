"""Coding: judgements of text held to the edition and turned into arrays, with every problem told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.assessments.codebook import NOT_APPLICABLE_CODE, Codebook, Judged, answered_code, codebook
from aboveline.assessments.form import asked, judged_names
from aboveline.frameworks.model import NOT_APPLICABLE, Framework
from aboveline.problems import Problem, near_miss
from aboveline.tables import Table

UNANSWERED = -1
UNKNOWN = -2
SEVERAL = -3


class Coded(NamedTuple):
    """The judgements of an inspection, coded.

    judged: the standing ones; asked: bool (cases, questions) in the standing reading of each case.
    """

    judged: Judged
    asked: NDArray[np.bool_]


class _Rows(NamedTuple):
    """The judgement rows by number: reading, question (-1 where unknown) and code (or UNANSWERED, UNKNOWN, SEVERAL)."""

    reading: NDArray[np.int32]
    question: NDArray[np.int32]
    code: NDArray[np.int8]


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
    book = codebook(framework)
    case_number = {case: number for number, case in enumerate(cases.columns["case"])}
    reading_case = np.array([case_number[case] for case in assessments.columns["case"]], np.int32)
    rows = _numbered(book, assessments, judgements)
    facts = {
        name: [column[case] for case in reading_case]
        for name, column in cases.columns.items()
        if name in framework.facts
    }
    chosen = _chosen(judged_names(framework), rows, book, judgements, len(reading_case))
    cohorts = [cases.columns["cohort"][case] for case in reading_case]
    scopes = [scope.get(cohort, None) for cohort in cohorts]
    is_asked, worked_out = asked(framework, facts, chosen, scopes, len(reading_case), theme)
    problems = list(_problems(framework, book, rows, is_asked, assessments, judgements, theme))
    stands = np.array([text == "yes" for text in assessments.columns["stands"]], np.bool_)
    judged = _judged(framework, book, rows, reading_case, stands, is_asked, len(cases), judgements)
    derived = _derived(book, worked_out, is_asked, reading_case, stands)
    whole = np.zeros((len(cases), len(book.questions)), np.bool_)
    whole[reading_case[stands]] = is_asked[stands]
    return Coded(_together(judged, derived), whole), problems


def _numbered(book: Codebook, assessments: Table, judgements: Table) -> _Rows:
    reading = {name: number for number, name in enumerate(assessments.columns["assessment"])}
    readings, questions, choices = (judgements.columns[n] for n in ("assessment", "question", "choices"))
    size = len(judgements)
    # One lookup a row and no line of Python: this is most of the work on a folder that holds no faults.
    codes = np.fromiter(map(book.codes.get, zip(questions, choices, strict=True), repeat(UNKNOWN)), np.int8, size)
    for row in np.flatnonzero(codes == UNKNOWN).tolist():
        codes[row] = UNANSWERED if choices[row] == "" else SEVERAL if "|" in choices[row] else UNKNOWN
    return _Rows(
        np.fromiter(map(reading.get, readings, repeat(-1)), np.int32, size),
        np.fromiter(map(book.number.get, questions, repeat(-1)), np.int32, size),
        codes,
    )


def _chosen(
    names: frozenset[str], rows: _Rows, book: Codebook, judgements: Table, readings: int
) -> dict[str, list[str]]:
    """Question → the text chosen in each reading, for the questions that conditions wait for."""
    found = {name: [""] * readings for name in names}
    numbers = [number for name, number in book.number.items() if name in names]
    wanted = np.flatnonzero(np.isin(rows.question, numbers) & (rows.reading >= 0))
    choices, questions = judgements.columns["choices"], judgements.columns["question"]
    for row in wanted.tolist():
        found[questions[row]][rows.reading[row]] = choices[row]
    return found


def _problems(
    framework: Framework,
    book: Codebook,
    rows: _Rows,
    is_asked: NDArray[np.bool_],
    assessments: Table,
    judgements: Table,
    theme: str,
) -> Iterator[Problem]:
    known = (rows.reading >= 0) & (rows.question >= 0)
    # Blank and not-applicable rows of a printed form do no harm where a question is not asked.
    out_of_place = known & (rows.code != UNANSWERED) & (rows.code != NOT_APPLICABLE_CODE)
    out_of_place[known] &= ~is_asked[rows.reading[known], rows.question[known]]
    derived = np.array([q.role == "derived" for q in framework.questions.values()] or [False], np.bool_)
    suspect = ~known | out_of_place | (rows.code <= UNKNOWN) | (derived[rows.question] & known)
    suspect |= _forbidden_not_applicable(framework, rows) & known
    for row in np.flatnonzero(suspect).tolist():
        reading, question, choices = (judgements.columns[n][row] for n in ("assessment", "question", "choices"))
        fault = _fault(framework, assessments, reading, question, choices, bool(out_of_place[row]), theme)
        if fault:
            yield Problem(fault[0], judgements.file, judgements.lines[row], fault[1], fault[2])


def _forbidden_not_applicable(framework: Framework, rows: _Rows) -> NDArray[np.bool_]:
    strict = np.array([not q.scale.not_applicable for q in framework.questions.values()] or [False], np.bool_)
    found: NDArray[np.bool_] = strict[rows.question] & (rows.code == 0)
    return found


def _fault(
    framework: Framework, assessments: Table, reading: str, name: str, choices: str, out_of_place: bool, theme: str
) -> tuple[str, str, str] | None:
    if reading not in assessments.columns["assessment"]:
        do = near_miss(reading, assessments.columns["assessment"]) or "Add it to assessments.csv."
        return "row-orphan", f"The assessment {reading!r} is not in assessments.csv.", do
    question = framework.questions.get(name)
    if question is None:
        do = near_miss(name, framework.questions) or "See `aboveline frameworks show`."
        return "row-orphan", f"{framework.id} has no question {name!r}.", do
    if question.role == "derived":
        what = f"{name} follows from other judgements and cannot be judged by itself."
        return "judgement-derived", what, "Remove the row."
    ticks = choices.split("|")
    allowed = [choice.id for choice in question.scale.choices]
    allowed += [NOT_APPLICABLE] if question.scale.not_applicable else []
    wrong = [tick for tick in ticks if tick not in allowed]
    if wrong and choices:
        do = near_miss(wrong[0], allowed) or f"Use one of: {', '.join(allowed)}."
        return "cell-unknown", f"{wrong[0]!r} is not a choice of {name} (scale {question.scale.id}).", do
    if len(ticks) > 1 and (not question.scale.several or NOT_APPLICABLE in ticks or len(set(ticks)) < len(ticks)):
        what = f"{name} cannot take {choices!r}: it takes one choice, or different ticks of a tick list."
        return "judgement-several", what, "Keep one choice."
    if out_of_place:
        why = f"it applies where {question.applies_text}" if question.applies_text else "its criterion is out of scope"
        if question.theme not in ("", theme):
            why = f"it belongs to the theme {question.theme}, which this inspection does not have"
        what = f"{name} is not asked of this case ({why})."
        return "judgement-not-asked", what, "Remove the row, or correct the facts of the case."
    return None


def _judged(
    framework: Framework,
    book: Codebook,
    rows: _Rows,
    reading_case: NDArray[np.int32],
    stands: NDArray[np.bool_],
    is_asked: NDArray[np.bool_],
    cases: int,
    judgements: Table,
) -> Judged:
    kept = (rows.reading >= 0) & (rows.question >= 0)
    kept[kept] = stands[rows.reading[kept]] & is_asked[rows.reading[kept], rows.question[kept]]
    single = kept & (rows.code >= 0)
    parts = [(reading_case[rows.reading[single]], rows.question[single], rows.code[single])]
    parts += _ticks(framework, book, rows, kept, reading_case, judgements)
    case, question, code = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    return Judged(case.astype(np.int32), question.astype(np.int32), code.astype(np.int8), cases, book)


def _ticks(
    framework: Framework,
    book: Codebook,
    rows: _Rows,
    kept: NDArray[np.bool_],
    reading_case: NDArray[np.int32],
    judgements: Table,
) -> list[tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int8]]]:
    """Further entries of tick lists: each tick of a row with several, and "answered at all" once for every row."""
    tick_list = np.array([q.scale.several for q in framework.questions.values()] or [False], np.bool_)
    entries: list[tuple[int, int, int]] = []
    questions = list(framework.questions.values())
    ticked = kept & tick_list[rows.question] & ((rows.code > 0) | (rows.code == SEVERAL))
    for row in np.flatnonzero(ticked).tolist():
        case, number = int(reading_case[rows.reading[row]]), int(rows.question[row])
        name = book.questions[number]
        entries.append((case, number, answered_code(questions[number])))
        if rows.code[row] == SEVERAL:
            ticks = judgements.columns["choices"][row].split("|")
            entries += [(case, number, book.codes[name, tick]) for tick in ticks if (name, tick) in book.codes]
    return [_columns(entries)] if entries else []


def _derived(
    book: Codebook,
    worked_out: Mapping[str, Sequence[str]],
    is_asked: NDArray[np.bool_],
    reading_case: NDArray[np.int32],
    stands: NDArray[np.bool_],
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int8]]:
    number = book.number
    return _columns(
        [
            (int(reading_case[row]), number[name], book.codes[name, words[row]])
            for name, words in worked_out.items()
            for row in np.flatnonzero(stands & is_asked[:, number[name]]).tolist()
            if words[row]
        ]
    )


def _columns(
    entries: list[tuple[int, int, int]],
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int8]]:
    table = np.array(entries, np.int32).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2].astype(np.int8)


def _together(judged: Judged, more: tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int8]]) -> Judged:
    return Judged(
        np.concatenate((judged.case, more[0])),
        np.concatenate((judged.question, more[1])),
        np.concatenate((judged.choice, more[2])),
        judged.cases,
        judged.codebook,
    )
