import numpy as np

from aboveline.frameworks.read import framework
from aboveline.scoring.groups import Groups, by_value, together, whole_sample
from tests.examples.editions import MADE_UP
from tests.spec.words import changed, letters, scored

MADE = framework(MADE_UP)
JUDGED = letters(**{"joining-explained": "yyn.", "joining-summary": "...."})
CASES = {f"c{number}": {"disability": "no", "housebound": "no"} for number in range(4)}


def test_scores_stand_in_printed_order_and_questions_below_in_report_order():
    names = [name for name, group in scored(MADE, JUDGED, CASES).scores if group == "all"]
    scored_questions = [question.id for question in MADE.questions.values() if question.role == "scored"]
    assert names[:4] == ["service", "1", "1.1", "1.2"]
    assert names[-len(scored_questions) - 1 :] == ["care", *scored_questions]
    assert "house" not in names


def test_a_row_says_on_what_it_stands_and_how_sure_its_rules_are():
    row = scored(MADE, JUDGED, CASES)["1.1"]
    assert (row.level, row.title, row.rule) == ("criterion", "Joining", "standard-80-20")
    assert (row.score, row.base, row.applicable, row.above) == (None, 3, 3, 2)
    assert (row.standing, row.rating, row.rating_standing) == ("published", None, None)


def test_what_rests_on_no_case_has_no_base():
    row = scored(MADE, {}, CASES, given={"3.2": "Good"})["3.2"]
    assert (row.rating, row.base, row.applicable, row.above) == ("Good", None, None, None)


def test_parts_that_rest_on_no_case_are_left_out_of_sub_samples():
    groups = together([whole_sample(4), by_value("branch", ["x", "x", "y", "y"])])
    found = scored(MADE, JUDGED, CASES, given={"3.2": "Good", "5.1": "Good", "5.2": "Good"}, groups=groups)
    of_sub_sample = {name for name, group in found.scores if group == "branch=x"}
    assert not of_sub_sample & {"3", "3.1", "3.2", "5", "5.1"}
    # What rests on cases and on people alike is there, without what people judged.
    assert (found["service"].points, found["service @ branch=x"].points) == (4, None)


def test_points_and_discretions_are_in_the_row():
    change = changed("5", "rating", "Poor")
    row = scored(MADE, {}, CASES, given={"5.1": "Good", "5.2": "Fair"}, discretions=[change])["5"]
    assert (row.points, row.most_points, row.score) == (3, 6, 50)
    assert (row.computed_rating, row.rating, row.discretion) == ("Good", "Poor", change)


def test_a_question_tells_of_every_choice():
    found = scored(MADE, {"needs-asked": {"a": "fully", "b": "partly"}}, {c: {"disability": "yes"} for c in "abc"})
    result = found.questions["needs-asked", "all"]
    assert [cases for *_, cases in result.distribution] == [1, 1, 0]
    assert (result.share, result.base, result.above, result.unanswered, result.not_asked) == (50, 2, 1, 1, 0)


def test_counts_of_weighted_cases():
    weights = np.array([[0.5, 2.0, 1.0, 1.0]])
    found = scored(MADE, JUDGED, CASES, groups=Groups(("w",), weights, np.zeros(1, np.bool_)))
    result = found.questions["joining-explained", "w"]
    assert (result.base, result.above, result.unanswered) == (3.5, 2.5, 1)
    assert found["joining-explained @ w"].base == 3.5
