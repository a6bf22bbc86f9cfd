"""Two visits side by side, as a table in a terminal or as data."""

from __future__ import annotations

import argparse
import json

from aboveline.cli.progress import progress
from aboveline.cli.words import WIDTH, aligned, paragraph
from aboveline.files.csv import csv_text
from aboveline.steps.visits import Sheet, score_sheet


def run(given: argparse.Namespace) -> int:
    """Print the scores of two visits side by side."""
    with progress("Scoring two visits"):
        sheet = score_sheet(*given.visits)
    print(sheet_text(sheet, given.format))
    return 0


def sheet_text(sheet: Sheet, form: str) -> str:
    """The sheet as `table`, `csv` or `json` text."""
    if form == "json":
        return json.dumps(sheet_data(sheet), ensure_ascii=False, indent=2)
    rows = [[part.id, part.title, *(column.cells.get(part.id, "") for column in sheet.columns)] for part in sheet.parts]
    if form == "csv":
        return csv_text(["id", "title", *(column.heading for column in sheet.columns)], rows).rstrip("\n")
    return "\n".join([*_heading(sheet), *_table(sheet, rows), *_brackets(sheet), *basis_lines(sheet)])


def _heading(sheet: Sheet) -> list[str]:
    second = sheet.second.settings
    lines = [f"{second.body_name} · {sheet.first.settings.id} and {second.id}"]
    if second.constructed:
        lines.append(paragraph("Constructed: the cases of both visits were made so that they give published figures."))
    return [*lines, ""]


def _table(sheet: Sheet, rows: list[list[str]]) -> list[str]:
    """Headings too long for their column are numbered and told below."""
    short = [column.heading if len(column.heading) <= 13 else f"[{n}]" for n, column in enumerate(sheet.columns, 1)]
    lines = aligned([["", "", *short], *rows])
    if max(map(len, lines)) > WIDTH:
        # Words that leave titles no room leave ids, which are shorter.
        lines = aligned([[row[0], *row[2:]] for row in [["", "", *short], *rows]], flexible=0)
    told = [f"[{n}] {column.heading}" for n, column in enumerate(sheet.columns, 1) if len(column.heading) > 13]
    return [*lines, "", *told] if told else lines


def _brackets(sheet: Sheet) -> list[str]:
    if not any("(" in text for column in sheet.columns for text in column.cells.values()):
        return []
    return ["", paragraph("In brackets: what was printed, where the published figures cannot be made to give it.")]


def basis_lines(sheet: Sheet) -> list[str]:
    """On what the two visits are compared, after a blank line."""
    if sheet.basis is None:
        return ["", "No basis is given, so the first visit stands as it was scored."]
    narrowed = [f"sources {', '.join(sheet.basis.sources)}"] if sheet.basis.sources else []
    narrowed += [f"cases where {sheet.basis.cases_text}"] if sheet.basis.cases_text else []
    narrowed += [f"without {', '.join(sheet.basis.without_questions)}"] if sheet.basis.without_questions else []
    said = "; ".join(narrowed) or "everything"
    return ["", paragraph(f"Adjusted to the common basis: {said}. [{sheet.basis.standing}: {sheet.basis.source}]")]


def sheet_data(sheet: Sheet) -> dict[str, object]:
    """The sheet as data, each cell as it is shown."""
    return {
        "visits": [sheet.first.settings.id, sheet.second.settings.id],
        "framework": {"id": sheet.second.framework.id, "hash": sheet.second.framework.hash},
        "snapshots": [sheet.first.snapshot, sheet.second.snapshot],
        "columns": [column.heading for column in sheet.columns],
        "rows": [
            {"id": part.id, "title": part.title, "cells": [column.cells.get(part.id) for column in sheet.columns]}
            for part in sheet.parts
        ],
    }
