"""`aboveline published check`: printed roll-ups worked out again from their printed parts."""

from __future__ import annotations

import argparse
import json

from aboveline.cli.progress import progress
from aboveline.cli.run import told
from aboveline.cli.words import aligned
from aboveline.published.check import NO_PARTS, CheckedFigure
from aboveline.steps.published import published_check


def arguments(parser: argparse.ArgumentParser) -> None:
    """check."""
    parser.description = (
        "Works every printed section and overall score out again from the printed scores\n"
        "of its parts, each within its rounding, and says whether print can be reached."
    )
    parser.epilog = "example:\n  aboveline published check"
    actions = parser.add_subparsers(dest="action", required=True, metavar="check")
    check = actions.add_parser("check", help="check the figures of every report in the library")
    check.add_argument("--format", choices=("table", "json"), default="table", help="how to print")


def run(given: argparse.Namespace) -> int:
    """Print what was found; exit 8 where a figure cannot be reached."""
    with progress("Checking"):
        figures, problems = published_check()
    if given.format == "json":
        print(json.dumps([figure._asdict() for figure in figures], ensure_ascii=False, indent=2))
    else:
        print("\n".join(_table(figures)))
    return told(problems) if problems else 0


def _table(figures: list[CheckedFigure]) -> list[str]:
    checked = [figure for figure in figures if figure.verdict != NO_PARTS]
    rows = [_HEADER, *map(_row, checked)]
    header, *lines = aligned(rows, right=(2, 3))
    told, report = [header], ""
    for figure, line in zip(checked, lines, strict=True):
        told += [figure.report] if figure.report != report else []
        told.append(line)
        report = figure.report
    count = f"Roll-ups with printed parts: {len(checked)}. Printed scores without: {len(figures) - len(checked)}."
    return [*told, "", count]


_HEADER = ["", "column", "printed", "computed", "between", ""]


def _row(figure: CheckedFigure) -> list[str]:
    column = figure.subgroup.removeprefix("cohort is ") or figure.measure
    between = f"{figure.low:.2f}–{figure.high:.2f}"
    return [f"  {figure.id}", column, f"{figure.printed:g}", f"{figure.computed:.2f}", between, figure.verdict]
