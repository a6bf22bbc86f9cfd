"""Tracing a score of an inspection to the rows of its judgement table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aboveline.frameworks.model import NOT_APPLICABLE, Question
from aboveline.problems import Faulty, Problem, near_miss
from aboveline.scoring.trace import Step, trace
from aboveline.steps.inspections import Inspection
from aboveline.steps.scores import Scored


class CaseJudgement(NamedTuple):
    """What one reading that stands says on a question in a case, and whether it counts above or below the line."""

    case: str
    assessment: str
    reader: str
    reader_role: str
    choice: str
    counts: str
    line: int | None


class Traced(NamedTuple):
    """A trace, and for each question in it what every case of the sample says."""

    step: Step
    judgements: dict[str, list[CaseJudgement]]


def traced(scored: Scored, name: str) -> Traced:
    """The trace of that id over the whole sample; `Faulty` where no score, thread or question has it."""
    step = trace(scored.plan, scored.tally, scored.results, name)
    if step is None:
        known = [*scored.plan.printed, *scored.inspection.framework.questions]
        do = near_miss(name, known) or "Use an id that `aboveline score` prints."
        raise Faulty([Problem("score-unknown", name, None, "No score or question has this id.", do)])
    questions = list(dict.fromkeys(_questions(step)))
    return Traced(step, _judgements(scored.inspection, questions))


def _questions(step: Step) -> Iterator[str]:
    if step.kind == "question":
        yield step.id
    for inner in step.steps:
        yield from _questions(inner)


def _judgements(inspection: Inspection, questions: list[str]) -> dict[str, list[CaseJudgement]]:
    tables, framework = inspection.tables, inspection.framework
    rows = {}
    judged = tables["judgements"]
    columns = (judged.columns[name] for name in ("assessment", "question", "choices"))
    for assessment, question, choices, line in zip(*columns, judged.lines, strict=True):
        rows[assessment, question] = (choices, line)
    readings = [reading for reading in tables["assessments"].rows() if reading["stands"] == "yes"]
    number = {case: at for at, case in enumerate(tables["cases"].columns["case"])}
    order = {question: at for at, question in enumerate(framework.questions)}
    found: dict[str, list[CaseJudgement]] = {}
    for name in questions:
        found[name] = []
        for reading in sorted(readings, key=lambda reading: number[reading["case"]]):
            choices, line = rows.get((reading["assessment"], name), ("", None))
            asked = bool(inspection.coded.asked[number[reading["case"]], order[name]])
            choice, counts = _told(framework.questions[name], choices, asked)
            case = (reading["case"], reading["assessment"], reading["reader"], reading["reader_role"])
            found[name].append(CaseJudgement(*case, choice, counts, line))
    return found


def _told(question: Question, choices: str, asked: bool) -> tuple[str, str]:
    if not asked:
        return "not asked", "not in the base"
    if choices == "":
        return "unanswered", "not in the base"
    if choices == NOT_APPLICABLE:
        return "not applicable", "not in the base"
    lines = {choice.id: choice.above for choice in question.scale.choices}
    above = lines.get(choices)
    return choices, "counted" if above is None else "above the line" if above else "below the line"
