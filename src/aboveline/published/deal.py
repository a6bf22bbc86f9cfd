"""Dealing counts out to cases: "34 of these 59 cases are above the line" becomes judgements, the same every time.

Nothing is drawn and nothing solved here. The cases stand in one fixed, well-mixed order; a block of counts takes
its cases in that order from a start of its own and gives out its choices in runs, as its rows stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from math import gcd
from typing import NamedTuple

from aboveline.assessments.form import truths
from aboveline.frameworks.conditions import Condition, ConditionFault, condition
from aboveline.frameworks.model import NOT_APPLICABLE, Framework, Question
from aboveline.problems import Faulty, Problem, near_miss
from aboveline.tables import Column, Table, TableSpec

COUNTS = TableSpec(
    "counts",
    "how many cases of a kind get which choice to a question",
    (
        Column("question", "the question", "id", required=True),
        Column("stratum", "the cases these counts are for, as a condition; blank for all that are asked"),
        Column("choices", "the choice; ticks joined with |; not-applicable", "list", required=True),
        Column("cases", "how many cases get it", "whole", required=True),
        Column("start", "where in the order of the cases dealing begins", "whole"),
        Column("base", "whether the base of the figure is printed or assumed", options=("printed", "assumed")),
        Column("note", "anything worth keeping"),
    ),
    key=("question", "stratum", "choices"),
)


class Dealt(NamedTuple):
    """One judgement as dealt: case, question and the text of its choices."""

    case: str
    question: str
    choices: str


@dataclass(frozen=True, slots=True)
class _Block:
    """The counts of one question in one stratum, with the line where they begin."""

    question: str
    stratum: str
    start: int
    runs: tuple[tuple[str, int], ...]
    line: int


def dealt_judgements(framework: Framework, cases: Table, counts: Table) -> list[Dealt]:
    """Every judgement, case by case in the order of the table and then as an inspector reads the file.

    Strata may name judgements dealt further up. `Faulty` where counts do not add up to the cases they are for,
    where a case would be dealt to twice, or where one that is asked gets nothing.
    """
    deal = _Deal(framework, cases, counts.file)
    for block in _blocks(counts):
        deal.out(block)
    deal.close()
    if deal.problems:
        raise Faulty(deal.problems)
    questions = sorted(framework.questions.values(), key=lambda question: question.capture)
    return [
        Dealt(case, question.id, choices)
        for at, case in enumerate(cases.columns["case"])
        for question in questions
        if (choices := deal.chosen[question.id][at])
    ]


def dealt_order(cases: int) -> list[int]:
    """The places 0 … cases-1 in the one order in which cases are dealt to: steps of about 0.62 of the way round."""
    step = next(s for s in range(int(0.62 * cases) + 1, 2 * cases + 2) if gcd(s, cases) == 1)
    return [at * step % cases for at in range(cases)]


class _Deal:
    def __init__(self, framework: Framework, cases: Table, file: str) -> None:
        self.framework, self.file, self.size = framework, file, len(cases)
        self.facts = {name: column for name, column in cases.columns.items() if name in framework.facts}
        self.chosen: dict[str, list[str]] = {name: [""] * self.size for name in framework.questions}
        self.problems: list[Problem] = []
        self.order = dealt_order(self.size)

    def out(self, block: _Block) -> None:
        """Deal one block, or say why it cannot be dealt."""
        question = self.framework.questions.get(block.question)
        if question is None:
            do = near_miss(block.question, self.framework.questions) or "Correct it."
            self._problem("row-orphan", block, f"{self.framework.id} has no question {block.question!r}.", do)
            return
        asked, inside = self._asked(question), self._inside(block)
        members = [at for at in self.order if asked[at] and inside[at]]
        wanted = sum(cases for _, cases in block.runs)
        where = f"{question.id} where {block.stratum}" if block.stratum else question.id
        if wanted != len(members):
            what = f"The counts of {where} add up to {wanted}, but {len(members)} cases are asked."
            self._problem("cell-unknown", block, what, "Correct the counts.")
        elif any(self.chosen[question.id][at] for at in members):
            self._problem("row-repeated", block, f"{where} deals to a case a second time.", "Part the strata.")
        else:
            self._give(block, question, members)

    def close(self) -> None:
        """Say which questions are asked of cases that no block deals to."""
        for question in self.framework.questions.values():
            asked = self._asked(question) if question.role != "derived" else []
            left = sum(is_asked and not given for is_asked, given in zip(asked, self.chosen[question.id], strict=False))
            if left:
                what = f"{question.id} is asked of {left} cases that no counts deal to."
                self.problems.append(Problem("cell-missing", self.file, None, what, "Add the counts."))

    def _give(self, block: _Block, question: Question, members: list[int]) -> None:
        allowed = [choice.id for choice in question.scale.choices] + [NOT_APPLICABLE]
        start = block.start % len(members) if members else 0
        hands = [choices for choices, cases in block.runs for _ in range(cases)]
        for at, choices in zip(members[start:] + members[:start], hands, strict=True):
            self.chosen[question.id][at] = choices
        for choices, _ in block.runs:
            if not set(choices.split("|")) <= set(allowed):
                self._problem("cell-unknown", block, f"{choices!r} is not a choice of {question.id}.", "Correct it.")

    def _asked(self, question: Question) -> list[bool]:
        return self._true(question.applies)

    def _inside(self, block: _Block) -> list[bool]:
        try:
            return self._true(condition(block.stratum) if block.stratum else None)
        except ConditionFault as fault:
            self._problem(
                "condition-syntax",
                block,
                f"The stratum {block.stratum!r} cannot be read: {fault}.",
                "Correct it.",
            )
            return [False] * self.size

    def _true(self, found: Condition | None) -> list[bool]:
        if found is None:
            return [True] * self.size
        return [truth is True for truth in truths(found, self.facts, self.chosen, self.size)]

    def _problem(self, code: str, block: _Block, what: str, do: str) -> None:
        self.problems.append(Problem(code, self.file, block.line, what, do))


def _blocks(counts: Table) -> Iterator[_Block]:
    """The blocks as they stand: neighbouring rows of one question and stratum."""
    rows = list(zip(counts.rows(), counts.lines, strict=True))
    for (question, stratum), group in groupby(rows, key=lambda row: (row[0]["question"], row[0]["stratum"])):
        inside = list(group)
        first: Mapping[str, str] = inside[0][0]
        runs = tuple((row["choices"], int(row["cases"])) for row, _ in inside)
        yield _Block(question, stratum, int(first["start"] or 0), runs, inside[0][1])
