"""Pages that are tables to be read, with lines above them and numbers that are numbers."""

import io
import re
import zipfile

import odfdo
import pytest

from aboveline.files import ods_writing, xlsx_writing
from aboveline.files.spreadsheet_writing import Page, column_sizes, spreadsheet_content, write_spreadsheet
from aboveline.files.spreadsheets import spreadsheet
from aboveline.problems import Faulty
from tests.unit.files.books import rows_of

COVER = Page("Cover", (), (), above=("Title", "A line"))
PAGE = Page(
    "Scores",
    ["Part", "Score", "Said"],
    [["1.1", "68.5", "7"], ["1.2", "[x]", "a\nb"], ["1.3", "-1e-07", ""]],
    above=("Scores of the walks", "In percent."),
    table="scores",
    numbers={"Score"},
)


def member(name, *pages):
    with zipfile.ZipFile(io.BytesIO(xlsx_writing.workbook(pages))) as packed:
        return packed.read(name).decode() if name in packed.namelist() else ""


def opened(*pages):
    return odfdo.Document(io.BytesIO(ods_writing.workbook(pages)))


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_lines_and_table_come_back_as_they_were(tmp_path, kind):
    write_spreadsheet(tmp_path / f"a.{kind}", [COVER, PAGE])
    (cover, page), problems = spreadsheet(tmp_path / f"a.{kind}")
    assert not problems
    assert rows_of(cover) == [("Title",), ("A line",)]
    assert rows_of(page) == [
        ("Scores of the walks", "", ""), ("In percent.", "", ""), ("Part", "Score", "Said"),
        ("1.1", "68.5", "7"), ("1.2", "[x]", "a\nb"), ("1.3", "-0.0000001", ""),
    ]  # fmt: skip
    assert page.lines == [1, 2, 3, 4, 5, 6]


def test_only_numbers_under_the_headings_told_are_numbers_in_xlsx():
    sheet = member("xl/worksheets/sheet1.xml", PAGE)
    assert re.findall(r'<c r="(\w+)" s="\d+"><v>(.*?)</v>', sheet) == [("B4", "68.5"), ("B6", "-1E-07")]


def test_only_numbers_under_the_headings_told_are_numbers_in_ods():
    cells = [cell for row in opened(PAGE).body.tables[0].rows for cell in row.cells if cell.type == "float"]
    assert [float(cell.value) for cell in cells] == [68.5, -1e-07]
    assert {cell.style for cell in cells} == {"number"}


def test_the_table_is_marked_up_with_its_name_and_neither_filters_nor_stays():
    assert 'name="scores" displayName="scores" ref="A3:C6"' in member("xl/tables/table1.xml", PAGE)
    sheet = member("xl/worksheets/sheet1.xml", PAGE)
    assert not re.search("autoFilter|<pane|mergeCell", sheet + member("xl/tables/table1.xml", PAGE))
    document = opened(PAGE)
    [area] = document.content.get_elements("//table:database-range")
    assert area.get_attribute("table:name") == "scores"
    assert area.get_attribute("table:target-range-address") == "'Scores'.A3:'Scores'.C6"
    assert area.get_attribute("table:display-filter-buttons") is False
    assert "VerticalSplit" not in document.get_part("settings.xml").serialize().decode()


def test_texts_of_a_table_wrap():
    [table] = opened(PAGE).body.tables
    column = table.get_elements("table:table-column")[0]
    assert column.get_attribute("table:default-cell-style-name") == "wrapped"
    formats = re.findall(r"<xf .*?(?:/>|</xf>)", member("xl/styles.xml", PAGE).partition("<cellXfs")[2])
    style = re.search(r'<c r="A4" s="(\d+)"', member("xl/worksheets/sheet1.xml", PAGE))
    assert 'wrapText="1"' in formats[int(style[1])]


def test_a_table_without_rows_is_no_table_and_a_page_of_lines_has_one_wide_column():
    assert member("xl/tables/table1.xml", PAGE._replace(rows=[])) == ""
    assert not re.search("autoFilter|<pane", member("xl/worksheets/sheet1.xml", COVER))
    assert column_sizes(COVER) == [100]


def test_lines_above_a_page_to_fill_in_move_its_choices_down():
    page = Page("P", ["Sex"], [["m"]], {"Sex": ["m", "f"]}, above=("Fill in",))
    sheet = member("xl/worksheets/sheet1.xml", page)
    assert 'sqref="A3:A10002"' in sheet
    assert '<pane ySplit="2"' in sheet
    assert '<autoFilter ref="A2:A3"/>' in sheet
    [rule] = opened(page).content.get_elements("//table:content-validation")
    assert rule.get_attribute("table:base-cell-address") == "'P'.A3"


def test_a_line_above_that_no_cell_holds_is_told(tmp_path):
    with pytest.raises(Faulty, match=r"Write it as \.csv"):
        spreadsheet_content(tmp_path / "a.ods", [COVER._replace(above=("x" * 40_000,))])
