"""The receipt of a draw as a page that people read: what was drawn from what, how, and how to do it again."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from aboveline.reports import marks, words
from aboveline.reports.html import filled
from aboveline.stats.rounding import half_up

HEIGHT = 16

PARTS = {
    "named": ("below-1", "#c2571a", "in the sample, named by the body"),
    "sample": ("above-1", "#1c5468", "in the sample, drawn"),
    "reserve": ("above-2", "#3a8aa3", "in reserve"),
    "replaced": ("neither-1", "#66727b", "replaced"),
    "rest": ("track", marks.TRACK, "not drawn"),
}
"""Part of a frame or cell, in the order of its bar → class and colour of its box, and what it is."""

ORIGINS = {
    "committed": "The seed was committed to: the hash below fits no other seed, gives nothing away, and so can be "
    "handed over beforehand. Whoever had it before the frame was opened knows that the seed was fixed by then.",
    "public": "The seed is a public value, which nobody here could choose.",
    "given": "The seed was given by whoever drew. This receipt does not show that it was fixed before the frame was "
    "seen; ask who wrote it down, and when.",
}
"""Where a seed comes from → what that is worth."""

SIZES = {
    "own": "set by whoever drew",
    "make-up": "the numbers of the make-up added up",
    "margin": "worked out from the frame, so that a share is known to within the margin of the plan",
    "caseload": "by the size of the body's whole caseload",
    "low": "the fewest that the plan names",
}
"""What the size of a sample comes from → the words for it."""

STANDINGS = words.STANDINGS | {"own": "set by whoever drew, not by the plan"}


class Chance(NamedTuple):
    """A fraction of whole numbers as the receipt has it, and as a percentage or a decimal; blank where nobody knows."""

    fraction: str
    percent: str
    decimal: str


class CellRow(NamedTuple):
    """A cell as it stands in the receipt, its chance and weight, and its bar."""

    cell: Mapping[str, Any]
    probability: Chance
    weight: Chance
    bar: Markup


def draw_page(content: Mapping[str, Any], style: str = "plain") -> str:
    """The page of a receipt, which must be of the right shape. The same receipt gives the same page, byte for byte."""
    cells, listed = content["cells"], content["list"]
    by_cell: dict[int, Counter[str]] = {cell["number"]: Counter() for cell in cells}
    for row in listed:
        by_cell.setdefault(row["cell"], Counter())[_part(row)] += 1
    most = max((cell["frame"] for cell in cells), default=1)
    whole = sum(by_cell.values(), Counter[str]())
    rows = [
        CellRow(cell, chance(cell["probability"]), chance(cell["weight"]), _bar(by_cell[cell["number"]], cell, most))
        for cell in cells
    ]
    frame = content["frame"]["cases"]
    given = {
        "receipt": content,
        "places": Counter(row["place"] for row in listed),
        "parts": _legend(whole, frame),
        "bar": _bar(whole, {"frame": frame}, frame),
        "cells": rows,
        "seed": shlex.quote(content["seed"]),
        "example": next((row | {"quoted": shlex.quote(row["case"])} for row in listed if row["way"] != "named"), {}),
        "chance": chance,
        "origin": ORIGINS.get(content["seed_origin"]["kind"], ""),
        "sized": SIZES.get(content["plan"]["sized"]["by"], content["plan"]["sized"]["by"]),
        "standings": _standings(content["plan"]),
    }
    return filled("draw.html.j2", ("page.css", "draw.css"), given, style)


def chance(text: str | None) -> Chance:
    """`21/75` as 28.0% and 0.28; anything else is left as it is."""
    found = re.fullmatch(r"([0-9]{1,9})/([1-9][0-9]{0,8})", text or "")
    if not found:
        return Chance(text or "", "", "")
    value = int(found[1]) / int(found[2])
    return Chance(found[0], f"{half_up(100 * value, 1):.1f}%", f"{half_up(value, 2):.2f}")


def _part(row: Mapping[str, Any]) -> str:
    return "named" if row["place"] == "sample" and row["way"] == "named" else str(row["place"])


def _bar(parts: Mapping[str, int], cell: Mapping[str, Any], most: int) -> Markup:
    """A bar as long as the cell is beside the largest, its parts one after the other; the row holds its numbers."""
    drawn, before = "", 0
    for name, (css, colour, _) in PARTS.items():
        count = cell["frame"] - before if name == "rest" else parts[name]
        if count > 0:
            width, x = marks.at(100 * count / max(most, 1)), marks.at(100 * before / max(most, 1))
            drawn += marks.box(css, colour, width, HEIGHT, x)
            drawn += f'<svg x="{x}" overflow="visible">{marks.box("paper", marks.PAPER, "2", HEIGHT, "-1")}</svg>'
            before += count
    return Markup(f'<svg class="stack" aria-hidden="true" width="100%" height="{HEIGHT}">{drawn}</svg>')  # noqa: S704


def _legend(whole: Mapping[str, int], frame: int) -> list[tuple[Markup, str, int]]:
    """For each part that there is: its swatch, what it is, and how many cases."""
    counts = {name: whole[name] for name in PARTS if name != "rest"}
    counts["rest"] = frame - sum(counts.values())
    return [
        (Markup(f'<svg class="swatch" aria-hidden="true" width="12" height="12">{box}</svg>'), told, counts[name])  # noqa: S704
        for name, (css, colour, told) in PARTS.items()
        if counts[name] and (box := marks.box(css, colour, "12", 12))
    ]


def _standings(plan: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The standings that occur in the plan, each with its meaning."""
    met = {row["standing"] for row in [*plan["make_up"], *plan["represented"], plan["sized"]]}
    return [(name, meaning) for name, meaning in STANDINGS.items() if name in met]
