"""`aboveline score`: the scores of an inspection folder."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.cli.words import aligned, bar, count, counted, paragraph, percent
from aboveline.problems import Faulty, Problem
from aboveline.published.figures import printed_beside
from aboveline.scoring.design import DesignWeights
from aboveline.scoring.results import Score
from aboveline.steps.inspections import inspection
from aboveline.steps.scores import ENGINES, Scored, scored

Weighted = Mapping[tuple[str, str], Score]
"""(level, id) → the score with cases weighed."""


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
        help="also score each group by a case fact, cohort, reader, reader_role, or `judged QUESTION`",
    )
    parser.add_argument(
        "--weighted", action="store_true", help="beside them the scores by weight, from the draw's receipt sample.json"
    )
    parser.add_argument(
        "--intervals", action="store_true", help="how sure each score is: the interval it is known to lie in"
    )
    parser.add_argument("--confidence", type=float, default=95, metavar="PERCENT", help="of the intervals (95)")
    parser.add_argument("--reading", default="", metavar="NAME", help="another reading of the edition's rules, by name")
    parser.add_argument("--engine", choices=ENGINES, default="memory", help="what counts the judgements")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="how to print")
    parser.add_argument("--questions", action="store_true", help="list the questions too (table only)")


def run(given: argparse.Namespace) -> int:
    """Print the scores."""
    if (given.folder is None) == (given.visits is None):
        do = "Name one folder, or `--visits FIRST SECOND`."
        raise Faulty([Problem("unknown-name", "aboveline score", None, "It is not clear what to score.", do)])
    if given.visits and given.weighted:
        what, do = "Two visits are compared as they were scored, unweighted.", "Score each folder --weighted by itself."
        raise Faulty([Problem("option-value", "--weighted", None, what, do)])
    if given.visits and given.intervals:
        do = "`aboveline compare FIRST SECOND` tells what changed, and how surely."
        raise Faulty([Problem("option-value", "--intervals", None, "The score sheet of two visits has none.", do)])
    if given.visits:
        code: int = import_module("aboveline.cli.visits").run(given)
        return code
    with progress("Reading and scoring"):
        read = inspection(given.folder)
        weights = (
            import_module("aboveline.steps.weights").sample_weights(given.folder, read) if given.weighted else None
        )
        found = scored(read, given.by, given.engine, given.reading, weights)
        sure = import_module("aboveline.cli.sureness").sureness(given, found) if given.intervals else None
    if given.format == "table":
        print("\n".join(_table(found, given.questions) if sure is None else sure.lines()))
    else:
        data = import_module("aboveline.steps.data")
        ends = sure and sure.intervals
        print(data.scores_json(found, ends) if given.format == "json" else data.scores_csv(found, ends).rstrip("\n"))
    return 0


def _table(found: Scored, questions: bool) -> list[str]:
    lines = heading(found)
    printed = printed_beside(found.inspection.tables["printed"])
    shown = [row for row in found.scores if questions or row.level != "question"]
    groups = found.tally.groups
    labels = [label for label in groups.labels if label not in groups.beside]
    for group in labels:
        beside = printed if group == "all" else {}
        weighted = {(row.level, row.id): row for row in shown if groups.beside.get(row.group) == group}
        lines += ["", group] if len(labels) > 1 else [""]
        rows = [row for row in shown if row.group == group]
        lines += score_lines([row for row in rows if row.level != "question"], beside, weighted)
        if questions:
            lines += ["", *question_lines([row for row in rows if row.level == "question"], beside, weighted)]
    notes = [weights_note(found.weights)] if found.weights else []
    if any(row.standing == "assumed" for row in shown):
        notes.append("* an assumed rule decides: `aboveline trace FOLDER ID` names it.")
    if any("†" in line for line in lines):
        notes.append("† changed by discretion: `aboveline trace FOLDER ID` tells by whom and why.")
    return [*lines, *([""] if notes else []), *notes, *flag_lines(found)]


def weights_note(weights: DesignWeights) -> str:
    """What the weights are and their range, and where they do not come to the frame."""
    lowest, highest = f"{weights.lowest:.2f}", f"{weights.highest:.2f}"
    told = f"weighted: each case counts for the cases of the frame it stands for, {lowest}"
    told += f" to {highest}." if highest != lowest else " for every case, which changes nothing."
    if unread := len(weights.unread):
        told += f" Of {weights.drawn} cases drawn, {unread} {'is' if unread == 1 else 'are'} not here."
    if round(weights.total) != weights.frame:
        told += f" All stand for {weights.total:.1f} of {counted(weights.frame, 'case')}."
    return paragraph(f"{told} What is published is not weighted.")


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


def score_lines(
    rows: list[Score], printed: Mapping[tuple[str, str, str], str], weighted: Weighted | None = None
) -> list[str]:
    """The rows as a table: id, title, score, bar or word, base, and what was printed where that is known.

    Where ratings earn points, they are what matters, and stand in the place of bars. `weighted` holds the same scores
    with cases weighed, for a column of their own.
    """
    table = [["", "", "score", "", "cases", "weighted", "printed"]]
    rated = any(row.points is not None for row in rows)
    for row in rows:
        worded = row.rating is not None and (rated or row.score is None)
        changed = row.discretion and (worded or row.discretion.kind == "score")
        mark = ("*" if row.standing == "assumed" else " ") + ("†" if changed else " ")
        shown = "" if row.score is None and worded else _figure(row) + (mark if not worded else "")
        drawn = f"{row.rating}{mark}" if worded else bar(row.score)
        beside = _weighted(row, weighted, worded)
        table.append([row.id, row.title, shown, drawn, count(row.base), beside, _printed(row, printed)])
    return aligned(_without(table, 5, weighted, printed), right=(2, 4, 5) if weighted else (2, 4))


def question_lines(
    rows: list[Score], printed: Mapping[tuple[str, str, str], str], weighted: Weighted | None = None
) -> list[str]:
    """The questions as a table: id, share, above the line, base, and what was printed where that is known."""
    table = [["question", "score", "above", "base", "weighted", "printed"]]
    for row in rows:
        beside = printed.get((row.level, row.id, "above"), "")
        shown = percent(row.score) + ("*" if row.standing == "assumed" else " ")
        weighed = _weighted(row, weighted, worded=False)
        table.append([row.id, shown, count(row.above), count(row.base), weighed, beside])
    return aligned(_without(table, 4, weighted, printed), right=(1, 2, 3, 4) if weighted else (1, 2, 3), flexible=0)


def _without(
    table: list[list[str]], at: int, weighted: Weighted | None, printed: Mapping[tuple[str, str, str], str]
) -> list[list[str]]:
    """The table without the columns of weighted scores (at that place) and of print (the last) where there are none."""
    left_out = set() if weighted else {at}
    left_out |= set() if printed else {at + 1}
    return [[text for place, text in enumerate(line) if place not in left_out] for line in table]


def _weighted(row: Score, weighted: Weighted | None, worded: bool) -> str:
    """The figure with cases weighed; its rating too, where ratings are shown and it is another one."""
    other = (weighted or {}).get((row.level, row.id))
    if other is None:
        return ""
    figure = [] if row.score is None and row.rating else [_figure(other)]
    word = [other.rating or "–"] if worded and other.rating != row.rating else []
    return " ".join(figure + word) or "same"


def _figure(row: Score) -> str:
    return percent(row.score) if row.points is None else f"{row.points:g} of {row.most_points:g}"


def _printed(row: Score, printed: Mapping[tuple[str, str, str], str]) -> str:
    if row.score is not None:
        return printed.get((row.level, row.id, "score"), "")
    figure = printed.get((row.level, row.id, "rating"), "")
    return "same" if figure and figure == row.rating else figure
