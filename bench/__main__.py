"""`python -m bench`: the table, printed and written down. Exit 1: numbers differ. A bar missed is only shown."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bench import caseloads, composites, national, one_inspection, start_up
from bench.lines import Differing, Line
from bench.machine import machine
from bench.pages import TABLE, described, table, write

ROUNDS, QUICK_ROUNDS, LONG_ROUNDS = 21, 3, 51
NATION_ROUNDS = 9
"""At most so many rounds of what takes seconds each."""


def main() -> int:
    """Run the sections one after the other; the exit code."""
    parser = argparse.ArgumentParser("python -m bench", description="Times Aboveline beside its peers.")
    how_long = parser.add_mutually_exclusive_group()
    how_long.add_argument("--quick", action="store_true", help="seconds instead of minutes; nothing is written")
    how_long.add_argument(
        "--long", action="store_true", help="more rounds, ten times the judgements; nothing is written"
    )
    given = parser.parse_args()
    rounds = QUICK_ROUNDS if given.quick else LONG_ROUNDS if given.long else ROUNDS
    lines: list[Line] = []
    try:
        for name, section in _sections(given, rounds):
            print(f"{name} …", file=sys.stderr, flush=True)
            lines += section()
    except Differing as fault:
        print(f"The numbers differ, so nothing was timed: {fault}.", file=sys.stderr)
        return 1
    print(f"{table(lines)}\nMedians of rounds in turn, on {described(machine())}.")
    if not (given.quick or given.long):
        write(lines, machine(), datetime.now(UTC).date().isoformat())
        print(f"Written to {TABLE.parent.name}/{TABLE.name}.")
    return 0


def _sections(given: argparse.Namespace, rounds: int) -> list[tuple[str, Callable[[], Iterator[Line]]]]:
    sizes = [1] if given.quick else [10, 100] if given.long else [10]
    return [
        ("Start-up", lambda: start_up.lines(rounds)),
        ("One inspection", lambda: one_inspection.lines(rounds)),
        ("How sure composites are", lambda: composites.lines(min(rounds, NATION_ROUNDS))),
        *(
            (f"A nation, {size} million", lambda size=size: national.lines(min(rounds, NATION_ROUNDS), size))
            for size in sizes
        ),
        ("Caseloads", lambda: caseloads.lines(min(rounds, NATION_ROUNDS))),
    ]


sys.exit(main())
