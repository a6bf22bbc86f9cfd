"""Bringing a scored inspection into the content of a report."""

from __future__ import annotations

from collections.abc import Mapping

from aboveline import __version__
from aboveline.frameworks.model import Framework, Part
from aboveline.frameworks.wording import condition_sentence
from aboveline.published.figures import printed_beside
from aboveline.reports.content import (
    ChoiceCount,
    Contradiction,
    CriterionResults,
    EvidenceGrade,
    EvidenceItem,
    Inspection,
    Labels,
    Page,
    PerformanceRow,
    Provenance,
    QuestionResult,
    Recommendation,
    RuleInUse,
    ScoreRow,
    Survey,
    SurveyItem,
)
from aboveline.scoring.plan import Plan
from aboveline.scoring.results import QuestionResult as Judged
from aboveline.scoring.results import Score
from aboveline.scoring.trace import rule_sentence
from aboveline.steps.scores import Scored
from aboveline.tables import Table

CONSTRUCTED = (
    "The cases in this inspection are constructed: they were made so that they give the figures which the report "
    "printed. They are not the cases that were read, and nothing beyond the printed figures can be learned from them."
)


FICTIONAL = (
    "There is no such body. Its cases are made up and its judgements were drawn by chance, once, from shares that are "
    "known and stand beside it. So what can be inferred from a sample may be shown on it, and held against the truth."
)


def report_content(found: Scored) -> Page:
    """The content of the report on the whole sample of a scored inspection."""
    inspection = found.inspection
    printed = printed_beside(inspection.tables["printed"])
    rows = _score_rows(found, printed)
    return Page(
        inspection=_inspection(found),
        provenance=Provenance(inspection.framework.hash, inspection.snapshot, f"aboveline {__version__}", found.engine),
        scores=tuple(row for row in rows if row.level != "thread"),
        threads=tuple(row for row in rows if row.level == "thread"),
        criteria=_criteria(found, printed),
        grades=_grades(found),
        recommendations=_recommendations(inspection.tables["recommendations"]),
        surveys=_surveys(inspection.tables["surveys"]),
        performance=_performance(inspection.tables["performance"]),
        contradictions=_contradictions(inspection.tables["contradictions"]),
        assumed_rules=_rules_in_use(inspection.framework, found.plan),
        labels=Labels(inspection.framework.label("section"), inspection.framework.label("criterion")),
    )


Printed = Mapping[tuple[str, str, str], str]


def _inspection(found: Scored) -> Inspection:
    said, framework = found.inspection.settings, found.inspection.framework
    return Inspection(
        id=said.id,
        body=said.body_name,
        body_kind=said.body_kind,
        framework=framework.title,
        framework_id=framework.id,
        kind=said.kind,
        dates=tuple(said.dates.items()),
        cases=found.inspection.coded.judged.cases,
        constructed=said.constructed,
        constructed_note=CONSTRUCTED if said.constructed else "",
        fictional_note=FICTIONAL if said.fictional else "",
        source=said.source,
    )


def _score_rows(found: Scored, printed: Printed) -> list[ScoreRow]:
    rows = {row.id: row for row in found.scores if row.group == "all"}
    framework = found.inspection.framework
    named: list[tuple[str, Part | None]] = [(part.id, part) for part in framework.parts()]
    named += [(thread.id, None) for thread in framework.threads]
    return [
        _score_row(rows[name], part, printed) if name in rows else _unscored(part)
        for name, part in named
        if name in rows or part
    ]


def _unscored(part: Part | None) -> ScoreRow:
    assert part is not None
    return ScoreRow(
        part.level, part.id, part.title, None, None, None, None, "published", about=part.about,
        status="no score of its own", heading=True,
    )  # fmt: skip


def _score_row(row: Score, part: Part | None, printed: Printed) -> ScoreRow:
    return ScoreRow(
        row.level, row.id, row.title, row.score, _whole(row.base), _whole(row.applicable), _whole(row.above),
        row.standing, row.rating, _beside(row, printed), _discretion(row),
        _status(row), part.about if part else "",
        None if row.points is None else f"{row.points:g} of {row.most_points:g}",
    )  # fmt: skip


def _beside(row: Score, printed: Printed) -> str | None:
    figures = [printed.get((row.level, row.id, measure)) for measure in ("score", "rating")]
    return ", ".join(figure for figure in figures if figure) or None


def _whole(count: float | None) -> int | None:
    return None if count is None else int(count)


def _status(row: Score) -> str | None:
    if row.score is not None or row.rating is not None:
        return None
    return "nothing that counts was judged" if row.base == 0 else "the rule needs a part that has no score"


def _discretion(row: Score) -> str | None:
    change = row.discretion
    if change is None:
        return None
    before = row.computed_rating if change.kind == "rating" else row.computed
    was = "no score" if before is None else before if isinstance(before, str) else f"{before:.4g}"
    on = f" (ground: {change.ground})" if change.ground else ""
    return f"Changed from {was} to {change.final} by {change.by}, {change.date}{on}: {change.reason}"


def _criteria(found: Scored, printed: Printed) -> tuple[CriterionResults, ...]:
    by_criterion: dict[str, list[QuestionResult]] = {}
    for result in found.questions():
        if result.group == "all":
            for place in (result.question.criterion, *result.question.also_in):
                by_criterion.setdefault(place, []).append(_question(result, found.inspection.framework, printed))
    order = [part.id for part in found.inspection.framework.parts() if part.id in by_criterion]
    shown = {row.id for row in found.scores if row.group == "all"}
    return tuple(CriterionResults(name, tuple(by_criterion[name])) for name in order if name in shown)


def _question(result: Judged, framework: Framework, printed: Printed) -> QuestionResult:
    question = result.question
    return QuestionResult(
        id=question.id,
        text=question.text,
        role=question.role,
        base=int(result.base),
        above=int(result.above),
        applicable=int(result.base),
        share=result.share,
        not_applicable=int(result.not_applicable),
        unanswered=int(result.unanswered),
        not_asked=int(result.not_asked),
        distribution=tuple(ChoiceCount(label, int(count), above) for _, label, above, count in result.distribution),
        standing=question.standing,
        printed=printed.get(("question", question.id, "above")),
        applies=condition_sentence(framework, question.applies) if question.applies else None,
        several=question.scale.several,
    )


def _grades(found: Scored) -> tuple[EvidenceGrade, ...]:
    framework, ratings = found.inspection.framework, found.inspection.opinion().evidence
    return tuple(
        EvidenceGrade(
            part.id,
            tuple(EvidenceItem(i.id, i.text, ratings.get(i.id) or None, i.standing) for i in part.evidence),
            framework.rules[part.rating].scale,
            framework.rules[part.rating].evidence_scale,
        )
        for part in framework.parts()
        if part.evidence and part.rating
    )


def _recommendations(table: Table) -> tuple[Recommendation, ...]:
    return tuple(
        Recommendation(
            row["number"], row["text"], tuple(filter(None, row["criteria"].split("|"))),
            row["origin"], row["conclusion"], row["note"],
        )
        for row in table.rows()
    )  # fmt: skip


def _surveys(table: Table) -> tuple[Survey, ...]:
    grouped: dict[tuple[str, str], list[SurveyItem]] = {}
    for row in table.rows():
        item = SurveyItem(
            row["item"], float(row["percent"]) if row["percent"] else None,
            _number(row["count"]), _number(row["base"]), row["words"], row["note"],
        )  # fmt: skip
        who = f"{row['respondent']}, {row['group']}" if row["group"] else row["respondent"]
        grouped.setdefault((who, row["respondents"]), []).append(item)
    return tuple(Survey(who, _number(number), tuple(items)) for (who, number), items in grouped.items())


def _number(text: str) -> int | None:
    return int(text) if text else None


def _performance(table: Table) -> tuple[PerformanceRow, ...]:
    return tuple(PerformanceRow(**row) for row in table.rows())


def _contradictions(table: Table) -> tuple[Contradiction, ...]:
    return tuple(Contradiction(**row) for row in table.rows())


def _rules_in_use(framework: Framework, plan: Plan) -> tuple[RuleInUse, ...]:
    uses: dict[str, list[str]] = {}
    for node in plan.nodes:
        for rule in (node.score, node.rating):
            if rule and rule.standing != "published":
                uses.setdefault(rule.id, []).append(node.id)
    return tuple(
        RuleInUse(name.replace("-", " "), rule_sentence(rule), rule.source, rule.standing, tuple(uses[name]))
        for name, rule in framework.rules.items()
        if name in uses
    )
