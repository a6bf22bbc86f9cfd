"""The rows of a judgement table by number: which reading, which question, which code."""

from __future__ import annotations

from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.assessments.codebook import Codebook, codebook
from aboveline.frameworks.model import Framework
from aboveline.tables import Table

UNANSWERED = -1
UNKNOWN = -2
SEVERAL = -3


class Rows(NamedTuple):
    """Judgements by number, with the tables they were read from.

    reading, question: int32 a row, -1 where unknown; code: int8 a row, or UNANSWERED, UNKNOWN or SEVERAL ticks.
    case, stands: of each reading, the number of its case and whether it is the one that scores.
    """

    framework: Framework
    book: Codebook
    assessments: Table
    judgements: Table
    reading: NDArray[np.int32]
    question: NDArray[np.int32]
    code: NDArray[np.int8]
    case: NDArray[np.int32]
    stands: NDArray[np.bool_]

    def known(self) -> NDArray[np.bool_]:
        """bool a row: whether its reading and its question are known."""
        found: NDArray[np.bool_] = (self.reading >= 0) & (self.question >= 0)
        return found

    def chosen(self, names: frozenset[str]) -> dict[str, list[str]]:
        """Question → the text chosen in each reading, blank where none was, for the questions named."""
        found = {name: [""] * len(self.case) for name in names}
        numbers = [number for name, number in self.book.number.items() if name in names]
        wanted = np.flatnonzero(np.isin(self.question, numbers) & (self.reading >= 0))
        questions, choices = self.judgements.columns["question"], self.judgements.columns["choices"]
        for row in wanted.tolist():
            found[questions[row]][self.reading[row]] = choices[row]
        return found


def numbered_rows(framework: Framework, cases: Table, assessments: Table, judgements: Table) -> Rows:
    """The judgements by number. Readings must belong to known cases."""
    book = codebook(framework)
    case = {name: number for number, name in enumerate(cases.columns["case"])}
    reading = {name: number for number, name in enumerate(assessments.columns["assessment"])}
    readings, questions, choices = (judgements.columns[n] for n in ("assessment", "question", "choices"))
    size = len(judgements)
    # One lookup a row and no line of Python: this is most of the work on a folder that holds no faults.
    codes = np.fromiter(map(book.codes.get, zip(questions, choices, strict=True), repeat(UNKNOWN)), np.int8, size)
    for row in np.flatnonzero(codes == UNKNOWN).tolist():
        codes[row] = UNANSWERED if choices[row] == "" else SEVERAL if "|" in choices[row] else UNKNOWN
    return Rows(
        framework,
        book,
        assessments,
        judgements,
        np.fromiter(map(reading.get, readings, repeat(-1)), np.int32, size),
        np.fromiter(map(book.number.get, questions, repeat(-1)), np.int32, size),
        codes,
        np.array([case[name] for name in assessments.columns["case"]], np.int32),
        np.array([text == "yes" for text in assessments.columns["stands"]], np.bool_),
    )
