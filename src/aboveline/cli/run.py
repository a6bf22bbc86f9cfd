"""Running one command: its arguments, its faults as sentences, its exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

from aboveline.cli.words import WIDTH, counted, paragraph
from aboveline.problems import KINDS, Faulty, Problem, in_file_order

MOST_SHOWN = 50


class Command(Protocol):
    """A module that runs a command."""

    __name__: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""
        ...  # pragma: no cover: a protocol has no body

    def run(self, given: argparse.Namespace) -> int:
        """Do the work and return the exit code."""
        ...  # pragma: no cover: a protocol has no body


def run(command: Command, words: Sequence[str]) -> int:
    """Run the command with these words (its own name first); the exit code."""
    parser = argparse.ArgumentParser(
        prog=f"aboveline {words[0]}",
        # Told the width, argparse need not ask for it; asking brings every library of compression along.
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, width=WIDTH),
        allow_abbrev=False,
    )
    command.arguments(parser)
    try:
        return command.run(parser.parse_args(list(words[1:])))
    except Faulty as faulty:
        return told(faulty.problems)


def refused(fault: OSError) -> int:
    """Tell what the system refused where no room expected it; the exit code.

    Where the reader of a pipe (`| head`) went away nothing is wrong, and nobody is left to tell.
    """
    with suppress(OSError):
        # What is still to be printed goes nowhere, or Python would try again at its end, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(fault, BrokenPipeError):
        return 0
    what = f"The system refuses: {fault.strerror or fault}."
    do = "Look at its rights and at the room on its disk."
    return told([Problem("file-unreadable", str(fault.filename or "output"), None, what, do)])


def told(problems: Sequence[Problem], most: int | None = MOST_SHOWN) -> int:
    """Print the problems on standard error, at most so many; the exit code of the kind met first in `KINDS`."""
    problems = in_file_order(problems)
    for problem in problems[:most]:
        print(paragraph(f"{problem.where}: {problem.what}", then="    "), file=sys.stderr)
        if problem.do:
            print(paragraph(problem.do, "    "), file=sys.stderr)
    left = len(problems[most:]) if most is not None else 0
    told_elsewhere = f"; `aboveline check` tells the {left} not shown" if left else ""
    print(f"{counted(len(problems), 'problem')}{told_elsewhere}.", file=sys.stderr)
    return exit_code(problems)


def exit_code(problems: Sequence[Problem]) -> int:
    """0 without problems, else the exit code of their first kind."""
    return min((KINDS[problem.kind][0] for problem in problems), default=0)
