"""How common each choice is: a tick list with what was judged where it was ticked, or the choices of one question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from aboveline.frameworks.model import Question
from aboveline.scoring.results import QuestionResult


class Ticked(NamedTuple):
    """One choice: its cases of the base, whether it lies above the line, and what was judged of those cases.

    `followed`: heading → the result of the question that is asked where this choice was made.
    """

    id: str
    label: str
    above: bool | None
    cases: float
    base: float
    followed: Mapping[str, QuestionResult]

    @property
    def share(self) -> float | None:
        """The percentage of the base; None where nobody answered."""
        return 100 * self.cases / self.base if self.base else None


def prevalence(question: Question, results: Sequence[QuestionResult]) -> list[Ticked]:
    """The choices of the question in one group, of which `results` holds every question.

    A tick list comes commonest first, ties in printed order; the choices of any other question in printed order.
    """
    [own] = (result for result in results if result.question.id == question.id)
    rows = [
        Ticked(name, label, above, cases, own.base, _followed(question.id, name, results))
        for name, label, above, cases in own.distribution
    ]
    return sorted(rows, key=lambda row: -row.cases) if question.scale.several else rows


def headings(rows: Iterable[Ticked]) -> list[str]:
    """Every heading of what was judged where a choice was made, in printed order."""
    return list(dict.fromkeys(heading for row in rows for heading in row.followed))


def _followed(question: str, choice: str, results: Sequence[QuestionResult]) -> dict[str, QuestionResult]:
    """The questions asked where that choice was made. `progress-alcohol` of `alcohol` stands under `progress`."""
    found = {}
    for result in results:
        applies = result.question.applies
        tests = list(applies.tests()) if applies else []
        if any(test.judged and test.name == question and test.values == (choice,) for test in tests):
            found[result.question.id.removesuffix(f"-{choice}")] = result
    return found
