"""Every table of a report as data: named columns with what they mean, unrounded numbers beside the words shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from aboveline.reports import words
from aboveline.reports.beside_tables import (
    contradictions_table,
    evidence_table,
    grades_table,
    performance_table,
    recommendations_table,
    rules_table,
    surveys_table,
)
from aboveline.reports.content import Page, QuestionResult, ScoreRow
from aboveline.reports.table_columns import (
    NOT_AVAILABLE,
    PERCENT,
    SHOWN,
    STANDING,
    Heading,
    ReportTable,
    TableColumn,
    Value,
    column,
    table,
)


class CaseFact(NamedTuple):
    """One fact of the cases: the label of each value in order, and the value of each case, blank where unrecorded."""

    id: str
    title: str
    labels: Mapping[str, str]
    values: Sequence[str]


UNRECORDED = "not-recorded"
_ROUNDED = "Numbers are unrounded; the columns called shown have them as the report does, rounded half up."
_NO_CONTROL = "Small counts are not withheld or rounded in this table. Look at them before you publish it."
_APART = (
    "Facts that may help to tell who somebody is are left out, for these are real cases. Facts with numbers, dates or "
    "free text are not counted."
)
_ALL_FACTS = "Facts with numbers, dates or free text are not counted."


def report_tables(content: Page, facts: Sequence[CaseFact] = ()) -> tuple[ReportTable, ...]:
    """The tables of a report that have rows, in the order of the report; facts are those of its cases."""
    found = (
        _scores(content),
        _questions(content),
        _choices(content),
        grades_table(content),
        evidence_table(content),
        surveys_table(content),
        performance_table(content),
        recommendations_table(content),
        _profile(content, facts),
        contradictions_table(content),
        rules_table(content),
    )
    return tuple(table for table in found if table.rows)


def _scores(content: Page) -> ReportTable:
    return table(
        "score-summary", "Scores and grades", "Every score, grade and rating, in the order of the report.",
        (
            column("level", "Level", "Overall, section, criterion or thread."),
            column("id", "Part", "The id of the part or thread in the edition."),
            column("title", "Title", "Its title."),
            column("score", "Score", f"The score. {PERCENT}", _score, "percent"),
            column("score_shown", "Score shown", SHOWN, _score_shown),
            column("rating", "Rating or grade", "The word given to it."),
            column("base", "Cases", "The cases behind the score.", kind="whole"),
            column("applicable", "Judgements", "The judgements counted in the score.", kind="whole"),
            column("above", "Judgements above the line", "Those of them above the line.", kind="whole"),
            column("standing", "Standing", STANDING),
            column("printed", "Printed", "The figure that the source prints in its place.",
                    lambda row: words.printed_score(row.printed)),
            column("differs", "Differs from print", "Whether what is shown is not what was printed.",
                   _differs, "yes-no"),
            column("status", "Why there is no score", "The reason, where a score is lacking."),
            column("discretion", "Changed by a person", "From what, by whom and why, where a person changed it."),
        ),
        ("level", "id"), (*content.scores, *content.threads), (words.CAUTION, _ROUNDED, *_made(content)),
    )  # fmt: skip


def _score(row: ScoreRow) -> Value | None:
    return NOT_AVAILABLE if row.score is None and row.status and not row.heading else row.score


def _score_shown(row: ScoreRow) -> Value | None:
    return _score(row) if row.score is None else row.points or words.percent(row.score)


def _differs(row: ScoreRow) -> bool | None:
    if row.printed is None:
        return None
    return words.differs(row.score, words.printed_score(row.printed), row.rating)


def _questions(content: Page) -> ReportTable:
    return table(
        "question-results", "Results by question", "Every question with its base, under each criterion it counts in.",
        (
            *_PLACE,
            _of("text", "Question", "What is asked."),
            _of("role", "Role", "Scored; or a fact, a reason, or derived from other questions, which are not scored."),
            _of("applies", "Asked where", "The cases it is asked of, where not all."),
            _of("several", "Several choices", "Whether several choices may be ticked in one case.", kind="yes-no"),
            _of("base", "Cases", "The base: the cases with a choice that is applicable.", kind="whole"),
            _of("above", "Cases above the line", "Those of them above the line.", kind="whole"),
            _of("share", "Share above the line", f"Their share of the base. {PERCENT}", _share, "percent"),
            _of("share_shown", "Share shown", SHOWN, _share_shown),
            _of("not_applicable", "Not applicable", "Cases judged not applicable.", kind="whole"),
            _of("unanswered", "Unanswered", "Cases asked and not answered.", kind="whole"),
            _of("not_asked", "Not asked", "Cases that it is not asked of.", kind="whole"),
            _of("standing", "Standing", STANDING),
            _of("printed", "Printed", "The figure that the source prints in its place."),
        ),
        ("criterion", "id"), _judged(content), (_ROUNDED, *_made(content)),
    )  # fmt: skip


def _judged(content: Page) -> list[tuple[str, QuestionResult]]:
    return [(criterion.id, question) for criterion in content.criteria for question in criterion.questions]


def _of(
    name: str, title: str, meaning: str, value: Callable[[QuestionResult], Any] | None = None, kind: str = "text"
) -> TableColumn:
    """A column of rows that begin with a criterion and a question, on the question."""
    of = value or attrgetter(name)
    return TableColumn(Heading(name, title, meaning, kind), lambda row: of(row[1]))


_PLACE = (
    TableColumn(Heading("criterion", "Criterion", "The id of the criterion."), lambda row: row[0]),
    _of("id", "Question id", "The id of the question in the edition."),
)


def _share(question: QuestionResult) -> Value | None:
    if question.role != "scored":
        return None
    return NOT_AVAILABLE if question.share is None else question.share


def _share_shown(question: QuestionResult) -> Value | None:
    share = _share(question)
    return words.percent(share) if isinstance(share, float) else share


def _choices(content: Page) -> ReportTable:
    rows = [
        (criterion, question, number, choice)
        for criterion, question in _judged(content)
        for number, choice in enumerate(question.distribution, 1)
    ]
    return table(
        "question-choices", "Choices by question", "How many cases have each choice of each question.",
        (
            *_PLACE,
            column("number", "Number", "The place of the choice in its scale.", lambda row: row[2], "whole"),
            column("choice", "Choice", "What may be said.", lambda row: row[3].label),
            column("above_line", "Above the line", "Whether the choice counts as sufficient work.",
                    lambda row: row[3].above, "yes-no"),
            column("cases", "Cases", "The cases with this choice.", lambda row: row[3].count, "whole"),
            column("base", "Of cases", "The cases with a choice.", lambda row: row[1].base, "whole"),
            column("share", "Share", f"The cases of the base. {PERCENT}", lambda row: _part(row[3].count, row[1].base),
                    "percent", NOT_AVAILABLE),
            column("share_shown", "Share shown", SHOWN, lambda row: _part_shown(row[3].count, row[1].base),
                   blank=NOT_AVAILABLE),
        ),
        ("criterion", "id", "number"), rows, (_ROUNDED, *_made(content)),
    )  # fmt: skip


def _profile(content: Page, facts: Sequence[CaseFact]) -> ReportTable:
    rows: list[tuple[CaseFact, str, str, int, int | None]] = []
    for fact in facts:
        counts = Counter(fact.values)
        without = counts.pop("", 0)
        if base := counts.total():
            rows += [(fact, value, label, counts[value], base) for value, label in fact.labels.items() if counts[value]]
            rows += [(fact, UNRECORDED, "Not recorded", without, None)] if without else []
    real = not (content.inspection.constructed or content.inspection.fictional_note)
    return table(
        "sample-profile", "Profile of the sample", "How many cases of the sample have each value of each fact.",
        (
            column("fact", "Fact id", "The id of the fact in the edition.", lambda row: row[0].id),
            column("title", "Fact", "The fact in words.", lambda row: row[0].title),
            column("value", "Value", "Its value, as data.", lambda row: row[1]),
            column("label", "Value in words", "Its value, in words.", lambda row: row[2]),
            column("cases", "Cases", "The cases with this value.", lambda row: row[3], "whole"),
            column("base", "Of cases", "The cases in which the fact is recorded.", lambda row: row[4], "whole"),
            column("share", "Share", f"The cases of the base. {PERCENT}", lambda row: _part(row[3], row[4]), "percent"),
            column("share_shown", "Share shown", SHOWN, lambda row: _part_shown(row[3], row[4])),
        ),
        ("fact", "value"), rows, (_ROUNDED, _NO_CONTROL, _APART if real else _ALL_FACTS, *_made(content)),
    )  # fmt: skip


def _part(cases: int, base: int | None) -> float | None:
    return 100 * cases / base if base else None


def _part_shown(cases: int, base: int | None) -> str | None:
    return words.percent(_part(cases, base)) if base else None


def _made(content: Page) -> tuple[str, ...]:
    """What must be known of the cases before their figures are used."""
    return tuple(filter(None, (content.inspection.constructed_note, content.inspection.fictional_note)))
