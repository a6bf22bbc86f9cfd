"""`aboveline convert`: the tables of a folder as Parquet for size, or as CSV to edit by hand."""

from __future__ import annotations

import argparse
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.cli.words import paragraph
from aboveline.steps.converting import converted


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folder and the form."""
    parser.description = (
        "Turns the tables of an inspection folder into Parquet (smaller) or back into\n"
        "CSV (editable). Each new file is whole before the old one goes."
    )
    parser.epilog = "example:\n  aboveline convert my-audit --to parquet"
    parser.add_argument("folder", type=Path, help="the inspection folder")
    parser.add_argument("--to", choices=("parquet", "csv"), required=True, help="the form wanted")


def run(given: argparse.Namespace) -> int:
    """Turn every table that is not in that form yet."""
    with progress("Converting"):
        names = converted(given.folder, given.to)
    print(paragraph(f"{given.folder}: {', '.join(names) if names else 'nothing to convert'}."))
    return 0
