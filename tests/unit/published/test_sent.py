from datetime import date

import pytest

from aboveline.cases.table import case_table
from aboveline.files.csv import csv_table
from aboveline.frameworks.read import installed_framework
from aboveline.problems import Faulty
from aboveline.published import rebuilt
from aboveline.published.rebuilt import LIBRARY, sent_pages
from aboveline.published.sent import FINES, HEADINGS, LEFT_OUT, sent_sheets
from aboveline.tables import checked_table

NAME = "fictional-northmarsh-2024"


@pytest.fixture(scope="module")
def sheets():
    raw, _ = csv_table(LIBRARY / NAME / "caseload.csv")
    frame, _ = checked_table(case_table(installed_framework("pdu-2023")), raw)
    return sent_sheets(frame, bytes(32), date(2024, 5, 13), "Northmarsh")


def cases(rows):
    """The rows of cases: below the header, without what is no case."""
    header = next(iter(HEADINGS.values()))
    return [row for row in rows[3:] if row[0] not in (header, "Total")]


def test_nobody_stands_there_twice_but_for_the_rows_pasted_twice(sheets):
    people = [tuple(row[:3]) for rows in list(sheets.values())[:2] for row in cases(rows)]
    assert len(people) == 120 + LEFT_OUT + FINES + 2
    assert len(set(people)) == 120 + LEFT_OUT + FINES
    assert len({person[0] for person in people}) == len({person[1:] for person in people}) == len(set(people))


def test_every_sheet_of_cases_has_what_such_sheets_have(sheets):
    for rows in list(sheets.values())[:2]:
        assert rows[0][0].startswith("Northmarsh")
        assert not any(rows[1])
        assert rows.count(rows[2]) == 2
        assert rows[-1][0] == "Total"
        assert rows[-2] == rows[-3]
        assert len({len(row) for row in rows}) == 1


def test_the_same_frame_and_key_give_the_same_sheets_and_another_key_others(sheets):
    raw, _ = csv_table(LIBRARY / NAME / "caseload.csv")
    frame, _ = checked_table(case_table(installed_framework("pdu-2023")), raw)
    assert sent_sheets(frame, bytes(32), date(2024, 5, 13), "Northmarsh") == sheets
    assert sent_sheets(frame, b"1" * 32, date(2024, 5, 13), "Northmarsh") != sheets


def test_bodies_that_there_were_sent_nothing():
    assert sent_pages("hampshire-2008", installed_framework("omi-2006")) == []


def test_a_caseload_that_cannot_be_read_is_told(tmp_path, monkeypatch):
    folder = tmp_path / NAME
    (folder / "sampling").mkdir(parents=True)
    (folder / "sampling" / "key.txt").write_text("00" * 32, encoding="utf-8")
    (folder / "inspection.yaml").write_text("framework: {id: pdu-2023}\n", encoding="utf-8")
    monkeypatch.setattr(rebuilt, "LIBRARY", tmp_path)
    with pytest.raises(Faulty, match="cannot be opened"):
        sent_pages(NAME, installed_framework("pdu-2023"))
