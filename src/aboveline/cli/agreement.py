"""`aboveline agreement`: how alike readers of the same case judge, and which of several readings stands."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from aboveline.assessments.readings import PURPOSES, SECOND
from aboveline.cli.moderations import moderation_text
from aboveline.cli.progress import progress
from aboveline.cli.words import aligned, paragraph
from aboveline.comparisons.agreement import Agreements, Coefficients
from aboveline.comparisons.leniency import Leniency, Modelled
from aboveline.files.csv import csv_text
from aboveline.problems import Faulty, Problem
from aboveline.reports import agreement_words as told
from aboveline.sampling.readings import BENCHMARK
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
    if given.moderation and given.output is not None:
        what, do = "There is no page of moderation.", "Leave out --output, or --moderation."
        raise Faulty([Problem("option-value", "--output", None, what, do)])
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
    marks: dict[str, int] = {}
    yield paragraph(told.head(found))
    yield ""
    named = [[name, _marked(told.coefficient(one), one.why, marks)] for name, one in told.coefficients(found.pooled)]
    yield from aligned([["alike", told.alike(found.pooled)], *named])
    yield ""
    yield from _group_lines("read by" if found.purpose == BENCHMARK else "read first by", found.groups, found, marks)
    if questions:
        yield ""
        yield from _group_lines("question", {row.id: row.found for row in found.questions}, found, marks)
    yield ""
    yield from map(paragraph, told.notes(found))
    yield ""
    yield from _leniency_lines(found, marks)
    yield ""
    yield from _drift_lines(found, marks)
    yield ""
    yield from map(paragraph, told.leniency_notes(found))
    yield from (paragraph(f"[{at}] {why}", then="    ") for why, at in marks.items())
    yield ""
    yield from _modelled_lines(found)


def _marked(text: str, why: str, marks: dict[str, int]) -> str:
    """The figure with the number of the sentence that says what is missing of it."""
    return f"{text} [{marks.setdefault(told.why(why), len(marks) + 1)}]" if why else text


def _group_lines(title: str, groups: Mapping[str, Coefficients], found: Agreements, marks: dict[str, int]) -> list[str]:
    rows = [[title, told.row(found) + "s", "alike", "kappa", "AC1", "alpha"]]
    for name, group in groups.items():
        kappa = _marked(told.coefficient(group.kappa), group.kappa.why, marks)
        short = (told.coefficient(value._replace(low=None)) for value in (group.gwet, group.krippendorff))
        rows.append([name, str(group.rows), told.alike(group), kappa, *short])
    return aligned(rows, right=(1, 4, 5), flexible=0)


def _leniency_lines(found: Agreements, marks: dict[str, int]) -> Iterator[str]:
    beside = told.reference(found.reference)
    yield f"Leniency{f' beside {beside}' if beside else ''}, in points"
    # Practice cases are the same for everybody.
    apart = found.purpose != BENCHMARK
    rows = [["", "same cases", "cases", *(["other cases", "cases"] if apart else [])]]
    for row in found.leniency:
        cells = [row.group, _marked(told.shift(row.same), row.same.why, marks), str(row.same.rows)]
        if apart:
            cells += [_marked(told.shift(row.different), row.different.why, marks), str(row.effect.rows)]
        rows.append(cells)
    yield from aligned(rows, right=(2, 4) if apart else (2,), flexible=0)


def _drift_lines(found: Agreements, marks: dict[str, int]) -> Iterator[str]:
    yield "Drift, in points by the week"
    rows = [
        [told.drift_name(drift), _marked(told.shift(drift.slope), drift.slope.why, marks), str(drift.slope.rows)]
        for drift in found.drifts
    ]
    yield from aligned([["", "", "readings"], *rows], right=(2,), flexible=0)


def _modelled_lines(found: Agreements) -> Iterator[str]:
    if not found.modelled:
        yield paragraph(found.why_not_modelled)
        return
    yield told.modelled_title(found)
    rows = [["", "", "plain", "modelled", "from, to", "rating then"]]
    for row in found.modelled:
        cells = [told.figure(row, 0), told.figure(row, 1), told.span(row), told.other_rating(row)]
        rows.append([row.id, row.title, *cells])
    yield from aligned(rows, right=(2, 3, 4))
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
        "modelled": [_modelled(row) for row in found.modelled],
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


def _modelled(row: Modelled) -> dict[str, Any]:
    """The part with its four figures by name; low and high are the ends of the modelled score."""
    figures = {
        name: {"score": row.scores[at], "points": row.points[at], "rating": row.ratings[at]}
        for name, at in zip(("plain", "modelled", "low", "high"), (0, 1, *row.ends), strict=True)
    }
    return {"level": row.level, "id": row.id, "title": row.title, "most_points": row.most_points} | figures


def _rows(found: Agreements) -> Iterator[tuple[object, ...]]:
    """The flat rows of the CSV: parts of one, but for modelled scores, which are 0 to 100."""
    of = [("all", "scored", found.pooled)] if found.pooled else []
    of += [("all", "others", found.others)] if found.others else []
    of += [("group", name, group) for name, group in found.groups.items()]
    of += [("question", row.id, row.found) for row in found.questions]
    for level, name, group in of:
        for measure in _MEASURES:
            value = getattr(group, measure)
            yield level, name, measure, *value[:3], group.rows, group.judgements, value.why
    for row in found.leniency:
        same, other = row.same, row.different
        yield "leniency", row.group, "same cases", same.value, same.low, same.high, same.rows, None, same.why
        yield "leniency", row.group, "other cases", *other[:3], row.effect.rows, None, other.why
    for drift in found.drifts:
        yield "drift", drift.group, drift.what, *drift.slope[:3], drift.slope.rows, None, drift.slope.why
    for part in found.modelled:
        low, high = (part.scores[at] for at in part.ends)
        yield part.level, part.id, "plain", part.scores[0], None, None, None, None, ""
        yield part.level, part.id, "modelled", part.scores[1], low, high, None, None, ""


def _cells(row: tuple[object, ...]) -> list[object]:
    return ["" if cell is None else repr(cell) if isinstance(cell, float) else cell for cell in row]
