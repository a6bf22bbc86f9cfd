import csv

import pytest

from aboveline.problems import Faulty
from aboveline.steps.inspections import inspection, inspection_and_problems
from aboveline.steps.new_folder import new_folder
from tests.examples.editions import MADE_UP, SMALL, changed
from tests.inspections import HASH


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_new_folder_has_a_row_for_everything_to_fill_in(tmp_path):
    folder = tmp_path / 'a "good" name: yes'
    files = new_folder(folder, "small", 2)
    assert sorted(files) == sorted(path.name for path in folder.iterdir())
    assert [row["case"] for row in rows(folder / "cases.csv")] == ["C001", "C002"]
    assert [(row["assessment"], row["case"], row["stands"]) for row in rows(folder / "assessments.csv")] == [
        ("A001", "C001", "yes"),
        ("A002", "C002", "yes"),
    ]
    asked = ["shoes", "coat", "coat-why", "ready", "home"]
    first = [row["question"] for row in rows(folder / "judgements.csv") if row["assessment"] == "A001"]
    assert sorted(first) == sorted(asked)
    assert first[:2] == ["shoes", "coat"]
    assert [row["item"] for row in rows(folder / "evidence.csv")] == ["B.a", "B.b"]
    found, problems = inspection_and_problems(folder)
    assert {problem.code for problem in problems} == {"fact-blank"}
    assert found is None


def test_without_cases_the_sheets_are_empty(tmp_path):
    new_folder(tmp_path / "empty", "small")
    assert rows(tmp_path / "empty" / "cases.csv") == rows(tmp_path / "empty" / "evidence.csv") == []
    _, [problem] = inspection_and_problems(tmp_path / "empty")
    assert problem.code == "sample-empty"


def test_the_lists_beside_say_what_may_be_written(tmp_path):
    new_folder(tmp_path / "new", str(MADE_UP))
    facts = {row["fact"]: row["values"] for row in rows(tmp_path / "new" / "facts.csv")}
    assert facts["membership"] == "adult (Adult), child (Child), family (Family)"
    assert (facts["housebound"], facts["loans"], facts["branch"]) == ("yes, no", "a number", "any words")
    assert facts["joined"].startswith("a date such as")
    new_folder(tmp_path / "small", "small")
    questions = {row["question"]: row for row in rows(tmp_path / "small" / "questions.csv")}
    assert questions["shoes"]["choices"] == "yes, no, not-applicable"
    assert questions["coat-why"]["choices"] == "x, y, not-applicable (several, joined with |)"
    assert (questions["drenched"]["choices"], questions["shoes"]["asked where"]) == ("worked out", "every case")


def test_an_edition_that_is_not_installed_comes_along(tmp_path, monkeypatch):
    monkeypatch.delenv("ABOVELINE_FRAMEWORKS")
    new_folder(tmp_path / "new", str(SMALL))
    assert sorted(path.name for path in (tmp_path / "new" / "framework").iterdir()) == [
        "examples.yaml",
        "framework.yaml",
        "questions",
    ]
    (tmp_path / "new" / "cases.csv").write_text("case,weather\nW1,dry\n")
    (tmp_path / "new" / "assessments.csv").write_text("assessment,case,stands\nR1,W1,yes\n")
    assert inspection(tmp_path / "new").framework.hash == HASH


def test_a_framework_that_is_none_is_told(tmp_path):
    with pytest.raises(Faulty, match="Did you mean small"):
        new_folder(tmp_path / "new", "smal")
    assert not (tmp_path / "new").exists()


def test_a_changed_copy_is_kept_apart_from_the_one_it_was_made_from(tmp_path):
    copy = changed(tmp_path / "copy", ("framework.yaml", "A small edition\n", "Another edition\n"))
    new_folder(tmp_path / "new", str(copy))
    assert "Another edition" in (tmp_path / "new" / "inspection.yaml").read_text()
    assert (tmp_path / "new" / "framework" / "framework.yaml").exists()
