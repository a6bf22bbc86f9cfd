import csv
import io
import json

import pytest

from aboveline.cli import main
from tests.inspections import ENVIRONMENT, changed, walks

FOLLOWS = ("kind: full", "kind: follow-up\nfollows: {id: walks, recommendations: [1], criteria: [A1, A2]}")
SECOND = changed("inspection.yaml", ("id: walks", "id: walks-again"), FOLLOWS)
BASIS = "format: 1\ncases: weather is wet\nwithout_questions: [coat]\nsource: a paper\nstanding: derived\n"
BENCHMARKS = "level,id,name,date,value\ncriterion,A2,All the clubs of the land,2020-06,49.5\n"


@pytest.fixture
def sheet(tmp_path, monkeypatch, capsys):
    """What `score --visits` prints of two visits, the second with changes."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)

    def printed(*words, changes=None):
        first, second = walks(tmp_path / "first"), walks(tmp_path / "second", SECOND | (changes or {}))
        assert main(["score", "--visits", str(first), str(second), *words]) == 0
        return capsys.readouterr().out

    return printed


def test_two_visits_stand_side_by_side_with_their_basis(sheet):
    out = sheet(changes={"basis.yaml": BASIS, "benchmarks.csv": BENCHMARKS})
    assert "The Walking Club · walks and walks-again" in out
    home = next(line for line in out.splitlines() if line.startswith("A2"))
    assert home.split()[-4:] == ["67%", "50%", "67%", "50%"]
    assert "[4] All the clubs of the land, 2020-06" in out
    basis = "Adjusted to the common basis: cases where weather is wet; without coat. [derived: a paper]"
    assert basis in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 80


def test_without_a_basis_that_is_said(sheet):
    assert "No basis is given" in sheet()


def test_a_basis_that_limits_nothing_is_everything(sheet):
    assert "common basis: everything." in sheet(
        changes={"basis.yaml": "format: 1\nsource: a paper\nstanding: derived\n"}
    )


def test_constructed_visits_are_said_to_be_so(sheet):
    constructed = SECOND["inspection.yaml"] + 'constructed: "yes"\n'
    assert "Constructed: the cases of both visits" in sheet(changes={"inspection.yaml": constructed})


def test_print_that_cannot_be_rebuilt_is_explained(sheet):
    printed = "level,id,measure,printed,place\ncriterion,A2,score,28,a sheet\n"
    out = sheet(changes={"printed.csv": printed})
    assert "67% (28%)" in out
    assert "In brackets: what was printed" in out


def test_the_sheet_as_data(sheet):
    found = json.loads(sheet("--format", "json"))
    assert found["visits"] == ["walks", "walks-again"]
    assert found["columns"] == ["original", "follow-up"]
    assert {row["id"]: row["cells"] for row in found["rows"]}["A2"] == ["67%", "67%"]
    rows = list(csv.reader(io.StringIO(sheet("--format", "csv"))))
    assert rows[0] == ["id", "title", "original", "follow-up"]
    assert next(row for row in rows if row[0] == "A2")[2:] == ["67%", "67%"]


@pytest.mark.parametrize("words", [[], ["folder", "--visits", "a", "b"]])
def test_it_must_be_clear_what_to_score(words, capsys):
    assert main(["score", *words]) == 2
    assert "Name one folder, or `--visits FIRST SECOND`." in capsys.readouterr().err
