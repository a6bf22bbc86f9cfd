"""`aboveline sample replace`: put the next reserve in the place of a case."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from aboveline.cli.progress import progress
from aboveline.cli.samples.receipts import receipt_arguments
from aboveline.cli.words import paragraph
from aboveline.steps.drawing import files_beside, replace_case

HELP = "put the next reserve in the place of a case"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The frame, the receipt, the case and the reason."""
    parser.description = "Puts the next reserve of its cell in the place of a case, whose entry stays."
    receipt_arguments(parser)
    parser.add_argument("case", help="the reference of the case that cannot be read")
    parser.add_argument("--reason", required=True, help="why it cannot be read")


def run(given: argparse.Namespace) -> int:
    """Do it."""
    print("\n".join(_replace(given)))
    return 0


def _replace(given: argparse.Namespace) -> Iterator[str]:
    with progress("Replacing"):
        content = replace_case(given.frame, given.receipt, given.case, given.reason)
    last = content["replacements"][-1]
    yield paragraph(f"{last['by']} takes the place of {last['case']}: {last['reason']}")
    files = ", ".join(map(str, [given.receipt, *files_beside(given.receipt)]))
    yield paragraph(f"Written: {files}", then="    ")
