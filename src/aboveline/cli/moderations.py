"""Which of several readings of a case stands, on a terminal and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from aboveline.cli.words import aligned, counted, paragraph
from aboveline.files.csv import csv_text
from aboveline.steps.agreements import moderations
from aboveline.steps.inspections import Inspection

NOBODY = "no decision is recorded"


class Row(NamedTuple):
    """A case with several readings, as it is told."""

    case: str
    stands: str
    reader: str
    readings: int
    differ: int
    judgements: int
    by: str
    date: str
    reason: str


def moderation_text(read: Inspection, form: str) -> str:
    """Every case with several readings: which stands, by whom and why, as `table`, `csv` or `json` text."""
    columns = read.tables["assessments"].columns
    rows = []
    for case, differ, judgements in moderations(read):
        by, reason, day = case.decision or ("", "", "")
        at = case.stands
        named = (columns["assessment"][at], columns["reader"][at] or columns["reader_role"][at])
        rows.append(Row(case.case, *named, len(case.readings), differ, judgements, by, day, reason))
    if form == "json":
        return json.dumps([row._asdict() for row in rows], ensure_ascii=False, indent=2)
    if form == "csv":
        return csv_text(Row._fields, rows).rstrip("\n")
    said = read.settings
    return "\n".join([f"{said.body_name} · {said.id}", *_table(rows)])


def _table(rows: list[Row]) -> Iterator[str]:
    if not rows:
        yield "No case was read more than once, so there is nothing to moderate."
        return
    open_ones = sum(not row.by for row in rows)
    yield paragraph(
        f"{counted(len(rows), 'case')} with more than one reading. Of {open_ones} nobody has recorded who decided that "
        "the reading stands, and why (moderation.csv)."
        if open_ones
        else f"{counted(len(rows), 'case')} with more than one reading, each with a decision."
    )
    yield ""
    table = [["case", "stands", "reader", "differ", "decided by", "on"]]
    table += [
        [row.case, row.stands, row.reader, f"{row.differ} of {row.judgements}", row.by or NOBODY, row.date]
        for row in rows
    ]
    lines = iter(aligned(table, right=(3,), flexible=4))
    yield next(lines)
    for row, line in zip(rows, lines, strict=True):
        yield line
        if row.reason:
            yield paragraph(row.reason, "    ")
