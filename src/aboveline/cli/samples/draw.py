"""`aboveline sample draw`: draw a sample and write its receipt."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from aboveline.cli.progress import progress
from aboveline.cli.samples.receipts import sums
from aboveline.cli.words import aligned, paragraph
from aboveline.steps.drawing import draw_sample

HELP = "draw a sample and write its receipt"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The frame and the options."""
    parser.description = "Draws it."
    parser.add_argument("frame", type=Path, help="the case table of the edition, as CSV")
    parser.add_argument("--framework", required=True, metavar="ID", help="the edition whose plan is used")
    parser.add_argument("--seed", required=True, metavar="TEXT", help="a text fixed before the frame was opened")
    parser.add_argument("--size", type=int, metavar="N", help="so many cases (what the plan asks)")
    parser.add_argument("--reserves", type=int, default=2, metavar="K", help="reserves for each cell (2)")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the receipt to write")


def run(given: argparse.Namespace) -> int:
    """Do it."""
    print("\n".join(_draw(given)))
    return 0


def _draw(given: argparse.Namespace) -> Iterator[str]:
    with progress("Drawing"):
        content, beside = draw_sample(
            given.frame, given.framework, given.seed, given.size, given.reserves, given.output
        )
    yield from _cells(content)
    yield ""
    yield paragraph(content["merging"])
    assumed = [f"{row['title']} ({row['cases']})" for row in content["plan"]["represented"] if _assumed(row)]
    if assumed:
        yield paragraph(f"Assumed, because no number was published: at least so many of {', '.join(assumed)}.")
    yield from sums(content)
    yield paragraph(f"Written: {given.output} and {beside}", then="    ")


def _cells(content: Mapping[str, Any]) -> list[str]:
    rows = [["", "cell", "frame", "drawn", "reserves", "chance"]]
    for cell in content["cells"]:
        numbers = [str(cell[key]) for key in ("frame", "drawn", "reserves", "probability")]
        rows.append([str(cell["number"]), cell["title"], *numbers])
    return aligned(rows, right=(0, 2, 3, 4, 5))


def _assumed(row: Mapping[str, Any]) -> bool:
    return bool(row["standing"] == "assumed")
