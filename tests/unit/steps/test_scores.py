import pytest

from aboveline.problems import Faulty
from tests.inspections import SCORES, changed


@pytest.mark.parametrize("engine", ["memory", "duckdb"])
def test_scores_are_those_worked_out_by_hand(score, engine):
    found = score(engine=engine)
    assert {row.id: row.score for row in found.scores if row.score is not None} == pytest.approx(SCORES)
    assert {row.id: row.rating for row in found.scores if row.rating} == {
        "all": "high", "A": "high", "A1": "high", "A2": "high", "B": "high", "marked": "high"
    }  # fmt: skip
    assert found.engine == engine


def test_groups_are_made_by_facts_each_once_and_by_cohort(score):
    found = score(by=["weather", "cohort", "weather"])
    assert found.tally.groups.labels == ("all", "weather=dry", "weather=wet", "cohort=main")
    dry = {row.id: row.score for row in found.scores if row.group == "weather=dry"}
    assert (dry["shoes"], dry["coat"]) == (100, None)


def test_a_fact_that_is_none_is_told_with_a_near_miss(score):
    with pytest.raises(Faulty, match="Did you mean weather"):
        score(by=["wether"])


def test_a_reading_that_is_none_is_told(score):
    with pytest.raises(Faulty, match="no reading 'later'"):
        score(reading="later")


def test_questions_come_with_their_distribution(score):
    results = {result.question.id: result for result in score().questions()}
    assert (results["ready"].base, results["ready"].unanswered, results["coat"].not_asked) == (2, 1, 1)
    assert results["coat-why"].distribution == (("x", "x", None, 1.0), ("y", "y", None, 1.0))


def test_a_question_that_nobody_answers_has_no_score(score):
    found = score(changed("judgements.csv", ("R1,ready,yes", "R1,ready,"), ("R2,ready,no", "R2,ready,not-applicable")))
    rows = {row.id: row for row in found.scores}
    assert (rows["ready"].score, rows["ready"].base) == (None, 0)
    assert (rows["A1"].score, rows["marked"].score) == (None, None)
    assert rows["A"].score == pytest.approx(200 / 3)
