"""`aboveline sample verify`: repeat a draw from its receipt and say what differs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.cli.samples.receipts import receipt_arguments, sums
from aboveline.cli.words import paragraph
from aboveline.steps.drawing import verified

HELP = "repeat a draw from its receipt and say what differs"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The frame, the receipt, and what else it is held to."""
    parser.description = "Repeats a draw from the frame and its receipt, and says everything that differs."
    receipt_arguments(parser)
    parser.add_argument("--seal", type=Path, metavar="FILE", help="the seal.json of the frame, to hold the draw to")
    parser.add_argument("--plan", metavar="ID|FILE", help="the inspection's own plan, where it is not found by its id")


def run(given: argparse.Namespace) -> int:
    """Do it."""
    print("\n".join(_verify(given)))
    return 0


def _verify(given: argparse.Namespace) -> Iterator[str]:
    with progress("Repeating the draw"):
        found = verified(given.frame, given.receipt, given.seal, given.plan)
    yield paragraph(f"{given.receipt}: the draw comes out the same, to the last number.")
    if given.seal is not None:
        yield paragraph(f"{given.seal}: frame, edition, plan and seed are those that were sealed.")
    yield from map(paragraph, found.notes)
    yield from sums(found.content)
