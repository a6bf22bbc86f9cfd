import io
import zipfile

import pytest

from aboveline.files import faulty_cells as module
from aboveline.files.faulty_cells import faulty_cells
from tests.unit.files.books import XML, changed, packed, with_rows, workbook


@pytest.fixture
def found(tmp_path):
    """The failed formulas of a workbook with that content."""

    def read(content):
        path = tmp_path / "sent.xlsx"
        path.write_bytes(content)
        return faulty_cells(path)

    return read


def fill(book):
    sheet = book.add_worksheet("A & b")
    for row in range(50):
        sheet.write(row, 0, "Ref")
        sheet.write_formula(row, 28, "=NA()", None, "#N/A")
    book.add_worksheet("Sound").write_formula(0, 0, "=1+1", None, 2)
    book.add_worksheet("<C>").write_formula(1, 1, "=1/0", None, "#DIV/0!")


@pytest.mark.parametrize("size", [40, 100, 333, 1 << 22])
def test_failed_formulas_are_found_wherever_a_reading_ends(found, monkeypatch, size):
    monkeypatch.setattr(module, "_CHUNK", size)
    expected = {"A & b": {line: {28: "#N/A"} for line in range(1, 51)}, "<C>": {2: {1: "#DIV/0!"}}}
    assert found(workbook(fill)) == expected


def test_members_may_be_named_from_the_top(found):
    relations = "xl/_rels/workbook.xml.rels"
    content = changed(workbook(fill), **{relations: lambda old: old.replace(b'"worksheets', b'"/xl/worksheets')})
    assert set(found(content)) == {"A & b", "<C>"}


@pytest.mark.parametrize(
    "row",
    [
        '<c t="e"><v>#N/A</v></c>',
        '<c r="A1" t="e"></c>',
        '<c r="A1" t="s"><v>0</v></c>',
        '<c r="1A" t="e"><v>#N/A</v></c>',
    ],
)
def test_cells_without_place_or_text_or_fault_are_passed_over(found, row):
    assert found(with_rows(f'<row r="1">{row}</row>')) == {}


def test_what_is_no_such_workbook_has_none(found):
    assert found(packed({"content.xml": "<a/>"})) == {}
    with zipfile.ZipFile(io.BytesIO(workbook(fill))) as file:
        kept = {name: file.read(name) for name in file.namelist() if "/worksheets/" not in name}
    assert found(packed(kept)) == {}
    assert XML not in kept
