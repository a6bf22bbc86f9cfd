"""`aboveline compare`: a sub-sample beside the rest, or two visits, and whether a difference may be called one."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from aboveline.problems import Faulty, Problem


def arguments(parser: argparse.ArgumentParser) -> None:
    """One folder and what makes groups, or two folders."""
    parser.description = (
        "Puts scores side by side and says how sure the difference is: groups of one\n"
        "inspection beside the rest of it (--by), or two visits on their common basis."
    )
    parser.epilog = (
        "examples:\n  aboveline compare northmarsh-2024 --by sex\n"
        '  aboveline compare northmarsh-2024 --by "judged domestic-abuse-enquiry"\n'
        "  aboveline compare northmarsh-2024 northmarsh-2025"
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="an inspection folder, or two visits")
    parser.add_argument(
        "--by",
        action="append",
        default=[],
        metavar="WHAT",
        help="groups by a case fact, cohort, reader, reader_role, or `judged QUESTION`",
    )
    parser.add_argument("--questions", action="store_true", help="list the questions too (table only)")
    parser.add_argument("--confidence", type=float, default=95, metavar="PERCENT", help="of the intervals (95)")
    parser.add_argument(
        "--smallest", type=int, default=5, metavar="N", help="groups of fewer cases are only counted (5)"
    )
    parser.add_argument(
        "--worthwhile", type=float, default=10, metavar="POINTS", help="two visits: the least change of note (10)"
    )
    parser.add_argument("--engine", choices=("memory", "duckdb"), default="memory", help="what counts the judgements")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="how to print")


def run(given: argparse.Namespace) -> int:
    """Compare them."""
    kind = "groups" if len(given.folders) == 1 and given.by else "visits"
    if (kind == "visits" and len(given.folders) != 2) or (len(given.folders) == 2 and given.by):
        what = "It is not clear what to compare."
        do = "Name one folder with --by, or two folders without."
        raise Faulty([Problem("option-value", "aboveline compare", None, what, do)])
    if not 0 < given.confidence < 100:
        what = f"{given.confidence:g} does not lie between 0 and 100."
        raise Faulty([Problem("option-value", "--confidence", None, what, "Write it in percent, such as 95.")])
    if given.smallest < 1:
        raise Faulty(
            [Problem("option-value", "--smallest", None, f"{given.smallest} is less than 1.", "Give 1 or more.")]
        )
    # Two visits need tests that groups do not, and the other way round.
    code: int = import_module(f"aboveline.cli.comparing.{kind}").run(given)
    return code
