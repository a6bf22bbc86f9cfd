import io
import zipfile

import odfdo
import pytest

from aboveline.files.ods_writing import workbook
from aboveline.files.spreadsheet_writing import Page

CHOICES = {"Sex": ["male", "female"], "Said": ['"no" & so'], "None": [], "No": ["x"]}
PAGE = Page("Bob's", ["Ref", "Sex", "Said", "None"], [["001", "male", "a  b\n\n <c>\t&", ""]], CHOICES)


@pytest.fixture
def opened():
    """The workbook that pages make, opened by a library that did not write it."""
    return lambda *pages: odfdo.Document(io.BytesIO(workbook(pages)))


def elements(document, name):
    return document.content.get_elements(f"//{name}")


def test_another_library_reads_every_cell_as_text(opened):
    [table] = opened(PAGE).body.tables
    assert table.name == "Bob's"
    rows = [[cell.value or "" for cell in row.cells] for row in table.rows[:2]]
    assert rows == [PAGE.header, ["001", "male", "a  b\n\n <c> &", ""]]
    assert {cell.type for row in table.rows[:2] for cell in row.cells if cell.value} == {"string"}


def test_every_column_is_text_below_the_last_row_too(opened):
    document = opened(PAGE)
    columns = elements(document, "table:table-column")
    assert {column.get_attribute("table:default-cell-style-name") for column in columns} == {"text"}
    [style] = [found for found in elements(document, "style:style") if found.get_attribute("style:name") == "text"]
    assert style.get_attribute("style:data-style-name") == "N1"
    assert len(columns) == 4


def test_the_header_is_bold_stays_in_view_and_filters(opened):
    document = opened(PAGE, Page("Blank", [], []))
    [area] = elements(document, "table:database-range")
    assert area.get_attribute("table:target-range-address") == "'Bob''s'.A1:'Bob''s'.D2"
    heads = document.body.tables[0].rows[0].cells
    assert {cell.style for cell in heads} == {"head"}
    settings = document.get_part("settings.xml").serialize().decode()
    assert settings.count('config:name="VerticalSplitPosition" config:type="int">1<') == 2


def test_choices_are_rules_of_their_columns_and_go_on_below(opened):
    document = opened(PAGE, PAGE._replace(name="Again", choices={}))
    rules = elements(document, "table:content-validation")
    assert [rule.get_attribute("table:condition") for rule in rules] == [
        'of:cell-content-is-in-list("male";"female")',
        'of:cell-content-is-in-list("""no"" & so")',
    ]
    assert [rule.get_attribute("table:base-cell-address") for rule in rules] == ["'Bob''s'.B2", "'Bob''s'.C2"]
    [below] = [row for row in elements(document, "table:table-row") if row.get_attribute("table:number-rows-repeated")]
    names = [cell.get_attribute("table:content-validation-name") for cell in below.children]
    assert names == [None, *(rule.get_attribute("table:name") for rule in rules), None]


def test_places_far_right_have_letters_as_programmes_write_them(opened):
    [area] = elements(opened(Page("P", ["h"] * 703, [])), "table:database-range")
    assert area.get_attribute("table:target-range-address") == "'P'.A1:'P'.AAA1"


def test_the_kind_stands_first_and_unpacked():
    with zipfile.ZipFile(io.BytesIO(workbook([PAGE]))) as packed:
        first = packed.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert packed.testzip() is None
