"""`aboveline sample`: how many, which ones, whether the draw comes out again, and who stands in."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from aboveline.cli.progress import progress
from aboveline.cli.run import told
from aboveline.cli.words import aligned, counted, paragraph
from aboveline.problems import Faulty, Problem
from aboveline.stats.sizes import margin_for, size_for
from aboveline.steps.drawing import draw_sample, replace_case, verified


def arguments(parser: argparse.ArgumentParser) -> None:
    """size | draw | verify | replace."""
    parser.description = (
        "Draws a sample from a frame so that anybody can repeat it: says how large it\n"
        "is to be, draws it, verifies a receipt, and puts a reserve in a case's place."
    )
    parser.epilog = (
        "examples:\n  aboveline sample size --population 200\n"
        "  aboveline sample draw frame.csv --framework omi-2006 --seed 4711 -o draw.json"
    )
    actions = parser.add_subparsers(dest="action", required=True, title="actions", metavar="ACTION")
    _size_arguments(actions.add_parser("size", help="how many cases are enough", description="Says how many."))
    _draw_arguments(actions.add_parser("draw", help="draw a sample and write its receipt", description="Draws it."))
    text = "repeat a draw from its receipt and say what differs"
    verify = actions.add_parser("verify", help=text, description="Repeats it.")
    text = "put the next reserve in the place of a case"
    replace = actions.add_parser("replace", help=text, description="Replaces a case; its entry stays.")
    for action in (verify, replace):
        action.add_argument("frame", type=Path, help="the case table the sample was drawn from, as CSV")
        action.add_argument("receipt", type=Path, help="the receipt of the draw")
    replace.add_argument("case", help="the reference of the case that cannot be read")
    replace.add_argument("--reason", required=True, help="why it cannot be read")


def run(given: argparse.Namespace) -> int:
    """Do the action."""
    actions = {"size": _size, "draw": _draw, "verify": _verify, "replace": _replace}
    try:
        print("\n".join(actions[given.action](given)))
    except Faulty as faulty:
        return told(faulty.problems, most=None)
    return 0


def _size_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--population", type=int, required=True, metavar="N", help="cases that could be drawn")
    parser.add_argument("--confidence", type=float, default=0.8, metavar="SHARE", help="how sure (0.8)")
    parser.add_argument("--margin", type=float, default=0.05, metavar="SHARE", help="to within what (0.05)")
    parser.add_argument("--floor", type=int, metavar="N", help="never fewer than this")
    parser.add_argument("--ceiling", type=int, metavar="N", help="never more than this")


def _draw_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("frame", type=Path, help="the case table of the edition, as CSV")
    parser.add_argument("--framework", required=True, metavar="ID", help="the edition whose plan is used")
    parser.add_argument("--seed", required=True, metavar="TEXT", help="a text fixed before the frame was opened")
    parser.add_argument("--size", type=int, metavar="N", help="so many cases (what the plan asks)")
    parser.add_argument("--reserves", type=int, default=2, metavar="K", help="reserves for each cell (2)")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the receipt to write")


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
    yield from _sums(content)
    yield paragraph(f"Written: {given.output} and {beside}", then="    ")


def _verify(given: argparse.Namespace) -> Iterator[str]:
    with progress("Repeating the draw"):
        content = verified(given.frame, given.receipt)
    yield paragraph(f"{given.receipt}: the draw comes out the same, to the last number.")
    yield from _sums(content)


def _replace(given: argparse.Namespace) -> Iterator[str]:
    with progress("Replacing"):
        content, beside = replace_case(given.frame, given.receipt, given.case, given.reason)
    last = content["replacements"][-1]
    yield paragraph(f"{last['by']} takes the place of {last['case']}: {last['reason']}")
    yield paragraph(f"Written: {given.receipt} and {beside}", then="    ")


def _cells(content: Mapping[str, Any]) -> list[str]:
    rows = [["", "cell", "frame", "drawn", "reserves", "chance"]]
    for cell in content["cells"]:
        numbers = [str(cell[key]) for key in ("frame", "drawn", "reserves", "probability")]
        rows.append([str(cell["number"]), cell["title"], *numbers])
    return aligned(rows, right=(0, 2, 3, 4, 5))


def _sums(content: Mapping[str, Any]) -> Iterator[str]:
    places = [row["place"] for row in content["list"]]
    drawn, reserves = places.count("sample"), places.count("reserve")
    replaced = f", {places.count('replaced')} replaced" if "replaced" in places else ""
    said = f"{counted(drawn, 'case')} of {content['frame']['cases']}, {counted(reserves, 'reserve')}{replaced}"
    yield said
    yield f"frame {content['frame']['hash']}"
    yield f"plan  {content['plan']['hash']}"


def _assumed(row: Mapping[str, Any]) -> bool:
    return bool(row["standing"] == "assumed")


def _share(name: str, value: float) -> Problem | None:
    if 0 < value < 1:
        return None
    do = f"Did you mean {value / 100:g}?" if 1 < value < 100 else "Write a share of one, such as 0.8."
    return Problem("option-value", f"--{name}", None, f"{value:g} does not lie between 0 and 1.", do)


def _whole(name: str, value: int | None) -> Problem | None:
    if value is None or value >= 1:
        return None
    return Problem("option-value", f"--{name}", None, f"{value} is less than 1.", "Give 1 or more.")
