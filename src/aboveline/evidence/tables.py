"""The tables of this room: evidence ratings, grades given, surveys, performance figures, recommendations."""

from __future__ import annotations

from collections.abc import Iterator

from aboveline.frameworks.model import Framework
from aboveline.problems import Problem, near_miss
from aboveline.tables import Column, Table, TableSpec

EVIDENCE = TableSpec(
    "evidence",
    "how strong the evidence is on each item on which a criterion is graded",
    (
        Column("item", "the evidence item that was rated", "id", required=True),
        Column("rating", "the strength of the evidence; blank while unrated"),
        Column("by", "who rated it"),
        Column("note", "what was seen or heard"),
    ),
    key=("item",),
    optional=True,
)

GRADES = TableSpec(
    "grades",
    "ratings that a person gave where the edition leaves the judgement to them",
    (
        Column("part", "the part that was rated", "id", required=True),
        Column("rating", "the rating given", required=True),
        Column("by", "who gave it", required=True),
        Column("reason", "the reason for it"),
    ),
    key=("part",),
    optional=True,
)

SURVEYS = TableSpec(
    "surveys",
    "what people said in interviews and questionnaires",
    (
        Column("respondent", "who was asked: offender, victim, sentencer, staff …", required=True),
        Column("group", "the kind of them this row is about; blank for all"),
        Column("invited", "how many were invited or sent a form", "whole"),
        Column("respondents", "how many answered or were interviewed", "whole"),
        Column("item", "what they were asked or said", required=True),
        Column("percent", "the share who said so", "number"),
        Column("count", "how many said so", "whole"),
        Column("base", "of how many", "whole"),
        Column("words", "the words used where no number was given"),
        Column("note", "anything worth keeping"),
    ),
    optional=True,
)

PERFORMANCE = TableSpec(
    "performance",
    "performance figures of the body beside their targets",
    (
        Column("scheme", "the performance framework", required=True),
        Column("domain", "its domain"),
        Column("metric", "what is measured", required=True),
        Column("actual", "the figure, with its unit"),
        Column("target", "the target"),
        Column("national", "the national figure"),
        Column("previous", "the figure of the year before"),
        Column("predicted", "the figure predicted"),
        Column("grade", "the grade given to it"),
        Column("note", "anything worth keeping"),
    ),
    optional=True,
)

RECOMMENDATIONS = TableSpec(
    "recommendations",
    "what is asked of the body",
    (
        Column("number", "its number", "id", required=True),
        Column("text", "what is asked", required=True),
        Column("criteria", "the criteria it rests on, joined with |", "list"),
        Column("origin", "this inspection, or the one it was carried over from"),
        Column("conclusion", "what became of it at a follow-up"),
        Column("note", "anything worth keeping"),
    ),
    key=("number",),
    optional=True,
)


def evidence_problems(framework: Framework, evidence: Table) -> list[Problem]:
    """Problems with ratings of unknown items, or with words that the item's scale does not have.

    Only a rule of grades has a scale of evidence; where a person rates the part, any word will do.
    """
    strengths = {
        item.id: framework.rules[part.rating].evidence_scale
        for part in framework.parts()
        for item in part.evidence
        if part.rating
    }
    return list(_rating_problems(evidence, "item", strengths))


def grade_problems(framework: Framework, grades: Table) -> list[Problem]:
    """Problems with grades given to parts that the edition does not leave to a person, or in unknown words."""
    given = {
        part.id: framework.rules[part.rating].scale
        for part in framework.parts()
        if part.rating and framework.rules[part.rating].operator == "given"
    }
    return list(_rating_problems(grades, "part", given))


def recommendation_problems(framework: Framework, recommendations: Table) -> list[Problem]:
    """Problems with recommendations that rest on unknown criteria."""
    parts = [part.id for part in framework.parts()]
    problems = []
    for criteria, line in zip(recommendations.columns["criteria"], recommendations.lines, strict=True):
        for name in criteria.split("|") if criteria else ():
            if name not in parts:
                what = f"{framework.id} has no part {name!r}."
                do = near_miss(name, parts) or "Correct the criteria."
                problems.append(Problem("row-orphan", recommendations.file, line, what, do))
    return problems


def _rating_problems(table: Table, column: str, scales: dict[str, tuple[str, ...]]) -> Iterator[Problem]:
    for name, rating, line in zip(table.columns[column], table.columns["rating"], table.lines, strict=True):
        if name not in scales:
            what = f"No {column} {name!r} is rated in this edition."
            do = near_miss(name, scales) or f"Correct the {column}."
            yield Problem("row-orphan", table.file, line, what, do)
        elif rating and scales[name] and rating not in scales[name]:
            what = f"{rating!r} is not a rating of {name}."
            do = near_miss(rating, scales[name]) or f"Use one of: {', '.join(scales[name])}."
            yield Problem("cell-unknown", table.file, line, what, do)
