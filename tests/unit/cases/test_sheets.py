from aboveline.cases.columns import column_titles
from aboveline.cases.headings import heading_lists, meanings
from aboveline.cases.sheets import joined_sheets, read_sheets
from tests.unit.cases.caseloads import TODAY, sheet

TITLES = column_titles(TODAY)
KNOWN = meanings(TITLES, heading_lists()[0], {})
HEADER = ["CRN", "Tier", "Sex"]


def sheets(*given):
    return read_sheets(given, KNOWN, TITLES)


def aside(*rows):
    [found] = sheets(sheet(HEADER, ["X1", "A1", "m"], *rows))
    return found.aside


def test_a_sheet_with_the_reference_and_two_columns_more_holds_cases():
    [found] = sheets(sheet(["Title"], HEADER, ["X1", "A1", "m"], first=4))
    assert (found.use, found.header, found.line, found.rows) == ("cases", 1, 5, 1)
    assert found.places == {"reference": 0, "tier": 1, "sex": 2}


def test_sheets_without_such_a_header_are_left_aside():
    found = sheets(sheet(HEADER, ["X1", "A1", "m"]), sheet(["CRN", "Tier"], ["X1", "A1"]), sheet(["Please ring"]))
    assert [item.use for item in found] == ["cases", "aside", "aside"]


def test_where_no_sheet_has_such_a_header_the_best_is_taken():
    found = sheets(sheet(["Please ring"]), sheet(["Tier", "Sex"], ["A1", "m"]), sheet(["CRN"]))
    assert [item.use for item in found] == ["aside", "cases", "aside"]
    assert found[1].aside == {}


def test_nothing_is_taken_where_no_heading_is_known():
    assert [item.use for item in sheets(sheet(["Please ring"]), sheet())] == ["aside", "aside"]
    assert sheets() == ()
    assert sheets(sheet())[0].line == 1


def test_a_list_of_registrations_is_known_by_its_columns():
    register = sheet(["CRN", "Register_Code"], ["X1", "MAPP"])
    found = sheets(sheet(HEADER, ["X1", "A1", "m"]), register)
    assert [item.use for item in found] == ["cases", "registers"]
    assert joined_sheets(found, "registers").columns == {"reference": ["X1"], "register": ["MAPP"]}


def test_a_sheet_of_cases_may_have_a_column_of_registers():
    [found] = sheets(sheet([*HEADER, "Register"], ["X1", "A1", "m", "MAPP"]))
    assert found.use == "cases"


def test_totals_notes_and_headers_within_are_left_aside():
    rows = [
        ["Grand Total", "", "12"],
        ["Total: 12"],
        ["", "Sub-total", "4"],
        HEADER,
        ["Source: our files"],
        ["", "ends"],
    ]
    assert aside(*rows) == {
        2: "a row of totals",
        3: "a row of totals",
        4: "a row of totals",
        5: "the header stands here once more",
        6: "a lone note",
        7: "a lone note",
    }


def test_what_may_be_a_case_is_kept():
    assert aside(["", "A1", "m"], ["X 2", "A1", "m"], ["X3"], ["Totality", "A1", ""]) == {}


def test_the_rows_of_sheets_are_joined_by_column():
    one = sheet(HEADER, ["X1", "A1", "m"], ["Total", "", ""], ["X2", "B1", "f"])
    two = sheet(["Sex", "CRN", "RoSH"], ["f", "Y1", "low"], first=5)
    found = joined_sheets(sheets(one, sheet(["Please ring"]), two))
    assert {name: list(texts) for name, texts in found.columns.items()} == {
        "reference": ["X1", "X2", "Y1"],
        "tier": ["A1", "B1", ""],
        "sex": ["m", "f", "f"],
        "roh-level": ["", "", "low"],
    }
    assert (list(found.sheets), list(found.lines)) == ([0, 0, 2], [2, 4, 6])


def test_no_sheets_give_no_rows():
    assert joined_sheets(()) == ({}, [], [])
