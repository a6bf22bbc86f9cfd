import pytest

from aboveline.files.csv import csv_table, csv_table_of, csv_text

PLAIN = "case,note\n1,dry\n2,wet\n"


def read(content):
    table, problems = csv_table_of(content if isinstance(content, bytes) else content.encode(), "walks.csv")
    assert problems == []
    return table


def fault(content):
    table, problems = csv_table_of(content if isinstance(content, bytes) else content.encode(), "walks.csv")
    assert table is None
    [problem] = problems
    return problem


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.rstrip("\n"),
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        '"case","note"\n"1","dry"\n"2","wet"\n',
        " case , note \n1 , dry\n 2,wet\n",
        "case,note,,\n1,dry,,\n2,wet,,\n",
    ],
    ids=["plain", "no end", "mark", "CRLF", "CR", "semicolons", "tabs", "quotes", "spaces", "columns without name"],
)
def test_what_spreadsheets_save_reads_alike(content):
    table = read(content)
    assert table.header == ("case", "note")
    assert list(map(tuple, table.columns)) == [("1", "2"), ("dry", "wet")]
    assert list(table.lines) == [2, 3]


@pytest.mark.parametrize("blank", ["\n", ",\n", " , \n", '"",\n', "\r\n"])
@pytest.mark.parametrize("where", [0, 1, 2, 3])
def test_blank_rows_are_left_out_and_lines_stay_true(blank, where):
    lines = PLAIN.splitlines(keepends=True)
    table = read("".join([*lines[:where], blank, *lines[where:]]))
    assert list(map(tuple, table.columns)) == [("1", "2"), ("dry", "wet")]
    assert list(table.lines) == {0: [3, 4], 1: [3, 4], 2: [2, 4], 3: [2, 3]}[where]


def test_a_row_over_several_lines_has_the_line_where_it_begins():
    table = read('case,note\n1,"dry\nand warm"\n2,wet\n')
    assert table.columns[1] == ("dry\nand warm", "wet")
    assert list(table.lines) == [2, 4]


def test_a_header_alone_is_a_table_without_rows():
    table = read("case,note\n")
    assert (table.header, list(map(tuple, table.columns)), list(table.lines)) == (("case", "note"), [(), ()], [])


def test_a_column_without_name_that_holds_something_is_kept_for_the_checks():
    assert read("case,\n1,x\n").header == ("case", "")


@pytest.mark.parametrize(
    ("content", "code", "line", "phrase"),
    [
        ("", "column-missing", 1, "empty"),
        ("\n\n", "column-missing", 1, "empty"),
        ("case,note\n1,caf\xe9\n".encode("cp1252"), "encoding", 2, "not UTF-8"),
        (PLAIN.encode("utf-16"), "encoding", 1, "not UTF-8"),
        (PLAIN.encode("utf-16-le"), "encoding", 1, "not UTF-8"),
        ("case,note\n1\n", "row-length", 2, "1 fields, the header 2"),
        ('case,note\n1,"dry" or so\n', "file-unreadable", 2, "quotes"),
        ('case,note\n1,"dry\n2,wet\n', "file-unreadable", 3, "do not close"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(content, code, line, phrase):
    problem = fault(content)
    assert (problem.code, problem.file, problem.line) == (code, "walks.csv", line)
    assert phrase in problem.what
    assert problem.do


def test_every_row_of_another_length_is_told():
    _, problems = csv_table_of(b"a,b\n1\n1,2\n1,2,3\n", "walks.csv")
    assert [(problem.code, problem.line) for problem in problems] == [("row-length", 2), ("row-length", 4)]


def test_a_file_that_cannot_be_opened_is_told(tmp_path):
    table, [problem] = csv_table(tmp_path)
    assert table is None
    assert problem.code == "file-unreadable"
    assert "directory" in problem.what


def test_a_file_is_called_by_its_name(tmp_path):
    (tmp_path / "walks.csv").write_text(PLAIN)
    table, problems = csv_table(tmp_path / "walks.csv")
    assert (table.file, problems) == ("walks.csv", [])


def test_what_is_written_reads_back():
    rows = [("1", 'a "quote", a comma'), ("2", "two\nlines"), ("", "é – ✓")]
    text = csv_text(("case", "note"), rows)
    table = read(text)
    assert list(zip(*table.columns, strict=True)) == rows
    assert "\r" not in text


@pytest.mark.parametrize(
    "text", ["a,b\nx, y\n", "a,b\nx ,y\n", "a,b\n x,y\n", "a,b\nx,y \n", "a,b\nx,y ", " a,b\nx,y\n", "a,b\nx,\u00a0y\n"]
)
def test_a_space_round_any_field_is_left_out(text):
    raw, _ = csv_table_of(text.encode(), "t.csv")
    assert (raw.header, [tuple(column) for column in raw.columns]) == (("a", "b"), [("x",), ("y",)])
