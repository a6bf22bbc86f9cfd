"""`aboveline benchmark`: one body beside the others of a set, as a table in a terminal, as data, or as a page."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.cli.words import aligned, counted, paragraph, percent
from aboveline.comparisons.bodies import TOO_FEW, WITHIN, Average
from aboveline.problems import Faulty, Problem
from aboveline.steps.benchmarks import benchmark_csv, benchmark_json, own_point, written_files
from aboveline.steps.bodies import Asked, Benchmark, benchmark
from aboveline.steps.scores import ENGINES
from aboveline.tables import is_date

FEW = 10
"""Shares of fewer cases than this are told as counts: "2 of 5"."""

INTERNAL = "INTERNAL: not for publication. Somebody may decide otherwise: --publish NAME --reason TEXT."
LIMITS = (
    "limits: whether the body lies within the control limits at its number of cases, beyond those of 95 % or those of "
    "99.8 %. Of a question they are binomial; of a composite they come from how cases vary within the bodies. Of "
    "{count} figures, questions among them, {expected} would lie beyond 95 % by chance alone."
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
    parser.add_argument(
        "--smallest", type=int, default=5, metavar="N", help="scores of fewer cases are only pooled (5)"
    )
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
        files = written_files(found, given.output, given.questions, given.write)
    if given.format == "json":
        print(benchmark_json(found))
    elif given.format == "csv":
        print(benchmark_csv(found).rstrip("\n"))
    else:
        written = [paragraph(f"Written: {path}", then="    ") for path in files]
        print("\n".join([*_lines(found, given.questions), *written]))
    return 0


def _check(given: argparse.Namespace) -> None:
    problems = []
    if given.smallest < 1:
        problems.append(
            Problem("option-value", "--smallest", None, f"{given.smallest} is less than 1.", "Give 1 or more.")
        )
    if given.date and not is_date(given.date):
        do = "Write it as 2007-11-05, 2007-11 or 2007."
        problems.append(Problem("option-value", "--date", None, f"{given.date!r} is no date.", do))
    if problems:
        raise Faulty(problems)


def _lines(found: Benchmark, questions: bool) -> Iterator[str]:
    said, own = found.of, found.bodies[found.chosen]
    yield paragraph(f"{own.name} beside others · {said.title}, {said.date} · {found.framework.id}")
    yield paragraph(_mark(found))
    yield ""
    yield from map(paragraph, found.cautions)
    if said.note:
        yield paragraph(said.note)
    yield ""
    yield f"{len(found.bodies)} bodies, in alphabetical order:"
    for body in found.bodies:
        kept = " (rebuilt from print)" if body.constructed else " (fictional)" if body.fictional else ""
        yield paragraph(f"{body.name}{kept}, {counted(body.cases, 'case')}, {body.inspection}", "  ", "    ")
    yield ""
    there = [row for row in found.averages if row.bodies + row.small]
    yield from _table(found, [row for row in there if row.level != "question"], 1)
    if questions:
        yield ""
        yield from _table(found, [row for row in there if row.level == "question"], 0)
    yield ""
    yield from map(paragraph, _notes(found))


def _mark(found: Benchmark) -> str:
    said = found.decision
    return f"Published by decision of {said.by}, {said.decided}: {said.reason}" if said else INTERNAL


def _table(found: Benchmark, rows: list[Average], flexible: int) -> list[str]:
    heads = ["low", "high", "mean", "pooled", "of", "here", "modelled", "limits"]
    lines = [["", "", *heads]]
    for row in rows:
        base = row.own_base
        here = f"{row.own_above:.0f} of {base:.0f}" if row.own_above is not None and base < FEW else percent(row.own)
        figures = [percent(value) for value in (row.lowest, row.highest, row.mean, row.pooled)]
        modelled = percent(found.modelled[row.id][found.chosen]) if found.modelled else ""
        title = row.title if flexible else ""
        lines.append([row.id, title, *figures, str(row.bodies), here, modelled, _limits(found, row.id)])
    left_out = {1} if not flexible else set()
    left_out |= {8} if not found.modelled else set()
    left_out |= {9} if not found.funnels else set()
    kept = [[cell for at, cell in enumerate(line) if at not in left_out] for line in lines]
    last = len(kept[0]) - bool(found.funnels)
    return aligned(kept, right=range(1 + flexible, last), flexible=flexible)


def _limits(found: Benchmark, name: str) -> str:
    point, funnel = own_point(found, name), found.funnels.get(name)
    if point is None or funnel is None:
        return "–"
    return point.verdict + (" ~" if funnel.dispersion.widened else "")


def _notes(found: Benchmark) -> Iterator[str]:
    own = found.bodies[found.chosen].name
    yield (
        f"here: {own}. of: the bodies behind low, high and mean, each with {counted(found.smallest, 'case')} or more "
        "(assumed); with fewer they are pooled only. Parts that are told in words or points are not averaged."
    )
    absent = [row.id for row in found.averages if not row.bodies + row.small and row.level != "question"]
    if absent:
        yield f"Nobody has a score for: {', '.join(absent)}."
    drawn = [point for name in found.funnels if (point := own_point(found, name))]
    if drawn:
        yield LIMITS.format(count=len(drawn), expected=f"about {0.05 * len(drawn):.1f}")
    if widened := [name for name, funnel in found.funnels.items() if funnel.dispersion.widened]:
        plain = [point.plain for name in widened if (point := own_point(found, name))]
        beyond = sum(verdict != WITHIN for verdict in plain)
        yield WIDENED.format(plain=f"{own} would be beyond the limits in {beyond} of {len(plain)} of these")
    for why in dict.fromkeys(funnel.why for funnel in found.funnels.values() if funnel.level != "question"):
        if why and why != TOO_FEW:
            yield f"No limits (–): {why[0].lower()}{why[1:]}"
    yield from found.sentences
