"""`aboveline benchmark`: one body beside the others of a set, as a table in a terminal, as data, or as a page."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.cli.words import aligned, counted, paragraph, percent
from aboveline.comparisons.bodies import WITHIN, Average
from aboveline.problems import Faulty, Problem
from aboveline.steps.bodies import Asked, Benchmark, benchmark
from aboveline.steps.scores import ENGINES
from aboveline.tables import is_date

FEW = 10
"""Shares of fewer cases than this are told as counts: "2 of 5"."""

INTERNAL = "INTERNAL: not for publication. Somebody may decide otherwise: --publish NAME --reason TEXT."
LIMITS = (
    "limits: whether the body lies within the control limits at its number of cases, beyond those of 95 % or those of "
    "99.8 %. Of a question they are binomial; of a composite they come from how cases vary within the bodies. Of {count} "
    "figures {expected} would lie beyond 95 % by chance alone."
)
WIDENED = (
    "~ Bodies vary more than chance lets them: limits are widened by the variance between bodies (additive random "
    "effects, Spiegelhalter 2005). By chance alone: {plain}."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folders or the set, which body, and what to do with it."""
    parser.description = (
        "Sets a body beside the others of a named, dated set of inspections under one\n"
        "edition: lowest, highest and mean, all cases pooled, and control limits.\n"
        "Bodies are never ranked. What comes out is internal until somebody decides."
    )
    parser.epilog = (
        "examples:\n  aboveline benchmark northmarsh-2024 southfen-2024 westholm-2024\n"
        "  aboveline benchmark --set first-visits.yaml --body northmarsh -o page.html"
    )
    parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER", help="inspections of two bodies or more")
    parser.add_argument("--set", type=Path, metavar="FILE", help="a document that names the set and its folders")
    parser.add_argument("--title", default="", help="what the set is called")
    parser.add_argument("--date", default="", help="for what day, month or year it stands (that of its last visit)")
    parser.add_argument("--body", default="", metavar="ID", help="the body looked at (that of the first folder)")
    parser.add_argument("--questions", action="store_true", help="list the questions too (table and page)")
    parser.add_argument("--mix", action="append", default=[], metavar="FACT", help="also model an equal mix of cases")
    parser.add_argument("--smallest", type=int, default=5, metavar="N", help="scores of fewer cases are only pooled (5)")
    parser.add_argument("-o", "--output", type=Path, metavar="PAGE", help="write it as a web page with funnel charts")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write the means into its benchmarks.csv")
    parser.add_argument("--publish", default="", metavar="NAME", help="who decides that this may be published")
    parser.add_argument("--reason", default="", metavar="TEXT", help="and why")
    parser.add_argument("--engine", choices=ENGINES, default="memory", help="what counts the judgements")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="how to print")


def run(given: argparse.Namespace) -> int:
    """Print the benchmark, and write what is asked for."""
    _check(given)
    asked = Asked(given.body, tuple(given.mix), given.smallest, given.engine, given.publish, given.reason)
    with progress("Reading and scoring"):
        found = benchmark(given.folders, given.set, asked, given.title, given.date)
        # The page needs templates, which a table does without.
        data = import_module("aboveline.steps.benchmarks")
        notes = _written(given, found, data)
    if given.format == "json":
        print(data.benchmark_json(found))
    elif given.format == "csv":
        print(data.benchmark_csv(found).rstrip("\n"))
    else:
        print("\n".join([*_lines(found, given.questions), *notes]))
    return 0
