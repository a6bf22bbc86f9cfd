"""The tables of what a report says beside its cases: grades, what was said, figures, recommendations, rules."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from aboveline.reports import words
from aboveline.reports.content import Page, PerformanceRow, SurveyItem
from aboveline.reports.table_columns import (
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    SHOWN,
    STANDING,
    Blank,
    Heading,
    ReportTable,
    TableColumn,
    column,
    table,
)


def grades_table(content: Page) -> ReportTable:
    """The parts that are graded on evidence, a row each."""
    rows = {row.id: row for row in content.scores}
    return table(
        "grades", "Grades from evidence", "The parts that are graded on what else was heard and seen.",
        (
            column("id", "Part", "The id of the part in the edition."),
            column("title", "Title", "Its title.", lambda grade: rows[grade.id].title),
            column("grade", "Grade", "The grade given.", lambda grade: rows[grade.id].rating, blank=NOT_AVAILABLE),
            column("grades", "Grades that there are", "From worst to best.", lambda grade: "; ".join(grade.grades)),
            column("strengths", "Strengths of evidence", "From worst to best.",
                    lambda grade: "; ".join(grade.strengths)),
            column("standing", "Standing", STANDING, lambda grade: rows[grade.id].standing),
        ),
        ("id",), content.grades,
    )  # fmt: skip


def evidence_table(content: Page) -> ReportTable:
    """The items under the grades, a row each."""
    return table(
        "evidence-items", "Evidence under the grades", "What was looked at, and how strong the evidence was.",
        (
            column("part", "Part", "The part that it is evidence under.", lambda row: row[0]),
            column("id", "Item", "The id of the item in the edition.", lambda row: row[1].id),
            column("text", "What was looked at", "The item in words.", lambda row: row[1].text),
            column("strength", "Strength", "How strong the evidence was.", lambda row: row[1].rating,
                   blank=NOT_AVAILABLE),
            column("standing", "Standing", STANDING, lambda row: row[1].standing),
        ),
        ("part", "id"), [(grade.id, item) for grade in content.grades for item in grade.items],
    )  # fmt: skip


def surveys_table(content: Page) -> ReportTable:
    """The things that people were asked or said, a row each."""
    rows = [(survey, item) for survey in content.surveys for item in survey.items]
    return table(
        "survey-items", "What people said", "Each thing that people were asked or said, and how many said so.",
        (
            *_NUMBERED,
            column("respondent", "Who was asked", "The kind of people.", lambda row: row[1][0].respondent),
            column("respondents", "How many were asked", "How many answered or were interviewed.",
                    lambda row: row[1][0].respondents, "whole", NOT_AVAILABLE),
            column("text", "What they were asked or said", "In words.", lambda row: row[1][1].text),
            column("percent", "Percent", "The share who said so, as it was recorded.",
                    lambda row: row[1][1].percent, "percent", NOT_AVAILABLE),
            column("count", "Count", "How many said so.", lambda row: row[1][1].count, "whole", NOT_AVAILABLE),
            column("base", "Of how many", "Of how many.", lambda row: row[1][1].base, "whole", NOT_AVAILABLE),
            column("shown", "Shown", SHOWN, lambda row: _said(row[1][1]), blank=NOT_AVAILABLE),
            column("note", "Note", "Anything recorded beside it.", lambda row: row[1][1].note),
        ),
        ("number",), list(enumerate(rows, 1)), ("Few people may stand behind a percentage: look at the base.",),
    )  # fmt: skip


_NUMBERED = (
    TableColumn(Heading("number", "Number", "The place of the row in the report.", "whole"), lambda row: row[0]),
)


def _said(item: SurveyItem) -> str | None:
    return words.said(item) if item.words or item.percent is not None or item.count is not None else None


def performance_table(content: Page) -> ReportTable:
    """The performance figures, a row each."""
    return table(
        "performance", "Performance figures", "Figures of the body beside their targets, as their owner prints them.",
        (
            *_NUMBERED,
            _figure("scheme", "Scheme", "The performance framework."),
            _figure("domain", "Domain", "Its domain.", NOT_APPLICABLE),
            _figure("metric", "Measure", "What is measured."),
            _figure("actual", "Figure", "The figure, with its unit."),
            _figure("target", "Target", "The target."),
            _figure("national", "National", "The national figure."),
            _figure("previous", "Year before", "The figure of the year before."),
            _figure("predicted", "Predicted", "The figure predicted."),
            _figure("grade", "Grade", "The grade given to it."),
            _figure("note", "Note", "Anything recorded beside it.", NOT_APPLICABLE),
        ),
        ("number",), list(enumerate(content.performance, 1)),
        ("Figures are text as their owner prints them, units and all; they differ in kind from row to row.",),
    )  # fmt: skip


def _figure(name: str, title: str, meaning: str, blank: Blank = NOT_AVAILABLE) -> TableColumn:
    """A column of performance figures, whose rows begin with a number."""
    of: Callable[[PerformanceRow], str] = attrgetter(name)
    return TableColumn(Heading(name, title, meaning), lambda row: of(row[1]), blank)


def recommendations_table(content: Page) -> ReportTable:
    """The recommendations, a row each."""
    return table(
        "recommendations", "Recommendations", "What is asked of the body, and at a follow-up what became of it.",
        (
            column("number", "Number", "Its number."),
            column("text", "Recommendation", "What is asked."),
            column("criteria", "Criteria", "The criteria it rests on.", lambda row: "; ".join(row.criteria),
                   blank=NOT_AVAILABLE),
            column("origin", "Origin", "The inspection it was first made by.", blank=NOT_AVAILABLE),
            column("conclusion", "Conclusion", "What became of it, at a follow-up."),
            column("note", "Note", "Anything recorded beside it."),
        ),
        ("number",), content.recommendations,
    )  # fmt: skip


def contradictions_table(content: Page) -> ReportTable:
    """The printed figures that the cases do not give, a row each."""
    return table(
        "contradictions", "Printed figures that cannot be had",
        "Figures of the source that the constructed cases do not give.",
        (
            column("place", "Place", "Where the figure is printed."),
            column("printed", "Printed", "What is printed."),
            column("obtained", "Obtained", "What the constructed cases give."),
            column("reason", "Reason", "Why both cannot be had."),
        ),
        ("place", "printed"), content.contradictions,
    )  # fmt: skip


def rules_table(content: Page) -> ReportTable:
    """The rules in use that are not published, a row each."""
    return table(
        "rules-in-use", "Rules that are not published", "Rules that decide something here and are not printed as such.",
        (
            column("name", "Rule", "Its name in the edition."),
            column("what", "What it says", "The rule in a sentence."),
            column("source", "Source", "Where it was read."),
            column("standing", "Standing", STANDING),
            column("parts", "Parts", "The parts it decides.", lambda row: "; ".join(row.parts)),
        ),
        ("name",), content.assumed_rules,
    )  # fmt: skip
