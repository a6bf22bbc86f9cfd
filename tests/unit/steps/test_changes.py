"""Two visits compared: to the same walks, to the fictional body, to rebuilt bodies."""

import csv

import numpy as np
import pytest

from aboveline.cli import main
from aboveline.comparisons.changes import IMPROVED, TOO_FEW, Threshold
from aboveline.comparisons.visits import NOT_RE_SCORED
from aboveline.frameworks.documents import document, plain
from aboveline.problems import Faulty
from aboveline.stats.exact import barnard
from aboveline.steps.changes import CORRECTED, DISCRETION, changes
from aboveline.steps.inference import CONSTRUCTED, NO_RECEIPT
from tests.inspections import A1, WALKS, changed, rebuilt, walks

BY = Threshold(10, 5)
FOLLOWS = ("kind: full", "kind: follow-up\nfollows: {id: walks, recommendations: [1]}")
SECOND = changed("inspection.yaml", ("id: walks", "id: walks-again"), FOLLOWS)
BASIS = "format: 1\ncases: weather is wet\nsource: a paper\nstanding: published\n"
CONCLUSIONS = "id,cohort,words,by,reason,date\nA2,,no better,ann,we saw it,2020-06-01\n"
SETTINGS = SECOND["inspection.yaml"]


@pytest.fixture
def compared(tmp_path):
    """Two visits to the walks compared; `more` of the second and `first` of the first are changed."""

    def made(more=None, first=None, **further):
        folders = walks(tmp_path / "first", first), walks(tmp_path / "second", SECOND | (more or {}))
        return changes(*folders, 0.95, BY, **further)

    return made


@pytest.fixture(scope="module")
def northmarsh(tmp_path_factory):
    """Both visits to the fictional body, without the receipts of their draws."""
    place = tmp_path_factory.mktemp("made")
    folders = [rebuilt(f"fictional-northmarsh-{year}", place) for year in (2024, 2025)]
    for folder in folders:
        (folder / "sample.json").unlink(missing_ok=True)
    return folders


@pytest.fixture(scope="module")
def marsh(northmarsh):
    return changes(*northmarsh, 0.95, BY)


@pytest.fixture(scope="module")
def midlands(tmp_path_factory):
    place = tmp_path_factory.mktemp("made")
    return changes(*(rebuilt(f"west-midlands-{year}", place) for year in (2004, 2005)), 0.95, BY)


def rows(found, cohort=""):
    return {row.id: row for row in found.rows if row.cohort == cohort}


def told(*given):
    with pytest.raises(Faulty) as found:
        changes(*given)
    return [(problem.code, problem.file, problem.what) for problem in found.value.problems]


def test_the_same_walks_again_have_not_changed(compared):
    found = compared()
    row = rows(found)["A1"]
    assert (row.first, row.second, row.change) == pytest.approx((A1, A1, 0))
    assert (row.chance, row.held) == (1, 1)
    assert row.suggested == TOO_FEW
    assert found.refused is None
    assert (found.measured[0].joint.improved, found.measured[0].joint.of) == (0, 4)


def test_a_question_is_tested_by_its_counts(compared):
    better = WALKS["judgements.csv"].replace("R3,shoes,no", "R3,shoes,yes")
    row = rows(compared({"judgements.csv": better}))["shoes"]
    assert (row.first_above, row.first_base, row.second_above, row.second_base) == (2, 3, 3, 3)
    assert (row.test, row.chance) == ("barnard", barnard(2, 3, 3, 3))
    assert row.measure
    assert row.improved


def test_what_has_points_or_a_grade_has_words_and_no_change(compared):
    found = rows(compared())
    assert (found["B"].first_rating, found["B"].second_rating, found["B"].change) == ("high", "high", None)
    assert (found["all"].first, found["all"].first_rating) == (None, "high")
    assert found["all"].suggested == found["B"].suggested == ""


def test_both_visits_are_narrowed_to_the_basis(compared):
    found = compared({"basis.yaml": BASIS})
    row = rows(found)["home"]
    assert (row.first_above, row.first_base, row.second_above, row.second_base) == (1, 2, 1, 2)
    assert (found.measured[0].first_cases, found.measured[0].second_cases) == (2, 2)


@pytest.mark.parametrize(
    ("basis", "what"),
    [
        (BASIS.replace("wet", "hot"), "No case of walks counts on this basis."),
        (
            BASIS.replace("cases: weather is wet", "without_questions: [shoes, coat, home, ready, coat-why, drenched]"),
            "No judgement of walks counts on this basis.",
        ),
    ],
)
def test_a_basis_on_which_nothing_counts_is_told(tmp_path, basis, what):
    folders = walks(tmp_path / "first"), walks(tmp_path / "second", SECOND | {"basis.yaml": basis})
    assert told(*folders, 0.95, BY) == [("basis-empty", "basis.yaml", what)]


def test_a_basis_that_leaves_nobody_of_the_second_visit_is_told(tmp_path):
    dry = changed("cases.csv", ("W2,main,,,wet", "W2,main,,,dry"), ("W3,main,,,wet", "W3,main,,,dry"))
    lines = WALKS["judgements.csv"].splitlines(True)
    dry |= {"judgements.csv": "".join(line for line in lines if ",coat" not in line)}
    folders = walks(tmp_path / "first"), walks(tmp_path / "second", SECOND | dry | {"basis.yaml": BASIS})
    assert told(*folders, 0.95, BY) == [("basis-empty", "basis.yaml", "No case of walks-again counts on this basis.")]


def test_one_folder_is_no_two_visits(tmp_path):
    folder = walks(tmp_path / "walks")
    assert told(folder, tmp_path / "." / "walks", 0.95, BY)[0][2] == "Both visits are the same folder."


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        (WALKS["inspection.yaml"], WALKS["inspection.yaml"], "Both visits are called walks."),
        (
            SETTINGS,
            WALKS["inspection.yaml"],
            "walks-again follows walks.",
        ),
        (
            WALKS["inspection.yaml"],
            SETTINGS.replace("{id: club, name: The Walking Club", "{id: other, name: The Other Club"),
            "walks is a visit to The Walking Club, walks-again one to The Other Club.",
        ),
    ],
)
def test_what_is_no_pair_of_visits_is_told(tmp_path, first, second, what):
    folders = walks(tmp_path / "a", {"inspection.yaml": first}), walks(tmp_path / "b", {"inspection.yaml": second})
    assert told(*folders, 0.95, BY) == [("visits-differ", "inspection.yaml", what)]


def test_without_a_first_visit_named_there_are_no_recommendations(compared):
    alone = SETTINGS.replace("\nfollows: {id: walks, recommendations: [1]}", "")
    found = compared({"inspection.yaml": alone})
    assert found.followed == []
    assert found.measured[0].joint.of == 4


def test_criteria_out_of_scope_are_not_re_scored(compared):
    narrow = SETTINGS.replace("criteria: all", "criteria: [A2]")
    judged = "".join(line for line in WALKS["judgements.csv"].splitlines(True) if line[0] == "a" or ",home," in line)
    found = compared({"inspection.yaml": narrow, "judgements.csv": judged})
    row = rows(found)["A1"]
    assert (row.first, row.second, row.said, row.suggested) == (pytest.approx(A1), None, NOT_RE_SCORED, "")
    assert [row.id for row in found.rows if row.level == "question"] == ["home"]
    # On what both visits looked at, the section is its one criterion.
    assert rows(found)["A"].first == rows(found)["A2"].first == pytest.approx(200 / 3)


def test_measures_are_those_of_the_criteria_followed_up(compared):
    follows = SETTINGS.replace("recommendations: [1]", "recommendations: [1], criteria: [A2]")
    found = compared({"inspection.yaml": follows})
    assert [row.id for row in found.rows if row.measure] == ["home"]
    assert found.measured[0].joint.of == 1


def test_each_cohort_is_compared_and_grades_stand_in_all(compared):
    two = "  - {id: main, title: In May, criteria: [A1, A2]}\n"
    two += "  - {id: june, criteria: all}\n  - {id: july, criteria: all}"
    more = {"inspection.yaml": SETTINGS.replace("  - {id: main, criteria: all}", two)}
    found = compared(more | changed("cases.csv", ("W3,main", "W3,june")))
    assert [(item.cohort, item.title, item.second_cases) for item in found.measured] == [
        ("main", "In May", 2), ("june", "june", 1),
    ]  # fmt: skip
    assert rows(found, "main")["home"].second_base == 2
    assert rows(found, "june")["home"].second_base == 1
    assert rows(found, "main")["B"].second_rating == "high"
    assert "No case of the cohort july counts on the basis, so it is not compared." in found.sentences


def test_words_that_a_person_chose_stand_beside_the_suggested_ones(compared):
    row = rows(compared({"conclusions.csv": CONCLUSIONS}))["A2"]
    assert (row.words, row.by, row.reason, row.date) == ("no better", "ann", "we saw it", "2020-06-01")
    assert row.suggested == TOO_FEW


def test_words_said_of_the_only_cohort_are_said_of_all(compared):
    row = rows(compared({"conclusions.csv": CONCLUSIONS.replace("A2,,", "A2,main,")}))["A2"]
    assert (row.words, row.by) == ("no better", "ann")


def test_words_for_what_the_edition_does_not_have_are_told_all_at_once(tmp_path):
    wrong = CONCLUSIONS + "A7,,better,ann,,\nA1,may,better,ann,,\n,,better,ann,,\n"
    folders = walks(tmp_path / "first"), walks(tmp_path / "second", SECOND | {"conclusions.csv": wrong})
    assert [(code, what) for code, _, what in told(*folders, 0.95, BY)] == [
        ("row-orphan", "small has no part, thread or scored question 'A7'."),
        ("row-orphan", "The inspection has no cohort 'may'."),
        ("cell-missing", "id: this field is blank."),
    ]


def test_discretions_are_told_of(compared):
    assert DISCRETION not in compared().sentences
    said = "part,kind,final,by,date,reason\nA2,score,90,ann,2020-06-01,a reason\n"
    found = compared({"discretions.csv": said})
    assert DISCRETION in found.sentences
    assert rows(found)["A2"].second == pytest.approx(200 / 3)


def test_the_fictional_body_changed_within_the_intervals(marsh, northmarsh):
    mapping, _ = document(northmarsh[1] / "truth.yaml", "truth.yaml")
    truth = {name: float(text) for name, text in plain(mapping)["change"].items()}
    found = rows(marsh)
    held = [found[name].low <= change <= found[name].high for name, change in truth.items()]
    assert len(held) == 12
    assert sum(held) >= 11


def test_the_lowest_of_three_shares_changed_within_its_interval(marsh, northmarsh):
    shares = []
    for folder in northmarsh:
        mapping, _ = document(folder / "truth.yaml", "truth.yaml")
        shares.append({name: float(said["share"]) for name, said in plain(mapping)["shares"].items()})
    found = rows(marsh)
    for part, kind in (("2.1", "assessment"), ("2.2", "planning"), ("2.3", "delivery"), ("2.4", "reviewing")):
        first, second = (min(value for name, value in of.items() if name.startswith(kind)) for of in shares)
        assert found[part].low <= second - first <= found[part].high
        assert 0 < found[part].chance <= found[part].held <= 1


def test_measures_of_the_fictional_body_are_tested_together(marsh):
    made = marsh.measured[0].joint
    assert (made.improved, made.of, made.exact) == (5, 12, False)
    assert 0 < made.p_change < 1
    assert marsh.sentences[0] == f"Both visits: {NO_RECEIPT}"
    assert CORRECTED not in marsh.sentences


def test_where_everything_improves_that_is_beyond_chance(northmarsh, tmp_path):
    second = rebuilt("fictional-northmarsh-2025", tmp_path)
    judgements = second / "judgements.csv"
    judgements.write_text(judgements.read_text().replace(",no,", ",yes,"))
    found = changes(northmarsh[0], second, 0.95, BY)
    made = found.measured[0].joint
    assert (made.improved, made.of) == (12, 12)
    assert made.p_change < 0.001
    parts = [row for row in found.rows if row.level == "criterion" and row.change is not None]
    assert {row.suggested for row in parts} == {IMPROVED}
    assert all(row.held < 0.01 for row in parts)


def test_engines_agree(northmarsh, marsh):
    found = changes(*northmarsh, 0.95, BY, "duckdb")
    assert found.rows == marsh.rows
    assert found.measured == marsh.measured


def test_with_the_receipt_of_its_draw_a_visit_is_corrected(northmarsh, tmp_path, marsh):
    first = rebuilt("fictional-northmarsh-2024", tmp_path)
    words = ["--framework", "pdu-2023", "--plan", "northmarsh-simple", "--seed", "northmarsh-2024", "--size", "70"]
    (first / "sample.json").unlink(missing_ok=True)
    assert main(["sample", "draw", str(first / "caseload.csv"), *words, "-o", str(first / "sample.json")]) == 0
    found = changes(first, northmarsh[1], 0.95, BY)
    assert found.sentences[0].startswith("fictional-northmarsh-2024: Corrected for the 120 cases")
    assert found.sentences[1].startswith("fictional-northmarsh-2025: There is no receipt")
    assert found.sentences[2] == CORRECTED
    narrow, wide = rows(found)["assessment-safe"], rows(marsh)["assessment-safe"]
    assert narrow.high - narrow.low < wide.high - wide.low


def test_of_rebuilt_visits_only_questions_with_a_printed_base_have_a_change(midlands):
    assert midlands.refused == CONSTRUCTED
    assert [row.id for row in midlands.rows if row.change is not None] == ["rmp-satisfactory-within-five-days"]
    row = rows(midlands)["rmp-satisfactory-within-five-days"]
    assert (row.first_above, row.first_base, row.second_above, row.second_base) == (9, 23, 10, 23)
    assert row.low < row.change < row.high
    assert row.suggested == TOO_FEW
    assert not [row for row in midlands.rows if row.chance is not None or (row.suggested and row.change is None)]
    assert midlands.sentences == ()


def test_of_rebuilt_visits_measures_are_counted_and_not_tested(midlands):
    made = midlands.measured[0].joint
    assert (made.improved, made.of, made.p_count, made.p_change) == (18, 22, None, None)


def test_the_printed_count_of_improved_measures_comes_out_of_all_figures_printed_twice(tmp_path):
    """26 of 33, says the report. All questions, those of high risk and the four criteria are 32; 26 of them rose."""
    figures = []
    for year in (2004, 2005):
        with (rebuilt(f"west-midlands-{year}", tmp_path) / "printed.csv").open(encoding="utf-8") as file:
            table = [row for row in csv.DictReader(file) if row["measure"] in ("above", "score", "adjusted")]
        half = {"only half": "50"}
        values = {
            (row["id"], row["subgroup"], row["measure"]): float(
                row["printed"] or half.get(row["words"]) or 100 * int(row["count"]) / int(row["base"])
            )
            for row in table
        }
        figures.append(values)
    first, second = figures
    first |= {(name, "", "score"): value for (name, _, measure), value in second.items() if measure == "adjusted"}
    both = [(first[key], value) for key, value in second.items() if key in first]
    assert len(both) == 32
    assert int(np.sum([later > earlier for earlier, later in both])) == 26


def test_print_that_the_rebuilt_cases_cannot_give_stands_beside(tmp_path):
    found = changes(*(rebuilt(f"hertfordshire-{year}", tmp_path) for year in (2003, 2005)), 0.95, BY)
    assert rows(found, "february")["C2"].said == "printed in brackets: 63% → 45% (62%)"
    assert rows(found, "september")["D1"].said == NOT_RE_SCORED
    assert [item.joint.of for item in found.measured] == [0, 0]


def test_a_printed_base_is_none_on_a_basis_that_leaves_out_its_cases(compared):
    printed = "level,id,measure,printed,base,place\nquestion,home,above,67,3,a table\nquestion,ready,yes,50,,a table\n"
    constructed = 'constructed: "yes"\n'
    first = {"inspection.yaml": WALKS["inspection.yaml"] + constructed, "printed.csv": printed}
    more = {"inspection.yaml": SETTINGS + constructed, "printed.csv": printed}
    assert [row.id for row in compared(more, first).rows if row.level == "question"] == ["home"]
    assert rows(compared(more, first))["home"].change == pytest.approx(0)
    narrowed = compared(more | {"basis.yaml": BASIS}, first)
    assert not [row for row in narrowed.rows if row.level == "question"]
