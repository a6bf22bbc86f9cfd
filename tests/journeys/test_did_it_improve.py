"""A person who asks of two visits what changed, and records what they conclude."""

import json

import pytest

from aboveline.frameworks.documents import document, plain
from tests.inspections import aboveline

pytestmark = pytest.mark.journey

FIRST, SECOND = "fictional-northmarsh-2024", "fictional-northmarsh-2025"


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    place = tmp_path_factory.mktemp("here")
    assert aboveline("examples", "build", "examples", cwd=place).returncode == 0
    return place / "examples"


def test_two_visits_are_compared_in_80_columns(here):
    for first, second in (
        (FIRST, SECOND),
        ("west-midlands-2004", "west-midlands-2005"),
        ("hertfordshire-2003", "hertfordshire-2005"),
        ("isle-of-man-2004", "isle-of-man-2006"),
    ):
        done = aboveline("compare", first, second, "--questions", cwd=here)
        assert done.returncode == 0, done.stderr
        assert not [line for line in done.stdout.splitlines() if len(line) > 80]
        assert "nan" not in done.stdout.lower().replace("finance", "")
        assert "Recommendations followed up" in done.stdout


def test_the_intervals_hold_what_reading_every_case_would_have_found(here):
    shares = []
    for name in (FIRST, SECOND):
        mapping, _ = document(here / name / "truth.yaml", "truth.yaml")
        whole = {question: said["caseload"] for question, said in plain(mapping)["shares"].items()}
        shares.append({question: 100 * float(of["above"]) / float(of["base"]) for question, of in whole.items()})
    done = aboveline("compare", FIRST, SECOND, "--format", "json", cwd=here)
    found = json.loads(done.stdout)
    assert any("Corrected for the" in sentence for sentence in found["said"])
    measures = [row for row in found["changes"] if row["measure"]]
    held = [row["low"] <= shares[1][row["id"]] - shares[0][row["id"]] <= row["high"] for row in measures]
    assert len(held) == 12
    assert sum(held) >= 11


def test_a_conclusion_is_recorded_and_shown_beside_the_suggestion(here):
    file = here / SECOND / "conclusions.csv"
    file.write_text("id,words,by,reason,date\n2.1,improved on safety,ann,the lowest question rose,2025-07-01\n")
    done = aboveline("compare", FIRST, SECOND, "--format", "json", cwd=here)
    row = next(row for row in json.loads(done.stdout)["changes"] if row["id"] == "2.1")
    assert (row["suggested"], row["words"]) == ("too few cases to tell", "improved on safety")
    file.write_text("id,words,by\n2.9,improved,ann\n")
    done = aboveline("compare", FIRST, SECOND, cwd=here)
    assert done.returncode != 0
    assert "conclusions.csv:2" in done.stderr
    assert "Traceback" not in done.stderr
    file.unlink()
