"""What is wrong with judgements: unknown readings, questions and choices, and judgements that nobody asked for."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from aboveline.assessments.codebook import NOT_APPLICABLE_CODE
from aboveline.assessments.rows import UNANSWERED, UNKNOWN, Rows
from aboveline.frameworks.model import NOT_APPLICABLE, Framework, Question
from aboveline.problems import Problem, near_miss

Fault = tuple[str, str, str]
"""A problem code, what is wrong, and what to do."""


def judgement_problems(rows: Rows, asked: NDArray[np.bool_], theme: str = "") -> list[Problem]:
    """Every problem with the judgements. `asked`: bool (readings, questions); `theme`: the inspection's, or blank."""
    known = rows.known()
    # Blank and not-applicable rows of a printed form do no harm where a question is not asked.
    out_of_place = known & (rows.code != UNANSWERED) & (rows.code != NOT_APPLICABLE_CODE)
    out_of_place[known] &= ~asked[rows.reading[known], rows.question[known]]
    suspect = ~known | out_of_place | (rows.code <= UNKNOWN) | (known & _never_so(rows))
    return list(_told(rows, suspect, out_of_place, theme))


def _never_so(rows: Rows) -> NDArray[np.bool_]:
    """Rows of derived questions, and "not applicable" where the scale does not allow it."""
    questions = rows.framework.questions.values()
    derived = np.array([q.role == "derived" for q in questions] or [False], np.bool_)
    strict = np.array([not q.scale.not_applicable for q in questions] or [False], np.bool_)
    found: NDArray[np.bool_] = derived[rows.question] | (strict[rows.question] & (rows.code == NOT_APPLICABLE_CODE))
    return found


def _told(rows: Rows, suspect: NDArray[np.bool_], out_of_place: NDArray[np.bool_], theme: str) -> Iterator[Problem]:
    columns = [rows.judgements.columns[name] for name in ("assessment", "question", "choices")]
    for row in np.flatnonzero(suspect).tolist():
        reading, name, choices = (column[row] for column in columns)
        question = rows.framework.questions.get(name)
        if rows.reading[row] < 0:
            fault: Fault | None = _unknown_reading(rows, reading)
        elif question is None:
            fault = _unknown_question(rows.framework, name)
        else:
            fault = _choice_fault(question, choices)
            if fault is None and out_of_place[row]:
                fault = _not_asked(question, theme)
        if fault:
            yield Problem(fault[0], rows.judgements.file, rows.judgements.lines[row], fault[1], fault[2])


def _unknown_reading(rows: Rows, reading: str) -> Fault:
    do = near_miss(reading, rows.assessments.columns["assessment"]) or "Add it to assessments.csv."
    return "row-orphan", f"The assessment {reading!r} is not in assessments.csv.", do


def _unknown_question(framework: Framework, name: str) -> Fault:
    do = near_miss(name, framework.questions) or "See `aboveline frameworks show`."
    return "row-orphan", f"{framework.id} has no question {name!r}.", do


def _choice_fault(question: Question, choices: str) -> Fault | None:
    if question.role == "derived":
        what = f"{question.id} follows from other judgements and cannot be judged by itself."
        return "judgement-derived", what, "Remove the row."
    ticks = choices.split("|")
    allowed = [choice.id for choice in question.scale.choices]
    allowed += [NOT_APPLICABLE] if question.scale.not_applicable else []
    wrong = [tick for tick in ticks if tick not in allowed]
    if wrong and choices:
        do = near_miss(wrong[0], allowed) or f"Use one of: {', '.join(allowed)}."
        return "cell-unknown", f"{wrong[0]!r} is not a choice of {question.id} (scale {question.scale.id}).", do
    if len(ticks) > 1 and (not question.scale.several or NOT_APPLICABLE in ticks or len(set(ticks)) < len(ticks)):
        what = f"{question.id} cannot take {choices!r}: it takes one choice, or different ticks of a tick list."
        return "judgement-several", what, "Keep one choice."
    return None


def _not_asked(question: Question, theme: str) -> Fault:
    why = f"it applies where {question.applies_text}" if question.applies_text else "its criterion is out of scope"
    if question.theme not in ("", theme):
        why = f"it belongs to the theme {question.theme}, which this inspection does not have"
    what = f"{question.id} is not asked of this case ({why})."
    return "judgement-not-asked", what, "Remove the row, or correct the facts of the case."
