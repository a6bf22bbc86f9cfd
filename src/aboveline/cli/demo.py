"""`aboveline demo`: the main job on real input, then where to look."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from aboveline.cli.caseloads.seal import sifted_lines
from aboveline.cli.samples.receipts import sums
from aboveline.cli.score import heading, score_lines
from aboveline.cli.sureness import Sureness
from aboveline.cli.words import aligned, paragraph
from aboveline.published.check import NO_PARTS
from aboveline.published.figures import printed_beside
from aboveline.published.rebuilt import KEY, SEED, rebuilt_ids
from aboveline.sampling.commitment import commitment
from aboveline.steps.comparing import Comparison, printed_comparison
from aboveline.steps.drawing import Asked as Draw
from aboveline.steps.drawing import draw_sample, verified
from aboveline.steps.inference import sampling_of
from aboveline.steps.inspections import inspection
from aboveline.steps.intervals import intervals
from aboveline.steps.published import published_check
from aboveline.steps.publishing import written_report
from aboveline.steps.rebuilding import PLAN, SENT, build_examples
from aboveline.steps.scores import Scored, scored
from aboveline.steps.sealing import Asked, seal_caseload

SHOWN = "hampshire-2008"
BODY, FRAMEWORK, SEALED = "fictional-northmarsh-2024", "pdu-2023", "sealed"
"""Which body's sample is drawn, under which edition, and in which folder."""
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
        # What an earlier demo made, and nothing that somebody else put beside it.
        for name in (*rebuilt_ids(), "reports", SEALED):
            shutil.rmtree(output / name, ignore_errors=True)
    print("1. Building inspections from published figures …")
    folders = build_examples(output)
    (output / MARK).touch()
    print("2. Checking, scoring, holding against print and reporting …\n")
    found = {folder.name: _done(folder, output / "reports" / folder.name) for folder in folders}
    print("\n".join(aligned([_HEADER, *map(_line, found.values())], right=(1, 2), flexible=0)))
    print("\n".join(["", "3. One of them in full:", "", *_in_full(found[SHOWN])]))
    _print_roll_ups()
    if BODY in found:
        print("\n".join(["", *_sampled(output / BODY, output / SEALED), "", *_sure(output / BODY, found[BODY].scored)]))
    print("\n" + paragraph(NEXT.format(folder=quote(str(output / SHOWN)), report=output / "reports" / SHOWN)))
    return 0


class _Done(NamedTuple):
    scored: Scored
    compared: Comparison


_HEADER = ["", "cases", "judgements", "printed figures"]


def _done(folder: Path, reports: Path) -> _Done:
    found = scored(inspection(folder))
    written_report(folder, reports)
    return _Done(found, printed_comparison(found))


def _line(done: _Done) -> list[str]:
    inspected, rows = done.scored.inspection, done.compared.rows
    agreeing = sum(row.agrees is True for row in rows)
    printed = f"{agreeing} of {len(rows)} come out as printed" if rows else "nothing was printed of it"
    return [
        inspected.settings.id,
        str(len(inspected.tables["cases"])),
        str(len(inspected.tables["judgements"])),
        printed,
    ]


def _in_full(done: _Done) -> list[str]:
    printed = printed_beside(done.scored.inspection.tables["printed"])
    rows = [row for row in done.scored.scores if row.level != "question"]
    lines = [*heading(done.scored), "", *score_lines(rows, printed), "", "* an assumed rule decides.", ""]
    lines.append(paragraph(f"Held against print: {done.compared.sentence}"))
    lines += [
        paragraph(f"{row.place}: printed {row.printed}, computed {row.computed} ({row.id})", "  ")
        for row in done.compared.differing
    ]
    return lines


def _print_roll_ups() -> None:
    figures, problems = published_check()
    checked = [figure for figure in figures if figure.verdict != NO_PARTS]
    reached = len(checked) - len(problems)
    sentence = f"Printed roll-ups that their printed parts can give: {reached} of {len(checked)}."
    print("\n" + paragraph(f"4. {sentence}"))


def _sampled(body: Path, place: Path) -> Iterator[str]:
    """The spreadsheet that a fictional body sent, sealed as a frame, and its sample drawn."""
    seed = (body / SEED).read_text("utf-8")
    asked = Asked(FRAMEWORK, date(2024, 5, 13), PLAN, prefix="N24", key=body / KEY, commitment=commitment(seed))
    sealed = seal_caseload(body / SENT, asked, place)
    drawing = Draw(FRAMEWORK, seed, PLAN, size=70, seal=place / "seal.json")
    drawn = draw_sample(place / "frame.csv", drawing, place / "draw.json")
    verified(place / "frame.csv", place / "draw.json", place / "seal.json")
    yield "5. From the spreadsheet that a body sends to a sample it can draw again:"
    yield ""
    yield from sifted_lines(sealed.content)
    yield ""
    yield from sums(drawn)
    yield paragraph(f"The draw was repeated from its receipt and came out the same. Open {place / 'draw.html'}.")


def _sure(folder: Path, scored: Scored) -> list[str]:
    """How sure the scores of that sample are."""
    made = intervals(scored, sampling_of(folder, scored.inspection), 0.95)
    return ["6. How sure the scores of that sample are:", "", *Sureness(scored, made, questions=False).lines()]


NEXT = (
    "Look next: open {report}/index.html in a browser; `aboveline trace {folder} 1.2` shows what stands behind "
    "a score; `aboveline score {folder} --by sentence` scores each group; `aboveline caseload template omi-2006 -o "
    "blank.xlsx` writes what to ask a body for; `aboveline new my-audit --framework omi-2006 --cases 3` begins an "
    "inspection of your own."
)
