"""Two visits to the same walks: the second one a follow-up of the first."""

from shutil import copytree

import pytest

from aboveline.frameworks.read import framework
from aboveline.problems import Faulty
from aboveline.steps.visits import score_sheet
from tests.examples.editions import SMALL
from tests.inspections import HASH, WALKS, changed, walks

FOLLOWS = ("kind: full", "kind: follow-up\nfollows: {id: walks, recommendations: [1], criteria: [A2]}")
SECOND = changed("inspection.yaml", ("id: walks", "id: walks-again"), FOLLOWS)
BASIS = """\
format: 1
cases: weather is wet
without_questions: [coat]
source: a paper
standing: published
"""
BENCHMARKS = """\
level,id,name,date,value,inspections
criterion,A2,All clubs,2020-06,49.5,29
"""


@pytest.fixture
def pair(tmp_path):
    """Two folders; `changes` of the second."""

    def made(changes=None):
        return walks(tmp_path / "first"), walks(tmp_path / "second", SECOND | (changes or {}))

    return made


def cells(sheet, heading):
    return next(column.cells for column in sheet.columns if column.heading == heading)


def test_without_a_basis_the_first_visit_stands_as_it_was_scored(pair):
    sheet = score_sheet(*pair())
    assert [column.heading for column in sheet.columns] == ["original", "follow-up"]
    assert sheet.basis is None
    assert cells(sheet, "original") == cells(sheet, "follow-up")
    assert cells(sheet, "original")["A2"] == "67%"


def test_on_the_basis_only_its_cases_and_questions_count(pair):
    sheet = score_sheet(*pair({"basis.yaml": BASIS}))
    adjusted = cells(sheet, "adjusted")
    # Of the two wet walks: home 1 of 2; shoes 1 of 2; ready 0 of 1; coat left out.
    assert adjusted["A2"] == "50%"
    assert adjusted["A1"] == "40%"
    assert cells(sheet, "original")["A2"] == "67%"


def test_a_basis_may_limit_questions_alone(pair):
    sheet = score_sheet(*pair({"basis.yaml": BASIS.replace("cases: weather is wet\n", "")}))
    # shoes 2 of 3, home 2 of 3; ready 1 of 2: 0.8 x 66.7 + 0.2 x 50.
    assert cells(sheet, "adjusted")["A1"] == "63%"


def test_criteria_out_of_scope_are_not_re_scored(pair):
    narrow = changed("inspection.yaml", ("id: walks", "id: walks-again"), ("criteria: all", "criteria: [A2]"))
    judged = "".join(
        line for line in WALKS["judgements.csv"].splitlines(True) if line.startswith("assessment,") or ",home," in line
    )
    sheet = score_sheet(*pair(narrow | {"judgements.csv": judged}))
    assert cells(sheet, "follow-up")["A1"] == "Not re-scored"
    assert cells(sheet, "follow-up")["A2"] == "67%"


def test_each_cohort_has_a_column_and_grades_stand_in_all(pair):
    cohorts = changed(
        "inspection.yaml",
        ("id: walks", "id: walks-again"),
        (
            "  - {id: main, criteria: all}",
            "  - {id: main, title: In May, criteria: all}\n  - {id: june, criteria: all}",
        ),
    )
    cases = changed("cases.csv", ("W3,main", "W3,june"))
    sheet = score_sheet(*pair(cohorts | cases))
    assert [column.heading for column in sheet.columns] == ["original", "In May", "june"]
    assert (cells(sheet, "In May")["A2"], cells(sheet, "june")["A2"]) == ("50%", "100%")
    assert cells(sheet, "In May")["B"] == cells(sheet, "june")["B"] == "high"


def test_averages_stand_last(pair):
    sheet = score_sheet(*pair({"benchmarks.csv": BENCHMARKS}))
    assert cells(sheet, "All clubs, 2020-06") == {"A2": "50%"}
    assert sheet.columns[-1].heading == "All clubs, 2020-06"


@pytest.mark.parametrize(
    ("changes", "code", "file"),
    [
        (
            {"basis.yaml": "format: 1\nsources: [file]\nsource: a paper\nstanding: published\n"},
            "reference-unknown",
            "basis.yaml",
        ),
        ({"benchmarks.csv": BENCHMARKS.replace("49.5", "half")}, "cell-kind", "benchmarks.csv"),
        (
            changed("inspection.yaml", ("kind: full", "kind: follow-up\nfollows: {id: runs}")),
            "visits-differ",
            "inspection.yaml",
        ),
    ],
)
def test_what_is_wrong_with_the_pair_is_told(pair, changes, code, file):
    with pytest.raises(Faulty) as told:
        score_sheet(*pair(changes))
    assert [(problem.code, problem.file) for problem in told.value.problems] == [(code, file)]


def test_visits_under_two_editions_cannot_be_compared(pair):
    first, second = pair()
    copytree(SMALL, second / "framework")
    document = second / "framework" / "framework.yaml"
    document.write_text(document.read_text().replace("title: A small edition", "title: Another small edition"))
    text = (second / "inspection.yaml").read_text()
    (second / "inspection.yaml").write_text(text.replace(HASH, framework(second / "framework").hash))
    with pytest.raises(Faulty, match="one edition only"):
        score_sheet(first, second)
