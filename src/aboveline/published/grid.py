"""Judgements kept wide: one row a reading, one column a question, as compact as drawn judgements can stand."""

from __future__ import annotations

from collections.abc import Iterator

from aboveline.frameworks.model import Framework
from aboveline.tables import Column, Table, TableSpec

GRID = "grid"


def grid_table(framework: Framework) -> TableSpec:
    """The declaration of the grid of an edition; a blank field is no judgement."""
    questions = [question for question in framework.questions.values() if question.role != "derived"]
    columns = (Column(question.id, question.text, "list") for question in questions)
    reading = Column("assessment", "the reading", "id", required=True)
    return TableSpec(GRID, "the judgements of each reading, a column a question", (reading, *columns), ("assessment",))


def grid_judgements(framework: Framework, grid: Table) -> Iterator[tuple[str, str, str, str]]:
    """The rows of judgements.csv: reading by reading as the grid stands, questions as an inspector meets them."""
    order = sorted(grid.spec.column_names[1:], key=lambda name: framework.questions[name].capture)
    for row in grid.rows():
        yield from ((row["assessment"], name, row[name], "") for name in order if row[name])
