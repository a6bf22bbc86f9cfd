"""`aboveline demo`: the main job on real input, then where to look."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from aboveline.cli.check import run as run_check
from aboveline.cli.progress import progress
from aboveline.cli.score import heading, score_lines
from aboveline.cli.words import paragraph
from aboveline.published.figures import printed_beside
from aboveline.steps.comparing import printed_comparison
from aboveline.steps.inspections import inspection
from aboveline.steps.publishing import written_report
from aboveline.steps.rebuilding import build_examples
from aboveline.steps.scores import scored

MARK = ".made-by-aboveline-demo"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to put it."""
    parser.description = (
        "Does the main job on real input: builds the rebuilt inspections, checks, scores\n"
        "and holds them against what was printed, and writes their reports."
    )
    parser.add_argument("--output", type=Path, default=Path("demo"), metavar="DIR", help="where to put it (demo)")


def run(given: argparse.Namespace) -> int:
    """Build, check, score, compare, report; then say where to look."""
    output: Path = given.output
    if (output / MARK).exists():
        shutil.rmtree(output)
    with progress("Building the examples"):
        folders = build_examples(output)
    (output / MARK).touch()
    for folder in folders:
        print(f"\n1. Built {folder} from published figures.")
        print("2. ", end="", flush=True)
        run_check(argparse.Namespace(folder=folder))
        found = scored(inspection(folder))
        print("3. Scored:\n")
        print("\n".join([*heading(found), ""]))
        printed = printed_beside(found.inspection.tables["printed"])
        rows = [row for row in found.scores if row.level != "question"]
        print("\n".join(score_lines(rows, printed)))
        print("\n* an assumed rule decides.")
        compared = printed_comparison(found)
        print("\n" + paragraph(f"4. Held against print: {compared.sentence}"))
        for row in compared.differing:
            print(paragraph(f"{row.place}: printed {row.printed}, computed {row.computed} ({row.id})", "   "))
        with progress("Writing the report"):
            pages = written_report(folder, output / "reports" / folder.name)
        print(f"5. Report: {pages[0]}")
        print("\n" + paragraph(NEXT.format(folder=folder)))
    return 0


NEXT = (
    "Look next: open the report in a browser; `aboveline trace {folder} 1.2` shows what stands behind "
    "a score; `aboveline score {folder} --by sentence` scores each group; `aboveline new my-audit --framework "
    "omi-2006 --cases 3` begins an inspection of your own."
)
