import csv
import io
import json

import jsonschema
import pytest

from aboveline.steps.data import SCHEMA
from tests.inspections import changed, rebuilt, walks


@pytest.fixture(scope="module")
def northmarsh(tmp_path_factory):
    return rebuilt("fictional-northmarsh-2024", tmp_path_factory.mktemp("made"))


def test_each_score_stands_in_its_interval_as_number_and_picture(run, northmarsh):
    said = run("score", northmarsh, "--intervals")
    assert said.code == 0
    line = next(line for line in said.out.splitlines() if line.startswith("2.1"))
    assert line.split()[2:5] == ["46%", "35–58%", "70"]
    picture = line.split("70", 1)[1]
    assert picture.index("├") < picture.index("●") < picture.index("┤")
    assert "At 95% confidence" in said.out
    assert "There is no receipt of a draw" in said.out
    # Ratings alone have no score, and so no interval.
    assert "Leadership" not in said.out


def test_questions_have_a_table_of_their_own_and_groups_too(run, northmarsh):
    out = run("score", northmarsh, "--intervals", "--questions", "--by", "tier", "--confidence", "80").out
    assert "At 80% confidence" in out
    assert "assessment-desistance" in out
    assert "tier=A3" in out
    # Of two cases the lowest share is not resampled.
    few = out.split("tier=A3")[1].split("tier=")[0]
    assert next(line for line in few.splitlines() if line.startswith("2.4")).split()[-2:] == ["–", "2"]


def test_ends_of_the_scale_are_drawn_within_it(run, folder):
    walks(folder, changed("judgements.csv", ("R3,shoes,no", "R3,shoes,yes")))
    out = run("score", folder, "--intervals", "--questions").out
    line = next(line for line in out.splitlines() if line.startswith("shoes"))
    assert line.split()[1:4] == ["100%", "29–100%", "3"]
    assert line.endswith("●")


def test_the_same_as_data(run, northmarsh):
    data = json.loads(run("score", northmarsh, "--intervals", "--format", "json").out)
    jsonschema.validate(data, json.loads(SCHEMA.read_text("utf-8")))
    assert data["intervals"]["confidence"] == 0.95
    ends = {(row["group"], row["id"]): row for row in data["intervals"]["found"]}
    rows = list(csv.DictReader(io.StringIO(run("score", northmarsh, "--intervals", "--format", "csv").out)))
    for row in rows:
        end = ends.get((row["group"], row["id"]))
        assert (row["low"], row["high"], row["method"]) == (
            (repr(end["low"]), repr(end["high"]), end["method"]) if end else ("", "", "")
        )
    assert "low" not in run("score", northmarsh, "--format", "csv").out.splitlines()[0]


def test_two_visits_have_none_on_their_score_sheet(run, northmarsh):
    said = run("score", "--visits", northmarsh, northmarsh, "--intervals")
    assert said.code == 2
    assert "aboveline compare FIRST SECOND" in said.err


def test_a_confidence_that_is_none_is_told(run, folder):
    assert "does not lie between 0 and 100" in run("score", folder, "--intervals", "--confidence", "100").err
