"""`aboveline sample verify`: repeat a draw from its receipt and say what differs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from aboveline.cli.progress import progress
from aboveline.cli.samples.receipts import receipt_arguments, sums
from aboveline.cli.words import paragraph
from aboveline.steps.drawing import verified

HELP = "repeat a draw from its receipt and say what differs"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The frame and the receipt."""
    parser.description = "Repeats it."
    receipt_arguments(parser)


def run(given: argparse.Namespace) -> int:
    """Do it."""
    print("\n".join(_verify(given)))
    return 0


def _verify(given: argparse.Namespace) -> Iterator[str]:
    with progress("Repeating the draw"):
        content = verified(given.frame, given.receipt)
    yield paragraph(f"{given.receipt}: the draw comes out the same, to the last number.")
    yield from sums(content)
