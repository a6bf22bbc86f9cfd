"""`aboveline report`: the report of an inspection as one web page that stands alone."""

from __future__ import annotations

import argparse
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.steps.publishing import written_report


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folder and where to write."""
    parser.description = (
        "Writes the report of an inspection: one accessible web page with the score\n"
        "table, a chart, every question with its base, grades and recommendations, and\n"
        "the scores as JSON and CSV beside it. Opens in any browser, fetches nothing."
    )
    parser.epilog = "example:\n  aboveline report hampshire-2008 -o report"
    parser.add_argument("folder", type=Path, help="the inspection folder")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="the folder to write into")


def run(given: argparse.Namespace) -> int:
    """Write the report and say where it is."""
    with progress("Writing the report"):
        pages = written_report(given.folder, given.output)
    print("\n".join(str(page) for page in pages))
    return 0
