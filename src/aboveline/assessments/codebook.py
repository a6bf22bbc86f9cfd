"""How the choices of an edition are numbered, so that judgements can be counted as arrays of small whole numbers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.frameworks.model import NOT_APPLICABLE, Framework, Question

NOT_APPLICABLE_CODE = 0
FOLDED_BELOW, FOLDED_ABOVE = 1, 2


class Codebook(NamedTuple):
    """The numbering of questions and choices.

    questions: ids in report order; a question's number is its place there.
    codes: (question id, choice id) → code; 0 is not applicable, choices count from 1 in printed order.
    width: codes 0 … width-1 cover every question; a tick list also has one code for "answered at all".
    above, applicable: bool (questions, width): the codes that count as above the line, and those that make a base.
    """

    questions: tuple[str, ...]
    codes: dict[tuple[str, str], int]
    width: int
    above: NDArray[np.bool_]
    applicable: NDArray[np.bool_]

    @property
    def number(self) -> dict[str, int]:
        """Question id → its number."""
        return {question: number for number, question in enumerate(self.questions)}


class Judged(NamedTuple):
    """The standing judgements of a sample as arrays of equal length: case, question and choice by number.

    `cases` is how many cases the sample has, whether judged or not. A case's ticks are one entry each.
    """

    case: NDArray[np.int32]
    question: NDArray[np.int32]
    choice: NDArray[np.int8]
    cases: int
    codebook: Codebook

    def narrowed(self, cases: NDArray[np.bool_], questions: NDArray[np.bool_]) -> Judged:
        """Only the judgements of those cases on those questions; the sample keeps its size."""
        kept = cases[self.case] & questions[self.question]
        return Judged(self.case[kept], self.question[kept], self.choice[kept], self.cases, self.codebook)

    def only(self, cases: NDArray[np.int64]) -> Judged:
        """The judgements of those cases (numbers, each once), which are the whole sample then, in that order."""
        place = np.full(self.cases, -1, np.int32)
        place[cases] = np.arange(len(cases), dtype=np.int32)
        kept = place[self.case] >= 0
        return Judged(place[self.case[kept]], self.question[kept], self.choice[kept], len(cases), self.codebook)

    def folded(self) -> Judged:
        """The same judgements as above or below the line only: all that means need, and half the work."""
        book = self.codebook
        code = book.applicable[self.question, self.choice] * np.int8(FOLDED_BELOW)
        code += book.above[self.question, self.choice]
        kept = code > 0
        above = np.zeros((len(book.questions), 3), np.bool_)
        above[:, FOLDED_ABOVE] = True
        applicable = above.copy()
        applicable[:, FOLDED_BELOW] = True
        narrow = book._replace(codes={}, width=3, above=above, applicable=applicable)
        return Judged(self.case[kept], self.question[kept], code[kept].astype(np.int8), self.cases, narrow)


def codebook(framework: Framework) -> Codebook:
    """The numbering of an edition's questions and choices."""
    questions = tuple(framework.questions)
    width = max((answered_code(q) for q in framework.questions.values()), default=0) + 1
    codes: dict[tuple[str, str], int] = {}
    above = np.zeros((len(questions), width), np.bool_)
    applicable = np.zeros((len(questions), width), np.bool_)
    for number, question in enumerate(framework.questions.values()):
        codes[question.id, NOT_APPLICABLE] = NOT_APPLICABLE_CODE
        for code, choice in enumerate(question.scale.choices, 1):
            codes[question.id, choice.id] = code
            above[number, code] = choice.above is True and not question.scale.several
            applicable[number, code] = not question.scale.several
        applicable[number, answered_code(question)] |= question.scale.several
    return Codebook(questions, codes, width, above, applicable)


def answered_code(question: Question) -> int:
    """The last code of a question: for a tick list "answered at all", for others the last choice."""
    return len(question.scale.choices) + question.scale.several
