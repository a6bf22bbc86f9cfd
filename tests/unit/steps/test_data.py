import csv
import io
import json

import jsonschema
import pytest

from aboveline.steps.data import SCHEMA, scores_csv, scores_json, trace_json
from aboveline.steps.tracing import traced
from tests.inspections import SCORES

CHANGE = {
    "discretions.csv": "part,kind,final,by,by_role,reason,date\nA1,score,60,ann,lead,Rain on all days,2020-06-01\n"
}


def test_the_json_is_what_the_schema_says(score):
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    content = json.loads(scores_json(score(CHANGE, by=["weather"])))
    jsonschema.validate(content, schema)
    rows = {row["id"]: row for row in content["scores"] if row["group"] == "all"}
    assert rows["A2"]["score"] == pytest.approx(SCORES["A2"], abs=0)
    assert (rows["A1"]["score"], rows["A1"]["computed"]) == (60, pytest.approx(SCORES["A1"]))
    assert rows["A1"]["discretion"]["reason"] == "Rain on all days"
    assert content["framework"]["hash"].startswith("sha256:")


def test_the_csv_holds_the_same_numbers(score):
    found = score(CHANGE, by=["weather"])
    rows = list(csv.DictReader(io.StringIO(scores_csv(found))))
    assert [(row["id"], row["group"], float(row["score"]) if row["score"] else None) for row in rows] == [
        (row.id, row.group, row.score) for row in found.scores
    ]


def test_a_trace_is_data_too(score):
    found = score()
    content = json.loads(trace_json(found, traced(found, "all")))
    assert content["trace"]["steps"][0]["id"] == "A"
    assert content["judgements"]["coat"][1]["line"] == 6
    assert content["evidence"]["B"][0]["rating"] == "strong"
    assert content["snapshot"] == found.inspection.snapshot
