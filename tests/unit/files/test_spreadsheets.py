import datetime
import io
import random
import struct
import subprocess
import zipfile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aboveline.files import spreadsheets
from aboveline.files.encodings import encoding_of
from aboveline.files.spreadsheet_writing import Page, guarded, write_spreadsheet
from aboveline.files.spreadsheets import LIMITS, spreadsheet
from aboveline.problems import Faulty

ROWS = [["0012", "Zoë", "07/09/2007"], ["", "O’Brien, Ann", ""], ["-5", 'said "no"', "two\nlines"]]
PAGE = Page("Cases", ["Case ref", "Name", "Note\nhere"], ROWS)
PACKED = zipfile.ZIP_DEFLATED


@pytest.fixture
def read(tmp_path):
    """The sheets and problems of a file with that content."""

    def found(content, name="sent.csv", **limits):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return spreadsheet(path, LIMITS._replace(**limits))

    return found


def rows_of(sheet):
    return list(zip(*sheet.columns, strict=True))


def told(found):
    sheets, [problem] = found
    assert sheets == ()
    assert problem.do
    return f"{problem.code}: {problem.what}"


# --- Text ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_in_any_encoding_with_any_separator_and_end_of_line(read, encoding, separator, end):
    text = end.join(separator.join(row) for row in [("Ref", "Name", "Sex"), ("1", "Zoë £", "male"), ("2", "Ann", "")])
    [sheet], problems = read(text.encode(encoding))
    assert not problems
    assert rows_of(sheet) == [("Ref", "Name", "Sex"), ("1", "Zoë £", "male"), ("2", "Ann", "")]
    assert list(sheet.lines) == [1, 2, 3]


def test_titles_blank_rows_and_short_rows_are_kept_in_their_places(read):
    [sheet], problems = read('Caseload\n\n Ref ,Name\n1,"Smith, Ann"\n,\n2\n')
    assert not problems
    assert rows_of(sheet) == [("Caseload", ""), ("Ref", "Name"), ("1", "Smith, Ann"), ("2", "")]
    assert sheet.lines == [1, 3, 4, 6]


def test_a_field_may_hold_line_breaks(read):
    [sheet], _ = read('Ref,"Name\nof person"\r\n1,"a\r\nb"\r\n2,c\r\n')
    assert rows_of(sheet)[0] == ("Ref", "Name\nof person")
    assert sheet.lines == [1, 3, 5]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ('Ref,Name\n1,"open\n', "file-unreadable: The quotes in this row"),
        ("", "file-unreadable: The file holds nothing."),
        (" , \n,\n", "file-unreadable: The file holds nothing."),
        (b"Ref,Name\n1,a\0b\n", "encoding: The file is not text: it holds zero bytes."),
        (b"Ref,Name\n1,\x81\n", "encoding: The file is not text: at byte 11 it is not cp1252."),
        (b"\xef\xbb\xbfRef\n\xff\n", "encoding: The file is not text: at byte 4 it is not utf-8-sig."),
    ],
)
def test_what_is_no_table_is_told(read, content, what):
    assert told(read(content)).startswith(what)


def test_zero_bytes_on_both_sides_are_not_sixteen_bits():
    assert encoding_of(b"\0\0a\0\0b" * 10) == "utf-8"


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        ({"size": 10}, "it has 0 MB"),
        ({"rows": 2}, "it has 4 rows, and 2 are read"),
        ({"columns": 1}, "it has 2 columns, and 1 are read"),
        ({"cells": 5}, "it has 6 cells, and 5 are read"),
    ],
)
def test_a_file_that_is_too_large_is_told(read, limits, what):
    assert what in told(read("Ref,Name\n1,a\n2,b\n", **limits))


@pytest.mark.soak
def test_more_than_two_million_rows_are_refused_before_they_are_taken_apart(read):
    assert "2,100,001 rows" in told(read("1,a\n" * 2_100_000))


def test_a_file_that_is_not_there_or_cannot_be_read(tmp_path):
    assert told(spreadsheet(tmp_path / "none.csv")) == "file-missing: The file is not there."
    assert told(spreadsheet(tmp_path)).startswith("file-unreadable: The file cannot be opened")


# --- Workbooks -------------------------------------------------------------------------------------------------------


def workbook(fill, **options):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    fill(book)
    book.close()
    return out.getvalue()


def test_cells_come_as_the_text_that_people_mean(read):
    def fill(book):
        sheet = book.add_worksheet("Orders")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        clock = book.add_format({"num_format": "hh:mm"})
        sheet.write_row(2, 1, ["Ref", "Number", "Share", "Truth", "Day", "Moment", "Clock"])
        sheet.write_row(4, 1, [" 7 ", 12.0, 0.5, True])
        # Spreadsheets know no zones.
        sheet.write_datetime(4, 5, datetime.datetime(2007, 9, 30), day)  # noqa: DTZ001
        sheet.write_datetime(4, 6, datetime.datetime(2007, 9, 30, 14, 5), day)  # noqa: DTZ001
        sheet.write_datetime(4, 7, datetime.time(9, 30), clock)
        sheet.write_row(5, 1, ["8", 39234, "", False])
        sheet.write_formula(5, 5, "=1/0", None, "#DIV/0!")

    [sheet], problems = read(workbook(fill), "sent.xlsx")
    assert not problems
    assert sheet.name == "Orders"
    assert sheet.lines == [3, 5, 6]
    first, second = rows_of(sheet)[1:]
    assert first == ("7", "12", "0.5", "yes", "2007-09-30", "2007-09-30 14:05", "09:30")
    # What could not be worked out has no value, and comes blank.
    assert second[:5] == ("8", "39234", "", "no", "")


def test_sheets_come_in_order_hidden_ones_are_called_so_and_blank_ones_left_out(read):
    def fill(book):
        for name in ("Community", "Blank", "Licences"):
            sheet = book.add_worksheet(name)
            if name != "Blank":
                sheet.merge_range(0, 0, 0, 1, "Title over two")
                sheet.write_row(1, 0, ["Ref", "Sex"])
        book.get_worksheet_by_name("Licences").hide()

    sheets, _ = read(workbook(fill), "sent.xlsx")
    assert [sheet.name for sheet in sheets] == ["Community", "Licences (hidden)"]
    assert rows_of(sheets[0]) == [("Title over two", ""), ("Ref", "Sex")]


def test_a_workbook_is_known_by_its_content(read):
    content = workbook(lambda book: book.add_worksheet().write(0, 0, "Ref"))
    assert rows_of(read(content, "sent.csv")[0][0]) == [("Ref",)]
    assert rows_of(read("Ref,Sex\n", "sent.xlsx")[0][0]) == [("Ref", "Sex")]


def bomb(size, lie=False):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", PACKED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    content = bytearray(out.getvalue())
    if lie:
        for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            place = content.index(mark) + at
            content[place : place + 4] = struct.pack("<I", 10)
    return bytes(content)


def test_what_inflates_beyond_all_measure_is_refused(read):
    content = bomb(30_000_000)
    assert len(content) < 100_000
    assert "unpacked it has more than 20 MB" in told(read(content, "bomb.xlsx", inflated=20_000_000))


def test_a_directory_that_lies_about_sizes_is_refused(read):
    assert told(read(bomb(1_000_000, lie=True), "bomb.xlsx")).startswith("file-unreadable")


def with_sheet(xml, tmp_path):
    """A workbook whose only sheet has that XML."""
    source = io.BytesIO(workbook(lambda book: book.add_worksheet().write(0, 0, 1)))
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", PACKED) as new:
        for item in old.infolist():
            content = xml.encode() if item.filename == "xl/worksheets/sheet1.xml" else old.read(item)
            new.writestr(item.filename, content)
    return out.getvalue()


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def test_one_cell_at_the_far_end_takes_no_memory_with_it(read, tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    content = with_sheet(SHEET.format(rows), tmp_path)
    assert told(read(content, "far.xlsx")).startswith("file-too-large")


def test_more_cells_than_are_read_are_refused_before_they_are_handed_over(read):
    content = workbook(lambda book: book.add_worksheet().write(99, 99, 1) and None)
    assert rows_of(read(content, "one.xlsx")[0][0]) == [("1",)]

    def fill(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, 1)
        sheet.write(99, 99, 1)

    assert "more memory" in told(read(workbook(fill), "wide.xlsx", cells=9_999))


def test_repeated_rows_of_an_ods_file_take_no_memory_with_them(read, tmp_path):
    path = tmp_path / "plain.ods"
    write_spreadsheet(path, [PAGE])
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", PACKED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "content.xml":
                content = content.replace(
                    b"<table:table-row>",
                    b'<table:table-row table:number-rows-repeated="1000000000">',
                )
                assert b"repeated" in content
            new.writestr(item, content)
    assert "it says that something stands in it 1,000,000,000 times" in told(read(out.getvalue(), "many.ods"))


def test_a_reader_that_takes_too_long_is_ended(read):
    content = workbook(lambda book: book.add_worksheet().write(0, 0, "Ref"))
    assert "within 0 seconds" in told(read(content, "slow.xlsx", seconds=0))


def test_a_reader_that_ends_without_a_word_is_a_problem(read, monkeypatch):
    ended = subprocess.CompletedProcess([], -6, b"", b"")
    monkeypatch.setattr(spreadsheets.subprocess, "run", lambda *words, **further: ended)
    assert "or it is damaged" in told(read(workbook(lambda book: book.add_worksheet()), "sent.xlsx"))


def locked():
    """A packed file that says it is locked with a password."""
    content = bytearray(bomb(10))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (locked(), "it is locked with a password"),
        (bomb(1000)[:-30], ""),
        (b"PK\x03\x04" + b"\1" * 200, ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ""),
        (bomb(100), ""),
    ],
)
def test_what_is_no_workbook_is_told(read, content, what):
    said = told(read(content, "sent.xlsx"))
    assert said.startswith("file-unreadable")
    assert what in said


def test_a_packed_file_that_is_damaged_inside_is_told(read):
    content = bytearray(workbook(lambda book: book.add_worksheet().write(0, 0, "Ref")))
    content[60:90] = b"\xff" * 30
    assert "damaged" in told(read(bytes(content), "sent.xlsx"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_sheets_or_a_problem(tmp_path, content):
    path = tmp_path / "any.csv"
    path.write_bytes(content.replace(b"PK\x03\x04", b""))
    sheets, problems = spreadsheet(path)
    assert bool(sheets) != bool(problems)


@pytest.mark.slow
def test_a_workbook_with_flipped_bytes_is_sheets_or_a_problem(read):
    whole = workbook(lambda book: book.add_worksheet().write_row(0, 0, ["Ref", "Sex", 1, 2.5]))
    chance = random.Random(7)
    for _ in range(12):
        content = bytearray(whole)
        for _ in range(6):
            content[chance.randrange(len(content))] = chance.randrange(256)
        sheets, problems = read(bytes(content), "sent.xlsx")
        assert bool(sheets) != bool(problems)


# --- Writing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_what_is_written_is_read_back(tmp_path, kind):
    path = tmp_path / f"made.{kind}"
    write_spreadsheet(path, [PAGE])
    [sheet], problems = spreadsheet(path)
    assert not problems
    assert rows_of(sheet) == [tuple(PAGE.header), *map(tuple, ROWS)]
    assert sheet.name == ("" if kind == "csv" else "Cases")


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_several_pages_and_what_to_choose_from(tmp_path, kind):
    path = tmp_path / f"made.{kind}"
    choices = {"Sex": ["male", "female"], "Group": ["a, b", "c"], "Offence": [f"offence {at}" for at in range(60)]}
    write_spreadsheet(path, [Page("Blank", ["Ref", *choices], [], choices), PAGE])
    names = [sheet.name for sheet in spreadsheet(path)[0]]
    assert names == ["Blank", "Cases", *(["Lists"] if kind == "xlsx" else [])]
    if kind == "xlsx":
        with zipfile.ZipFile(path) as packed:
            rules = packed.read("xl/worksheets/sheet1.xml").decode()
        assert '"male,female"' in rules
        assert "Lists!$A$1:$A$2" in rules
        assert "Lists!$B$1:$B$60" in rules


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_same_content_gives_the_same_bytes(tmp_path, kind):
    first, second = tmp_path / f"a.{kind}", tmp_path / f"b.{kind}"
    write_spreadsheet(first, [PAGE])
    write_spreadsheet(second, [PAGE])
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", '"=1'])
def test_what_a_programme_would_run_is_made_harmless(tmp_path, text):
    assert guarded(text) == f"'{text}"
    path = tmp_path / "made.csv"
    write_spreadsheet(path, [Page("", [text], [[text]])])
    assert path.read_text("utf-8-sig").count("'") >= 2
    book = tmp_path / "made.xlsx"
    write_spreadsheet(book, [Page("Cases", ["a"], [[text]])])
    with zipfile.ZipFile(book) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", ["-5", "+44", "", "Smith-Jones", "a=b"])
def test_plain_text_and_numbers_stay_as_they_are(text):
    assert guarded(text) == text


@pytest.mark.parametrize(("name", "pages"), [("a.csv", [PAGE, PAGE]), ("a.doc", [PAGE]), ("a", [PAGE])])
def test_what_cannot_be_written_is_told(tmp_path, name, pages):
    with pytest.raises(Faulty, match="Let the name end in"):
        write_spreadsheet(tmp_path / name, pages)
    assert list(tmp_path.iterdir()) == []
