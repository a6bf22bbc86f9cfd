"""`aboveline sample seed`: make a random seed and say the commitment to it."""

from __future__ import annotations

import argparse
from pathlib import Path

from aboveline.cli.words import paragraph
from aboveline.steps.seeds import new_seed

HELP = "make a random seed and say the commitment to it"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where it goes."""
    parser.description = (
        "Writes a random seed to a file that only you may read, and prints its SHA-256.\n"
        "Hand that over before the caseload is opened: it fits no other seed, and does\n"
        "not give this one away."
    )
    parser.epilog = "examples:\n  aboveline sample seed -o seed.txt\n  sha256sum seed.txt"
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the file to write")


def run(given: argparse.Namespace) -> int:
    """Do it."""
    print(new_seed(given.output))
    print(paragraph(f"Written: {given.output}. Keep it to yourself until the draw; hand over the line above now."))
    return 0
