"""How common the choices of a question are in a scored inspection, group by group."""

from __future__ import annotations

from typing import NamedTuple

from aboveline.comparisons.intervals import question_intervals
from aboveline.comparisons.prevalence import Ticked, prevalence
from aboveline.frameworks.model import Question
from aboveline.problems import Faulty, Problem, near_miss
from aboveline.scoring.results import QuestionResult
from aboveline.stats.intervals import Interval
from aboveline.steps.inference import Sampling
from aboveline.steps.scores import Scored

NOT_PRINTED = "No interval: this folder is constructed, and no report printed a figure of this question in this group."


class Prevalence(NamedTuple):
    """The choices of one question in one group; an interval for each, or why there is none.

    base: cases with a choice; share: the percentage above the line, None where nothing lies above or below it.
    """

    question: Question
    group: str
    base: float
    share: float | None
    rows: list[Ticked]
    intervals: list[Interval | None]
    why: str


def prevalences(found: Scored, question: str, sampling: Sampling, confidence: float) -> list[Prevalence]:
    """A table of that question for each group; of every tick list of the edition where no question is named.

    Intervals are corrected for the part of the caseload that was drawn, where that is known. In a constructed folder
    they stand only where a report printed figures of the question, for the whole sample, and nothing is corrected.
    """
    known = found.plan.framework.questions
    if question and question not in known:
        what = f"{found.plan.framework.id} has no question {question!r}."
        raise Faulty([Problem("unknown-name", "QUESTION", None, what, near_miss(question, known))])
    if not 0 < confidence < 1:
        what = f"{100 * confidence:g} does not lie between 0 and 100."
        raise Faulty([Problem("option-value", "--confidence", None, what, "Write it in percent, such as 95.")])
    chosen = [known[question]] if question else [item for item in known.values() if item.scale.several]
    if not chosen:
        what = f"{found.plan.framework.id} has no tick list."
        do = "Name a question: `aboveline frameworks show ID --questions` lists them."
        raise Faulty([Problem("unknown-name", "QUESTION", None, what, do)])
    results = found.questions()
    fraction = 0.0 if found.inspection.settings.constructed else sampling.fraction
    groups = found.tally.groups.labels
    return [
        _prevalence(found, item, group, [row for row in results if row.group == group], (fraction, confidence))
        for item in chosen
        for group in groups
    ]


def _prevalence(
    found: Scored, question: Question, group: str, results: list[QuestionResult], of: tuple[float, float]
) -> Prevalence:
    rows = prevalence(question, results)
    [own] = (result for result in results if result.question.id == question.id)
    printed = found.inspection.tables["printed"].columns
    figures = {name for name, subgroup in zip(printed["id"], printed["subgroup"], strict=True) if not subgroup}
    refused = found.inspection.settings.constructed and (group != "all" or question.id not in figures)
    counts = [row.cases for row in rows], [row.base for row in rows]
    intervals: list[Interval | None] = [None] * len(rows) if refused else question_intervals(*counts, *of)
    judged = any(choice.above is not None for choice in question.scale.choices) and own.base > 0
    share = 100 * own.above / own.base if judged else None
    return Prevalence(question, group, own.base, share, rows, intervals, NOT_PRINTED if refused else "")
