"""`aboveline sample page`: the receipt of a draw as a page to read and to print."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

HELP = "write a receipt as a page to read and to print"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The receipt and the file to write."""
    parser.description = (
        "Writes a receipt as one accessible web page: what was drawn from what, the\n"
        "seed and where it comes from, the plan, the cells with chances and weights,\n"
        "the numbered list, and how to repeat the draw. It needs no frame, and so\n"
        "verifies nothing: that is what `aboveline sample verify` does."
    )
    parser.epilog = "example:\n  aboveline sample page draw.json -o receipt.html"
    parser.add_argument("receipt", type=Path, help="the receipt of the draw")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the page to write")


def run(given: argparse.Namespace) -> int:
    """Write the page and say where it is."""
    # Its templates take long to load, and no other action on samples needs them at once.
    print(import_module("aboveline.steps.receipt_pages").written_page(given.receipt, given.output))
    return 0
