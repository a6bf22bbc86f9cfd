"""`aboveline trend`: one part or question over several inspections of a body, joined only where it may be."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.cli.words import aligned, counted, paragraph
from aboveline.comparisons.trends import Trend, change, figure, letter, point_note
from aboveline.frameworks.pairs import EQUAL, OVERLAPS, SUBSET, SUPERSET
from aboveline.stats.rounding import half_up
from aboveline.steps.trends import trend


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folders, the part, whose id it is, the confidence, the format and the page."""
    parser.description = (
        "Sets what several inspections of one body found of the same thing in the order\n"
        "of their dates. A line joins two figures only where the same was asked and\n"
        "judged in the same way; between editions the maps say what is the same."
    )
    parser.epilog = "example:\n  aboveline trend isle-of-man-2004 isle-of-man-2006 --part B1 -o trend.html"
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="the inspection folders")
    parser.add_argument("--part", required=True, metavar="ID", help="the part or question, by its id")
    parser.add_argument("--edition", default="", metavar="ID", help="whose id that is (the newest edition that has it)")
    parser.add_argument("--bodies", action="store_true", help="allow several bodies: no line leads between them")
    parser.add_argument("--confidence", type=float, default=95, metavar="PERCENT", help="of the intervals (95)")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="how to print")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="also write it as a web page with a chart")


def run(given: argparse.Namespace) -> int:
    """Print the trend, and write its page where asked."""
    with progress("Reading and scoring"):
        found = trend(given.folders, given.part, given.edition, given.confidence / 100, given.bodies)
    if given.output:
        import_module("aboveline.steps.trend_data").written_trend(found, given.output)
    if given.format == "table":
        print("\n".join([*_told(found), *(["", "The page:", str(given.output)] if given.output else [])]))
    else:
        data = import_module("aboveline.steps.trend_data")
        print(data.trend_json(found) if given.format == "json" else data.trend_csv(found).rstrip("\n"))
    return 0


SHORT = {EQUAL: "same", SUBSET: "part", SUPERSET: "more", OVERLAPS: "shares"}
"""Relation → how a table tells what a figure is of, beside the thing asked for."""


def _told(found: Trend) -> Iterator[str]:
    yield paragraph(" · ".join(found.bodies))
    yield paragraph(f"{found.title} ({found.id} of {found.edition})", then="    ")
    yield ""
    if found.points:
        yield from aligned(_without_blank(_rows(found)), right=(), flexible=2)
        yield ""
    else:
        yield "No inspection has a figure of this."
    said = [*_lines(found), *_notes(found)]
    yield from said
    if found.absent:
        yield f"Not shown: {counted(len(found.absent), 'figure')}."
        yield from (paragraph(f"{one.inspection} ({one.edition}): {one.why}.", "  ", "    ") for one in found.absent)
    if said or found.absent:
        yield ""
    yield from map(paragraph, found.sentences)


def _rows(found: Trend) -> list[list[str]]:
    rows = [["", "date", "inspection", "is", "figure", "interval", "cases", "line to"]]
    apart = any(point.relation != EQUAL for point in found.points)
    for at, point in enumerate(found.points):
        ends = point.interval
        rows.append([
            letter(at),
            point.date,
            point.inspection + (f", {point.cohort}" if point.cohort else ""),
            SHORT[point.relation] if apart else "",
            figure(point) + ("*" if point.standing == "assumed" else ""),
            f"{_whole(ends.low)}–{_whole(ends.high)}%" if ends else "",
            "" if point.base is None else f"{point.base:.0f}",
            " ".join(map(letter, found.joined(at))) or "–",
        ])  # fmt: skip
    return rows


def _without_blank(rows: list[list[str]]) -> list[list[str]]:
    """The table without the columns that nothing stands in."""
    kept = [at for at in range(len(rows[0])) if any(row[at] for row in rows[1:])]
    return [[row[at] for at in kept] for row in rows]


def _lines(found: Trend) -> Iterator[str]:
    for line in found.lines:
        rose = change(found, line)
        if rose is not None:
            yield f"{letter(line.first)} to {letter(line.second)}: {half_up(rose):+.0f} points"


def _notes(found: Trend) -> Iterator[str]:
    """What is to be said of single figures, once for all of whom it is said."""
    noted: dict[str, list[str]] = {}
    for at, point in enumerate(found.points):
        if note := point_note(point):
            noted.setdefault(note, []).append(letter(at))
    yield from (paragraph(f"{', '.join(letters)}: {note}", then="   ") for note, letters in noted.items())


def _whole(share: float) -> str:
    return f"{half_up(100 * share):.0f}"
