"""From a messy workbook to a receipt that the body repeats: check, commit to a seed, seal, draw, verify."""

import csv
import hmac
import io
import json
from datetime import date, timedelta
from hashlib import sha256

import pytest
import xlsxwriter

from tests.inspections import aboveline

pytestmark = pytest.mark.journey

HEADER = [
    "CRN",
    "Family\nname",
    "First name(s)",
    "DoB",
    "Gender",
    "Disposal type",
    "Order start\n date",
    "RoSH",
    "Officer",
]
START = date(2023, 10, 20)


def row(at):
    """One of 120 cases: every tenth is a fine, every seventh began too early."""
    begun = START + timedelta(at % 20) - timedelta(400 if at % 7 == 0 else 0)
    kind = "Fine" if at % 10 == 0 else ("ORA Community Order", "Suspended Sentence Order", "Licence")[at % 3]
    day = begun.strftime("%d/%m/%Y") if at % 2 else (begun - date(1899, 12, 30)).days
    level = ("Low", "MEDIUM", "High", "V High")[at % 4]
    return [f"X{at:03}", f"O'Name{at}", "Sam", f"{at % 28 + 1}/3/1980", "fm"[at % 2], kind, day, level, f"PO {at % 9}"]


@pytest.fixture
def body(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "caseload.xlsx") as book:
        sheet = book.add_worksheet("Cases")
        sheet.merge_range("A1:F1", "NORTHMARSH: CASELOAD", book.add_format({"bold": True}))
        for at, cells in enumerate([HEADER, *map(row, range(1, 121)), ["Total", 120]], 2):
            sheet.write_row(at, 0, cells)
    return tmp_path


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def done(body, *words):
    found = aboveline(*words, cwd=body)
    assert (found.returncode, found.stderr) == (0, ""), found.stdout + found.stderr
    assert not [line for line in found.stdout.splitlines() if len(line) > 80 and " " in line.strip()]
    return " ".join(found.stdout.split())


def test_a_messy_workbook_becomes_a_sample_that_the_body_repeats(body):
    told = ("--framework", "pdu-2023", "--fieldwork", "2024-05-13")
    assert "120 cases" in done(body, "caseload", "check", "caseload.xlsx", *told)
    commitment = done(body, "sample", "seed", "-o", "seed.txt").split()[0]
    words = ("--prefix", "N24", "--commitment", commitment, "-o", "sealed")
    said = done(body, "caseload", "seal", "caseload.xlsx", *told, *words)
    seal = json.loads((body / "sealed/seal.json").read_text("utf-8"))
    assert seal["frame"]["hash"] in said
    assert seal["frame"]["hash"][7:] == sha256((body / "sealed/frame.csv").read_bytes()).hexdigest()
    assert {row["reason"]: row["cases"] for row in seal["left_out"] if row["cases"]} == {
        "no-case": 1,
        "outside-window": 17,
        "fine-or-discharge": 11,
    }
    assert seal["eligible"] == 92
    draw = ("--framework", "pdu-2023", "--seed-file", "seed.txt", "--seal", "sealed/seal.json", "-o", "draw.json")
    assert "60 cases of 92" in done(body, "sample", "draw", "sealed/frame.csv", *draw)
    done(body, "sample", "verify", "sealed/frame.csv", "draw.json", "--seal", "sealed/seal.json")


def test_anybody_with_the_key_deals_the_references_again(body):
    done(body, "caseload", "seal", "caseload.xlsx", "--framework", "pdu-2023", "--fieldwork", "2024-05-13", "-o", "s")
    key = bytes.fromhex((body / "s/private/key.txt").read_text("utf-8"))
    who = rows(body / "s/private/identities.csv")
    by_hand = sorted(who, key=lambda row: hmac.digest(key, row["reference"].encode(), "sha256"))
    assert who == by_hand
    assert [row["case"] for row in who] == [f"C-{at:03}" for at in range(1, 93)]
    frame = rows(body / "s/frame.csv")
    assert {row["case"] for row in frame} == {row["case"] for row in who}
    left = {row["row"] for row in rows(body / "s/excluded.csv")}
    assert left | {row["row"] for row in who} == {str(at) for at in range(4, 125)}
    assert len(left) + len(who) == 121


def test_a_draw_from_another_frame_than_was_sealed_is_refused(body):
    seal = ("--framework", "pdu-2023", "--fieldwork", "2024-05-13")
    done(body, "caseload", "seal", "caseload.xlsx", *seal, "-o", "first")
    done(body, "caseload", "seal", "caseload.xlsx", *seal, "-o", "second")
    words = ("--framework", "pdu-2023", "--seed", "4711", "--seal", "second/seal.json", "-o", "draw.json")
    found = aboveline("sample", "draw", "first/frame.csv", *words, cwd=body)
    assert found.returncode == 8
    assert "The frame is sha256:" in " ".join(found.stderr.split())
    assert not (body / "draw.json").exists()
