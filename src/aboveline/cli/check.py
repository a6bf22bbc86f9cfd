"""`aboveline check`: every fault of an inspection folder, all at once."""

from __future__ import annotations

import argparse
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.cli.run import told
from aboveline.steps.inspections import identity_problems, inspection_and_problems


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folder."""
    parser.description = "Tells every fault of an inspection folder: where, what, and what to do. Changes nothing."
    parser.add_argument("folder", type=Path, help="the inspection folder")


def run(given: argparse.Namespace) -> int:
    """Print the problems, or that there are none."""
    with progress("Checking"):
        found, problems = inspection_and_problems(given.folder)
        if found is not None:
            problems += identity_problems(given.folder, found.tables["cases"])
    if problems or found is None:
        return told(problems)
    cases, judgements = len(found.tables["cases"]), len(found.tables["judgements"])
    print(f"{given.folder}: no problems. {cases} cases, {judgements} judgements, {found.framework.id}.")
    return 0
