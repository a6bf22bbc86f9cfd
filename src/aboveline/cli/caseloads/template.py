"""`aboveline caseload template`: write the blank specification of a caseload."""

from __future__ import annotations

import argparse
from pathlib import Path

from aboveline.cli.words import counted, paragraph
from aboveline.steps.caseloads import write_template

HELP = "write the blank specification for a body to fill in"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The edition and the file."""
    parser.description = (
        "Writes a spreadsheet with the columns that the edition asks for, lists to\n"
        "choose from, and a sheet that explains each column. A CSV file holds the\n"
        "headings alone."
    )
    parser.epilog = "example:\n  aboveline caseload template pdu-2023 -o specification.xlsx"
    parser.add_argument("framework", metavar="ID", help="the edition")
    parser.add_argument("--plan", metavar="PLAN", help="the inspection's own plan, by its id or its file")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="where: .xlsx, .ods or .csv")


def run(given: argparse.Namespace) -> int:
    """Do it."""
    columns = write_template(given.output, given.framework, given.plan)
    print(paragraph(f"Written: {given.output}, {counted(columns, 'column')}.", then="    "))
    return 0
