import pytest

from aboveline.files import csv_sheet as module
from aboveline.files.csv_sheet import csv_sheet
from aboveline.files.limits import LIMITS
from tests.unit.files.books import rows_of

ROWS = [("Ref", "Name", "Sex"), ("1", "Zoë £", "male"), ("2", "Ann", "")]


@pytest.fixture
def read(tmp_path):
    """The sheet and problems of a file with that content."""

    def found(content, **limits):
        path = tmp_path / "sent.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return csv_sheet(path, LIMITS._replace(**limits))

    return found


@pytest.fixture
def sheet(read):
    """The sheet of a file in which nothing is wrong."""

    def found(content, **limits):
        sheet, problems = read(content, **limits)
        assert problems == []
        return sheet

    return found


@pytest.fixture
def told(read):
    """The one problem of a file that gives no sheet."""

    def found(content, **limits):
        sheet, [problem] = read(content, **limits)
        assert sheet is None
        assert problem.do
        assert problem.file == "sent.csv"
        return f"{problem.code} {problem.line}: {problem.what}"

    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("quoted", [True, False])
def test_text_in_any_encoding_with_any_separator_and_end_of_line(sheet, encoding, separator, end, last, quoted):
    lines = [separator.join(f'"{text}"' if quoted else text for text in row) for row in ROWS]
    found = sheet((end.join(lines) + (end if last else "")).encode(encoding))
    assert rows_of(found) == ROWS
    assert found.lines == [1, 2, 3]
    assert found.name == ""


def test_titles_blank_rows_and_short_rows_are_kept_in_their_places(sheet):
    found = sheet('Caseload\n\n Ref ,Name\n1,"Smith, Ann"\n , \n2\n')
    assert rows_of(found) == [("Caseload", ""), ("Ref", "Name"), ("1", "Smith, Ann"), ("2", "")]
    assert found.lines == [1, 3, 4, 6]


def test_a_title_without_separators_does_not_make_one_column_of_it_all(sheet):
    assert rows_of(sheet("Caseload\nRef;Sex\n1;m\n")) == [("Caseload", ""), ("Ref", "Sex"), ("1", "m")]


def test_a_row_that_begins_blank_is_a_row(sheet):
    assert rows_of(sheet("Ref,Sex\n,m\n1,f\n")) == [("Ref", "Sex"), ("", "m"), ("1", "f")]


@pytest.mark.parametrize("quote", ["", '"'])
def test_blank_columns_at_the_right_are_left_out_and_those_between_are_kept(sheet, quote):
    found = sheet(f"{quote}Ref{quote},,Sex,,\n1,,m,, \n")
    assert rows_of(found) == [("Ref", "", "Sex"), ("1", "", "m")]


def test_a_field_may_hold_line_breaks_which_come_as_one_kind(sheet):
    found = sheet('Ref,"Name\nof person"\r\n1,"a\r\nb\rc"\r\n2,c\r\n')
    assert rows_of(found) == [("Ref", "Name\nof person"), ("1", "a\nb\nc"), ("2", "c")]
    assert found.lines[:2] == [1, 3]


def test_signs_that_end_a_line_in_prose_end_none_in_a_file(sheet):
    assert rows_of(sheet("Ref,Note\n1,a\u2028b\x0cc\x85d\n,x\n")) == [
        ("Ref", "Note"),
        ("1", "a\u2028b\x0cc\x85d"),
        ("", "x"),
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        # Names have commas in them, and figures too: what parts all rows alike is the separator.
        ("Name;Share;Fee\nSmith, Ann;1,5;2,5\nDoe, Jo;2,5;3,5\n", ("Smith, Ann", "1,5", "2,5")),
        ("Name\tBorn\nSmith, Ann\t1970\nDoe, Jo\t1971\n", ("Smith, Ann", "1970")),
        ('Name,Tags\n"Smith, Ann","a|b|c"\n"Doe, Jo","a|b|c"\n', ("Smith, Ann", "a|b|c")),
        ("sep=|\nName|Tags\nSmith, Ann|a\n", ("Smith, Ann", "a")),
        ("Name\nAnn\n", ("Ann",)),
    ],
)
def test_the_separator_is_told_from_the_rows(sheet, text, row):
    assert rows_of(sheet(text))[1] == row


def test_a_line_that_tells_the_separator_is_no_row_but_a_line(sheet):
    found = sheet("sep=;\r\nRef;Sex\r\n1;m\r\n")
    assert rows_of(found) == [("Ref", "Sex"), ("1", "m")]
    assert found.lines == [2, 3]


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_the_separator_of_a_long_file_is_told_from_its_beginning(sheet, end):
    rows = [f"{number};Smith, A, B" for number in range(9_000)]
    assert len(sheet(end.join(["Ref;Name", *rows])).columns) == 2


def test_the_apostrophe_that_guards_a_formula_is_taken_off_and_others_stay(sheet):
    found = sheet("Note\n'=1+1\n''=1\n'quoted'\n'-5\n")
    assert rows_of(found)[1:] == [("=1+1",), ("'=1",), ("'quoted'",), ("'-5",)]


@pytest.mark.parametrize("content", ["", "\n", " , \n,\n", '""\n', "sep=;\n"])
def test_a_file_that_holds_nothing_has_no_sheet(read, content):
    assert read(content) == (None, [])


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ('Ref,Name\n1,"open\n', "file-unreadable 2: The quotes in the row that begins here do not close"),
        ('Ref,Name\n1,"a\nb"\n2,"said "no""\n', "file-unreadable 4: The quotes in the row that begins here"),
        ("Ref\n" + '1\n2,"' + "x" * 200_000, "file-unreadable 3: The quotes in the row that begins here"),
        (b"Ref,Name\n1,a\0b\n", "file-unreadable None: The file cannot be read: it holds zero bytes"),
        (b'Ref,Name\n1,"a\0b"\n', "file-unreadable None: The file cannot be read: it holds zero bytes"),
        (
            b"Ref,Name\n1,\x81\n",
            "encoding None: The file is neither text nor a workbook: it begins with what is not cp1252.",
        ),
        (
            b"\xef\xbb\xbfRef\n\xff\n",
            "encoding None: The file is neither text nor a workbook: it begins with what is not utf-8",
        ),
        (b"\xff\xfeR\0e\0f\0\n\0\xff\xdf", "encoding None: The file is neither text"),
        (" <html><table>", "file-unreadable None: The file cannot be read: it is a web page or XML"),
        ('<?xml version="1.0"?>', "file-unreadable None: The file cannot be read: it is a web page or XML"),
        ("%PDF-1.7\n", "file-unreadable None: The file cannot be read: it is a PDF file"),
        ("{\\rtf1", "file-unreadable None: The file cannot be read: it is a text document"),
    ],
)
def test_what_is_no_table_is_told(told, content, what):
    assert told(content).startswith(what)


@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize(
    ("limits", "what"),
    [
        ({"rows": 2}, "it has more than 2 rows"),
        ({"columns": 1}, "it has more than 1 columns"),
        ({"cells": 5}, "it has more than 5 cells"),
    ],
)
def test_a_file_that_is_too_large_is_told(told, quote, limits, what):
    assert told(f"{quote}Ref{quote},Name\n1,a\n2,b\n", **limits).startswith("file-too-large None")
    assert what in told(f"{quote}Ref{quote},Name\n1,a\n2,b\n", **limits)


def test_a_line_of_separators_alone_takes_no_memory_with_it(sheet, told):
    assert "more than 1,000 columns" in told("," * 2_000_000 + "x\n")
    assert rows_of(sheet("Ref,Sex" + "," * 3_000 + "\n1,m\n")) == [("Ref", "Sex"), ("1", "m")]


@pytest.fixture
def small_blocks(monkeypatch):
    """Blocks of a few signs, so that every boundary falls somewhere."""

    def set_size(size, longest=40):
        monkeypatch.setattr(module, "_BLOCK", size)
        monkeypatch.setattr(module, "_LONGEST", longest)
        monkeypatch.setattr(module, "_BATCH", 2)

    return set_size


@pytest.mark.parametrize("size", range(1, 25))
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_where_a_block_ends_makes_no_difference(sheet, small_blocks, size, end):
    small_blocks(size)
    text = 'Ref,Sex\n1,m\n2\n\n3,f,x\n4,"a\nb"\n5\n6,g\n'.replace("\n", end)
    found = sheet(text)
    rows = ["Ref,Sex", "1,m", "2", "3,f,x", "4,a\nb", "5", "6,g"]
    assert rows_of(found) == [tuple([*row.split(","), "", ""][:3]) for row in rows]
    assert found.lines == [1, 2, 3, 5, 6, 8, 9]


@pytest.mark.parametrize("text", ["Ref\n" + "x" * 50, 'Ref\n"a"\n' + "x" * 50 + "\n"])
def test_a_line_longer_than_any_is_told(told, small_blocks, text):
    small_blocks(6)
    assert "it has a line of more than 40 signs" in told(text)


def test_what_is_no_text_is_told_with_the_last_line_that_is(told, small_blocks, monkeypatch):
    small_blocks(6)
    content = b"Ref\n1\n" * 4_000 + b"\x81\n"
    assert "what is not cp1252" in told(content)
    assert "below line 0 " not in told(content)
    assert "zero bytes" in told(b'Ref\n"1"\n2\n3\n4\0\n')


@pytest.mark.parametrize("row", [1, 2_999, 8_999], ids=["early", "when texts are still kept in mind", "later"])
def test_a_text_is_trimmed_wherever_it_stands_in_a_column_of_ever_new_texts(sheet, row):
    texts = [f"X{number:06} of the town and county of Northmarsh" for number in range(9_000)]
    sent = [f"  {text} " if number == row else text for number, text in enumerate(texts)]
    (column,) = sheet("Ref\n" + "\n".join(sent) + "\n").columns
    assert column == ["Ref", *texts]
