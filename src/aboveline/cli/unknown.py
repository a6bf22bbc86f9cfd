"""What is said to a command that does not exist."""

from __future__ import annotations

from aboveline.cli import COMMANDS
from aboveline.cli.run import told
from aboveline.problems import Problem, near_miss


def unknown_command(name: str) -> int:
    """Say that there is no such command and name the nearest; the exit code."""
    do = near_miss(name, COMMANDS) or "See `aboveline --help`."
    return told([Problem("unknown-name", f"aboveline {name}", None, "There is no such command.", do)])
