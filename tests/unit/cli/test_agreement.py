import csv
import io
import json

import pytest

from tests.inspections import WALKS, rebuilt


@pytest.fixture(scope="module")
def northmarsh(tmp_path_factory):
    return rebuilt("fictional-northmarsh-2025", tmp_path_factory.mktemp("northmarsh"))


def plain(said):
    return " ".join(said.out.split())


def test_the_answer_stands_first_and_says_whom_it_is_for(run, northmarsh):
    said = run("agreement", northmarsh)
    assert said.code == 0
    assert "For quality leads, not for reports." in said.out
    assert "Two readers of the same case chose alike in 88% of 285 judgements (25 cases)" in plain(said)
    assert "Fictional" in said.out
    assert "question" not in {line.split(" ")[0] for line in said.out.splitlines()}
    for heading in ("Leniency beside inspectors", "Drift, in points by the week", "Modelled: were every reader"):
        assert heading in said.out
    assert "[1] They read no case first." in said.out


def test_questions_are_listed_when_asked_for(run, northmarsh):
    said = run("agreement", northmarsh, "--questions")
    assert sum(line.startswith(("assessment-", "planning-")) for line in said.out.splitlines()) == 6


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--purpose", "validation"), "The inspectorate chose as the local assessor had in 90%"),
        (("--purpose", "benchmark"), "No reading stands beside model answers."),
        (("--by", "reader"), "Leniency beside the second readers, in points"),
        (("--smallest", "30"), "Only 25 cases: with fewer than 30 there is no headline"),
        (("--confidence", "80"), "The intervals (80%)"),
    ],
)
def test_what_is_compared_can_be_chosen(run, northmarsh, words, told):
    said = run("agreement", northmarsh, *words)
    assert said.code == 0
    assert told in plain(said)


def test_a_constructed_folder_has_a_sentence_and_no_number(run, tmp_path):
    said = run("agreement", rebuilt("west-midlands-2005", tmp_path), "--purpose", "validation")
    assert said.code == 0
    assert "nothing can be inferred" in plain(said)
    assert "%" not in said.out


def test_practice_cases_have_no_column_of_other_cases(run, tmp_path):
    place = tmp_path / "practice"
    place.mkdir()
    readings = WALKS["assessments.csv"].replace("S2,W2,bob,,second,no", "S2,W2,trainer,,model,yes")
    readings = readings.replace("R2,W2,ann,lead,first,yes", "R2,W2,ann,lead,first,no")
    for name, content in (WALKS | {"assessments.csv": readings}).items():
        (place / name).write_text(content, encoding="utf-8")
    said = run("agreement", place, "--purpose", "benchmark", "--smallest", "1")
    assert "Readers chose as the model answers do in 0% of 3 judgements (1 reading)" in plain(said)
    assert "other cases" not in said.out
    assert "Practice cases make no score" in said.out
    assert "--purpose benchmark" in run("agreement", place).out


def test_the_data_have_everything(run, northmarsh):
    found = json.loads(run("agreement", northmarsh, "--format", "json").out)
    assert found["use"] == "For quality leads, not for reports."
    assert found["pooled"]["cohen"]["low"] < 0.7 < found["pooled"]["cohen"]["high"]
    assert [row["group"] for row in found["groups"]] == ["inspector", "local assessor"]
    assert len(found["questions"]) == 12
    assert found["leniency"][0]["same"]["rows"] == 7
    for row in found["modelled"]:
        assert row["low"]["score"] <= row["modelled"]["score"] <= row["high"]["score"]
    assert found["modelled"][0]["plain"] == {"score": 800 / 21, "points": 8.0, "rating": "Requires improvement"}
    empty = json.loads(run("agreement", northmarsh, "--purpose", "benchmark", "--format", "json").out)
    assert empty["pooled"] is None
    assert empty["why"]
    assert set(empty) == set(found)


def test_the_csv_is_flat(run, northmarsh):
    rows = list(csv.DictReader(io.StringIO(run("agreement", northmarsh, "--format", "csv").out)))
    assert {row["level"] for row in rows} == {
        "all", "group", "question", "leniency", "drift", "overall", "criterion",
    }  # fmt: skip
    kappa = next(row for row in rows if row["measure"] == "cohen")
    assert float(kappa["low"]) < 0.7 < float(kappa["high"])
    assert any(row["why"] for row in rows)
    modelled = [row for row in rows if row["measure"] == "modelled"]
    assert all(float(row["low"]) <= float(row["value"]) <= float(row["high"]) for row in modelled)
    assert run("agreement", northmarsh, "--purpose", "benchmark", "--format", "csv").out.count("\n") == 1


def test_other_questions_stand_in_the_csv_too(run, northmarsh, tmp_path):
    place = tmp_path / "x"
    place.mkdir()
    for file in northmarsh.iterdir():
        if file.is_file():
            (place / file.name).write_bytes(file.read_bytes())
    with (place / "judgements.csv").open("a", encoding="utf-8") as out:
        out.write("N25-008-2,assessment-engages-a,yes,\n")
    said = run("agreement", place, "--format", "csv")
    assert "all,others,alike," in said.out
    assert json.loads(run("agreement", place, "--format", "json").out)["others"]["judgements"] == 1


def test_a_page_is_written_where_nothing_stands(run, northmarsh):
    said = run("agreement", northmarsh, "-o", "page.html")
    assert said.code == 0
    assert "Written: page.html" in said.out
    again = run("agreement", northmarsh, "-o", "page.html")
    assert again.code == 3
    assert "already there" in again.err


@pytest.mark.parametrize(
    "words", [("--confidence", "100"), ("--smallest", "0"), ("--confidence", "nan"), ("--output", "x", "--moderation")]
)
def test_options_that_cannot_be_are_told(run, northmarsh, words):
    said = run("agreement", northmarsh, *words)
    assert said.code == 2
    assert words[0] in said.err


DECISION = """\
case,assessment,by,reason,date,note
W2,R2,Lee Moss,The contact log of May bears out the first reader,2020-05-03,
"""


def moderated(folder):
    (folder / "moderation.csv").write_text(DECISION, encoding="utf-8")
    return folder


def test_every_case_read_twice_tells_which_reading_stands_and_why(run, folder):
    said = run("agreement", moderated(folder), "--moderation")
    assert said.code == 0
    assert "1 case with more than one reading, each with a decision." in said.out
    assert "W2    R2      ann     3 of 3  Lee Moss    2020-05-03" in said.out
    assert "    The contact log of May bears out the first reader" in said.out


def test_cases_without_a_decision_are_told(run, northmarsh):
    said = run("agreement", northmarsh, "--moderation")
    assert "25 cases with more than one reading. Of 25 nobody has recorded who decided" in plain(said)
    assert said.out.count("no decision is recorded") == 25


def test_decisions_are_data_too(run, folder):
    moderated(folder)
    [row] = json.loads(run("agreement", folder, "--moderation", "--format", "json").out)
    assert (row["case"], row["stands"], row["by"], row["differ"], row["judgements"]) == ("W2", "R2", "Lee Moss", 3, 3)
    [flat] = csv.DictReader(io.StringIO(run("agreement", folder, "--moderation", "--format", "csv").out))
    assert flat["reason"].startswith("The contact log")


def test_without_second_readings_there_is_nothing_to_moderate(run, tmp_path):
    said = run("agreement", rebuilt("isle-of-man-2004", tmp_path), "--moderation")
    assert "there is nothing to moderate" in said.out
    assert run("check", tmp_path / "isle-of-man-2004").code == 0


def test_a_decision_against_the_readings_is_a_problem(run, folder):
    (folder / "moderation.csv").write_text(DECISION.replace("W2,R2", "W2,S2"), encoding="utf-8")
    said = run("agreement", folder, "--moderation")
    assert said.code == 6
    assert "moderation.csv:2" in said.err
