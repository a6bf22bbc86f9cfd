"""A really messy workbook, as a body sends it: what is recognised, what is told, what goes back."""

import re
from datetime import datetime

import pytest
import xlsxwriter

from aboveline.files.spreadsheets import spreadsheet
from tests.inspections import aboveline

pytestmark = pytest.mark.journey

COMMUNITY = [
    *("CRN", "Family\nname", "First name(s)", "DoB", "Gender", "Race / Ethnicity\n(as recorded on nDelius)"),
    *("Disposal type", "Location", "Date of\nsentence", "Tier_Code", "RoSH", "Officer", "Line manager", "Comments"),
]
LICENCES = ["CRN", "Surname", "Forename(s)", "D.O.B.", "Sex", "Type of sentence", "Release date", "Tier", "RoH level"]
ORDERS = [
    ["X001", "O'Brien", "Ann", 29000, "F", "W1", "ORA Community Order", "COMMUNITY", 45350, "B2", "High", "J. S"],
    ["X002", "Khan", "Bob", "12/03/1987", "m", "A2", "Suspended Sentence Order", "Community", "14/03/2024", "C1S", "M"],
    ["X003", "KHAN", "Bob", "12.03.87", "Male", "A2", "Curfew only", "COMMUNITY", "2024-03-15", "D0", "low"],
    ["X004", "Lee", "Cy", "3/25/1990", "M", "Chinese", "Community order", "COMMUNITY", "16 March 2024", "A1", "VH"],
    ["X004", "Lee", "Cy", "25/03/1990", "M", "Chinese", "Fine", "COMMUNITY", "16 March 2024", "A1", "VH"],
    ["", "Doe", "Jo", "01/01/1980", "M", "NS", "Fine", "COMMUNITY", "16/03/2024", "Q9", "VH"],
    COMMUNITY,
    ["X001", "O'Brien", "Ann", 29000, "F", "W1", "ORA Community Order", "COMMUNITY", 45350, "B2", "High", "J. S"],
    ["Grand total", 5],
]
REGISTERS = [["CRN", "Register_Code", "Register_Level"], ["X101", "MAPP", "M2"], ["X002", "RCPR; REG30", ""]]


@pytest.fixture
def messy(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "caseload.xlsx") as book:
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Community")
        sheet.merge_range("A1:H1", "NORTHMARSH: CASELOAD FOR INSPECTION", book.add_format({"bold": True}))
        sheet.write("A2", "Extracted 02/09/2024; do not circulate")
        for at, row in enumerate([COMMUNITY, *ORDERS], 3):
            sheet.write_row(at, 0, row)
        sheet = book.add_worksheet("Licences")
        sheet.write_row(0, 0, LICENCES)
        sheet.write_row(1, 0, ["X101", "Hill", "Dee", "", "Female", "Licence", "04/03/2024", "A3", "Very High"])
        sheet.write_datetime(1, 3, datetime(1970, 5, 4), days)  # noqa: DTZ001 (a cell of a workbook has no zone)
        sheet.write_row(2, 0, ["X102", "Ash", "Ed", "04.05.71", "M", "Custodial", "13/03/24", "B0", "High"])
        sheet = book.add_worksheet("Registers")
        for at, row in enumerate(REGISTERS):
            sheet.write_row(at, 0, row)
        book.add_worksheet("Notes").write("A1", "Please ring me")
    return tmp_path


def test_a_messy_workbook_is_checked_and_its_faults_sent_back(messy):
    words = ["caseload", "check", "caseload.xlsx", "--framework", "pdu-2023", "--fieldwork", "2024-09-20"]
    done = aboveline(*words, "--expect", "9", "--errors", "faults.xlsx", cwd=messy)
    assert done.returncode == 6
    said, faults = " ".join(done.stdout.split()), " ".join(done.stderr.split())
    assert "Community headings in row 4 7 rows Licences headings in row 1 2 rows" in said
    assert "Registers registers, headings in row 1 2 rows Notes left aside" in said
    assert "Not recognised, and left out: Comments." in said
    assert "8 cases (9 expected) of 7 people; 3 faulty rows." in said
    assert "Row Community!11 left aside: the header stands here once more." in said
    assert "Row Community!12 left aside: the same as row Community!5." in said
    assert "Row Community!13 left aside: a row of totals." in said
    assert "Rows Community!6 and Community!7: the same name and date of birth." in said
    assert re.search(r"A fault in the row 3 .* eligible 4", said)
    assert "sentence: licence 2, community 1, suspended 1" in said
    assert "caseload.xlsx · Community:8: 'DoB' (born): '3/25/1990' is no day." in faults
    assert "Community:9: The reference 'X004' already stands in row Community!8" in faults
    assert "Community:10: 'Tier_Code' (tier): 'Q9' is not known here." in faults
    assert "Community:10: 'CRN' (reference): this is blank." in faults
    assert "5 problems." in faults
    [sheet] = spreadsheet(messy / "faults.xlsx")[0]
    assert [column[0] for column in sheet.columns][:4] == ["Where", "What is wrong", "What to do", "CRN"]
    assert list(sheet.columns[0][1:]) == ["Community!8", "Community!10", "Community!9"]


def test_what_a_person_says_of_a_workbook_is_remembered(messy):
    words = ["caseload", "check", "caseload.xlsx", "--framework", "pdu-2023", "--mapping", "body.yaml"]
    said = ["--sheet", "Licences", "--map", "RoH level=-", "--value", "tier: B0=C0"]
    assert aboveline(*words, *said, cwd=messy).returncode == 6
    assert '"RoH level": "-"' in (messy / "body.yaml").read_text("utf-8")
    done = aboveline(*words, "--sheet", "Licences", "--map", "RoH level=roh-level", cwd=messy)
    assert "No heading stands for the column sex" not in done.stderr
    assert '"B0": "C0"' in (messy / "body.yaml").read_text("utf-8")
