"""`aboveline new`: an empty inspection folder with templates."""

from __future__ import annotations

import argparse
from pathlib import Path
from shlex import quote

from aboveline.cli.words import paragraph
from aboveline.steps.new_folder import new_folder


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folder, the framework, how many cases to prepare for."""
    parser.description = (
        "Makes an inspection folder to fill in with any spreadsheet: settings, the case\n"
        "table of the edition, judgement sheets, and a list of the questions."
    )
    parser.epilog = "example:\n  aboveline new my-audit --framework omi-2006 --cases 3"
    parser.add_argument("folder", type=Path, help="the folder to make; it must not be there yet")
    parser.add_argument("--framework", required=True, metavar="ID", help="the edition to judge by")
    parser.add_argument("--cases", type=_cases, default=0, metavar="N", help="prepare rows for so many cases")


def run(given: argparse.Namespace) -> int:
    """Make the folder and say what to do next."""
    files = new_folder(given.folder, given.framework, given.cases)
    print(paragraph(f"Made {given.folder} with {', '.join(files)}."))
    print("\n" + paragraph(NEXT.format(folder=quote(str(given.folder)))))
    return 0


def _cases(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of cases")
    return int(text)


NEXT = (
    "Next: fill in inspection.yaml and cases.csv (facts.csv lists the values), then a choice in each row of "
    "judgements.csv (questions.csv lists the choices). Leave blank what is not answered yet or not asked of that "
    "case; write not-applicable where a question does not apply. "
    "`aboveline check {folder}` tells what is amiss; `aboveline score {folder}` gives the scores."
)
