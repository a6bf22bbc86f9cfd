"""Sub-samples beside the rest, as a table in a terminal or as data."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from aboveline.cli.progress import progress
from aboveline.cli.words import FEW, SMALL, aligned, based, chance, counted, paragraph, percent, points
from aboveline.comparisons.samples import Contrast
from aboveline.files.csv import csv_text
from aboveline.steps.inference import sampling_of
from aboveline.steps.inspections import Inspection, inspection
from aboveline.steps.subsamples import Subsamples, subsamples

LEVEL = 0.05


def run(given: argparse.Namespace) -> int:
    """Print each group beside the rest."""
    [folder] = given.folders
    with progress("Reading and comparing"):
        read = inspection(folder)
        confidence = given.confidence / 100
        found = subsamples(read, given.by, sampling_of(folder, read), confidence, given.smallest, given.engine)
    if given.format == "json":
        print(json.dumps(_data(read, found, given), ensure_ascii=False, indent=2))
    elif given.format == "csv":
        print(csv_text(Contrast._fields, map(_blanks, found.contrasts)).rstrip("\n"))
    else:
        print("\n".join([f"{read.settings.body_name} · {read.settings.id}", *_lines(found, given)]))
    return 0


def _lines(found: Subsamples, given: argparse.Namespace) -> Iterator[str]:
    if found.refused:
        yield paragraph(found.refused)
        return
    yield paragraph(_summary(found.contrasts))
    for label, rows in groupby(found.contrasts, key=lambda row: row.group):
        yield ""
        yield from _tables(label, list(rows), given.questions)
    yield ""
    if given.questions and any(row.above is not None and min(row.base, row.rest_base) < FEW for row in found.contrasts):
        yield paragraph(SMALL)
    if found.small:
        told = ", ".join(f"{label} ({counted(size, 'case')})" for label, size in found.small)
        yield paragraph(f"Too few cases, or too few others, for more than a count: {told}.")
    yield paragraph(
        f"[ ] is the interval of the difference at {given.confidence:g}% confidence; chance is how often dealing the "
        "cases anew would part them as far. A difference is called one (*) where that is below 5% for all scores here "
        "taken together: composites by Holm, questions by the rate of false findings (Benjamini and Hochberg)."
    )
    yield from map(paragraph, found.sentences)


def _summary(contrasts: Sequence[Contrast]) -> str:
    apart = [row for row in contrasts if row.held is not None and row.held < LEVEL]
    if not contrasts:
        return "There is no group with cases enough to be set beside the rest."
    if not apart:
        return "No difference here is more than chance may bring about."
    listed = "; ".join(f"{row.id} ({row.group})" for row in apart)
    return f"More than chance: {listed}."


def _tables(label: str, rows: Sequence[Contrast], questions: bool) -> Iterator[str]:
    """What rolls up, of the cases that the heading counts; and the questions, each with its own base."""
    size, others = max(row.base for row in rows), max(row.rest_base for row in rows)
    yield paragraph(f"{label}: {counted(int(size), 'case')} beside {counted(int(others), 'other')}")
    header = ["group", "others", "apart", "interval", "chance"]
    parts = [
        [row.id, row.title, percent(row.share), percent(row.rest), *_apart(row)]
        for row in rows
        if row.level != "question"
    ]
    yield from aligned([["", "", *header], *parts], right=(2, 3, 4, 5, 6))
    asked = [
        [row.id, based(row.share, row.above, row.base), based(row.rest, row.rest_above, row.rest_base), *_apart(row)]
        for row in rows
        if row.level == "question"
    ]
    if questions and asked:
        yield from ("", *aligned([["question", *header], *asked], right=(1, 2, 3, 4, 5), flexible=0))


def _apart(row: Contrast) -> list[str]:
    """The difference, its interval and how often chance alone would do as much."""
    mark = " *" if row.held is not None and row.held < LEVEL else "  "
    ends = "" if row.low is None else f"[{points(row.low)}, {points(row.high)}]"
    return ["–" if row.difference is None else points(row.difference), ends, chance(row.chance) + mark]


def _blanks(row: Contrast) -> list[object]:
    return ["" if value is None else value for value in row]


def _data(read: Inspection, found: Subsamples, given: argparse.Namespace) -> dict[str, object]:
    return {
        "format": 1,
        "inspection": read.settings.id,
        "framework": {"id": read.framework.id, "hash": read.framework.hash},
        "snapshot": read.snapshot,
        "confidence": given.confidence,
        "smallest": given.smallest,
        "refused": found.refused,
        "said": list(found.sentences),
        "counted_only": [{"group": label, "cases": size} for label, size in found.small],
        "contrasts": [row._asdict() for row in found.contrasts],
    }
