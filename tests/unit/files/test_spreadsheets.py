import datetime
import random
import subprocess

import pytest

from aboveline.files import spreadsheets
from aboveline.files.limits import LIMITS
from aboveline.files.spreadsheet_writing import Page, write_spreadsheet
from aboveline.files.spreadsheets import spreadsheet
from tests.unit.files.books import XML, changed, container, locked, lying, packed, rows_of, with_rows, workbook, xls


@pytest.fixture
def read(tmp_path):
    """The sheets and problems of a file with that content."""

    def found(content, name="sent.xlsx", **limits):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return spreadsheet(path, LIMITS._replace(**limits))

    return found


def told(found):
    sheets, [problem] = found
    assert sheets == ()
    assert problem.do
    return f"{problem.code}: {problem.what}"


def test_cells_come_as_the_text_that_people_see(read):
    cells = [
        (" 7 ", None, "7"),
        ("two\r\nlines", None, "two\nlines"),
        (12.0, None, "12"),
        (39234, None, "39234"),
        (-0.5, None, "-0.5"),
        (0.1 + 0.2, None, "0.3"),
        (1.5e-7, None, "0.00000015"),
        (1e18, None, "1000000000000000000"),
        (0.25, "0%", "0.25"),
        (True, None, "yes"),
        (1, None, "1"),
        (False, None, "no"),
        (39355, "dd/mm/yyyy", "2007-09-30"),
        (39355 + 0.99999999, "dd/mm/yyyy", "2007-10-01"),
        (39355 + 14.5 / 24, "dd/mm/yyyy hh:mm", "2007-09-30 14:30"),
        (39355 + 1 / 86400, "dd/mm/yyyy hh:mm:ss", "2007-09-30 00:00:01"),
        (9.5 / 24, "hh:mm", "09:30"),
        (9.5 / 24 + 1 / 86400, "hh:mm:ss", "09:30:01"),
        (37.5 / 24, "[h]:mm:ss", "37:30"),
        (-37.5 / 24, "[h]:mm:ss", "-37:30"),
        (1 / 24 + 5 / 86400, "[h]:mm:ss", "1:00:05"),
    ]

    def fill(book):
        sheet = book.add_worksheet("Orders")
        for at, (value, form, _) in enumerate(cells):
            sheet.write(2, at, value, book.add_format({"num_format": form}) if form else None)
            # One kind of value in a column, and several.
            sheet.write(3, at, value, book.add_format({"num_format": form}) if form else None)
            sheet.write(4, at, True)
            sheet.write(5, at, 1)

    [sheet], problems = read(workbook(fill))
    assert not problems
    assert sheet.name == "Orders"
    assert sheet.lines == [3, 4, 5, 6]
    first, second, truth, one = rows_of(sheet)
    assert first == second == tuple(text for *_, text in cells)
    assert set(truth) == {"yes"}
    assert set(one) == {"1"}


def test_a_formula_that_failed_comes_as_what_stands_in_its_cell(read):
    def fill(book):
        sheet = book.add_worksheet("A & b")
        sheet.write(2, 1, "Ref")
        sheet.write_formula(2, 2, "=NA()", None, "#N/A")
        sheet.write_formula(3, 2, "=1+1", None, 2)
        sheet.write_formula(3, 3, "=1/0", None, "#DIV/0!")

    [sheet], _ = read(workbook(fill))
    assert rows_of(sheet) == [("Ref", "#N/A", ""), ("", "2", "#DIV/0!")]


def test_a_failed_formula_outside_what_is_read_changes_nothing(read):
    rows = (
        '<row r="1"><c r="B1"><v>1</v></c></row><!-- <c r="A1" t="e"><v>#N/A</v></c><c r="C1" t="e"><v>#N/A</v></c> -->'
    )
    assert rows_of(read(with_rows(rows))[0][0]) == [("1",)]


def test_sheets_come_in_order_hidden_ones_are_called_so_and_blank_ones_left_out(read):
    def fill(book):
        for name in ("Community", "Blank", "Spaces", "Licences"):
            sheet = book.add_worksheet(name)
            if name == "Spaces":
                sheet.write(3, 3, "  ")
            elif name != "Blank":
                sheet.merge_range(0, 0, 0, 1, "Title over two")
                sheet.write_row(1, 0, ["Ref", "Sex"])
        book.get_worksheet_by_name("Licences").hide()
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Community!$A$1:$A$2"})
        book.add_chartsheet("Chart").set_chart(chart)

    sheets, problems = read(workbook(fill))
    assert not problems
    assert [sheet.name for sheet in sheets] == ["Community", "Licences (hidden)"]
    assert rows_of(sheets[0]) == [("Title over two", ""), ("Ref", "Sex")]


def test_blank_rows_are_left_out_and_columns_begin_where_something_stands(read):
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row(9, 3, ["Ref", "", "Sex", " "])
        sheet.write(10, 3, " ")
        sheet.write_row(20_005, 3, ["1", "", "m"])
        sheet.write(20_006, 3, "2")

    [sheet], _ = read(workbook(fill))
    assert sheet.lines == [10, 20006, 20007]
    assert rows_of(sheet) == [("Ref", "", "Sex"), ("1", "", "m"), ("2", "", "")]


def test_a_sheet_that_widens_far_down_is_filled_up(read):
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Ref")
        sheet.write_row(15_000, 0, ["1", "m"])
        sheet.write(25_000, 0, "2")

    [sheet], _ = read(workbook(fill))
    assert rows_of(sheet) == [("Ref", ""), ("1", "m"), ("2", "")]


@pytest.mark.parametrize("name", ["sent.csv", "sent.ods", "sent.xls", "sent.xlsb", "sent", "sent.XLSX"])
def test_a_workbook_is_known_by_its_content(read, name):
    assert rows_of(read(workbook(), name)[0][0]) == [("Ref",)]


def test_text_is_known_by_its_content(read):
    assert rows_of(read("Ref,Sex\n1,m\n", "sent.xlsx")[0][0]) == [("Ref", "Sex"), ("1", "m")]


@pytest.mark.parametrize("name", ["sent.xls", "sent.xlsx", "sent.csv"])
def test_an_old_workbook_is_read(read, name):
    [sheet], problems = read(xls([["Ref", "Sex", "Age", "Known"], ["1", "m", 31.0, True]]), name)
    assert not problems
    assert sheet.name == "Orders"
    assert rows_of(sheet) == [("Ref", "Sex", "Age", "Known"), ("1", "m", "31", "yes")]


def test_what_lies_beside_a_spreadsheet_is_not_run(read, tmp_path, monkeypatch):
    for name in ("json", "aboveline", "python_calamine", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(tmp_path)
    assert rows_of(read(workbook())[0][0]) == [("Ref",)]


# --- What nobody should send -----------------------------------------------------------------------------------------


def test_what_inflates_beyond_all_measure_is_refused(read):
    content = packed({"xl/worksheets/sheet1.xml": b"0" * 30_000_000})
    assert len(content) < 100_000
    assert "unpacked it has more than 20 MB" in told(read(content, inflated=20_000_000))


def test_a_directory_that_lies_about_sizes_is_not_believed(read):
    content = lying(packed({"xl/worksheets/sheet1.xml": b"0" * 3_000_000}), 10)
    assert "unpacked it has more than 2 MB" in told(read(content, inflated=2_000_000))


def test_one_cell_at_the_far_end_takes_no_memory_with_it(read):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "a stray cell far below or right is enough" in told(read(with_rows(rows)))


def test_a_stray_cell_that_memory_has_room_for_is_read(read):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="90000"><c r="E90000"><v>2</v></c></row>'
    [sheet], _ = read(with_rows(rows))
    assert rows_of(sheet) == [("1", "", "", "", ""), ("", "", "", "", "2")]
    assert sheet.lines == [1, 90000]


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        ({"rows": 5}, "more than 5 rows"),
        ({"columns": 1}, "more than 1 columns"),
        ({"cells": 11}, "more than 11 cells"),
        ({"size": 10}, "it has 0 MB, and 0 are read"),
    ],
)
def test_a_workbook_that_is_too_large_is_told(read, limits, what):
    def fill(book):
        for name in ("A", "B"):
            sheet = book.add_worksheet(name)
            for row in range(3):
                sheet.write_row(row, 0, ["Ref", "x"])

    sheets, problems = read(workbook(fill))
    assert len(sheets) == 2
    assert not problems
    assert what in told(read(workbook(fill), **limits))


@pytest.mark.parametrize("limits", [{"size": 10}, {"rows": 1}])
def test_text_that_is_too_large_is_told(read, limits):
    assert told(read("Ref,Name\n1,a\n2,b\n", **limits)).startswith("file-too-large")


@pytest.mark.soak
def test_more_than_two_million_rows_are_refused(read):
    assert "more than 2,000,000 rows" in told(read("1,a\n" * 2_100_000))
    [sheet], _ = read("1,a\n" * 1_900_000)
    assert len(sheet.lines) == 1_900_000


@pytest.fixture
def ods(tmp_path):
    """An ODS file with its content changed."""

    def made(change):
        path = tmp_path / "plain.ods"
        write_spreadsheet(path, [Page("Cases", ["Ref", "Sex"], [["1", "m"]])])
        return changed(path.read_bytes(), **{"content.xml": change})

    return made


def repeated(rows, cells):
    """A change that repeats every row, and every cell of it."""

    def change(content):
        assert b"<table:table-row>" in content
        content = content.replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="%d">' % rows)
        return content.replace(b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="%d" ' % cells)

    return change


def test_repeated_rows_of_an_ods_file_take_no_memory_with_them(read, ods):
    content = ods(repeated(1_000_000_000, 1))
    assert "more than 1,000 rows" in told(read(content, "many.ods", rows=1_000))
    content = ods(repeated(1_000_000_000, 900))
    assert "repeated rows make more cells" in told(read(content, "many.ods"))
    content = ods(repeated(1_000_000_000, 40))
    assert "needs more memory" in told(read(content, "many.ods", memory=200_000_000))


def test_repeated_cells_of_an_ods_file_are_bounded(read, ods):
    assert "more than 1,000 columns" in told(read(ods(repeated(1, 5_000)), "many.ods"))
    assert "more than 1,000 columns" in told(read(ods(repeated(1, 1_000_000_000)), "many.ods"))


def test_an_ods_file_under_a_password_is_told(read):
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" manifest:size="9">'
        '<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = packed({"mimetype": kind, "content.xml": b"\x01\x02", "META-INF/manifest.xml": manifest})
    assert told(read(content, "sent.ods")).startswith("file-unreadable: The file cannot be read: it is locked")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (locked(workbook()), "it is locked with a password"),
        (container({"EncryptionInfo": b"", "EncryptedPackage": b""}), "it is locked with a password"),
        (container({"WordDocument": b""}), "it is no proper workbook"),
        (workbook()[:-30], "it is damaged"),
        (workbook()[:2000], "it is damaged"),
        (b"PK\x03\x04" + b"\1" * 200, "it is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "it is no proper workbook"),
        (packed({"word/document.xml": "<a/>"}), "it is no proper workbook"),
        (packed({"a": "b"}) + b"\0" * 100, "it is no proper workbook"),
        (changed(workbook(), **{XML: lambda _: b"<worksheet><sheetData><row"}), "it is no proper workbook"),
        (changed(workbook(), **{"xl/workbook.xml": lambda _: b"\xff\xfe<"}), "it is no proper workbook"),
    ],
)
def test_what_is_no_workbook_is_told(read, content, what):
    assert told(read(content)).startswith(f"file-unreadable: The file cannot be read: {what}")


def test_a_workbook_that_holds_nothing_is_told(read):
    assert told(read(workbook(lambda book: book.add_worksheet()))) == "file-unreadable: The file holds nothing."
    assert told(read("", "sent.csv")) == "file-unreadable: The file holds nothing."


def test_a_file_that_is_not_there_or_cannot_be_read(tmp_path):
    assert told(spreadsheet(tmp_path / "none.csv")) == "file-missing: The file is not there."
    assert told(spreadsheet(tmp_path)).startswith("file-unreadable: The file cannot be opened")


def test_a_reader_that_takes_too_long_is_ended(read):
    assert "within 0 seconds" in told(read(workbook(), seconds=0))


@pytest.mark.parametrize(
    ("said", "what"),
    [
        (b"", "file-unreadable: The file cannot be read: the reading of it broke off"),
        (b"memory allocation of 549755813888 bytes failed", "file-too-large"),
        (b"Traceback\nMemoryError\n", "file-too-large"),
    ],
)
def test_a_reader_that_ends_without_an_answer_is_a_problem(read, monkeypatch, said, what):
    ended = subprocess.CompletedProcess([], -6, b"", said)
    monkeypatch.setattr(spreadsheets.subprocess, "run", lambda *words, **further: ended)
    assert told(read(workbook())).startswith(what)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_with_flipped_bytes_is_sheets_or_a_problem(read, ods, kind):
    def fill(book):
        book.add_worksheet().write_row(0, 0, ["Ref", "Sex", 1, 2.5, True])

    whole = {"xlsx": lambda: workbook(fill), "xls": lambda: xls([["Ref", 1.5]]), "ods": lambda: ods(bytes)}[kind]()
    chance = random.Random(7)
    for _ in range(12):
        content = bytearray(whole)
        for _ in range(6):
            content[chance.randrange(8, len(content))] = chance.randrange(256)
        sheets, problems = read(bytes(content), f"sent.{kind}")
        assert bool(sheets) != bool(problems)


def test_a_day_that_was_written_as_a_day_comes_back_as_one(read):
    def fill(book):
        # Spreadsheets know no zones.
        day = datetime.datetime(2004, 2, 29)  # noqa: DTZ001
        book.add_worksheet().write_datetime(0, 0, day, book.add_format({"num_format": "d mmm yyyy"}))

    assert rows_of(read(workbook(fill))[0][0]) == [("2004-02-29",)]
