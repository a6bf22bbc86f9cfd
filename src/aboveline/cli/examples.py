"""`aboveline examples`: the inspections that were rebuilt from published reports."""

from __future__ import annotations

import argparse
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.steps.rebuilding import build_examples


def arguments(parser: argparse.ArgumentParser) -> None:
    """build DIR."""
    parser.description = (
        "Builds inspection folders whose constructed cases give the figures of published\n"
        "reports: something real to score, and a check on every rule."
    )
    parser.epilog = "example:\n  aboveline examples build examples"
    actions = parser.add_subparsers(dest="action", required=True, metavar="build")
    build = actions.add_parser("build", help="write the folders", description="Writes a folder for each inspection.")
    build.add_argument("folder", type=Path, help="the folder to write them into")


def run(given: argparse.Namespace) -> int:
    """Build them and say where they are."""
    with progress("Building"):
        folders = build_examples(given.folder)
    print("\n".join(str(folder) for folder in folders))
    return 0
