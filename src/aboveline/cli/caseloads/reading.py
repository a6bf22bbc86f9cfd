"""What the actions that read a caseload ask alike."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from aboveline.problems import Faulty, Problem
from aboveline.steps.caseloads import Said


def reading_arguments(parser: argparse.ArgumentParser) -> None:
    """The spreadsheet, the edition, and what its headings and values mean."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the caseload, as .csv, .xlsx, .ods or .xls")
    edition_arguments(parser)
    parser.add_argument("--theme", default="", metavar="ID", help="the theme of this round of inspections")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="what is remembered of this body's headings")
    parser.add_argument(
        "--map", action="append", default=[], metavar="HEADING=COLUMN", help="what a heading means (- leaves it out)"
    )
    parser.add_argument("--value", action="append", default=[], metavar="FACT:TEXT=CODE", help="what a value means")
    parser.add_argument("--sheet", action="append", default=[], metavar="NAME", help="read only the sheet of that name")


def edition_arguments(parser: argparse.ArgumentParser) -> None:
    """The edition, and the inspection's own plan."""
    parser.add_argument("--framework", required=True, metavar="ID", help="the edition")
    parser.add_argument("--plan", metavar="PLAN", help="the inspection's own plan, by its id or its file")


def said(given: argparse.Namespace) -> Said:
    """What was said of headings, values and sheets."""
    return Said(given.mapping, tuple(given.map), tuple(given.value), tuple(given.sheet))


def day(text: str) -> date:
    """The day that an option tells as 2024-09-02; `Faulty` where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        what, do = f"{text!r} is no day.", "Write year, month and day: 2024-09-02."
        raise Faulty([Problem("option-value", "--fieldwork", None, what, do)]) from None
