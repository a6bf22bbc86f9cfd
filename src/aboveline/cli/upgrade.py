"""`aboveline upgrade`: a folder of an older format brought up to date."""

from __future__ import annotations

import argparse
from pathlib import Path

from aboveline.steps.upgrading import upgraded


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folder."""
    parser.description = (
        "Brings an inspection folder of an older format up to date. The old folder is\nkept beside it, whole."
    )
    parser.epilog = "example:\n  aboveline upgrade my-audit"
    parser.add_argument("folder", type=Path, help="the inspection folder")


def run(given: argparse.Namespace) -> int:
    """Upgrade and say where the old folder is."""
    kept = upgraded(given.folder)
    print(f"{given.folder} is up to date.")
    if kept:
        print(f"The old folder is kept as\n{kept}")
    return 0
