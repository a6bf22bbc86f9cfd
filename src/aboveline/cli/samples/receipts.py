"""What the actions on a draw and its receipt ask and say alike."""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from aboveline.cli.words import WIDTH, aligned, counted, paragraph
from aboveline.problems import Faulty, Problem
from aboveline.steps.drawing import Asked, files_beside
from aboveline.steps.seeds import seed_text

MOST_CELLS = 24
"""Cells that are shown one by one; of more only what they begin with."""
_FURTHER = re.compile(r"\d+ more")
NARROW = 20
"""The least room for the titles of cells."""


def receipt_arguments(parser: argparse.ArgumentParser) -> None:
    """The frame and the receipt."""
    parser.add_argument("frame", type=Path, help="the case table the sample was drawn from, as CSV")
    parser.add_argument("receipt", type=Path, help="the receipt of the draw")


def draw_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of a draw."""
    parser.add_argument("--framework", required=True, metavar="ID", help="the edition whose plan is used")
    parser.add_argument("--plan", metavar="ID|FILE", help="an inspection's own plan instead")
    seed = parser.add_mutually_exclusive_group(required=True)
    seed.add_argument("--seed", metavar="TEXT", help="a text fixed before the frame was opened")
    seed.add_argument("--seed-file", type=Path, metavar="FILE", help="the file it stands in")
    parser.add_argument("--commitment", metavar="sha256:…", help="what was handed over beforehand; must fit the seed")
    parser.add_argument("--public", default="", metavar="TEXT", help="that the seed is public: what it is, and when")
    parser.add_argument("--seal", type=Path, metavar="FILE", help="the seal.json that the draw is held to")
    parser.add_argument("--size", type=int, metavar="N", help="so many cases (what the plan asks)")
    parser.add_argument("--caseload", type=int, metavar="N", help="how large the whole caseload of the body is")
    parser.add_argument("--reserves", type=int, default=2, metavar="K", help="reserves for each cell (2)")
    parser.add_argument(
        "--minimum", action="append", default=[], metavar="TITLE=N", help="your own minimum for a group; repeatable"
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the receipt to write")


def asked(given: argparse.Namespace) -> Asked:
    """What these options ask for; `Faulty` where a minimum has no number, or the seed's file cannot be read."""
    return Asked(
        framework=given.framework,
        seed=given.seed if given.seed_file is None else seed_text(given.seed_file),
        plan=given.plan,
        size=given.size,
        caseload=given.caseload,
        reserves=given.reserves,
        minima=_minima(given.minimum),
        told=given.public,
        commitment=given.commitment,
        seal=given.seal,
    )


def shown(content: Mapping[str, Any], output: Path) -> Iterator[str]:
    """A draw as it is shown: its cells, what was assumed or chosen, its seed, the hashes, and what was written."""
    if len(content["cells"]) > MOST_CELLS:
        yield from _kinds(content)
        page = files_beside(output)[1]
        yield paragraph(f"{len(content['cells'])} cells, each drawn from apart: {page} shows them one by one.")
    else:
        yield from _cells(content)
    yield ""
    yield paragraph(content["merging"])
    yield paragraph(_size(content["plan"]))
    for standing, said in (("assumed", "Assumed, because no number was published"), ("own", "Your own")):
        some = [row for row in content["plan"]["represented"] if row["standing"] == standing]
        if some:
            told = ", ".join(f"{row['title']} ({row['cases']})" for row in some)
            yield paragraph(f"{said}: at least so many of {told}.")
    yield from _named(content)
    yield paragraph(_seed(content["seed_origin"]))
    yield from sums(content)
    files = ", ".join(map(str, [output, *files_beside(output)]))
    yield paragraph(f"Written: {files}", then="    ")


def sums(content: Mapping[str, Any]) -> Iterator[str]:
    """How many were drawn, and the hashes."""
    places = [row["place"] for row in content["list"]]
    drawn, reserves = places.count("sample"), places.count("reserve")
    replaced = f", {places.count('replaced')} replaced" if "replaced" in places else ""
    yield f"{counted(drawn, 'case')} of {content['frame']['cases']}, {counted(reserves, 'reserve')}{replaced}"
    yield f"frame {content['frame']['hash']}"
    yield f"plan  {content['plan']['hash']}"


def _minima(said: Sequence[str]) -> dict[str, int]:
    found, problems = {}, []
    for text in said:
        title, _, number = text.rpartition("=")
        if title.strip() and number.strip().isdecimal():
            found[title.strip()] = int(number)
        else:
            do = 'Write the title of the group, = and a number: "Licences=4".'
            problems.append(Problem("option-value", "--minimum", None, f"{text!r} is no minimum.", do))
    if problems:
        raise Faulty(problems)
    return found


def _cells(content: Mapping[str, Any]) -> list[str]:
    """The cells as a table; titles too long for the room go on in further lines."""
    named = [] if content["named"] is None else ["named"]
    rows = [["", "frame", *named, "drawn", "reserves", "chance"]]
    for cell in content["cells"]:
        numbers = [str(cell[key]) for key in ("number", "frame", *named, "drawn", "reserves")]
        rows.append([*numbers, cell["probability"] or "–"])
    wide = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    titles = ["cell", *(cell["title"] for cell in content["cells"])]
    room = max(NARROW, min(max(map(len, titles)), WIDTH - sum(wide) - 2 * len(wide)))
    lines = []
    for title, row in zip(titles, rows, strict=True):
        number, *numbers = [text.rjust(width) for text, width in zip(row, wide, strict=True)]
        # A dot or plus stays with what it follows.
        kept = title.replace(" · ", "\N{NO-BREAK SPACE}· ").replace(" + ", "\N{NO-BREAK SPACE}+ ")
        wrapped = textwrap.wrap(kept, room, subsequent_indent="  ", break_on_hyphens=False)
        first, *others = [line.replace("\N{NO-BREAK SPACE}", " ") for line in wrapped]
        lines.append("  ".join([number, first.ljust(room), *numbers]).rstrip())
        lines += [" " * (len(number) + 2) + more for more in others]
    return lines


def _kinds(content: Mapping[str, Any]) -> list[str]:
    """The cells added up by what their titles begin with, as a table."""
    kinds: dict[str, list[Mapping[str, Any]]] = {}
    for cell in content["cells"]:
        parts = [part for part in cell["title"].split(" + ") if not _FURTHER.fullmatch(part)]
        kinds.setdefault(" + ".join(dict.fromkeys(part.partition(" · ")[0] for part in parts)), []).append(cell)
    named = [] if content["named"] is None else ["named"]
    rows = [["", "cells", "frame", *named, "drawn", "reserves", "chance"]]
    for title, cells in kinds.items():
        numbers = [str(sum(cell[key] for cell in cells)) for key in ("frame", *named, "drawn", "reserves")]
        chances = sorted({Fraction(cell["probability"]) for cell in cells if cell["probability"]})
        ends = dict.fromkeys(f"{float(chance):.3f}" for chance in chances[:1] + chances[-1:])
        rows.append([title, str(len(cells)), *numbers, " to ".join(ends) or "–"])
    return aligned(rows, right=range(1, len(rows[0]) - 1), flexible=0)


_SIZES = {
    "own": "{size}: a number of your own.",
    "make-up": "{size}: the make-up of {source} added up ({standing}).",
    "margin": "{size}: what {source} asks of a frame of this size ({standing}).",
    "caseload": "{size}: what {source} asks of a caseload of {caseload} ({standing}).",
    "low": "{size}: the fewest that {source} names ({standing}).",
}


def _size(plan: Mapping[str, Any]) -> str:
    size, sized = counted(plan["size"], "case"), plan["sized"]
    return _SIZES[sized["by"]].format(size=size, source=plan["source"], **sized)


def _named(content: Mapping[str, Any]) -> Iterator[str]:
    if content["named"] is None:
        return
    named, surplus = len(content["named"]["cases"]), content["named"]["surplus"]
    yield paragraph(f"The body named {counted(named, 'case')}; {named - len(surplus)} of them are in the sample.")
    if surplus:
        yield paragraph(f"Beyond a quota, and so in reserve: {', '.join(surplus)}.")
    yield paragraph(content["named"]["reason"])


def _seed(origin: Mapping[str, Any]) -> str:
    if origin["kind"] == "committed":
        return f"The seed is the one that was committed to: {origin['commitment']}"
    if origin["kind"] == "public":
        return f"The seed is public: {origin['told']}"
    return "The seed was given. Nothing here shows that it was fixed before the frame was opened."
