"""`aboveline score`: the scores of an inspection folder."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.cli.words import aligned, bar, count, paragraph, percent
from aboveline.problems import Faulty, Problem
from aboveline.published.figures import printed_beside
from aboveline.scoring.results import Score
from aboveline.steps.inspections import inspection
from aboveline.steps.scores import ENGINES, Scored, scored


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folder, the groups, the engine and the format."""
    parser.description = (
        "Scores an inspection folder: every question, criterion, section and thread,\n"
        "unrounded inside and rounded half up when shown. A score that cannot be is\n"
        "shown as –, never as 0."
    )
    parser.epilog = "example:\n  aboveline score hampshire-2008 --by sentence"
    parser.add_argument("folder", type=Path, nargs="?", help="the inspection folder")
    parser.add_argument(
        "--visits",
        type=Path,
        nargs=2,
        metavar=("FIRST", "SECOND"),
        help="two visits side by side: original, adjusted to the common basis, follow-up, averages",
    )
    parser.add_argument(
        "--by",
        action="append",
        default=[],
        metavar="FACT",
        help="also score each group by a case fact, or by cohort",
    )
    parser.add_argument("--reading", default="", metavar="NAME", help="another reading of the edition's rules, by name")
    parser.add_argument("--engine", choices=ENGINES, default="memory", help="what counts the judgements")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="how to print")
    parser.add_argument("--questions", action="store_true", help="list the questions too (table only)")


def run(given: argparse.Namespace) -> int:
    """Print the scores."""
    if (given.folder is None) == (given.visits is None):
        do = "Name one folder, or `--visits FIRST SECOND`."
        raise Faulty([Problem("unknown-name", "aboveline score", None, "It is not clear what to score.", do)])
    if given.visits:
        code: int = import_module("aboveline.cli.visits").run(given)
        return code
    with progress("Reading and scoring"):
        found = scored(inspection(given.folder), given.by, given.engine, given.reading)
    if given.format == "table":
        print("\n".join(_table(found, given.questions)))
    else:
        data = import_module("aboveline.steps.data")
        print(data.scores_json(found) if given.format == "json" else data.scores_csv(found).rstrip("\n"))
    return 0


def _table(found: Scored, questions: bool) -> list[str]:
    lines = heading(found)
    printed = printed_beside(found.inspection.tables["printed"])
    shown = [row for row in found.scores if questions or row.level != "question"]
    groups = found.tally.groups.labels
    for group in groups:
        beside = printed if group == "all" else {}
        lines += ["", group] if len(groups) > 1 else [""]
        rows = [row for row in shown if row.group == group]
        lines += score_lines([row for row in rows if row.level != "question"], beside)
        if questions:
            lines += ["", *question_lines([row for row in rows if row.level == "question"], beside)]
    notes = []
    if any(row.standing == "assumed" for row in shown):
        notes.append("* an assumed rule decides: `aboveline trace FOLDER ID` names it.")
    if any("†" in line for line in lines):
        notes.append("† changed by discretion: `aboveline trace FOLDER ID` tells by whom and why.")
    return [*lines, *([""] if notes else []), *notes, *flag_lines(found)]


def heading(found: Scored) -> list[str]:
    """Who was inspected, under what, and the caution where cases are constructed or the body is fictional."""
    said, framework = found.inspection.settings, found.inspection.framework
    lines = [f"{said.body_name} · {framework.title} ({framework.id})"]
    if found.reading:
        lines.append(paragraph(f"Read otherwise: {framework.readings[found.reading].title} ({found.reading})."))
    if said.constructed:
        lines.append(paragraph(CONSTRUCTED))
    if said.fictional:
        lines.append(paragraph(FICTIONAL))
    return lines


CONSTRUCTED = (
    "Constructed: these cases were made so that they give the published figures. They are not the cases that were read."
)


FICTIONAL = (
    "Fictional: there is no such body. Its judgements were drawn by chance from known shares, so that what can be "
    "inferred from a sample may be shown on it."
)


def flag_lines(found: Scored) -> list[str]:
    """Which ratings of the whole sample lie near a boundary, a paragraph each; nothing where none does."""
    told = found.flags()
    lines = [paragraph(f"{flag.part} {flag.ground}: {flag.sentence}", "  ") for flag in told]
    assumed = " What counts as near is assumed." if any(flag.standing == "assumed" for flag in told) else ""
    return ["", f"Ratings near a boundary, for a panel to look at.{assumed}", *lines] if told else []


def score_lines(rows: list[Score], printed: Mapping[tuple[str, str, str], str]) -> list[str]:
    """The rows as a table: id, title, score, bar or word, base, and what was printed where that is known.

    Where ratings earn points, they are what matters, and stand in the place of bars.
    """
    table = [["", "", "score", "", "cases", "printed"]]
    rated = any(row.points is not None for row in rows)
    for row in rows:
        worded = row.rating is not None and (rated or row.score is None)
        changed = row.discretion and (worded or row.discretion.kind == "score")
        mark = ("*" if row.standing == "assumed" else " ") + ("†" if changed else " ")
        shown = "" if row.score is None and worded else _figure(row) + (mark if not worded else "")
        drawn = f"{row.rating}{mark}" if worded else bar(row.score)
        table.append([row.id, row.title, shown, drawn, count(row.base), _printed(row, printed)])
    if not printed:
        table = [line[:-1] for line in table]
    return aligned(table, right=(2, 4))


def question_lines(rows: list[Score], printed: Mapping[tuple[str, str, str], str]) -> list[str]:
    """The questions as a table: id, share, above the line, base, and what was printed where that is known."""
    table = [["question", "score", "above", "base", "printed"]]
    for row in rows:
        beside = printed.get((row.level, row.id, "above"), "")
        shown = percent(row.score) + ("*" if row.standing == "assumed" else " ")
        table.append([row.id, shown, count(row.above), count(row.base), beside])
    if not printed:
        table = [line[:-1] for line in table]
    return aligned(table, right=(1, 2, 3), flexible=0)


def _figure(row: Score) -> str:
    return percent(row.score) if row.points is None else f"{row.points:g} of {row.most_points:g}"


def _printed(row: Score, printed: Mapping[tuple[str, str, str], str]) -> str:
    if row.score is not None:
        return printed.get((row.level, row.id, "score"), "")
    figure = printed.get((row.level, row.id, "rating"), "")
    return "same" if figure and figure == row.rating else figure
