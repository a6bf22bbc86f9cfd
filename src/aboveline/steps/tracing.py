"""Tracing a score of an inspection to the rows of its judgement table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aboveline.frameworks.model import NOT_APPLICABLE, Question
from aboveline.problems import Faulty, Problem, near_miss
from aboveline.scoring.trace import Step, trace
from aboveline.steps.inspections import Inspection
from aboveline.steps.scores import Scored

NOT_ASKED = "not asked"


class CaseJudgement(NamedTuple):
    """What one reading that stands says on a question in a case, and whether it counts above or below the line."""

    case: str
    assessment: str
    reader: str
    reader_role: str
    choice: str
    counts: str
    line: int | None


class RatedEvidence(NamedTuple):
    """One item that a part is graded on, and the strength somebody gave it; `line` None where nobody did."""

    item: str
    text: str
    rating: str
    by: str
    note: str
    line: int | None


class Traced(NamedTuple):
    """A trace, for each question in it what every case of the sample says, and the evidence of each graded part."""

    step: Step
    judgements: dict[str, list[CaseJudgement]]
    evidence: dict[str, list[RatedEvidence]]


def traced(scored: Scored, name: str) -> Traced:
    """The trace of that id over the whole sample; `Faulty` where no score, thread or question has it."""
    step = trace(scored.plan, scored.tally, scored.results, name)
    if step is None:
        known = [*scored.plan.printed, *scored.inspection.framework.questions]
        do = near_miss(name, known) or "Use an id that `aboveline score` prints."
        raise Faulty([Problem("score-unknown", name, None, "No score or question has this id.", do)])
    steps = list(_walked(step))
    questions = dict.fromkeys(inner.id for inner in steps if inner.kind == "question")
    evidence = _evidence(scored.inspection, {inner.id for inner in steps if inner.kind != "question"})
    return Traced(step, _judgements(scored.inspection, list(questions)), evidence)


def _walked(step: Step) -> Iterator[Step]:
    yield step
    for inner in step.steps:
        yield from _walked(inner)


def _evidence(inspection: Inspection, names: set[str]) -> dict[str, list[RatedEvidence]]:
    table = inspection.tables["evidence"]
    given = {row["item"]: (row, line) for row, line in zip(table.rows(), table.lines, strict=True)}
    unrated: tuple[dict[str, str], None] = (dict.fromkeys(("rating", "by", "note"), ""), None)
    found: dict[str, list[RatedEvidence]] = {}
    for part in inspection.framework.parts():
        for item in part.evidence if part.id in names else ():
            row, line = given.get(item.id, unrated)
            rated = RatedEvidence(item.id, item.text, row["rating"], row["by"], row["note"], line)
            found.setdefault(part.id, []).append(rated)
    return found


def _judgements(inspection: Inspection, questions: list[str]) -> dict[str, list[CaseJudgement]]:
    tables, framework = inspection.tables, inspection.framework
    rows = {}
    judged = tables["judgements"]
    columns = (judged.columns[name] for name in ("assessment", "question", "choices"))
    for assessment, question, choices, line in zip(*columns, judged.lines, strict=True):
        rows[assessment, question] = (choices, line)
    number = {case: at for at, case in enumerate(tables["cases"].columns["case"])}
    standing = (reading for reading in tables["assessments"].rows() if reading["stands"] == "yes")
    readings = sorted(standing, key=lambda reading: number[reading["case"]])
    order = {question: at for at, question in enumerate(framework.questions)}
    found: dict[str, list[CaseJudgement]] = {}
    for name in questions:
        followed = _followed(inspection, name) if framework.questions[name].role == "derived" else {}
        found[name] = []
        for reading in readings:
            case = number[reading["case"]]
            choices, line = rows.get((reading["assessment"], name), (followed.get(case, ""), None))
            choice, counts = _told(framework.questions[name], choices, bool(inspection.coded.asked[case, order[name]]))
            who = (reading["case"], reading["assessment"], reading["reader"], reading["reader_role"])
            found[name].append(CaseJudgement(*who, choice, counts, line))
    return found


def _followed(inspection: Inspection, name: str) -> dict[int, str]:
    """Case by number → what a derived question came to there; no row of a table says it."""
    judged = inspection.coded.judged
    words = {code: choice for (question, choice), code in judged.codebook.codes.items() if question == name}
    here = judged.question == judged.codebook.number[name]
    return {
        case: words[code] for case, code in zip(judged.case[here].tolist(), judged.choice[here].tolist(), strict=True)
    }


def _told(question: Question, choices: str, asked: bool) -> tuple[str, str]:
    if not asked:
        return NOT_ASKED, "not in the base"
    if choices == "":
        unknown = "cannot be told" if question.role == "derived" else "unanswered"
        return unknown, "not in the base"
    if choices == NOT_APPLICABLE:
        return "not applicable", "not in the base"
    lines = {choice.id: choice.above for choice in question.scale.choices}
    above = lines.get(choices)
    return choices, "counted" if above is None else "above the line" if above else "below the line"
