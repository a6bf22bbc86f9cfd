"""`aboveline sample size`: how many cases are enough."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from aboveline.cli.words import counted, paragraph
from aboveline.problems import Faulty, Problem
from aboveline.stats.sizes import margin_for, size_for

HELP = "how many cases are enough"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.description = "Says how many."
    parser.add_argument("--population", type=int, required=True, metavar="N", help="cases that could be drawn")
    parser.add_argument("--confidence", type=float, default=0.8, metavar="SHARE", help="how sure (0.8)")
    parser.add_argument("--margin", type=float, default=0.05, metavar="SHARE", help="to within what (0.05)")
    parser.add_argument("--floor", type=int, metavar="N", help="never fewer than this")
    parser.add_argument("--ceiling", type=int, metavar="N", help="never more than this")


def run(given: argparse.Namespace) -> int:
    """Do it."""
    print("\n".join(_size(given)))
    return 0


def _size(given: argparse.Namespace) -> Iterator[str]:
    problems = [_share(name, getattr(given, name)) for name in ("confidence", "margin")]
    problems += [_whole(name, getattr(given, name)) for name in ("population", "floor", "ceiling")]
    if given.floor is not None and given.ceiling is not None and given.floor > given.ceiling:
        what = f"The floor {given.floor} lies above the ceiling {given.ceiling}."
        problems.append(Problem("option-value", "--floor", None, what, "Change one of them."))
    faults = [problem for problem in problems if problem is not None]
    if faults:
        raise Faulty(faults)
    size = size_for(given.population, given.confidence, given.margin, given.floor, given.ceiling)
    margin = margin_for(size, given.population, given.confidence)
    yield f"{counted(size, 'case')} of {given.population}"
    yield paragraph(
        f"Any share is then known to within {100 * margin:.1f} points at {100 * given.confidence:g} % confidence."
    )


def _share(name: str, value: float) -> Problem | None:
    if 0 < value < 1:
        return None
    do = f"Did you mean {value / 100:g}?" if 1 < value < 100 else "Write a share of one, such as 0.8."
    return Problem("option-value", f"--{name}", None, f"{value:g} does not lie between 0 and 1.", do)


def _whole(name: str, value: int | None) -> Problem | None:
    if value is None or value >= 1:
        return None
    return Problem("option-value", f"--{name}", None, f"{value} is less than 1.", "Give 1 or more.")
