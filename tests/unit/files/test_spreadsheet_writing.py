import zipfile

import pytest

from aboveline.files import spreadsheet_writing as module
from aboveline.files.spreadsheet_writing import Page, column_sizes, write_spreadsheet
from aboveline.files.spreadsheets import spreadsheet
from aboveline.problems import Faulty
from tests.unit.files.books import rows_of

ROWS = [
    ["0012", "Zoë", "07/09/2007"],
    ["", "O’Brien, Ann", ""],
    ["-5", 'said "no"', "two\nlines"],
    ["=1+1", "'=1", "@"],
]
PAGE = Page("Cases", ["Case ref", "Name", "Note\nhere"], ROWS)


@pytest.fixture
def made(tmp_path):
    """The bytes of pages written under that name."""

    def write(name, *pages):
        write_spreadsheet(tmp_path / name, pages)
        return (tmp_path / name).read_bytes()

    return write


@pytest.fixture
def again(tmp_path, made):
    """The sheets that come of pages written under that name."""

    def read(name, *pages):
        made(name, *pages)
        sheets, problems = spreadsheet(tmp_path / name)
        assert not problems
        return sheets

    return read


@pytest.mark.parametrize("name", ["made.xlsx", "made.ods", "made.csv", "made.XLSX"])
def test_what_is_written_is_read_back(again, name):
    [sheet] = again(name, PAGE)
    assert rows_of(sheet) == [tuple(PAGE.header), *map(tuple, ROWS)]
    assert sheet.name == ("" if name.endswith("csv") else "Cases")


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_the_same_pages_give_the_same_bytes(made, kind):
    assert made(f"a.{kind}", PAGE) == made(f"b.{kind}", PAGE)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_signs_that_no_workbook_holds_are_left_out_and_line_breaks_made_one(again, kind):
    [sheet] = again(
        f"made.{kind}", Page("P\x01", ["a\x00b", "c"], [["x\ud800y\ufffe", "p\r\nq\rr"], ["\x1b[1m", "\U0001f600"]])
    )
    assert rows_of(sheet) == [("ab", "c"), ("xy", "p\nq\nr"), ("[1m", "\U0001f600")]
    assert sheet.name == ("" if kind == "csv" else "P")


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
@pytest.mark.parametrize("rows", [[], [["a"]], [["a", "b", "c"]]])
def test_a_page_may_have_rows_shorter_and_longer_than_its_header_or_none(again, kind, rows):
    [sheet] = again(f"made.{kind}", Page("P", ["Ref", "Sex"], rows))
    assert rows_of(sheet)[0][:2] == ("Ref", "Sex")
    assert [tuple(filter(None, row)) for row in rows_of(sheet)[1:]] == list(map(tuple, rows))


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_names_of_pages_are_made_such_as_a_programme_accepts(again, kind):
    given = ["A/b: [c]?", "a b c", "'Quoted'", " '", "x" * 40, "x" * 31, "x" * 40, "A b c", "\U0001f600" * 20]
    sheets = again(f"made.{kind}", *(Page(name, ["Ref"], [["1"]]) for name in given))
    long = "x" * 25
    expected = ["A b c", "a b c (2)", "Quoted", "Sheet", "x" * 31, f"{long} (2)", f"{long} (3)", "A b c (3)"]
    assert [sheet.name for sheet in sheets] == [*expected, "\U0001f600" * 15]


@pytest.mark.parametrize("text", ["x" * 32_767, "\U0001f600" * 16_383])
def test_the_longest_text_that_a_cell_holds_comes_back_whole(again, text):
    assert rows_of(again("made.xlsx", Page("P", ["h"], [[text]]))[0]) == [("h",), (text,)]


@pytest.mark.parametrize("text", ["x" * 32_768, "\U0001f600" * 16_384])
def test_a_longer_one_is_told(tmp_path, text):
    with pytest.raises(Faulty, match=r"Write it as \.csv"):
        write_spreadsheet(tmp_path / "made.xlsx", [Page("P", ["h"], [[text]])])


def test_fields_of_csv_are_quoted_where_any_reader_could_part_them(made):
    text = made("made.csv", Page("", ["a;b", "c|d", "e\tf"], [["plain", " spaced", "=1"], ["<html>", 'x"y', ""]]))
    assert text.decode("utf-8") == '\ufeff"a;b","c|d","e\tf"\nplain," spaced","\'=1"\n"<html>","x""y",\n'


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", '"=1'])
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_workbook_holds_no_formula(tmp_path, made, text, kind):
    made(f"made.{kind}", Page("Cases", [text], [[text]], {text: [text]}))
    with zipfile.ZipFile(tmp_path / f"made.{kind}") as packed:
        content = packed.read("content.xml" if kind == "ods" else "xl/worksheets/sheet1.xml")
    assert b"<f>" not in content
    assert b"table:formula" not in content


@pytest.mark.parametrize(("name", "pages"), [("a.csv", [PAGE, PAGE]), ("a.csv", []), ("a.doc", [PAGE]), ("a", [PAGE])])
def test_a_suffix_that_does_not_do_is_told(tmp_path, name, pages):
    with pytest.raises(Faulty, match="Let the name end in"):
        write_spreadsheet(tmp_path / name, pages)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_no_sheet_holds_is_told_and_nothing_written(tmp_path, monkeypatch, kind):
    for name, most in (("MOST_ROWS", 4), ("MOST_COLUMNS", 2), ("LONGEST_CELL", 9)):
        monkeypatch.setattr(module, name, most)
    with pytest.raises(Faulty) as caught:
        write_spreadsheet(tmp_path / f"a.{kind}", [PAGE, Page("Small", ["a"], [["b"]])])
    assert [problem.what.partition(",")[0] for problem in caught.value.problems] == [
        "Cases has 5 rows",
        "Cases has 3 columns",
        "Cases has a text of 12 signs",
    ]
    assert list(tmp_path.iterdir()) == []
    write_spreadsheet(tmp_path / "a.csv", [PAGE])


def test_widths_go_by_the_longest_line_within_reason():
    page = Page("", ["a\nlonger heading", "b", "c"], [["x", "y" * 100], ["z"]])
    assert column_sizes(page) == [16, 60, 10]
