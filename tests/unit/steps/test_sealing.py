import csv
import io
import json
import re
from datetime import date
from hashlib import sha256

import jsonschema
import pytest

from aboveline.files.spreadsheet_writing import Page, write_spreadsheet
from aboveline.problems import Faulty
from aboveline.sampling.frame import frame_hash
from aboveline.sampling.seal import seal_problems
from aboveline.steps import sealing
from aboveline.steps.sealing import SCHEMA, Asked, seal_caseload, seal_json
from tests.examples.editions import SMALL, texts, written
from tests.inspections import tree

HEADER = "Case ref,Name,DOB,Officer,Kind of sentence,Start date,Gender,RoSH\n"
ROWS = """X1,Ann Lee,1/2/1980,J. Smith,Community order,10/11/2023,F,High
X2,Ann Lee,1/2/1980,P. Khan,Licence,12/11/2023,F,Low
X3,Bob Hill,3/4/1990,P. Khan,Community order,12/11/2021,M,Low
X4,Cy Ash,5/6/1991,P. Khan,Community order,,M,Low
X5,Di Fox,5/6/1992,J. Smith,Licence,20/10/2023,F,Medium
"""
ASKED = Asked("pdu-2023", date(2024, 5, 13), prefix="N24")
IAOW = Asked("iaow-2013", date(2013, 6, 3))
KEY = "0f" * 32


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "caseload.csv"
    place.write_text(HEADER + ROWS, "utf-8")
    return place


@pytest.fixture
def key(tmp_path):
    place = tmp_path / "key.txt"
    place.write_text(KEY + "\n", "utf-8")
    return place


def told(path, asked, output):
    before = tree(path.parent)
    with pytest.raises(Faulty) as caught:
        seal_caseload(path, asked, output)
    assert tree(path.parent) == before, "Something was written."
    return [(problem.code, problem.file) for problem in caught.value.problems]


def rows(place):
    return list(csv.DictReader(io.StringIO(place.read_text("utf-8"))))


def test_a_caseload_becomes_a_frame_and_its_seal(path, tmp_path):
    found = seal_caseload(path, ASKED, tmp_path / "sealed")
    out = tmp_path / "sealed"
    assert sorted(place.relative_to(out).as_posix() for place in out.rglob("*")) == [
        "excluded.csv",
        "frame.csv",
        "private",
        "private/identities.csv",
        "private/key.txt",
        "seal.json",
    ]
    content = json.loads((out / "seal.json").read_text("utf-8"))
    assert content == found.content
    assert (out / "seal.json").read_text("utf-8") == seal_json(content)
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(content, schema, cls=jsonschema.Draft202012Validator)
    assert seal_problems(content, "seal.json") == []
    assert content["eligible"] == 3
    assert {row["reason"]: row["cases"] for row in content["left_out"] if row["cases"]} == {
        "outside-window": 1,
        "not known: started": 1,
    }
    assert rows(out / "excluded.csv") == [
        {"row": "4", "reason": "outside-window"},
        {"row": "5", "reason": "not known: started"},
    ]
    assert [row["case"] for row in rows(out / "frame.csv")] == ["N24-001", "N24-002", "N24-003"]
    assert content["same_people"] == 1
    assert found.frame.same_people == [["2", "3"]]
    assert found.unused == ()


def test_hashes_are_those_of_the_files(path, tmp_path):
    content = seal_caseload(path, ASKED, tmp_path / "sealed").content
    places = {"frame": "sealed/frame.csv", "key": "sealed/private/key.txt", "caseload": "caseload.csv"}
    hashes = {name: "sha256:" + sha256((tmp_path / place).read_bytes()).hexdigest() for name, place in places.items()}
    assert content["frame"]["hash"] == hashes["frame"]
    assert content["key"] == hashes["key"]
    assert content["caseload"] == {"file": "caseload.csv", "hash": hashes["caseload"], "rows": 5}


def test_who_the_cases_are_stands_apart_and_only_its_owner_can_read_it(path, tmp_path):
    seal_caseload(path, ASKED, tmp_path / "sealed")
    private = tmp_path / "sealed" / "private"
    assert private.stat().st_mode & 0o777 == 0o700
    assert {place.stat().st_mode & 0o777 for place in private.iterdir()} == {0o600}
    who = {row["reference"]: row for row in rows(private / "identities.csv")}
    assert who["X5"] | {"case": ""} == {
        "case": "",
        "reference": "X5",
        "name": "Di Fox",
        "born": "1992-06-05",
        "pnc": "",
        "practitioner": "J. Smith",
        "manager": "",
        "team": "",
        "row": "6",
    }
    given_on = "".join((tmp_path / "sealed" / name).read_text() for name in ("frame.csv", "excluded.csv", "seal.json"))
    assert not [word for word in ("Fox", "Lee", "X1", "X5", "Smith", "1992") if word in given_on]


def test_the_same_key_gives_the_same_frame_and_each_seal_has_its_own(path, tmp_path):
    first = seal_caseload(path, ASKED, tmp_path / "a")
    again = ASKED._replace(key=tmp_path / "a" / "private" / "key.txt")
    second = seal_caseload(path, again, tmp_path / "b")
    assert (tmp_path / "a" / "frame.csv").read_bytes() == (tmp_path / "b" / "frame.csv").read_bytes()
    assert first.frame.identities == second.frame.identities
    assert {**first.content, "sealed": ""} == {**second.content, "sealed": ""}
    assert seal_caseload(path, ASKED, tmp_path / "c").content["key"] != first.content["key"]


def test_the_time_of_sealing_is_told_in_utc(path, tmp_path, monkeypatch):
    class Clock(sealing.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2024, 4, 29, 9, 30, 1, tzinfo=tz)

    monkeypatch.setattr(sealing, "datetime", Clock)
    assert seal_caseload(path, ASKED, tmp_path / "sealed").content["sealed"] == "2024-04-29T09:30:01Z"


def test_rows_with_faults_are_refused_or_left_out(path, tmp_path):
    path.write_text(HEADER + ROWS.replace("Medium", "Middling"), "utf-8")
    assert told(path, ASKED, tmp_path / "sealed") == [("cell-unknown", "caseload.csv")]
    content = seal_caseload(path, ASKED._replace(leave_out_faulty=True), tmp_path / "sealed").content
    assert content["left_out"][0] == {"reason": "faulty", "title": "A fault in the row", "cases": 1, "standing": ""}
    assert {"row": "6", "reason": "faulty"} in rows(tmp_path / "sealed" / "excluded.csv")


def test_a_column_that_is_missing_is_refused_in_any_case(path, tmp_path):
    path.write_text(HEADER.replace("Start date", "Remarks") + ROWS, "utf-8")
    assert told(path, ASKED._replace(leave_out_faulty=True), tmp_path / "sealed") == [
        ("column-missing", "caseload.csv")
    ]


def test_rows_that_are_no_cases_are_counted_apart(path, tmp_path):
    path.write_text(HEADER + ROWS + "Total,5,,,,,,\n", "utf-8")
    content = seal_caseload(path, ASKED, tmp_path / "sealed").content
    assert (content["caseload"]["rows"], content["left_out"][0]["reason"]) == (6, "no-case")
    assert rows(tmp_path / "sealed" / "excluded.csv")[-1] == {"row": "7", "reason": "no-case"}


def test_rows_of_several_sheets_are_told_by_sheet_and_no_name_of_one_is_a_formula(tmp_path):
    header, body = HEADER.strip().split(","), [row.split(",") for row in ROWS.splitlines()]
    write_spreadsheet(tmp_path / "c.xlsx", [Page("Orders", header, body[:3]), Page("=Licences", header, body[3:])])
    seal_caseload(tmp_path / "c.xlsx", ASKED, tmp_path / "sealed")
    assert [row["row"] for row in rows(tmp_path / "sealed" / "excluded.csv")] == ["Orders!4", "'=Licences!2"]
    assert {row["row"] for row in rows(tmp_path / "sealed" / "private" / "identities.csv")} == {
        "Orders!2",
        "Orders!3",
        "'=Licences!3",
    }


def test_nothing_of_a_frame_is_a_formula(tmp_path):
    path = tmp_path / "c.csv"
    path.write_text(
        "Case ref,Name,Kind of sentence,Start date,Delivery unit,Kind of main offence\n"
        "X1,=cmd|x,Licence,2012-09-03,=HYPERLINK(1),violence\n"
        "X2,Ann,Fine,2012-09-03,Exeter,violence\n",
        "utf-8",
    )
    seal_caseload(path, IAOW._replace(leave_out_faulty=True), tmp_path / "sealed")
    [case] = rows(tmp_path / "sealed" / "frame.csv")
    assert case["delivery-unit"] == "'=HYPERLINK(1)"
    [who] = rows(tmp_path / "sealed" / "private" / "identities.csv")
    assert (who["name"], who["reference"]) == ("'=cmd|x", "X1")
    assert frame_hash(seal_caseload(path, IAOW._replace(leave_out_faulty=True), tmp_path / "b").frame.frame)


def test_a_round_has_rules_of_its_own_and_it_is_told_where_they_are_not_used(tmp_path):
    path = tmp_path / "c.csv"
    row = "{},Ann,Licence,2012-09-03,Exeter,{}\n"
    header = "Case ref,Name,Kind of sentence,Start date,Delivery unit,Kind of main offence\n"
    path.write_text(header + row.format("X1", "violence") + row.format("X2", "sexual"), "utf-8")
    whole = seal_caseload(path, IAOW, tmp_path / "whole")
    assert (whole.content["eligible"], whole.unused) == (2, ("violence",))
    part = seal_caseload(path, IAOW._replace(theme="violence"), tmp_path / "part")
    assert (part.content["eligible"], part.content["theme"], part.unused) == (1, "violence", ())


def test_an_inspections_own_plan_has_its_cohorts(tmp_path):
    path = tmp_path / "c.csv"
    header = "Case ref,Name,Kind of sentence,Start date,End date,RoSH\n"
    body = [
        "X1,Ann,Community rehabilitation order,2004-02-29,,low",
        "X2,Bob,Licence,2004-09-01,,low",
        "X3,Cy,Community punishment order,2004-09-02,,low",
        "X4,Di,Licence,2004-02-02,2004-10-01,low",
        "X5,Ed,Licence,2004-05-05,,low",
    ]
    path.write_text(header + "\n".join(body) + "\n", "utf-8")
    asked = Asked("esi-2003", date(2004, 11, 8), "hertfordshire-2005")
    content = seal_caseload(path, asked, tmp_path / "sealed").content
    assert content["plan"]["id"] == "hertfordshire-2005"
    assert content["cohorts"] == [{"cohort": "february", "cases": 1}, {"cohort": "september", "cases": 1}]
    assert {row["reason"]: row["cases"] for row in content["left_out"] if row["cases"]} == {
        "outside-window": 1,
        "over": 1,
        "community-punishment": 1,
    }
    assert {row["cohort"] for row in rows(tmp_path / "sealed" / "frame.csv")} == {"february", "september"}


def test_a_commitment_to_the_seed_is_sealed_with_the_frame(path, tmp_path):
    commitment = "sha256:" + "0f" * 32
    found = seal_caseload(path, ASKED._replace(commitment=commitment), tmp_path / "sealed")
    assert found.content["commitment"] == commitment


def test_everything_wrong_with_the_options_is_told_at_once(path, tmp_path):
    asked = ASKED._replace(commitment="4711", prefix="=1", theme="violence", fieldwork=date(1824, 5, 13))
    (tmp_path / "sealed").mkdir()
    assert told(path, asked, tmp_path / "sealed") == [
        ("option-value", "--commitment"),
        ("option-value", "--prefix"),
        ("unknown-name", "--theme"),
        ("option-value", "--fieldwork"),
        ("file-in-the-way", str(tmp_path / "sealed")),
    ]


@pytest.mark.parametrize("text", [b"0f", b"G" * 64, b"\xff\xfe", ("0F" * 32).encode()])
def test_what_is_no_dealing_key_is_told(path, key, tmp_path, text):
    key.write_bytes(text)
    assert told(path, ASKED._replace(key=key), tmp_path / "sealed") == [("option-value", str(key))]


def test_a_key_that_cannot_be_read_is_told(path, tmp_path):
    nowhere = tmp_path / "none.txt"
    assert told(path, ASKED._replace(key=nowhere), tmp_path / "sealed") == [("file-missing", str(nowhere))]
    assert told(path, ASKED._replace(key=tmp_path), tmp_path / "sealed") == [("file-unreadable", str(tmp_path))]


def test_a_frame_with_nobody_in_it_is_not_sealed(path, tmp_path):
    asked = ASKED._replace(fieldwork=date(2030, 5, 13))
    with pytest.raises(Faulty) as caught:
        seal_caseload(path, asked, tmp_path / "sealed")
    [problem] = caught.value.problems
    assert problem.code == "sample-empty"
    assert problem.what == "None of 5 cases is eligible. Begun outside the window: 4; Not known: started: 1."
    path.write_text(HEADER, "utf-8")
    with pytest.raises(Faulty, match=re.escape("None of 0 cases is eligible.")):
        seal_caseload(path, asked, tmp_path / "sealed")


def test_an_edition_that_does_not_say_who_is_eligible_needs_a_plan(path, tmp_path):
    documents = texts(SMALL)
    documents["framework.yaml"] = documents["framework.yaml"].partition("caseload:")[0]
    edition = str(written(tmp_path / "edition", documents))
    assert told(path, ASKED._replace(framework=edition), tmp_path / "sealed") == [("option-value", "--plan")]
