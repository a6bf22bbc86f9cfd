"""`aboveline agreement`: how alike readers of the same case judge, and which of several readings stands."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aboveline.assessments.readings import PURPOSES, SECOND
from aboveline.cli.moderations import moderation_text
from aboveline.cli.progress import progress
from aboveline.cli.words import aligned, paragraph
from aboveline.comparisons.agreement import Agreements, Coefficients
from aboveline.comparisons.leniency import Leniency
from aboveline.files.csv import csv_text
from aboveline.reports import agreement_words as told
from aboveline.reports.words import percent
from aboveline.steps.agreement_pages import written_agreement
from aboveline.steps.agreements import BY, Asked, agreements
from aboveline.steps.inspections import Inspection, inspection

FORMAT = 1
_CSV = ("level", "id", "measure", "value", "low", "high", "cases", "judgements", "why")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folder, what is compared, and the format."""
    parser.description = (
        "Tells how alike readers judge the same case, beyond what chance would bring\n"
        "about: blind second readings, a validation of local assessors' readings, or\n"
        "practice cases beside their model answers; who is how lenient, and what scores\n"
        "would be if all were alike. For quality leads, not for reports."
    )
    parser.epilog = (
        "examples:\n  aboveline agreement fictional-northmarsh-2025 --questions\n"
        "  aboveline agreement fictional-northmarsh-2025 --moderation"
    )
    parser.add_argument("folder", type=Path, help="the inspection folder, or that of practice cases")
    parser.add_argument("--purpose", choices=PURPOSES, default=SECOND, help="which readings to compare (second)")
    parser.add_argument("--by", choices=BY, default=BY[0], help="readers by their role, or each one (reader_role)")
    parser.add_argument("--questions", action="store_true", help="list the questions too (table only)")
    parser.add_argument("--moderation", action="store_true", help="tell which of several readings stands, and why")
    parser.add_argument("--confidence", type=float, default=95, metavar="PERCENT", help="of the intervals (95)")
    parser.add_argument("--smallest", type=int, default=5, metavar="N", help="fewer cases make no headline (5)")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="how to print")
    parser.add_argument("-o", "--output", type=Path, metavar="PAGE", help="also write a web page")


def run(given: argparse.Namespace) -> int:
    """Print how alike they are, and write the page where one is asked for."""
    with progress("Reading and comparing"):
        read = inspection(given.folder)
        if given.moderation:
            print(moderation_text(read, given.format))
            return 0
        asked = Asked(given.purpose, given.by, given.confidence / 100, given.smallest)
        found = agreements(read, asked)
        if given.output is not None:
            written_agreement(read, found, given.output)
    if given.format == "json":
        print(json.dumps(_data(read, found), ensure_ascii=False, indent=2))
    elif given.format == "csv":
        print(csv_text(_CSV, [_cells(row) for row in _rows(found)]).rstrip("\n"))
    else:
        print("\n".join([*_heading(read), *_table(found, given.questions)]))
        if given.output is not None:
            print(paragraph(f"Written: {given.output}", then="    "))
    return 0


def _heading(read: Inspection) -> Iterator[str]:
    said = read.settings
    yield f"{said.body_name} · {said.id}"
    if said.fictional:
        yield paragraph("Fictional: there is no such body. Its readings were drawn by chance from known shares.")
    yield told.USE
    yield ""


def _table(found: Agreements, questions: bool) -> Iterator[str]:
    if found.why or found.pooled is None:
        yield paragraph(found.why)
        return
    yield paragraph(told.head(found))
    yield ""
    yield from aligned([["alike", told.alike(found.pooled)], *_pooled_lines(found.pooled)], flexible=1)
    yield ""
    yield from _group_lines("read first by", found.groups)
    if questions:
        yield ""
        yield from _group_lines("question", {row.id: row.found for row in found.questions})
    yield ""
    yield from map(paragraph, told.notes(found))
    if found.leniency:
        yield ""
        yield from _leniency_lines(found)
    yield ""
    yield "Drift, in points by the week"
    rows = [[told.drift_name(drift), told.shift(*drift.slope[:3]), str(drift.slope.rows)] for drift in found.drifts]
    yield from aligned([["", "", "readings"], *rows], right=(1, 2), flexible=0)
    yield ""
    yield from map(paragraph, told.leniency_notes(found))
    yield ""
    yield from _modelled_lines(found)


def _pooled_lines(found: Coefficients) -> list[list[str]]:
    return [[name, told.coefficient(value)] for name, value in told.coefficients(found)]


def _group_lines(title: str, groups: dict[str, Coefficients]) -> list[str]:
    rows = [[title, "cases", "alike", "kappa", "AC1", "alpha"]]
    for name, found in groups.items():
        short = (told.coefficient(value._replace(low=None)) for value in (found.gwet, found.krippendorff))
        rows.append([name, str(found.rows), told.alike(found), told.coefficient(found.kappa), *short])
    return aligned(rows, right=(1, 4, 5), flexible=0)


def _leniency_lines(found: Agreements) -> Iterator[str]:
    beside = f" beside the {found.reference}" if found.reference else ""
    yield f"Leniency{beside}, in points"
    rows = [["", "same cases", "cases", "other cases", "cases"]]
    for row in found.leniency:
        other = row.effect.rows if row.different.value is not None else ""
        cells = [told.shift(*row.same[:3]), str(row.same.rows), told.shift(*row.different[:3]), str(other)]
        rows.append([row.group, *cells])
    yield from aligned(rows, right=(1, 2, 3, 4), flexible=0)


def _modelled_lines(found: Agreements) -> Iterator[str]:
    if not found.modelled:
        yield paragraph(found.why_not_modelled)
        return
    rows = [["", "", "plain", "modelled", "from, to", "rating then"]]
    for row in found.modelled:
        cells = [told.figure(row, 0), told.figure(row, 1), told.span(row), told.other_rating(row)]
        rows.append([row.id, row.title, *cells])
    yield from aligned(rows, right=(2, 3, 4))
    yield ""
    yield paragraph(told.modelled_note(found))


def _data(read: Inspection, found: Agreements) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "inspection": {"id": read.settings.id, "body": read.settings.body_name, "fictional": read.settings.fictional},
        "framework": {"id": read.framework.id, "hash": read.framework.hash},
        "snapshot": read.snapshot,
        "use": told.USE,
        "purpose": found.purpose,
        "by": found.by,
        "confidence": found.confidence,
        "smallest": found.smallest,
        "why": found.why,
        "head": told.head(found) if found.pooled else None,
        "pooled": _coefficients(found.pooled) if found.pooled else None,
        "others": _coefficients(found.others) if found.others else None,
        "groups": [{"group": name} | _coefficients(group) for name, group in found.groups.items()],
        "questions": [
            {"id": row.id, "text": row.text, "role": row.role} | _coefficients(row.found) for row in found.questions
        ],
        "reference": found.reference,
        "leniency": [_leniency(row) for row in found.leniency],
        "drift": [{"what": row.what, "group": row.group} | row.slope._asdict() for row in found.drifts],
        "modelled": [row._asdict() for row in found.modelled],
        "not_modelled": list(found.unmodelled),
        "why_not_modelled": found.why_not_modelled,
    }


def _coefficients(found: Coefficients) -> dict[str, Any]:
    numbers = {"cases": found.rows, "judgements": found.judgements, "chance": found.chance}
    return numbers | {name: getattr(found, name)._asdict() for name in _MEASURES}


_MEASURES = ("alike", "cohen", "fleiss", "gwet", "krippendorff")


def _leniency(row: Leniency) -> dict[str, Any]:
    parts = {name: getattr(row, name)._asdict() for name in ("same", "different", "effect")}
    return {"group": row.group} | parts


def _rows(found: Agreements) -> Iterator[tuple[object, ...]]:
    """The flat rows of the CSV: parts of one, but for modelled scores, which are 0 to 100."""
    of = [("all", "scored", found.pooled), ("all", "others", found.others)]
    of += [("group", name, group) for name, group in found.groups.items()]
    of += [("question", row.id, row.found) for row in found.questions]
    for level, name, group in of:
        for measure in _MEASURES if group else ():
            value = getattr(group, measure)
            yield level, name, measure, *value[:3], group.rows, group.judgements, value.why
    for row in found.leniency:
        yield "leniency", row.group, "same cases", *row.same[1:4], row.same.rows, None, row.same.why
        yield "leniency", row.group, "other cases", *row.different[:3], row.effect.rows, None, row.different.why
    for drift in found.drifts:
        yield "drift", drift.group, drift.what, *drift.slope[:3], drift.slope.rows, None, drift.slope.why
    for part in found.modelled:
        yield part.level, part.id, "plain", part.scores[0], None, None, None, None, ""
        yield part.level, part.id, "modelled", part.scores[1], *sorted(part.scores[2:]), None, None, ""


def _cells(row: tuple[object, ...]) -> list[object]:
    return ["" if cell is None else repr(cell) if isinstance(cell, float) else cell for cell in row]
