"""Laws of spreadsheets: what is written comes back, and whatever is sent is sheets or a problem."""

import csv
import io
import re
from itertools import zip_longest
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aboveline.files.formulas import STARTERS, guarded, unguarded
from aboveline.files.limits import LIMITS
from aboveline.files.spreadsheet_writing import Page, write_spreadsheet
from aboveline.files.spreadsheets import spreadsheet
from tests.unit.files.books import container, rows_of, with_rows, workbook

SIGNS = "=+-@'\" ,;\t|\n\r\\<>&#_x0041é\u00a0\u2028\u0085😀\x00\x1b\x7f\ud800\ufffe09."
texts = st.text(st.sampled_from(SIGNS) | st.characters(), max_size=8)
rows = st.lists(st.lists(texts, max_size=4), max_size=5)
# Named one by one: else everything that a page may have would be made up too.
pages = st.tuples(texts, st.tuples(texts.map("h".__add__), texts), rows).map(lambda parts: Page(*parts))
# Each example of a workbook starts a process of its own.
few = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
many = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
DANGEROUS = [
    Page("p", ["=1", "h"], [["'=1", " @x"], ["\t=1", "-5"], ["''+", "_x0041_"], ["a;b", "sep=;"], ["' \t", "\t"]])
]


def as_read(page, kind):
    """What of a page should come back."""
    signs = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    found = [[signs.sub("", text) for text in row] for row in (page.header, *page.rows)]
    found = [[text.replace("\r\n", "\n").replace("\r", "\n") for text in row] for row in found]
    if kind == "ods":
        found = [[text.replace("\t", " ") for text in row] for row in found]
    columns = list(zip_longest(*([text.strip() for text in row] for row in found), fillvalue=""))
    while columns and not any(columns[-1]):
        columns.pop()
    return [row for row in zip(*columns, strict=True) if any(row)]


def check_comes_back(tmp_path, page, kind):
    path = tmp_path / f"made.{kind}"
    write_spreadsheet(path, [page])
    [sheet], problems = spreadsheet(path)
    assert not problems
    assert rows_of(sheet) == as_read(page, kind)


@many
@given(pages)
@example(DANGEROUS[0])
def test_a_page_written_as_csv_comes_back(tmp_path, page):
    check_comes_back(tmp_path, page, "csv")


@few
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@given(page=pages)
@example(page=DANGEROUS[0])
def test_a_page_written_as_a_workbook_comes_back(tmp_path, kind, page):
    check_comes_back(tmp_path, page, kind)


@given(texts)
def test_the_guard_comes_off_again_and_leaves_nothing_to_run(text):
    assert unguarded(guarded(text)) == text
    if guarded(text).startswith(tuple(STARTERS)):
        assert re.fullmatch(r"-[0-9.,]+%?|\+[0-9 ()]+", text)


@many
@given(
    st.lists(st.lists(texts.map(lambda text: re.sub("[\x00\ud800-\udfff]", "", text)), min_size=2, max_size=4)),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8-sig", "utf-16"]),
)
def test_what_another_programme_wrote_is_read(tmp_path, rows, separator, end, encoding):
    out = io.StringIO(newline="")
    out.write(f"sep={separator}{end}")
    csv.writer(out, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    path = tmp_path / "sent.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    sheets, problems = spreadsheet(path)
    expected = [[unguarded(re.sub("\r\n?", "\n", text).strip()).strip() for text in row] for row in rows]
    columns = list(zip_longest(*expected, fillvalue=""))
    while columns and not any(columns[-1]):
        columns.pop()
    kept = [row for row in zip(*columns, strict=True) if any(row)]
    if kept:
        assert rows_of(sheets[0]) == kept
    else:
        assert [problem.what for problem in problems] == ["The file holds nothing."]


def check_sheets_or_problem(path, content, **limits):
    path.write_bytes(content)
    sheets, problems = spreadsheet(path, LIMITS._replace(**limits))
    assert bool(sheets) != bool(problems)
    for sheet in sheets:
        assert {len(column) for column in sheet.columns} == {len(sheet.lines)}
        assert sorted(set(sheet.lines)) == list(sheet.lines)
        assert all(any(row) for row in rows_of(sheet))
        assert all(text == text.strip() and "\0" not in text for column in sheet.columns for text in column)


@many
@given(st.binary(max_size=400) | st.text(st.sampled_from('",;|\n\r\t =a1<'), max_size=80).map(str.encode))
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf")
@example(b"\x00a" * 50 + b"\x00")
def test_any_bytes_are_sheets_or_a_problem(tmp_path, content):
    check_sheets_or_problem(tmp_path / "sent.csv", content)


@few
@given(
    st.sampled_from(["xlsx", "xls", "ods", "xlsb", "csv"]),
    st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
    st.binary(max_size=400),
)
def test_any_bytes_after_the_start_of_a_workbook_are_a_problem(tmp_path, suffix, start, content):
    check_sheets_or_problem(tmp_path / f"sent.{suffix}", start + content)


cells = st.tuples(
    st.sampled_from(["A1", "B2", "C1", "XFD1", "A1048576", "ZZZZ1", "A0", "1A", "", "a1", "A99999999999"]),
    st.sampled_from(["s", "str", "b", "e", "n", "d", "inlineStr", "x", ""]),
    st.sampled_from(["0", "1", "-1", "99999", "1e400", "nan", "2007-11-05", "#N/A", "true", "", "1e308"]) | texts,
)


@few
@given(st.lists(cells, max_size=4))
def test_cells_of_any_form_are_sheets_or_a_problem(tmp_path, cells):
    xml = "".join(
        f"<c r={quoteattr(place)} t={quoteattr(kind)}><v>{clean(text)}</v></c>" for place, kind, text in cells
    )
    check_sheets_or_problem(tmp_path / "sent.xlsx", with_rows(f'<row r="1">{xml}</row>'), memory=500_000_000)


def clean(text):
    return re.sub("[^ -~]", "", text).replace("<", "&lt;").replace("&", "&amp;")


@pytest.mark.soak
@settings(max_examples=2_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_workbooks_with_changed_bytes_are_sheets_or_a_problem(tmp_path, data):
    whole = data.draw(st.sampled_from([workbook(), container({"Workbook": b"\x09\x08\x10\x00"})]))
    content = bytearray(whole)
    for at in data.draw(st.lists(st.integers(8, len(content) - 1), max_size=8)):
        content[at] = data.draw(st.integers(0, 255))
    check_sheets_or_problem(tmp_path / "sent.xlsx", bytes(content))
