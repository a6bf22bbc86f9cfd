"""`aboveline prevalence`: how common each choice of a question is, and what was judged where it was made."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from aboveline.cli.progress import progress
from aboveline.cli.words import aligned, counted, paragraph, percent
from aboveline.comparisons.prevalence import Ticked, headings
from aboveline.files.csv import csv_text
from aboveline.scoring.results import QuestionResult
from aboveline.steps.inference import sampling_of
from aboveline.steps.inspections import inspection
from aboveline.steps.prevalences import Prevalence, prevalences
from aboveline.steps.scores import scored

FEW = 10
"""A share of fewer cases than this is told as a count: "2 of 5"."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folder, the question, the groups and the format."""
    parser.description = (
        "Tells how common each choice of a question is: every tick list of the edition,\n"
        "commonest first, with what was judged of the cases where it was ticked; or the\n"
        "whole distribution of any question, beside its share above the line."
    )
    parser.epilog = "example:\n  aboveline prevalence devon-cornwall-2013 offending-factors"
    parser.add_argument("folder", type=Path, help="the inspection folder")
    parser.add_argument("question", nargs="?", default="", help="a question by its id (every tick list)")
    parser.add_argument("--by", action="append", default=[], metavar="FACT", help="also each group by a case fact")
    parser.add_argument("--confidence", type=float, default=95, metavar="PERCENT", help="of the intervals (95)")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="how to print")


def run(given: argparse.Namespace) -> int:
    """Print the tables."""
    with progress("Reading and counting"):
        read = inspection(given.folder)
        found, sampling = scored(read, given.by), sampling_of(given.folder, read)
        tables = prevalences(found, given.question, sampling, given.confidence / 100)
    if given.format == "json":
        print(json.dumps([_data(table) for table in tables], ensure_ascii=False, indent=2))
    elif given.format == "csv":
        print(csv_text(_CSV, [row for table in tables for row in _csv_rows(table)]).rstrip("\n"))
    else:
        said = found.inspection.settings
        lines = [f"{said.body_name} · {said.id}"]
        if said.constructed:
            lines.append(paragraph("Constructed: the cases were made so that they give published figures."))
        for table in tables:
            lines += ["", *_table(table)]
        if any(bounds for table in tables for bounds in table.intervals):
            lines += ["", paragraph(f"interval: at {given.confidence:g}% confidence, of all such cases.")]
            lines += [] if said.constructed else [paragraph(sampling.sentence)]
        print("\n".join(lines))
    return 0


_CSV = ("question", "group", "choice", "label", "above", "cases", "base", "share", "low", "high")


def _table(table: Prevalence) -> Iterator[str]:
    question = table.question
    yield paragraph(f"{question.text} ({question.id})", then="    ")
    several = " More than one may be ticked." if question.scale.several else ""
    above = f" {percent(table.share)} lie above the line (+)." if table.share is not None else ""
    group = "" if table.group == "all" else f"{table.group}: "
    yield paragraph(f"{group}{counted(int(table.base), 'case')} with a choice.{several}{above}")
    if table.why:
        yield paragraph(table.why)
    columns = headings(table.rows)
    rows = [["", "cases", "share", "interval", *(f"[{at}]" for at in range(1, len(columns) + 1))]]
    for row, bounds in zip(table.rows, table.intervals, strict=True):
        interval = f"{percent(100 * bounds.low).rstrip('%')}–{percent(100 * bounds.high)}" if bounds else ""
        mark = " +" if row.above else ""
        cells = [_followed(row.followed.get(name)) for name in columns]
        rows.append([row.label + mark, f"{row.cases:.0f}", percent(row.share), interval, *cells])
    yield from aligned(rows, right=range(1, len(rows[0])), flexible=0)
    for at, name in enumerate(columns, 1):
        label = next(row.followed[name] for row in table.rows if name in row.followed).distribution[0][1]
        yield paragraph(f"[{at}] {name}: share of “{label}” among those cases", then="    ")


def _followed(result: QuestionResult | None) -> str:
    if result is None or not result.base:
        return "–"
    first = result.distribution[0][3]
    if result.base < FEW:
        return f"{first:.0f} of {result.base:.0f}"
    return f"{percent(100 * first / result.base)} of {result.base:.0f}"


def _data(table: Prevalence) -> dict[str, Any]:
    rows = zip(table.rows, table.intervals, strict=True)
    return {
        "question": table.question.id,
        "text": table.question.text,
        "group": table.group,
        "base": table.base,
        "above_the_line": table.share,
        "why_no_interval": table.why,
        "choices": [_row(row) | {"interval": bounds._asdict() if bounds else None} for row, bounds in rows],
    }


def _row(row: Ticked) -> dict[str, Any]:
    followed: Mapping[str, Any] = {
        name: {
            "question": result.question.id,
            "base": result.base,
            "choices": [{"id": choice, "cases": cases} for choice, _, _, cases in result.distribution],
        }
        for name, result in row.followed.items()
    }
    return {"id": row.id, "label": row.label, "above": row.above, "cases": row.cases, "share": row.share} | {
        "followed": followed
    }


def _csv_rows(table: Prevalence) -> Iterator[tuple[object, ...]]:
    for row, bounds in zip(table.rows, table.intervals, strict=True):
        above = {True: "yes", False: "no", None: ""}[row.above]
        ends = (100 * bounds.low, 100 * bounds.high) if bounds else ("", "")
        share = "" if row.share is None else row.share
        yield (table.question.id, table.group, row.id, row.label, above, row.cases, row.base, share, *ends)
