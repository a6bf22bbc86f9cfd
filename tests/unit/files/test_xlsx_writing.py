import io
import re
import zipfile

import pytest

from aboveline.files.spreadsheet_writing import Page
from aboveline.files.xlsx_writing import workbook

LONG = [f"offence {number}" for number in range(60)]


@pytest.fixture
def member():
    """One member of the workbook that pages make."""

    def read(name, *pages):
        with zipfile.ZipFile(io.BytesIO(workbook(pages))) as packed:
            return packed.read(name).decode()

    return read


def test_every_column_is_text_below_the_last_row_too(member):
    page = Page("Cases", ["Ref", "Born"], [["001", "07/09/2007"]])
    sheet = member("xl/worksheets/sheet1.xml", page)
    styles = member("xl/styles.xml", page)
    formats = re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2])
    columns = re.findall(r'<col [^>]*style="(\d+)"', sheet)
    assert [formats[int(style)] for style in columns] == ["49", "49"]
    assert {formats[int(style)] for style in re.findall(r'<c r="\w+" s="(\d+)"', sheet)} == {"49"}
    assert re.findall(r'<c r="\w+" s="\d+" t="(\w+)"', sheet) == ["s"] * 4


def test_the_header_is_bold_stays_in_view_and_filters(member):
    page = Page("Cases", ["Ref", "Sex"], [["1", "m"], ["2", "f"]])
    sheet = member("xl/worksheets/sheet1.xml", page)
    assert '<pane ySplit="1" topLeftCell="A2"' in sheet
    assert '<autoFilter ref="A1:B3"/>' in sheet
    assert "<b/>" in member("xl/styles.xml", page)
    assert "autoFilter" not in member("xl/worksheets/sheet1.xml", Page("Blank", [], []))


def test_short_choices_stand_in_the_cell_and_long_ones_on_a_sheet_of_lists(member):
    choices = {
        "Sex": ["male", "female"],
        "Group": ["a, b", "c"],
        "Said": ['"x"'],
        "Offence": LONG,
        "None": [],
        "No": ["x"],
    }
    page = Page("Cases", ["Ref", "Sex", "Group", "Said", "Offence", "None"], [], choices)
    sheet = member("xl/worksheets/sheet1.xml", page)
    rules = re.findall(r'sqref="(\S+)"><formula1>(.*?)</formula1>', sheet)
    assert rules == [
        ("B2:B10001", '"male,female"'),
        ("C2:C10001", "Lists!$A$1:$A$2"),
        ("D2:D10001", "Lists!$B$1:$B$1"),
        ("E2:E10001", "Lists!$C$1:$C$60"),
    ]
    assert sheet.count('errorStyle="warning"') == 4
    # The second page has the same choices, and the sheet of lists holds them once.
    lists = member("xl/worksheets/sheet3.xml", page, page._replace(name="Again"))
    assert 'r="C60"' in lists
    assert 'r="D1"' not in lists


def test_choices_go_down_to_the_last_row(member):
    page = Page("Cases", ["Sex"], [["m"]] * 10_500, {"Sex": ["m", "f"]})
    assert 'sqref="A2:A10501"' in member("xl/worksheets/sheet1.xml", page)


def test_the_sheet_of_lists_takes_a_name_that_is_free(member):
    pages = [Page("lists", ["Offence"], [], {"Offence": LONG}), Page("Lists 2", ["a"], [])]
    assert 'name="Lists 3"' in member("xl/workbook.xml", *pages)
    assert "'Lists 3'!$A$1:$A$60" in member("xl/worksheets/sheet1.xml", *pages)
