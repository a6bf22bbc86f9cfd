import pytest

from aboveline.files.spreadsheet_writing import write_spreadsheet
from aboveline.files.spreadsheets import spreadsheet
from aboveline.reports.table_columns import NOT_APPLICABLE
from aboveline.reports.tables import report_tables
from aboveline.steps.report_pages import cell, report_pages
from tests.unit.reports.made_up import EVERY_STATE, HAMPSHIRE

CONTENTS = {"hampshire": HAMPSHIRE, "every state": EVERY_STATE}


def pages(content):
    return report_pages(content, report_tables(content))


def page(content, name):
    return next(page for page in pages(content) if page.name == name)


def test_a_value_is_text_with_a_mark_where_there_is_none():
    assert [cell(value) for value in (True, False, 3, 1 / 3, "x")] == ["yes", "no", "3", "0.3333333333333333", "x"]
    assert (cell(NOT_APPLICABLE), cell(NOT_APPLICABLE, "")) == ("[z]", "")


def test_cover_contents_notes_and_columns_come_first():
    assert [page.name for page in pages(HAMPSHIRE)][:5] == ["Cover", "Contents", "Notes", "Columns", "Score summary"]


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_the_cover_says_what_it_is_and_where_it_comes_from(content):
    told = "\n".join(page(content, "Cover").above)
    made, said = content.provenance, content.inspection
    assert told.startswith(f"{said.body}: tables of the report\n")
    for text in (said.framework_id, made.framework_hash, made.snapshot_hash, made.code_version, said.constructed_note):
        assert text in told
    assert ("Fieldwork: November 2007" in told) == (content is HAMPSHIRE)


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_the_contents_name_every_sheet_of_a_table_with_its_rows(content):
    listed = {row[0]: row for row in page(content, "Contents").rows}
    tables = pages(content)[4:]
    assert list(listed) == [found.name for found in tables]
    for found in tables:
        assert found.above[0].startswith(listed[found.name][1])
        assert int(listed[found.name][3]) == len(found.rows)


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_every_mark_is_explained_and_every_note_is_referred_to(content):
    marks = [row[0] for row in page(content, "Notes").rows]
    assert marks[-2:] == ["[x]", "[z]"]
    titles = " ".join(found.above[0] for found in pages(content) if found.above)
    assert {mark for mark in marks[:-2] if mark in titles} == set(marks[:-2])
    cells = {text for found in pages(content)[4:] for row in found.rows for text in row if text[:1] == "["}
    assert cells == {"[x]", "[z]"}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_each_sheet_is_one_whole_table_with_headings_of_its_own(content):
    for found in pages(content)[1:]:
        assert found.table
        assert len(set(found.header)) == len(found.header)
        assert all(len(row) == len(found.header) for row in found.rows)
        assert all(text for row in found.rows for text in row)
    assert len({found.table for found in pages(content)}) == len(pages(content))
    assert {(row[0], row[1]) for row in page(content, "Columns").rows} == {
        (found.name, heading) for found in pages(content)[4:] for heading in found.header
    }


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_what_is_written_is_read_back(tmp_path, kind, content):
    write_spreadsheet(tmp_path / f"a.{kind}", pages(content))
    sheets, problems = spreadsheet(tmp_path / f"a.{kind}")
    assert not problems
    for sheet, given in zip(sheets, pages(content), strict=True):
        above = [(line, *[""] * (len(sheet.columns) - 1)) for line in given.above]
        table = [tuple(given.header), *(as_read(given, row) for row in given.rows)] if given.header else []
        assert (sheet.name, list(zip(*sheet.columns, strict=True))) == (given.name, above + table)


def as_read(page, row):
    """A row as a workbook gives it: numbers, where they are such, of fifteen digits and without idle decimals."""
    return tuple(
        f"{float(text):.15g}" if heading in page.numbers and not text.startswith("[") else text
        for heading, text in zip(page.header, row, strict=True)
    )
