"""`aboveline report`: the report of an inspection as one web page that stands alone, and its tables as data."""

from __future__ import annotations

import argparse
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.steps.publishing import written_report
from aboveline.steps.report_data import FORMATS, report_formats, written_formats


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folder, where to write and in which formats."""
    parser.description = (
        "Writes the report of an inspection: one accessible web page with the score\n"
        "table, a chart, every question with its base, grades and recommendations, and\n"
        "the scores as JSON and CSV beside it. Opens in any browser, fetches nothing.\n\n"
        "With --format also every table of the report, each file called after the\n"
        "inspection: csv (a file a table, with its meaning beside it), ods and xlsx\n"
        "(one workbook), json (everything in one file). These replace no older file."
    )
    parser.epilog = (
        "examples:\n"
        "  aboveline report hampshire-2008 -o report\n"
        "  aboveline report hampshire-2008 -o figures --format csv,ods"
    )
    parser.add_argument("folder", type=Path, help="the inspection folder")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="the folder to write into")
    parser.add_argument(
        "--format", default="html", metavar="LIST", help=f"which of {', '.join(FORMATS)}, with commas between"
    )


def run(given: argparse.Namespace) -> int:
    """Write the report and say where it is."""
    formats = report_formats(given.format)
    with progress("Writing the report"):
        if formats == ("html",):
            pages = written_report(given.folder, given.output)
        else:
            pages = written_formats(given.folder, given.output, formats)
    print("\n".join(str(page) for page in pages))
    return 0
