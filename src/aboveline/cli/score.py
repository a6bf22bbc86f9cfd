"""`aboveline score`: the scores of an inspection folder."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.cli.words import aligned, bar, count, paragraph, percent
from aboveline.published.figures import printed_beside
from aboveline.scoring.results import Score
from aboveline.steps.data import scores_csv, scores_json
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
    parser.add_argument("folder", type=Path, help="the inspection folder")
    parser.add_argument(
        "--by",
        action="append",
        default=[],
        metavar="FACT",
        help="also score each group by a case fact, or by cohort",
    )
    parser.add_argument("--engine", choices=ENGINES, default="memory", help="what counts the judgements")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="how to print")
    parser.add_argument("--questions", action="store_true", help="list the questions too (table only)")


def run(given: argparse.Namespace) -> int:
    """Print the scores."""
    with progress("Reading and scoring"):
        found = scored(inspection(given.folder), given.by, given.engine)
    if given.format == "json":
        print(scores_json(found))
    elif given.format == "csv":
        print(scores_csv(found), end="")
    else:
        print("\n".join(_table(found, given.questions)))
    return 0


def _table(found: Scored, questions: bool) -> list[str]:
    lines = heading(found)
    printed = printed_beside(found.inspection.tables["printed"])
    shown = [row for row in found.scores if questions or row.level != "question"]
    groups = found.tally.groups.labels
    for group in groups:
        rows = [row for row in shown if row.group == group]
        lines += ["", group] if len(groups) > 1 else [""]
        lines += score_lines(rows, printed if group == "all" else {})
    if any(row.standing == "assumed" for row in shown):
        lines += ["", "* an assumed rule decides: `aboveline trace FOLDER ID` names it."]
    if any("†" in line for line in lines):
        lines += ["† changed by discretion: `--format json` keeps the computed value."]
    return lines


def heading(found: Scored) -> list[str]:
    """Who was inspected, under what, and the caution where cases are constructed."""
    said, framework = found.inspection.settings, found.inspection.framework
    lines = [f"{said.body_name} · {framework.title} ({framework.id})"]
    if said.constructed:
        lines.append(paragraph(CONSTRUCTED))
    return lines


CONSTRUCTED = (
    "Constructed: these cases were made so that they give the published figures. They are not the cases that were read."
)


def score_lines(rows: list[Score], printed: Mapping[tuple[str, str, str], str]) -> list[str]:
    """The rows as a table: id, title, score, bar or grade, base, and what was printed where that is known."""
    table = [["", "", "score", "", "cases", "printed"]]
    for row in rows:
        changed = row.discretion and row.discretion.kind == ("rating" if row.score is None else "score")
        mark = ("*" if row.standing == "assumed" else " ") + ("†" if changed else " ")
        worded = row.score is None and row.rating is not None
        shown = "" if worded else percent(row.score) + mark
        drawn = f"{row.rating}{mark}" if worded else bar(row.score)
        table.append([row.id, row.title, shown, drawn, count(row.base), _printed(row, printed)])
    if not printed:
        table = [line[:-1] for line in table]
    return aligned(table, right=(2, 4))


def _printed(row: Score, printed: Mapping[tuple[str, str, str], str]) -> str:
    if row.score is not None:
        return printed.get((row.level, row.id, "score" if row.level != "question" else "above"), "")
    figure = printed.get((row.level, row.id, "rating"), "")
    return "same" if figure and figure == row.rating else figure
