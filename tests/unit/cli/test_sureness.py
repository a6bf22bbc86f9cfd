import csv
import io
import json

import jsonschema
import pytest

from aboveline.steps.data import SCHEMA
from tests.inspections import changed, rebuilt, walks
from tests.weighed import put


@pytest.fixture(scope="module")
def northmarsh(tmp_path_factory):
    return rebuilt("fictional-northmarsh-2024", tmp_path_factory.mktemp("made"))


def test_each_score_stands_in_its_interval_as_number_and_picture(run, northmarsh):
    said = run("score", northmarsh, "--intervals")
    assert said.code == 0
    line = next(line for line in said.out.splitlines() if line.startswith("2.1"))
    assert line.split()[2:5] == ["46%", "35–57%", "70"]
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
    # Of two cases points are not resampled, and shares are told as counts.
    few = out.split("tier=A3")[1].split("tier=")[0]
    assert next(line for line in few.splitlines() if line.startswith("overall")).split()[-2:] == ["–", "2"]
    assert next(line for line in few.splitlines() if line.startswith("assessment-engages")).split()[1:4] == [
        "1",
        "of",
        "2",
    ]
    assert "told as counts" in out


def test_points_are_told_as_points_with_their_ends(run, northmarsh):
    line = next(line for line in run("score", northmarsh, "--intervals").out.splitlines() if line.startswith("overall"))
    assert "6 of 21" in line
    assert "4–9" in line


def test_weighed_scores_have_their_own_intervals_and_the_range_of_weights(run, folder):
    walks(folder)
    put(folder)
    said = run("score", folder, "--intervals", "--weighted", "--questions")
    assert said.code == 0
    assert "1.50 to 2.00" in " ".join(said.out.split())
    weighed = said.out.split("\nweighted\n")[1]
    assert next(line for line in weighed.splitlines() if line.startswith("shoes")).split()[1] == "70%"


def test_ends_of_the_scale_are_drawn_within_it(run, folder):
    walks(folder, changed("judgements.csv", ("R3,shoes,no", "R3,shoes,yes")))
    out = run("score", folder, "--intervals", "--questions").out
    line = next(line for line in out.splitlines() if line.startswith("shoes"))
    assert line.split()[1:4] == ["3", "of", "3"]
    assert "29–100%" in line
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
