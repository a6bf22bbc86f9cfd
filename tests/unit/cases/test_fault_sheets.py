from aboveline.cases.caseload import Asked, caseload
from aboveline.cases.fault_sheets import fault_sheets, fault_table
from tests.unit.cases.caseloads import TODAY, read, sheet

HEADER = ["CRN", "Tier", "Sex", ""]


def test_a_caseload_without_faults_has_no_fault_sheet():
    assert fault_sheets(read(HEADER, ["X1", "A1", "m", ""])) == ()


def test_a_faulty_row_is_told_once_with_everything_that_is_wrong():
    found = read(["Our caseload"], HEADER, ["X1", "A1", "m", "a"], ["X2", "Q", "q", "b"])
    [told] = fault_sheets(found)
    assert told.name == "Cases"
    assert told.header == ("Where", "What is wrong", "What to do", "CRN", "Tier", "Sex", "Column D")
    [row] = told.rows
    assert (row[0], row[3:]) == ("4", ("X2", "Q", "q", "b"))
    assert row[1] == "'Tier' (tier): 'Q' is not known here. 'Sex' (sex): 'q' is not known here."
    assert "--value" not in row[2]


def test_each_sheet_has_its_own_and_columns_theirs():
    sheets = [
        sheet(HEADER[:3], ["X1", "Q", "m"], name="One"),
        sheet(["Sex", "CRN", "Tier"], ["m", "Y1", "Q"], name="Two"),
    ]
    found = caseload(TODAY, sheets, Asked("c.xlsx", needed=("roh-level",)))
    told = fault_sheets(found)
    assert [item.name for item in told] == ["Columns", "One", "Two"]
    assert [len(item.rows) for item in told] == [1, 1, 1]
    assert (
        told[0].rows[0][2]
        == "Add it; where nobody knows it, leave it blank, and let a plan of your own (--plan) ask for less."
    )
    assert told[2].rows[0][3:] == ("m", "Y1", "Q")


def test_a_file_of_one_sheet_holds_them_all():
    sheets = [
        sheet(HEADER[:3], ["X1", "Q", "m"], name="One"),
        sheet(["Sex", "CRN", "Tier"], ["m", "Y1", "Q"], name="Two"),
    ]
    told = fault_table(fault_sheets(caseload(TODAY, sheets, Asked("c.xlsx"))))
    assert told.header == ("Where", "What is wrong", "What to do", "CRN", "Tier", "Sex")
    assert [row[3:] for row in told.rows] == [("X1", "Q", "m"), ("Y1", "Q", "m")]


def test_headings_that_stand_twice_share_a_column():
    found = read(["CRN", "Note", "Tier", "Sex", "Note"], ["X1", "a", "Q", "m", "b"])
    assert fault_table(fault_sheets(found)).rows[0][3:] == ("X1", "a b", "Q", "m")
