"""Scores as data: held to the published schema, the same from either engine, the same as CSV, traced to their rows."""

import csv
import io
import json

import jsonschema
import pytest

from aboveline.steps.data import SCHEMA
from tests.inspections import aboveline, walks

pytestmark = pytest.mark.journey

EXAMPLES = ("hampshire-2008", "walks")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    assert aboveline("examples", "build", ".", cwd=folder).returncode == 0
    walks(folder / "walks")
    return folder


@pytest.fixture(scope="module")
def printed(place):
    """What a command prints; each is run once."""
    known = {}

    def said(*words):
        if words not in known:
            done = aboveline(*words, cwd=place)
            assert (done.returncode, done.stderr) == (0, "")
            known[words] = done.stdout
        return known[words]

    return said


@pytest.mark.parametrize("engine", ["memory", "duckdb"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_json_is_what_the_schema_says(printed, name, engine):
    schema = json.loads(SCHEMA.read_text("utf-8"))
    content = json.loads(printed("score", name, "--by", "cohort", "--format", "json", "--engine", engine))
    jsonschema.validate(content, schema, cls=jsonschema.Draft202012Validator)
    assert content["groups"] == ["all", "cohort=main"]
    assert content["engine"] == engine


@pytest.mark.parametrize("name", EXAMPLES)
def test_both_engines_give_the_same_to_the_last_digit(printed, name):
    memory, duckdb = (
        json.loads(printed("score", name, "--by", "cohort", "--format", "json", "--engine", engine))
        for engine in ("memory", "duckdb")
    )
    assert memory | {"engine": ""} == duckdb | {"engine": ""}


def test_the_whole_sample_in_one_cohort_scores_as_the_whole_sample(printed):
    content = json.loads(printed("score", "hampshire-2008", "--by", "cohort", "--format", "json"))
    by_group = {group: {} for group in content["groups"]}
    for row in content["scores"]:
        by_group[row["group"]][row["id"]] = row["score"]
    whole, cohort = by_group.values()
    assert cohort == {name: whole[name] for name in cohort}
    assert len(cohort) > 100


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_csv_holds_what_the_json_holds(printed, name):
    content = json.loads(printed("score", name, "--by", "cohort", "--format", "json"))
    rows = list(csv.DictReader(io.StringIO(printed("score", name, "--by", "cohort", "--format", "csv"))))
    assert len(rows) == len(content["scores"])
    for row, score in zip(rows, content["scores"], strict=True):
        for column, text in row.items():
            value = score[column]
            assert text == ("" if value is None else repr(value) if isinstance(value, float) else value)


@pytest.mark.parametrize(("name", "part"), [("hampshire-2008", "1.2"), ("hampshire-2008", "roh"), ("walks", "A")])
def test_a_trace_reaches_rows_that_stand_in_the_file(place, printed, name, part):
    content = json.loads(printed("trace", name, part, "--format", "json"))
    with (place / name / "judgements.csv").open(encoding="utf-8", newline="") as file:
        rows = dict(enumerate(csv.reader(file), 1))
    counts = {}
    for question, judgements in content["judgements"].items():
        for row in judgements:
            if row["line"] is not None:
                assert rows[row["line"]][:2] == [row["assessment"], question]
                assert rows[row["line"]][2].replace("not-applicable", "not applicable") == (
                    "" if row["choice"] in ("unanswered", "not asked") else row["choice"]
                )
        counts[question] = sum(row["counts"] == "above the line" for row in judgements)
    assert _above(content["trace"]) == counts


def _above(step):
    """Question → how many were above the line, wherever it stands in the trace."""
    own = {step["id"]: step["above"]} if step["kind"] == "question" else {}
    for inner in step["steps"]:
        own |= _above(inner)
    return own


def test_what_is_said_of_where_it_comes_from_is_so(place, printed):
    content = json.loads(printed("score", "hampshire-2008", "--by", "cohort", "--format", "json"))
    assert content["inspection"]["constructed"] is True
    assert content["framework"]["hash"] in (place / "hampshire-2008" / "inspection.yaml").read_text("utf-8")
    traced = json.loads(printed("trace", "hampshire-2008", "1.2", "--format", "json"))
    assert traced["snapshot"] == content["snapshot"]
