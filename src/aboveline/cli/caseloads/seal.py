"""`aboveline caseload seal`: make a caseload the sealed frame of a sample."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from aboveline.cli.caseloads.reading import day, reading_arguments, said
from aboveline.cli.progress import progress
from aboveline.cli.words import BAR, aligned, counted, paragraph
from aboveline.sampling.seal import PREFIX
from aboveline.steps.sealing import PRIVATE, Asked, SealedCaseload, seal_caseload

HELP = "make a spreadsheet the sealed frame of a sample"
MOST_PEOPLE = 10


def arguments(parser: argparse.ArgumentParser) -> None:
    """The spreadsheet and the options."""
    parser.description = (
        "Says who is eligible and why the others are not, gives the eligible ones new\n"
        "references, and writes the frame with its SHA-256. Who the cases are goes into\n"
        "a folder of its own, which only you can read."
    )
    parser.epilog = (
        "examples:\n  aboveline caseload seal caseload.xlsx --framework pdu-2023 \\\n"
        "      --fieldwork 2024-05-13 --prefix N24 -o sealed\n"
        "  aboveline caseload seal caseload.csv --framework esi-2003 \\\n"
        "      --plan hertfordshire-2005 --fieldwork 2004-11-08 -o sealed"
    )
    reading_arguments(parser)
    parser.add_argument("--fieldwork", type=day, required=True, metavar="DATE", help="first day of fieldwork")
    parser.add_argument("--prefix", default=PREFIX, metavar="TEXT", help=f"how references begin ({PREFIX})")
    parser.add_argument("--commitment", metavar="HASH", help="the SHA-256 of the seed, as sha256:…")
    parser.add_argument("--key", type=Path, metavar="FILE", help="the dealing key of the seal that is repeated")
    parser.add_argument("--leave-out-faulty", action="store_true", help="leave out rows with faults, and count them")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="the folder to write")


def run(given: argparse.Namespace) -> int:
    """Do it."""
    asked = Asked(
        given.framework,
        given.fieldwork,
        given.plan,
        given.theme,
        said(given),
        given.prefix,
        given.key,
        given.leave_out_faulty,
        given.commitment,
    )
    with progress("Sealing"):
        found = seal_caseload(given.file, asked, given.output)
    print("\n".join(_told(found, given)))
    return 0


def _told(found: SealedCaseload, given: argparse.Namespace) -> Iterator[str]:
    content = found.content
    yield from sifted_lines(content)
    yield ""
    yield from _windows(content)
    yield from _cautions(found)
    yield ""
    yield "SHA-256 of the frame, to be handed to the body now:"
    yield content["frame"]["hash"]
    if content["commitment"] is None:
        yield paragraph("No commitment to a seed stands in the seal: draw with a public number of a coming day.")
    yield paragraph(f"Written: {given.output}, with frame.csv, excluded.csv and seal.json to hand on.", then="    ")
    private = given.output / PRIVATE
    yield paragraph(f"{private} says who the cases are. Keep it, and its key, to yourself.", then="    ")


def sifted_lines(content: Mapping[str, Any]) -> list[str]:
    """The rows, those left out by reason, and the rest: each reason takes its part, shown lighter, off the bar."""
    whole = left = content["caseload"]["rows"]
    rows = [["", "rows", "", "rule"], [content["caseload"]["file"], str(whole), BAR * "█", ""]]
    for reason in content["left_out"]:
        before, left = left, left - reason["cases"]
        less = f"–{reason['cases']}" if reason["cases"] else "0"
        rows.append([f"  {reason['title']}", less, _bar(before, left, whole), reason["standing"]])
    rows.append(["Eligible: the frame", str(left), _bar(left, left, whole), ""])
    if len(content["cohorts"]) > 1:
        cohorts = [(row["cohort"], row["cases"]) for row in content["cohorts"]]
        rows += [[f"  {name}", str(cases), _bar(cases, cases, whole), ""] for name, cases in cohorts]
    return aligned(rows, right=(1,), flexible=0)


def _bar(before: int, left: int, whole: int) -> str:
    """What is left of the whole, and behind it, lighter, what was there before."""
    full, past = (round(cases / whole * BAR) for cases in (left, before))
    return "█" * full + "░" * (past - full)


def _windows(content: Mapping[str, Any]) -> Iterator[str]:
    for window in content["windows"]:
        name = f"{window['cohort']}: " if window["cohort"] else ""
        about = f"; how far “about” reaches is {window['about']}" if window["about"] else ""
        text = (
            f"- Window: {name}{window['fact']} from {window['from']} to {window['to']} ({window['standing']}{about})."
        )
        yield paragraph(text, then="  ")


def _cautions(found: SealedCaseload) -> Iterator[str]:
    yield from (paragraph(f"- {text}", then="  ") for text in found.caseload.cautions)
    for row in found.content["blank"]:
        text = f"- In {counted(row['cases'], 'eligible case')} {row['fact']} is not known; rules on it let them stay."
        yield paragraph(text, then="  ")
    if found.unused:
        yield paragraph(
            f"- No theme is given, so rules of the round of {', '.join(found.unused)} were not used.", then="  "
        )
    people = found.frame.same_people
    for rows in people[:MOST_PEOPLE]:
        named = f"{', '.join(rows[:-1])} and {rows[-1]}"
        yield paragraph(f"- Rows {named}, all in the frame, have one name and date of birth.", then="  ")
    if len(people) > MOST_PEOPLE:
        yield f"- So have {len(people) - MOST_PEOPLE} more people."
