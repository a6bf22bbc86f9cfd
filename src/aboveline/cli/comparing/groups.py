"""Sub-samples beside the rest, as a table in a terminal or as data."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from aboveline.cli.progress import progress
from aboveline.cli.words import aligned, counted, paragraph, percent
from aboveline.comparisons.samples import Contrast
from aboveline.files.csv import csv_text
from aboveline.steps.inference import sampling_of
from aboveline.steps.inspections import Inspection, inspection
from aboveline.steps.subsamples import Subsamples, subsamples

LEVEL = 0.05
FEW = 10
"""Shares of fewer cases than this are told as counts: "2 of 5"."""


def run(given: argparse.Namespace) -> int:
    """Print each group beside the rest."""
    [folder] = given.folders
    with progress("Reading and comparing"):
        read = inspection(folder)
        confidence = given.confidence / 100
        found = subsamples(read, given.by, sampling_of(folder, read), confidence, given.smallest, given.engine)
    if given.format == "json":
        print(json.dumps(_data(read, found), ensure_ascii=False, indent=2))
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
        yield from _table(label, [row for row in rows if given.questions or row.level != "question"])
    yield ""
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


def _table(label: str, rows: Sequence[Contrast]) -> Iterator[str]:
    size, others = max(row.base for row in rows), max(row.rest_base for row in rows)
    yield paragraph(f"{label}: {counted(int(size), 'case')} beside {counted(int(others), 'other')}")
    lines = [["", "", "group", "others", "apart", "interval", "chance"]]
    for row in rows:
        apart = "–" if row.difference is None else f"{row.difference:+.0f}"
        ends = "" if row.low is None else f"[{row.low:+.0f}, {row.high:+.0f}]"
        chance = "–" if row.chance is None else f"{100 * row.chance:.0f}%"
        mark = " *" if row.held is not None and row.held < LEVEL else ""
        share, rest = _share(row.share, row.above, row.base), _share(row.rest, row.rest_above, row.rest_base)
        lines.append([row.id, row.title, share, rest, apart, ends, f"{chance}{mark}"])
    yield from aligned(lines, right=(2, 3, 4, 5))


def _share(share: float | None, above: float | None, base: float) -> str:
    if above is not None and base < FEW:
        return f"{above:.0f} of {base:.0f}"
    return percent(share)


def _blanks(row: Contrast) -> list[object]:
    return ["" if value is None else value for value in row]


def _data(read: Inspection, found: Subsamples) -> dict[str, object]:
    return {
        "format": 1,
        "inspection": read.settings.id,
        "framework": {"id": read.framework.id, "hash": read.framework.hash},
        "snapshot": read.snapshot,
        "refused": found.refused,
        "said": list(found.sentences),
        "counted_only": [{"group": label, "cases": size} for label, size in found.small],
        "contrasts": [row._asdict() for row in found.contrasts],
    }
