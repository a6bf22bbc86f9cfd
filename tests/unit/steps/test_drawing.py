import csv
import io
import json
from dataclasses import replace

import jsonschema
import pytest

from aboveline.frameworks.read import installed_framework
from aboveline.problems import Faulty
from aboveline.steps import drawing
from aboveline.steps.drawing import SCHEMA, draw_sample, replace_case, sample_csv, verified
from tests.inspections import tree

FRAME = "case,sentence\n" + "".join(f"C{at:02},{'community' if at < 8 else 'licence'}\n" for at in range(1, 11))


@pytest.fixture
def frame(tmp_path):
    path = tmp_path / "frame.csv"
    path.write_text(FRAME, "utf-8")
    return path


@pytest.fixture
def drawn(frame, tmp_path):
    content, _ = draw_sample(frame, "pdu-2023", "4711", 4, 1, tmp_path / "draw.json")
    return content


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
    assert verified(frame, tmp_path / "draw.json") == drawn


def test_the_sample_stands_beside_it_with_its_weights(drawn, tmp_path):
    text = (tmp_path / "draw.csv").read_text("utf-8")
    assert text == sample_csv(drawn)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["place"] for row in rows] == ["sample"] * 3 + ["reserve", "sample", "reserve"]
    assert sum(float(row["weight"]) for row in rows if row["place"] == "sample") == pytest.approx(10)


def test_the_plan_says_how_many_where_no_size_is_given(frame, tmp_path):
    content, beside = draw_sample(frame, "pdu-2023", "4711", None, 0, tmp_path / "all.json")
    assert content["plan"]["size"] == 10
    assert beside == tmp_path / "all.csv"


def test_a_replacement_is_written_over_the_receipt_and_verified(frame, drawn, tmp_path):
    path, case = tmp_path / "draw.json", drawn["list"][0]["case"]
    content, _ = replace_case(frame, path, case, "File lost")
    assert content["list"][0] == drawn["list"][0] | {"place": "replaced"}
    jsonschema.validate(verified(frame, path), json.loads(SCHEMA.read_text("utf-8")))
    assert f"1,{case},replaced" in (tmp_path / "draw.csv").read_text("utf-8")
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
        ({"size": 0}, ["option-value"]),
        ({"reserves": -1}, ["option-value"]),
        ({"framework": "pdu-2032"}, ["unknown-name"]),
        ({"frame": "nowhere.csv"}, ["file-missing"]),
        ({"output": "frame.json"}, ["file-in-the-way"]),
        ({"output": "out.csv"}, ["option-value"]),
        ({"size": 11}, ["quota-short"]),
    ],
)
def test_faults_are_told_and_nothing_is_written(frame, tmp_path, given, codes):
    said = {"frame": frame, "framework": "pdu-2023", "seed": "s", "size": 4, "reserves": 1, "output": "d.json"} | given
    said |= {"frame": tmp_path / said["frame"], "output": tmp_path / said["output"]}
    before = tree(tmp_path)
    assert told(*said.values()) == codes
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\xff\xfe", "encoding"), (b"case,sentence\nC1,probation\n", "cell-unknown"), (b"case\n", "sample-empty")],
)
def test_a_faulty_frame_is_told(tmp_path, content, code):
    (tmp_path / "frame.csv").write_bytes(content)
    assert told(tmp_path / "frame.csv", "pdu-2023", "s", 1, 1, tmp_path / "d.json") == [code]


def test_an_edition_may_have_no_plan_or_a_faulty_one(frame, tmp_path, monkeypatch):
    without = replace(installed_framework("pdu-2023"), sampling=None)
    monkeypatch.setattr(drawing, "edition", lambda name: without)
    assert told(frame, "pdu-2023", "s", None, 1, tmp_path / "d.json") == ["option-value"]
    content, _ = draw_sample(frame, "pdu-2023", "s", 3, 1, tmp_path / "d.json")
    assert [cell["title"] for cell in content["cells"]] == ["All cases"]
    monkeypatch.undo()
    monkeypatch.setattr(drawing, "sampling_plan", lambda item: (None, [PROBLEM]))
    assert told(frame, "pdu-2023", "s", 3, 1, tmp_path / "e.json") == ["key-missing"]


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
    content, _ = draw_sample(frame, "pdu-2023", "s", 1, 1, tmp_path / "d.json")
    assert len(content["cells"]) == 1
