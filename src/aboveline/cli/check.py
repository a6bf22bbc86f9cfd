"""`aboveline check`: every fault of an inspection folder, all at once."""

from __future__ import annotations

import argparse
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.cli.run import told
from aboveline.cli.words import counted, paragraph
from aboveline.steps.inspections import inspection_and_problems


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folder."""
    parser.description = "Tells every fault of an inspection folder: where, what, and what to do.\nChanges nothing."
    parser.epilog = "example:\n  aboveline check my-audit"
    parser.add_argument("folder", type=Path, help="the inspection folder")


def run(given: argparse.Namespace) -> int:
    """Print the problems, or that there are none."""
    with progress("Checking"):
        found, problems = inspection_and_problems(given.folder, whole=True)
    if found is None:
        return told(problems, most=None)
    cases, choices = len(found.tables["cases"]), found.tables["judgements"].columns["choices"]
    made = sum(choice != "" for choice in choices)
    blank = f" ({counted(len(choices) - made, 'row')} still blank)" if made < len(choices) else ""
    said = f"{counted(cases, 'case')}, {counted(made, 'judgement')}{blank}, {found.framework.id}."
    print(paragraph(f"{given.folder}: no problems. {said}"))
    return 0
