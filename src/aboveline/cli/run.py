"""Running one command: its arguments, its faults as sentences, its exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Protocol

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
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(command=words[0])
    command.arguments(parser)
    try:
        given = parser.parse_args(list(words[1:]))
        return command.run(given)
    except Faulty as faulty:
        return told(faulty.problems)
    except BrokenPipeError:
        # The reader of a pipe (`| head`) went away: nothing is wrong, and nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("Stopped. Nothing was left half written.", file=sys.stderr)
        return 130


def told(problems: Sequence[Problem]) -> int:
    """Print the problems on standard error; the exit code of the gravest kind, the one met first in `KINDS`."""
    problems = in_file_order(problems)
    for problem in problems[:MOST_SHOWN]:
        print(f"{problem.where}: {problem.what}\n    {problem.do}".rstrip(), file=sys.stderr)
    more = len(problems) - MOST_SHOWN
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    print(f"{count}{f', {more} more than shown' if more > 0 else ''}.", file=sys.stderr)
    return exit_code(problems)


def exit_code(problems: Sequence[Problem]) -> int:
    """0 without problems, else the exit code of their first kind."""
    return min((KINDS[problem.kind][0] for problem in problems), default=0)
