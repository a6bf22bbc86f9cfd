"""`aboveline sample top-up`: take the cases that the body named, and top up what is short."""

from __future__ import annotations

import argparse
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.cli.samples.receipts import asked, draw_arguments, shown
from aboveline.steps.drawing import draw_sample

HELP = "take the cases that the body named, and draw what is short"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The frame, the list and the options."""
    parser.description = (
        "The way samples came about before: the body names a random list, and quotas and\n"
        "groups that are short are topped up, here by a draw from the rest of the frame.\n"
        "How the body chose is not known, so the cases it named have neither chance nor\n"
        "weight."
    )
    parser.add_argument("frame", type=Path, help="the case table of the edition, as CSV")
    parser.add_argument("named", type=Path, help="the body's list in its order: CSV with a column `case`")
    parser.add_argument(
        "--identities",
        type=Path,
        metavar="FILE",
        help="identities.csv, where the list has a column `reference` instead",
    )
    draw_arguments(parser)


def run(given: argparse.Namespace) -> int:
    """Do it."""
    with progress("Topping up"):
        content = draw_sample(given.frame, asked(given), given.output, given.named, given.identities)
    print("\n".join(shown(content, given.output)))
    return 0
