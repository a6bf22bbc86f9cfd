"""What is said to a command that does not exist."""

from __future__ import annotations

import argparse

from aboveline.cli import COMMANDS
from aboveline.problems import Faulty, Problem, near_miss


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take any arguments: the command is the fault."""
    parser.add_argument("rest", nargs=argparse.REMAINDER)


def run(given: argparse.Namespace) -> int:
    """Say that there is no such command and name the nearest."""
    do = near_miss(given.command, COMMANDS) or "See `aboveline --help`."
    raise Faulty([Problem("unknown-name", f"aboveline {given.command}", None, "There is no such command.", do)])
