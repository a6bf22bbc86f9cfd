"""The tables of a report as the sheets of a workbook: a cover, contents, notes and columns, then a table a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aboveline.files.spreadsheet_writing import Page as Sheet
from aboveline.reports import words
from aboveline.reports.content import Page
from aboveline.reports.table_columns import BLANKS, KINDS, NUMBERS, Blank, ReportTable, Value

_HINT = "This sheet holds one table. What stands in square brackets is explained on the sheet Notes."


def report_pages(content: Page, tables: Sequence[ReportTable]) -> list[Sheet]:
    """The sheets in order. No cell of a table is empty: where there is no value stands the mark of the reason."""
    notes = {note: f"[note {n}]" for n, note in enumerate(dict.fromkeys(n for t in tables for n in t.notes), 1)}
    return [
        Sheet("Cover", (), (), above=_cover(content)),
        _sheet("Contents", "Contents", ("Sheet", "Title", "What it holds", "Rows"), _contents(tables), ("Rows",)),
        _sheet("Notes", "Notes and marks", ("Mark", "Meaning"), _notes(notes)),
        _sheet("Columns", "Columns", ("Sheet", "Column", "Meaning", "Kind"), _columns(tables)),
        *(_table(table, notes) for table in tables),
    ]


def cell(value: Value, blank: str | None = None) -> str:
    """A value as text: numbers unrounded, yes or no; `blank` where there is none, or the mark of the reason."""
    match value:
        case Blank():
            return value.value if blank is None else blank
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)


def _cover(content: Page) -> list[str]:
    said, made = content.inspection, content.provenance
    told = {
        "What this is": "the tables behind the report of an inspection, as data",
        "Inspected": f"{said.body} ({said.body_kind})",
        "Inspection": f"{said.id} ({said.kind})",
        **{what[:1].upper() + what[1:]: words.date(date) for what, date in said.dates},
        "Cases read": f"{said.cases:,}",
        "Edition": f"{said.framework} ({said.framework_id})",
        "Source": said.source,
        "Hash of the edition": made.framework_hash,
        "Snapshot of the inspection": made.snapshot_hash,
        "Made with": made.code_version,
    }
    return [
        f"{said.body}: tables of the report",
        *filter(None, (said.constructed_note, said.fictional_note)),
        words.CAUTION,
        *(f"{what}: {text}" for what, text in told.items() if text),
        "Numbers are unrounded, as far as a spreadsheet holds them: to fifteen digits.",
        "No cell of a table is empty. Where there is no value stands a mark, which the sheet Notes explains.",
        "The sheet Columns says what each column means.",
    ]


def _sheet(
    name: str, title: str, header: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[str] = ()
) -> Sheet:
    return Sheet(name, header, rows, above=(title,), table=name.lower(), numbers=numbers)


def _contents(tables: Sequence[ReportTable]) -> list[list[str]]:
    return [[_name(table), table.title, table.about, str(len(table.rows))] for table in tables]


def _notes(notes: Mapping[str, str]) -> list[list[str]]:
    return [*([mark, note] for note, mark in notes.items()), *([blank.value, said] for blank, said in BLANKS.items())]


def _columns(tables: Sequence[ReportTable]) -> list[list[str]]:
    return [
        [_name(table), heading.title, heading.meaning, KINDS[heading.kind]]
        for table in tables
        for heading in table.headings
    ]


def _table(table: ReportTable, notes: Mapping[str, str]) -> Sheet:
    return Sheet(
        _name(table),
        [heading.title for heading in table.headings],
        [[cell(value) for value in row] for row in table.rows],
        above=(" ".join([table.title, *(notes[note] for note in table.notes)]), table.about, _HINT),
        table=table.name.replace("-", "_"),
        numbers=[heading.title for heading in table.headings if heading.kind in NUMBERS],
    )


def _name(table: ReportTable) -> str:
    return table.name.replace("-", " ").capitalize()
