"""The order of a report: each section with its criteria, and under each criterion what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from aboveline.reports.content import (
    CriterionResults,
    EvidenceGrade,
    Page,
    PerformanceRow,
    QuestionResult,
    ScoreRow,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One criterion: its score or grade, its questions, and the evidence behind its grade, if it has one."""

    row: ScoreRow
    questions: tuple[QuestionResult, ...]
    evidence: EvidenceGrade | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """One section and its criteria; `row` is None for criteria that stand under no section."""

    row: ScoreRow | None
    parts: tuple[Part, ...]

    @property
    def graded(self) -> bool:
        """Whether words alone are given here: every criterion has a rating and none has a score."""
        return bool(self.parts) and all(part.row.score is None and part.row.rating for part in self.parts)


def chapters(content: Page) -> tuple[Chapter, ...]:
    """The chapters in tree order. Raises ValueError where questions or evidence belong to no score row."""
    results = {result.id: result for result in content.criteria}
    grades = {grade.id: grade for grade in content.grades}
    opened: list[tuple[ScoreRow | None, list[Part]]] = []
    for row in content.scores:
        if row.level == "section":
            opened.append((row, []))
        elif row.level == "criterion":
            if not opened:
                opened.append((None, []))
            opened[-1][1].append(_part(row, results, grades))
    if results or grades:
        raise ValueError(f"No score row for {', '.join([*results, *grades])}.")
    return tuple(Chapter(row, tuple(parts)) for row, parts in opened)


def charted(outline: tuple[Chapter, ...]) -> tuple[ScoreRow, ...]:
    """The rows of a chart of scores: every chapter but those that give words alone."""
    rows: list[ScoreRow] = []
    for chapter in outline:
        if chapter.parts and not chapter.graded:
            rows += [chapter.row] if chapter.row else []
            rows += [part.row for part in chapter.parts]
    return tuple(rows)


def schemes(content: Page) -> dict[str, list[PerformanceRow]]:
    """The performance figures by the scheme they belong to, in the order given."""
    found: dict[str, list[PerformanceRow]] = {}
    for row in content.performance:
        found.setdefault(row.scheme, []).append(row)
    return found


def _part(row: ScoreRow, results: dict[str, CriterionResults], grades: dict[str, EvidenceGrade]) -> Part:
    found = results.pop(row.id, None)
    return Part(row, found.questions if found else (), grades.pop(row.id, None))
