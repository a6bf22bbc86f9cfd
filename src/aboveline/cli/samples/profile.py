"""`aboveline sample profile`: the sample beside its frame and the nation, fact by fact."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from aboveline.cli.samples.receipts import receipt_arguments

HELP = "the sample beside its frame and the nation, and whether it differs by more than chance"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The frame, the receipt, national shares, how to print and where to write."""
    parser.description = (
        "Says for every fact and value how often it stands in the sample, in the frame\n"
        "and in the nation, and whether the sample differs by more than chance. Chance\n"
        "is that of the draw itself, with its cells, make-up and minima, worked out\n"
        "exactly. National shares stand beside without a test."
    )
    parser.epilog = "example:\n  aboveline sample profile frame.csv draw.json -o profile.html"
    receipt_arguments(parser)
    parser.add_argument(
        "--national",
        type=Path,
        metavar="FILE",
        help="national shares as CSV, in the place of those that were published",
    )
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="how to print")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="also write it as a web page with charts")


def run(given: argparse.Namespace) -> int:
    """Do it."""
    # Chances need NumPy and a page its templates; to size, draw or verify needs neither.
    code: int = import_module("aboveline.cli.profiles").run(given)
    return code
