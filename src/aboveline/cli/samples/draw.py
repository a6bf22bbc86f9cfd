"""`aboveline sample draw`: draw a sample and write its receipt."""

from __future__ import annotations

import argparse
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.cli.samples.receipts import asked, draw_arguments, shown
from aboveline.steps.drawing import draw_sample

HELP = "draw a sample and write its receipt"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The frame and the options."""
    parser.description = (
        "Draws a sample under the plan of the edition. Beside the receipt stand the\n"
        "sample as CSV and the receipt as a page to read. Nothing is written over."
    )
    parser.epilog = (
        "examples:\n  aboveline sample draw frame.csv --framework omi-2006 --seed 4711 -o draw.json\n"
        "  aboveline sample draw sealed/frame.csv --framework omi-2006 \\\n"
        "      --seed-file seed.txt --seal sealed/seal.json -o draw.json"
    )
    parser.add_argument("frame", type=Path, help="the case table of the edition, as CSV")
    draw_arguments(parser)


def run(given: argparse.Namespace) -> int:
    """Do it."""
    with progress("Drawing"):
        content = draw_sample(given.frame, asked(given), given.output)
    print("\n".join(shown(content, given.output)))
    return 0
