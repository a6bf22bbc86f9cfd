import csv
import io
import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest

from aboveline import published
from aboveline.cases.table import case_table
from aboveline.files.csv import csv_table
from aboveline.frameworks.documents import document
from aboveline.frameworks.read import installed_framework
from aboveline.problems import Faulty
from aboveline.reports.draws import draw_page
from aboveline.sampling.commitment import commitment
from aboveline.sampling.frame import frame_hash, frame_text
from aboveline.steps import drawing
from aboveline.steps.drawing import SCHEMA, Asked, draw_sample, replace_case, sample_csv, verified
from aboveline.steps.plans import Planned
from aboveline.tables import checked_table
from tests.inspections import tree

FRAME = "case,sentence\n" + "".join(f"C{at:02},{'community' if at < 8 else 'licence'}\n" for at in range(1, 11))


PUBLISHED = Path(published.__file__).parent / "library"
ASKED = Asked("pdu-2023", "4711", size=4, reserves=1)


@pytest.fixture
def frame(tmp_path):
    path = tmp_path / "frame.csv"
    path.write_text(FRAME, "utf-8")
    return path


@pytest.fixture
def drawn(frame, tmp_path):
    return draw_sample(frame, ASKED, tmp_path / "draw.json")


def told(*words, by=draw_sample):
    with pytest.raises(Faulty) as caught:
        by(*words)
    return [problem.code for problem in caught.value.problems]


def test_a_draw_writes_its_receipt_as_the_schema_says(frame, drawn, tmp_path):
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    written = json.loads((tmp_path / "draw.json").read_text("utf-8"))
    assert written == drawn
    jsonschema.validate(written, schema, cls=jsonschema.Draft202012Validator)
    assert [(cell["frame"], cell["drawn"], cell["probability"], cell["weight"]) for cell in written["cells"]] == [
        (7, 3, "3/7", "7/3"),
        (3, 1, "1/3", "3/1"),
    ]
    assert verified(frame, tmp_path / "draw.json") == (drawn, ())


def test_the_sample_stands_beside_it_with_its_weights(drawn, tmp_path):
    text = (tmp_path / "draw.csv").read_text("utf-8")
    assert text == sample_csv(drawn)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["place"] for row in rows] == ["sample"] * 3 + ["reserve", "sample", "reserve"]
    assert sum(float(row["weight"]) for row in rows if row["place"] == "sample") == pytest.approx(10)


def test_the_plan_says_how_many_where_no_size_is_given(frame, tmp_path):
    content = draw_sample(frame, Asked("pdu-2023", "4711"), tmp_path / "all.json")
    assert (content["plan"]["size"], content["plan"]["source"]) == (10, "pdu-2023")
    assert content["plan"]["sized"] == {"by": "margin", "standing": "assumed", "caseload": None}
    assert verified(frame, tmp_path / "all.json").content == content


def test_a_replacement_is_written_over_the_receipt_and_verified(frame, drawn, tmp_path):
    path, case = tmp_path / "draw.json", drawn["list"][0]["case"]
    content = replace_case(frame, path, case, "File lost")
    assert content["list"][0] == drawn["list"][0] | {"place": "replaced"}
    jsonschema.validate(verified(frame, path).content, json.loads(SCHEMA.read_text("utf-8")))
    assert f"1,{case},replaced" in (tmp_path / "draw.csv").read_text("utf-8")
    assert (tmp_path / "draw.html").read_text("utf-8") == draw_page(content)
    before = tree(tmp_path)
    assert told(frame, path, content["list"][1]["case"], "Lost too", by=replace_case) == ["reserve-none"]
    assert told(frame, path, "C99", "Lost", by=replace_case) == ["unknown-name"]
    assert told(frame, path, content["list"][1]["case"], " ", by=replace_case) == ["option-value"]
    assert tree(tmp_path) == before


def test_a_replacement_never_writes_over_the_frame(frame, drawn, tmp_path):
    (tmp_path / "draw.json").rename(tmp_path / "frame.json")
    case = drawn["list"][0]["case"]
    assert told(frame, tmp_path / "frame.json", case, "Lost", by=replace_case) == ["file-in-the-way"]
    assert frame.read_text("utf-8") == FRAME


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"seed": ""}, ["option-value"]),
        ({"seed": "a\nb"}, ["option-value"]),
        ({"size": 0, "caseload": 0, "told": "a\nb"}, ["option-value"] * 3),
        ({"reserves": -1}, ["option-value"]),
        ({"minima": {"Women": -1}}, ["option-value"]),
        ({"minima": {"Women": 1}}, ["unknown-name"]),
        ({"commitment": commitment("4712")}, ["seed-differs"]),
        ({"framework": "pdu-2032"}, ["unknown-name"]),
        ({"plan": "nothing"}, ["unknown-name"]),
        ({"framework": "iaow-2013", "size": None}, ["option-value"]),
        ({"seal": Path("nowhere.json")}, ["file-missing"]),
        ({"size": 11}, ["quota-short"]),
    ],
)
def test_faults_are_told_and_nothing_is_written(frame, tmp_path, given, codes):
    before = tree(tmp_path)
    assert told(frame, ASKED._replace(**given), tmp_path / "d.json") == codes
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("frame_name", "output", "code"),
    [
        ("nowhere.csv", "d.json", "file-missing"),
        ("frame.csv", "frame.json", "file-in-the-way"),
        ("frame.csv", "out.csv", "option-value"),
        ("frame.csv", "out.html", "option-value"),
    ],
)
def test_files_that_are_not_there_or_in_the_way_are_told(frame, tmp_path, frame_name, output, code):
    before = tree(tmp_path)
    assert told(tmp_path / frame_name, ASKED, tmp_path / output) == [code]
    assert tree(tmp_path) == before


def test_all_files_of_a_draw_are_written_or_none(frame, tmp_path, monkeypatch):
    def full(content):
        raise Faulty([drawing.Problem("file-unwritable", "page", None, "No room.", "")])

    monkeypatch.setattr("aboveline.reports.draws.draw_page", full)
    before = tree(tmp_path)
    assert told(frame, ASKED, tmp_path / "d.json") == ["file-unwritable"]
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\xff\xfe", "encoding"), (b"case,sentence\nC1,probation\n", "cell-unknown"), (b"case\n", "sample-empty")],
)
def test_a_faulty_frame_is_told(tmp_path, content, code):
    (tmp_path / "frame.csv").write_bytes(content)
    assert told(tmp_path / "frame.csv", ASKED, tmp_path / "d.json") == [code]


def test_an_edition_may_have_no_plan_or_a_faulty_one(frame, tmp_path, monkeypatch):
    without = replace(installed_framework("pdu-2023"), sampling=None)
    monkeypatch.setattr(drawing, "planned", lambda name, plan: Planned(without, "pdu-2023", "sha256:"))
    assert told(frame, ASKED._replace(size=None), tmp_path / "d.json") == ["option-value"]
    content = draw_sample(frame, ASKED._replace(size=3), tmp_path / "d.json")
    assert [cell["title"] for cell in content["cells"]] == ["All cases"]
    assert content["plan"]["source"] == "pdu-2023"
    assert verified(frame, tmp_path / "d.json").content == content
    monkeypatch.undo()
    monkeypatch.setattr(drawing, "sampling_plan", lambda item: (None, [PROBLEM]))
    assert told(frame, ASKED, tmp_path / "e.json") == ["key-missing"]


PROBLEM = drawing.Problem("key-missing", "framework.yaml", 3, "The sampling plan lacks 'low'.", "Add it.")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "receipt-faulty"),
        (b"\xff", "receipt-faulty"),
        (b'"\\ud800"', "receipt-faulty"),
        (b"[]", "receipt-faulty"),
    ],
)
def test_what_is_no_receipt_is_told(frame, tmp_path, content, code):
    (tmp_path / "r.json").write_bytes(content)
    assert told(frame, tmp_path / "r.json", by=verified) == [code]


def test_a_receipt_must_be_there_and_open(frame, tmp_path):
    assert told(frame, tmp_path / "r.json", by=verified) == ["file-missing"]
    assert told(frame, tmp_path, by=verified) == ["file-unreadable"]


def test_another_edition_and_another_seed_are_differences(frame, drawn, tmp_path):
    path = tmp_path / "draw.json"
    path.write_text(json.dumps(drawn | {"framework": {"id": "pdu-2023", "hash": "sha256:"}}), "utf-8")
    assert told(frame, path, by=verified) == ["receipt-differs"]
    path.write_text(json.dumps(drawn | {"seed": ""}), "utf-8")
    assert set(told(frame, path, by=verified)) == {"receipt-differs"}


def test_more_cells_than_cases_are_merged(frame, tmp_path):
    with frame.open("a", encoding="utf-8") as file:
        file.write("C11,custody\n")
    content = draw_sample(frame, ASKED._replace(size=1), tmp_path / "d.json")
    assert len(content["cells"]) == 1


def test_the_hash_of_the_frame_is_that_of_its_file_where_it_stands_in_order(tmp_path, drawn):
    spec = case_table(installed_framework("pdu-2023"))
    raw, _ = csv_table(tmp_path / "frame.csv")
    table, _ = checked_table(spec, raw)
    assert drawn["frame"]["hash"] == frame_hash(table)
    (tmp_path / "canonical.csv").write_text(frame_text(table), "utf-8", newline="")
    summed = "sha256:" + sha256((tmp_path / "canonical.csv").read_bytes()).hexdigest()
    assert summed == drawn["frame"]["hash"]
    assert verified(tmp_path / "canonical.csv", tmp_path / "draw.json").content == drawn


def test_a_fact_that_no_cell_rests_on_is_held_to_as_well(frame, drawn, tmp_path):
    rows = FRAME.splitlines()
    frame.write_text("".join(f"{row},{'tier' if at == 0 else 'A3'}\n" for at, row in enumerate(rows)), "utf-8")
    with pytest.raises(Faulty) as caught:
        verified(frame, tmp_path / "draw.json")
    assert [problem.what.partition(":")[0] for problem in caught.value.problems] == ["frame.hash"]


def test_a_size_may_go_by_the_caseload(frame, tmp_path):
    asked = Asked("iaow-2013", "s", caseload=4058)
    assert told(frame, asked, tmp_path / "d.json") == ["quota-short"]
    many = "case,sentence\n" + "".join(f"C{at:03},community\n" for at in range(200))
    frame.write_text(many, "utf-8")
    content = draw_sample(frame, asked, tmp_path / "d.json")
    assert content["plan"]["size"] == 72
    assert content["plan"]["sized"] == {"by": "caseload", "standing": "derived", "caseload": 4058}
    assert verified(frame, tmp_path / "d.json").content == content
    bare = draw_sample(frame, asked._replace(size=20), tmp_path / "e.json")
    assert bare["plan"]["sized"] == {"by": "own", "standing": "own", "caseload": 4058}


PLAN = """format: 1
id: own
title: A plan of our own
framework: pdu-2023
source: a letter
standing: assumed
sampling:
  low: 2
  high: 9
  source: a letter
  standing: assumed
  make_up:
    - {title: Community, when: sentence is community, cases: 2}
    - {title: Licences, when: sentence is licence, cases: 2}
"""


def test_an_inspection_s_own_plan_is_drawn_and_verified(frame, tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(PLAN, "utf-8")
    content = draw_sample(frame, Asked("pdu-2023", "s", plan=str(path)), tmp_path / "d.json")
    assert (content["plan"]["source"], content["plan"]["size"]) == ("own", 4)
    found = verified(frame, tmp_path / "d.json", plan=str(path))
    assert found == (content, ())
    assert verified(frame, tmp_path / "d.json").notes[0].startswith("The plan own is not here")
    path.write_text(PLAN.replace("licence, cases: 2", "licence, cases: 1"), "utf-8")
    with pytest.raises(Faulty, match=r"plan\.make_up 2\.cases: the receipt says 2"):
        verified(frame, tmp_path / "d.json", plan=str(path))
    with pytest.raises(Faulty, match="no such plan"):
        verified(frame, tmp_path / "d.json", plan="nowhere")


def test_an_edition_that_is_gone_is_told(frame, drawn, tmp_path):
    (tmp_path / "r.json").write_text(json.dumps(drawn | {"framework": {"id": "gone", "hash": ""}}), "utf-8")
    assert told(frame, tmp_path / "r.json", by=verified) == ["unknown-name"]
    doctored = {**drawn, "plan": {**drawn["plan"], "source": "other"}, "framework": {"id": "gone", "hash": ""}}
    (tmp_path / "r.json").write_text(json.dumps(doctored), "utf-8")
    assert told(frame, tmp_path / "r.json", by=verified) == ["unknown-name"]


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (b"case\nC01\nC01\n", ["row-repeated"]),
        (b"reference\nC01\n", ["column-missing"]),
        (b"case\nC99\n", ["row-orphan"]),
        (b"\xff\xfe", ["encoding"]),
    ],
)
def test_a_faulty_list_is_told(frame, tmp_path, content, codes):
    (tmp_path / "named.csv").write_bytes(content)
    assert told(frame, ASKED, tmp_path / "d.json", tmp_path / "named.csv") == codes
    assert not (tmp_path / "d.json").exists()


def test_a_list_that_the_body_named_is_topped_up_and_verified(frame, tmp_path):
    (tmp_path / "named.csv").write_text("case,officer\nC09,A\nC02,B\n", "utf-8")
    content = draw_sample(frame, ASKED, tmp_path / "d.json", tmp_path / "named.csv")
    jsonschema.validate(content, json.loads(SCHEMA.read_text("utf-8")))
    assert content["named"]["cases"] == ["C09", "C02"]
    assert verified(frame, tmp_path / "d.json").content == content
    rows = list(csv.DictReader(io.StringIO((tmp_path / "d.csv").read_text("utf-8"))))
    assert {row["case"]: row["probability"] for row in rows if row["way"] == "named"} == {"C09": "", "C02": ""}
    assert {row["way"] for row in rows if row["weight"]} == {"topped-up"}


def test_a_list_may_name_cases_by_the_body_s_own_references(frame, tmp_path):
    who, named = tmp_path / "identities.csv", tmp_path / "named.csv"
    who.write_text("case,reference,name\nC09,X1,A\nC02,X2,B\n", "utf-8")
    named.write_text("reference\nX2\nX1\n", "utf-8")
    content = draw_sample(frame, ASKED, tmp_path / "d.json", named, who)
    assert content["named"]["cases"] == ["C02", "C09"]
    named.write_text("reference\nX2\nX3\n", "utf-8")
    with pytest.raises(Faulty, match=r"named\.csv:3: The case 'X3' is not among the identities"):
        draw_sample(frame, ASKED, tmp_path / "e.json", named, who)
    assert told(frame, ASKED, tmp_path / "e.json", named, tmp_path / "nowhere.csv") == ["file-missing"]
    assert told(frame, ASKED, tmp_path / "e.json", named) == ["column-missing"]


@pytest.fixture
def sealed(frame, tmp_path):
    """A seal of the frame, as `aboveline caseload seal` writes it."""
    item = installed_framework("pdu-2023")
    table, _ = checked_table(case_table(item), csv_table(frame)[0])
    content = {
        "format": 1,
        "code": "aboveline 0",
        "sealed": "2025-03-03T10:00:00Z",
        "framework": {"id": item.id, "hash": item.hash},
        "plan": {"id": item.id, "hash": item.hash},
        "caseload": {"file": "caseload.xlsx", "hash": commitment("file"), "rows": 12},
        "fieldwork": "2025-06-02",
        "theme": "",
        "windows": [],
        "left_out": [{"reason": "over", "title": "Over", "cases": 2, "standing": "assumed"}],
        "eligible": 10,
        "cohorts": [{"cohort": "", "cases": 10}],
        "blank": [],
        "same_people": 0,
        "frame": {"cases": 10, "hash": frame_hash(table)},
        "key": commitment("key"),
        "commitment": commitment("4711"),
    }

    def written(**changes):
        path = tmp_path / "seal.json"
        path.write_text(json.dumps(content | changes), "utf-8")
        return path

    return written


def test_a_draw_is_held_to_its_seal(frame, sealed, tmp_path):
    seal = sealed()
    content = draw_sample(frame, ASKED._replace(seal=seal), tmp_path / "d.json")
    assert content["seed_origin"] == {"kind": "committed", "told": "", "commitment": commitment("4711")}
    assert content["plan"]["sized"]["caseload"] == 12
    assert content["seal"] == "sha256:" + sha256(seal.read_bytes()).hexdigest()
    assert verified(frame, tmp_path / "d.json", seal).content == content
    assert verified(frame, tmp_path / "d.json").content == content
    other = sealed(frame={"cases": 10, "hash": commitment("x")}, commitment=commitment("4712"))
    assert told(frame, tmp_path / "d.json", other, by=verified) == ["seal-differs", "seal-differs"]


def test_a_seal_with_another_text_than_the_draw_was_held_to_is_told(frame, sealed, tmp_path):
    draw_sample(frame, ASKED._replace(seal=sealed()), tmp_path / "d.json")
    with pytest.raises(Faulty, match="the receipt was held to sha256:") as raised:
        verified(frame, tmp_path / "d.json", sealed(fieldwork="2025-06-03"))
    assert [problem.code for problem in raised.value.problems] == ["seal-differs"]


def test_a_draw_without_a_seal_may_fit_one_and_that_is_said(frame, sealed, tmp_path):
    draw_sample(frame, ASKED, tmp_path / "d.json")
    found = verified(frame, tmp_path / "d.json", sealed(commitment=None))
    assert found.notes == ("The draw was made without a seal, and fits this one.",)


@pytest.mark.parametrize(
    ("change", "given", "codes"),
    [
        ({"frame": {"cases": 10, "hash": commitment("x")}}, {}, ["seal-differs"]),
        ({"framework": {"id": "pdu-2023", "hash": commitment("x")}}, {}, ["seal-differs"]),
        ({}, {"framework": "esi-2003"}, ["seal-differs"] * 3),
        ({}, {"seed": "4712"}, ["seed-differs"]),
        ({}, {"told": "Lottery"}, ["option-value"]),
        ({"commitment": commitment("4712")}, {"commitment": commitment("4711")}, ["seal-differs"]),
        ({"commitment": 4}, {}, ["seal-faulty"]),
        ({"frame": {"cases": 10, "hash": commitment("x")}}, {"size": 11}, ["seal-differs", "quota-short"]),
        ({"plan": {"id": "own", "hash": commitment("x")}}, {}, ["unknown-name"]),
    ],
)
def test_whatever_is_another_than_was_sealed_is_told_and_nothing_is_written(
    frame, sealed, tmp_path, change, given, codes
):
    seal = sealed(**change)
    before = tree(tmp_path)
    assert told(frame, ASKED._replace(seal=seal, **given), tmp_path / "d.json") == codes
    assert tree(tmp_path) == before


@pytest.mark.parametrize(("year", "size"), [(2024, 70), (2025, 74)])
def test_the_samples_of_the_fictional_body_come_out_again(tmp_path, year, size):
    folder = PUBLISHED / f"fictional-northmarsh-{year}"
    truth, _ = document(folder / "truth.yaml")
    asked = Asked("pdu-2023", str(truth["sample"]["seed"]), plan="northmarsh-simple", size=size)
    content = draw_sample(folder / "caseload.csv", asked, tmp_path / "d.json")
    assert verified(folder / "caseload.csv", tmp_path / "d.json") == (content, ())
    drawn = {row["case"] for row in content["list"] if row["place"] == "sample"}
    assert drawn == set(csv_table(folder / "cases.csv")[0].columns[0])
    assert {row["probability"] for row in content["list"]} == {f"{size}/{content['frame']['cases']}"}


def test_two_cohorts_of_thirty_are_drawn_under_the_plan_of_that_one_inspection(tmp_path):
    rows = [f"F{at:02},february,licence,high" for at in range(40)]
    rows += [f"S{at:02},september,community,low" for at in range(50)]
    frame = tmp_path / "frame.csv"
    frame.write_text("case,cohort,sentence,roh-level\n" + "".join(f"{row}\n" for row in rows), "utf-8")
    content = draw_sample(frame, Asked("esi-2003", "s", plan="hertfordshire-2005"), tmp_path / "d.json")
    drawn = [row["case"][0] for row in content["list"] if row["place"] == "sample"]
    assert (drawn.count("F"), drawn.count("S")) == (30, 30)
    assert (content["plan"]["source"], content["plan"]["sized"]["by"]) == ("hertfordshire-2005", "make-up")
    assert verified(frame, tmp_path / "d.json") == (content, ())
