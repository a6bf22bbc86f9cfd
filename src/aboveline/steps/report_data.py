"""Writing a report in several formats at once: the page, and its tables as CSV with their meaning, ODS, XLSX, JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from aboveline.files.csv import csv_text
from aboveline.files.folder import write_files
from aboveline.files.formulas import guarded
from aboveline.files.spreadsheet_writing import spreadsheet_content
from aboveline.problems import Faulty, Problem, near_miss
from aboveline.reports.content import Page
from aboveline.reports.table_columns import Blank, Heading, ReportTable, Value
from aboveline.reports.tables import CaseFact, report_tables
from aboveline.steps.data import scores_json
from aboveline.steps.inspections import inspection
from aboveline.steps.publishing import report_files
from aboveline.steps.report_pages import cell, report_pages
from aboveline.steps.reporting import report_content
from aboveline.steps.scores import Scored, scored

FORMATS = ("html", "csv", "ods", "xlsx", "json")
FORMAT = 1
"""The version of the JSON file."""

_DATATYPES: dict[str, object] = {
    "text": "string",
    "whole": "integer",
    "percent": "double",
    "yes-no": {"base": "boolean", "format": "yes|no"},
}
"""Kind of a column → how metadata of CSV on the Web calls it."""
_NO_VALUE = (
    "A blank field has no value: what could be known was not judged, given or recorded, or there is nothing to know."
)
_FORMULA = (
    "A text that a spreadsheet programme would take for a formula has an apostrophe before it, which is no part of it."
)


def report_formats(text: str) -> tuple[str, ...]:
    """The formats in a text that parts them with commas, each once; `Faulty` where one is none, or there is none."""
    found = tuple(dict.fromkeys(name.strip().casefold() for name in text.split(",") if name.strip()))
    problems = [
        Problem("option-value", "--format", None, f"{name!r} is no format of a report.", near_miss(name, FORMATS))
        for name in found
        if name not in FORMATS
    ]
    if not found:
        do = f"Write one or more of {', '.join(FORMATS)}, with commas between."
        problems.append(Problem("option-value", "--format", None, "No format is named.", do))
    if problems:
        raise Faulty(problems)
    return found


def written_formats(folder: Path, output: Path, formats: Sequence[str]) -> list[Path]:
    """Write the report of an inspection in these formats into the output folder; the files written.

    All or none. `Faulty` where a file of data already stands there; a page and the scores beside it are replaced.
    """
    found = scored(inspection(folder))
    page = report_files(found) if "html" in formats else {}
    data = _data(found, output, [name for name in formats if name != "html"])
    problems = [
        Problem("file-in-the-way", str(output / name), None, "This is already there.", "Choose another folder.")
        for name in data
        if (output / name).exists() or (output / name).is_symlink()
    ]
    if problems:
        raise Faulty(problems)
    files: dict[str, str | bytes] = {**page, **data}
    write_files({output / name: content for name, content in files.items()})
    return [output / name for name in files]


def case_facts(found: Scored) -> list[CaseFact]:
    """The cohorts and the facts of the cases that have a list of values; of real cases none that is personal."""
    said, cases = found.inspection.settings, found.inspection.tables["cases"].columns
    facts = []
    if len(said.cohorts) > 1:
        labels = {cohort.id: cohort.title or cohort.id for cohort in said.cohorts}
        facts.append(CaseFact("cohort", "Part of the sample", labels, cases["cohort"]))
    for fact in found.inspection.framework.facts.values():
        listed = {"code": fact.codes, "yes-no": {"yes": "Yes", "no": "No"}}.get(fact.kind)
        if listed and (said.constructed or said.fictional or not fact.personal):
            facts.append(CaseFact(fact.id, fact.title, listed, cases[fact.id]))
    return facts


def _data(found: Scored, output: Path, formats: Sequence[str]) -> dict[str, str | bytes]:
    """Name of a file → its content, for each of the formats that hold tables."""
    content = report_content(found)
    tables = report_tables(content, case_facts(found))
    stem = _stem(content.inspection.id)
    files: dict[str, str | bytes] = {}
    for name in formats:
        if name == "csv":
            for table in tables:
                file = f"{stem}-{table.name}.csv"
                files |= {file: _csv(table), f"{file}-metadata.json": _metadata(content, table, file)}
        elif name == "json":
            files[f"{stem}.json"] = _json(found, tables)
        else:
            files[f"{stem}.{name}"] = spreadsheet_content(output / f"{stem}.{name}", report_pages(content, tables))
    return files


def _stem(name: str) -> str:
    """How the names of the files begin: with the inspection, so that they are told apart wherever they are taken."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.") or "inspection"


def _csv(table: ReportTable) -> str:
    rows = ([_field(value) for value in row] for row in table.rows)
    return csv_text([heading.name for heading in table.headings], rows, "\r\n")


def _field(value: Value) -> str:
    return guarded(value) if isinstance(value, str) else cell(value, "")


def _metadata(content: Page, table: ReportTable, file: str) -> str:
    """What stands in a CSV file, as CSV on the Web has it, with where it comes from."""
    said, made = content.inspection, content.provenance
    notes = (*table.notes, _NO_VALUE, _FORMULA)
    source = {"dc:source": said.source} if said.source else {}
    return _text({
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": file,
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": ["\r\n"]},
        "dc:title": f"{said.body}: {table.title}",
        "dc:description": table.about,
        **source,
        "dc:subject": f"{said.framework}, inspection {said.id}",
        "prov:wasDerivedFrom": [
            {"dc:title": f"The edition {said.framework_id}", "dc:identifier": made.framework_hash},
            {"dc:title": f"The inspection {said.id}", "dc:identifier": made.snapshot_hash},
        ],
        "prov:wasGeneratedBy": {"dc:title": made.code_version},
        "notes": [{"type": "Annotation", "target": file, "body": note} for note in notes],
        "tableSchema": {
            "columns": [_described(heading, table) for heading in table.headings],
            "primaryKey": list(table.key),
        },
    })  # fmt: skip


def _described(heading: Heading, table: ReportTable) -> dict[str, object]:
    return {
        "name": heading.name,
        # A validator looks for the header of the file among the titles.
        "titles": [heading.title, heading.name],
        "dc:description": heading.meaning,
        "datatype": _DATATYPES[heading.kind],
        "required": heading.name in table.key,
    }


def _json(found: Scored, tables: Sequence[ReportTable]) -> str:
    """All results as `aboveline score --format json` gives them, and the tables; null where there is no value."""
    content = json.loads(scores_json(found)) | {
        "tables_format": FORMAT,
        "tables": [
            {
                "name": table.name,
                "title": table.title,
                "about": table.about,
                "columns": [heading._asdict() for heading in table.headings],
                "key": list(table.key),
                "notes": list(table.notes),
                "rows": [_row(table, row) for row in table.rows],
            }
            for table in tables
        ],
    }
    return _text(content)


def _row(table: ReportTable, row: Sequence[Value]) -> dict[str, Any]:
    return {
        heading.name: None if isinstance(value, Blank) else value
        for heading, value in zip(table.headings, row, strict=True)
    }


def _text(content: Mapping[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
