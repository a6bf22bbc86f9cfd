"""The table of figures a report printed, each with its place."""

from __future__ import annotations

from aboveline.tables import Column, TableSpec

MEASURES = ("score", "rating", "above", "below")
"""What a printed figure may measure, beside the choices of a question."""

PRINTED = TableSpec(
    "printed",
    "what a report printed, figure by figure",
    (
        Column("level", "what it is a figure of", required=True, options=("question", "criterion", "section", "thread")),
        Column("id", "the question, criterion, section or thread", "id", required=True),
        Column("subgroup", "the cases it counts, as a condition; blank for all that were asked"),
        Column("measure", "score, rating, above, below or a choice of the question", required=True),
        Column("printed", "the percentage, score or word as printed"),
        Column("count", "the number of cases, where printed", "whole"),
        Column("base", "of how many cases, where printed", "whole"),
        Column("words", "the words, where no figure was printed"),
        Column("place", "where it stands in the report", required=True),
        Column("note", "anything worth keeping"),
    ),
    key=("level", "id", "subgroup", "measure", "place"),
    optional=True,
)
