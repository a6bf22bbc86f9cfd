"""The commands that score, trace and report."""

import csv
import io
import json

import jsonschema
import pytest

from aboveline.frameworks.read import framework
from aboveline.steps.data import SCHEMA
from tests.examples.editions import changed as edition_changed
from tests.inspections import A1, HASH, WALKS, changed, walks
from tests.weighed import put, walks_receipt

CHANGE = {
    "discretions.csv": (
        "part,kind,final,by,by_role,reason,date\n"
        "A1,score,60,ann,lead,Rain on all days,2020-06-01\nB,rating,low,ann,lead,Wrong map,2020-06-01\n"
    )
}
NOBODY = {"judgements.csv": "assessment,question,choices\n", "evidence.csv": None}


def row(text, name):
    return next(line.split() for line in text.splitlines() if line.split()[:1] == [name])


def test_scores_are_shown_as_a_table(run, folder):
    said = run("score", "walks")
    assert said.code == 0
    assert said.out.startswith("The Walking Club · A small edition (small)\n")
    assert "59%" in row(said.out, "A1")
    assert "high" in row(said.out, "B")
    assert "shoes" not in said.out


def test_what_has_no_score_is_shown_as_a_dash(run, folder):
    walks(folder, NOBODY)
    (folder / "evidence.csv").unlink()
    said = run("score", "walks", "--questions")
    assert "–" in row(said.out, "A1")
    assert row(said.out, "shoes")[1:] == ["–", "0", "0"]
    assert "0%" not in said.out


def test_questions_and_groups_are_shown_when_asked_for(run, folder):
    said = run("score", "walks", "--questions", "--by", "weather")
    assert row(said.out, "shoes")[1:] == ["67%", "2", "3"]
    assert "\nweather=dry\n" in said.out
    assert run("score", "walks", "--by", "wether").code == 2


def test_what_was_printed_stands_beside(run, folder):
    printed = "level,id,measure,printed,place\ncriterion,A1,score,59,page 1\nquestion,shoes,above,67,page 2\n"
    walks(folder, {"printed.csv": printed + "criterion,B,rating,low,page 3\n"})
    said = run("score", "walks", "--questions", "--by", "weather")
    assert "printed" in said.out.splitlines()[3]
    assert row(said.out, "A1")[-1] == "59"
    assert row(said.out, "shoes")[-1].startswith("67")


def test_changes_by_discretion_are_marked(run, folder):
    walks(folder, CHANGE)
    said = run("score", "walks")
    assert row(said.out, "A1")[-4:] == ["60%", "high", "†", "3"]
    assert row(said.out, "B")[-2:] == ["low", "†"]
    assert "† changed by discretion" in said.out


@pytest.mark.parametrize("engine", ["memory", "duckdb"])
def test_scores_come_as_data_too(run, folder, engine):
    content = json.loads(run("score", "walks", "--format", "json", "--engine", engine).out)
    scores = {row["id"]: row["score"] for row in content["scores"]}
    assert scores["A1"] == pytest.approx(A1)
    text = run("score", "walks", "--format", "csv", "--engine", engine).out
    assert {
        row["id"]: float(row["score"]) if row["score"] else None for row in csv.DictReader(io.StringIO(text))
    } == scores


def test_it_must_be_clear_what_to_score(run):
    said = run("score")
    assert said.code == 2
    assert "not clear what to score" in said.err


def test_a_score_is_traced_through_its_rules(run, folder):
    walks(folder, CHANGE)
    said = run("trace", "walks", "all")
    assert said.code == 0
    text = " ".join(said.out.split())
    assert "60% = 60 A1 Setting out (counts 66.7%)" in text
    assert "score set to 60 by ann, 2020-06-01: Rain on all days" in text
    assert "rating “high” by graded" in text
    assert "rating set to low by ann" in text
    assert "strong B.a The map" in text
    assert "67% 2/3 shoes" in text
    assert "Folder as it was read sha256:" in text


def test_a_question_is_traced_to_its_cases(run, folder):
    said = run("trace", "walks", "coat")
    assert ["6", "W2", "yes", "above", "the", "line", "R2", "lead"] in [line.split() for line in said.out.splitlines()]
    assert WALKS["judgements.csv"].splitlines()[6 - 1] == "R2,coat,yes,"
    assert "Not asked in 1 case." in said.out
    walks(folder, changed("cases.csv", ("wet", "dry")) | {"judgements.csv": "assessment,question,choices\n"})
    said = run("trace", "walks", "coat")
    assert "Not asked in 3 cases." in said.out
    assert "above the line." in said.out


def test_judgements_are_shown_when_asked_for(run, folder):
    plain = run("trace", "walks", "A1").out
    deep = run("trace", "walks", "A1", "--judgements").out
    assert "R1" not in plain
    assert deep.count("lead") > 3
    assert "home: 2 of 3 above the line. Lines of judgements.csv:" in deep


def test_a_part_that_is_only_rated_is_told_by_its_word(run, folder):
    assert "high  B Maps" in run("trace", "walks", "B").out
    walks(folder, NOBODY)
    (folder / "evidence.csv").unlink()
    said = run("trace", "walks", "B").out
    assert "–  B Maps" in said
    assert "rating “–” by graded" in said
    assert "–  B.a The map" in said


def test_a_rating_that_a_person_gave_is_traced_to_them(run, folder):
    edition = edition_changed(
        folder / "framework",
        ("framework.yaml", "  graded:\n    operator: grades\n", "  graded:\n    operator: given\n"),
        ("framework.yaml", "    evidence_scale: strength\n    clauses:\n      - {grade: high, all: strong}\n", ""),
        ("framework.yaml", "    otherwise: low\n", ""),
        ("framework.yaml", "        evidence:\n          - {id: B.a, text: The map}\n", ""),
        ("framework.yaml", "          - {id: B.b, text: The compass}\n", ""),
    )
    settings = changed("inspection.yaml", (HASH, framework(edition).hash))
    walks(folder, settings | {"evidence.csv": "item\n", "grades.csv": "part,rating,by,reason\nB,low,ann,Old maps\n"})
    assert "given by ann: Old maps" in run("trace", "walks", "B").out


def test_a_trace_comes_as_data_too(run, folder):
    content = json.loads(run("trace", "walks", "A", "--format", "json").out)
    assert content["trace"]["id"] == "A"
    assert content["judgements"]["home"][0]["line"] == 4


def test_a_trace_of_nothing_is_told(run, folder):
    said = run("trace", "walks", "A7")
    assert said.code == 7
    assert "Did you mean" in said.err


def test_a_report_is_written(run, folder, tmp_path):
    said = run("report", "walks", "-o", "report")
    assert said.out.splitlines() == ["report/index.html", "report/scores.json", "report/scores.csv"]
    assert "The Walking Club" in (tmp_path / "report" / "index.html").read_text("utf-8")


def test_a_report_that_cannot_be_written_is_told(run, folder, tmp_path):
    (tmp_path / "report").write_text("mine")
    said = run("report", "walks", "-o", "report")
    assert said.code == 3
    assert "cannot be written" in said.err
    assert (tmp_path / "report").read_text() == "mine"


def test_a_fictional_body_is_said_to_be_so(run, folder):
    walks(folder, changed("inspection.yaml", ("kind: full", "kind: full\nfictional: true")))
    assert "Fictional: there is no such body." in run("score", "walks").out


def test_an_assumed_rule_and_another_reading_are_said_to_be_so(run, folder):
    edition = edition_changed(
        folder / "framework",
        ("framework.yaml", "  plain:\n", "  other: {operator: lowest, questions: own, missing: drop, source: a guess, "
         "standing: assumed}\n  plain:\n"),
        ("framework.yaml", "tree:\n", "readings:\n  strict:\n    title: The strict way\n    instead: {plain: other}\n"
         "    source: a guess\n    standing: assumed\ntree:\n"),
    )  # fmt: skip
    walks(folder, changed("inspection.yaml", (HASH, framework(edition).hash)))
    assert "assumed" not in run("score", "walks").out
    said = run("score", "walks", "--reading", "strict")
    assert "Read otherwise: The strict way (strict)." in said.out
    assert "* an assumed rule decides" in said.out


def test_weighted_scores_stand_in_a_column_of_their_own(run, folder):
    put(folder)
    said = run("score", "walks", "--weighted", "--questions", "--by", "weather")
    assert said.code == 0
    assert row(said.out, "A1")[-2:] == ["3", "62%"]
    assert row(said.out, "shoes")[1:] == ["67%", "2", "3", "70%"]
    assert row(said.out, "B")[-1] == "same"
    assert "\nall\n" in said.out
    assert "\nweighted\n" not in said.out
    assert "\nweather=dry\n" in said.out
    told = " ".join(said.out.split())
    assert "each case counts for the cases of the frame it stands for, 1.50 to 2.00. What is published is" in told
    assert "weighted" not in run("score", "walks").out


def test_a_discretion_changes_the_plain_score_and_not_the_weighted_one(run, folder):
    put(walks(folder, CHANGE))
    said = run("score", "walks", "--weighted").out
    assert row(said, "A1")[-5:] == ["60%", "high", "†", "3", "62%"]
    assert row(said, "B")[-3:] == ["low", "†", "high"]


def test_what_was_printed_stands_after_the_weighted_scores(run, folder):
    put(walks(folder, {"printed.csv": "level,id,measure,printed,place\ncriterion,A1,score,59,page 1\n"}))
    said = run("score", "walks", "--weighted").out
    assert said.splitlines()[2].split() == ["score", "cases", "weighted", "printed"]
    assert row(said, "A1")[-2:] == ["62%", "59"]


def test_what_weights_lack_is_told(run, folder):
    content = walks_receipt()
    for listed in content["list"]:
        listed["weight"] = "5/3"
    content["list"].append(content["list"][0] | {"case": "W7", "place": "sample"})
    content["frame"]["cases"] = 7
    put(folder, content)
    said = " ".join(run("score", "walks", "--weighted").out.split())
    assert "1.67 for every case, which changes nothing. Of 4 cases drawn, 1 is not here." in said
    assert "All stand for 5.0 of 7 cases." in said


def test_weighted_scores_come_as_a_group_of_the_data(run, folder):
    put(folder)
    content = json.loads(run("score", "walks", "--weighted", "--format", "json").out)
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.validate(content, schema, cls=jsonschema.Draft202012Validator)
    assert content["groups"] == ["all", "weighted"]
    assert content["weights"] | {"receipt": ""} == {
        "group": "weighted", "beside": "all", "receipt": "", "lowest": 1.5, "highest": 2.0, "total": 5.0, "frame": 5,
        "drawn": 3, "unread": [],
    }  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(run("score", "walks", "--weighted", "--format", "csv").out)))
    assert [(row["score"], row["base"]) for row in rows if (row["id"], row["group"]) == ("shoes", "weighted")] == [
        ("70.0", "3.0")
    ]


def test_two_visits_are_not_weighed(run, folder):
    said = run("score", "--visits", "walks", "walks", "--weighted")
    assert said.code == 2
    assert "unweighted" in said.err


def test_a_folder_without_a_receipt_is_not_weighed(run, folder):
    said = run("score", "walks", "--weighted")
    assert said.code == 3
    assert "receipt of the draw is missing" in " ".join(said.err.split())
