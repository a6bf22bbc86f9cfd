"""The table of figures a report printed, each with its place."""

from __future__ import annotations

from collections.abc import Mapping

from aboveline.tables import Column, Table, TableSpec

MEASURES = ("score", "rating", "above", "below")
"""What a printed figure may measure, beside the choices of a question and the columns of a score sheet."""

PRINTED = TableSpec(
    "printed",
    "what a report printed, figure by figure",
    (
        Column(
            "level",
            "what it is a figure of",
            required=True,
            options=("question", "criterion", "section", "overall", "thread"),
        ),
        Column("id", "the question, criterion, section or thread", "id", required=True),
        Column("subgroup", "the cases it counts, as a condition; blank for all that were asked"),
        Column("measure", "score, rating, above, below or a choice of the question", required=True),
        Column("printed", "the percentage, score or word as printed"),
        Column("count", "the number of cases, where printed", "whole"),
        Column("base", "of how many cases, where printed", "whole"),
        Column("words", "the words, where no figure was printed"),
        Column("parts", "parts of a roll-up that stand in another column: B original; joined with |"),
        Column("place", "where it stands in the report", required=True),
        Column("note", "anything worth keeping"),
    ),
    key=("level", "id", "subgroup", "measure", "place"),
    optional=True,
)


CONTRADICTIONS = TableSpec(
    "contradictions",
    "what a report printed and its rebuilt cases cannot give",
    (
        Column("place", "where the figure is printed", required=True),
        Column("printed", "what is printed", required=True),
        Column("obtained", "what the rebuilt cases give", required=True),
        Column("reason", "why both cannot be had", required=True),
    ),
    key=("place", "printed"),
    optional=True,
)


def printed_beside(printed: Table) -> dict[tuple[str, str, str], str]:
    """(level, id, measure) → what was printed of the whole: a score, a rating, or the share above the line."""
    return {
        (row["level"], row["id"], row["measure"]): printed_figure(row)
        for row in printed.rows()
        if not row["subgroup"] and row["measure"] in ("score", "rating", "above")
    }


def printed_figure(row: Mapping[str, str]) -> str:
    """A printed figure as text: the number or word, else the words, else the count with its base."""
    if row["printed"]:
        return f"{row['printed']}%" if row["level"] == "question" else row["printed"]
    return row["words"] or f"{row['count']} {'of ' + row['base'] if row['base'] else 'cases'}"
