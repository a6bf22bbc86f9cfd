from math import nan

import numpy as np
import pytest

from aboveline.comparisons.changes import (
    IMPROVED,
    LITTLE,
    MANY,
    POORER,
    TOO_FEW,
    Change,
    Threshold,
    held_together,
    part_tested,
    question_test,
    question_tested,
    side_by_side,
    suggestion,
    with_conclusions,
    with_interval,
)
from aboveline.scoring.results import Score
from aboveline.stats.exact import barnard, fisher
from aboveline.stats.intervals import Interval, interval

BY = Threshold(10, 5)


def score(level="question", value=50.0, above=10.0, base=20.0, **further):
    return Score(level, "a", "A", "all", value, base, base, above, "published", computed=value, **further)


def row(level="question", **further):
    return side_by_side("", score(level), score(level))._replace(**further)


def test_two_scores_stand_side_by_side_with_what_they_rest_on():
    found = side_by_side("may", score(), score(value=60.0, above=12.0))
    assert found[:12] == ("may", "question", "a", "A", 50.0, 10.0, 20.0, "", 60.0, 12.0, 20.0, "")
    assert found.improved
    assert found.change is None


def test_a_composite_has_a_base_and_no_count():
    found = side_by_side("", score("criterion", rating="Good"), score("criterion"))
    assert (found.first_above, found.first_base, found.first_rating, found.second_rating) == (None, 20.0, "Good", "")


def test_of_points_only_the_words_are_kept():
    found = side_by_side("", score("overall", rating="Good", points=11.0), score("overall", rating="Poor", points=4.0))
    assert (found.first, found.first_rating, found.second, found.second_rating) == (None, "Good", None, "Poor")
    assert not found.improved


def test_a_discretion_is_no_change():
    assert not side_by_side("", score(), score()._replace(score=80.0)).improved


def test_equal_but_for_the_last_digit_is_not_improved():
    assert not row(second=50.0 + 1e-12).improved


def test_the_change_has_an_interval_wherever_both_scores_have():
    end = interval(10, 20)
    found = with_interval(row(second=75.0), (end, interval(15, 20)))
    assert found.change == pytest.approx(25)
    assert found.low < 0 < found.change < found.high
    assert with_interval(row(second=None), (end, end)).change is None
    assert with_interval(row(first=None), (end, end)).change is None
    assert with_interval(row(), (None, end)).change is None
    assert with_interval(row(), (end, None)).change is None
    assert with_interval(row(), (end, Interval(nan, nan, "made"))).change is None


def test_a_figure_beyond_the_middle_of_its_replicates_widens_the_interval_to_itself():
    found = with_interval(row(), (Interval(0.3, 0.45, "resampled"), Interval(0.55, 0.7, "resampled")))
    assert (found.change, found.low, found.high) == pytest.approx((0, 0, 100 * (0.2**2 + 0.2**2) ** 0.5))


@pytest.mark.parametrize(("test", "chance"), [("barnard", barnard), ("fisher", fisher)])
def test_questions_are_put_to_an_exact_test(test, chance):
    found = question_tested(row(second_above=18.0), test)
    assert (found.test, found.chance) == (test, chance(10, 20, 18, 20))


def test_without_a_base_there_is_nothing_to_test():
    assert question_tested(row(second_above=0.0, second_base=0.0), "barnard").chance is None
    assert question_tested(row(first_above=None, first_base=None), "fisher").test == ""


def test_very_many_cases_are_tested_by_fisher():
    assert question_test(MANY, 20) == question_test(20, MANY) == "barnard"
    assert question_test(MANY + 1, 20) == question_test(20, MANY + 1) == "fisher"


def test_the_chance_of_a_composite_is_that_of_dealings_which_have_it():
    changed = row("criterion", change=2.0)
    found = part_tested(changed, np.array([2.0, -3.0, 1.0, nan, 0.0]))
    assert (found.test, found.chance) == ("permutation", 0.5)


@pytest.mark.parametrize(
    ("change", "dealt"), [(None, [2.0, 1.0]), (2.0, [nan, 1.0, 2.0]), (2.0, [2.0, nan]), (2.0, [2.0])]
)
def test_where_dealings_tell_nothing_there_is_no_chance(change, dealt):
    assert part_tested(row("criterion", change=change), np.array(dealt)).chance is None


def test_composites_are_held_together_by_holm_and_questions_by_their_rate():
    rows = [
        row("criterion", chance=0.02), row("section", chance=0.03), row("overall", chance=None),
        row(chance=0.02), row(chance=0.03), row(chance=0.9),
    ]  # fmt: skip
    held = [found.held for found in held_together(rows)]
    assert held[:3] == [0.04, 0.04, None]
    assert held[3:] == pytest.approx([0.045, 0.045, 0.9])


@pytest.mark.parametrize(
    ("change", "low", "high", "words"),
    [
        (15, 1, 29, IMPROVED),
        (10, 1, 19, IMPROVED),
        (9, 1, 17, LITTLE),
        (15, -1, 31, TOO_FEW),
        (2, -5, 9, LITTLE),
        (-2, -9, 5, LITTLE),
        (2, -5, 10, TOO_FEW),
        (-5, -15, 5, TOO_FEW),
        (-5, -9, -1, POORER),
        (-30, -50, -10, POORER),
        (0, 0, 0, LITTLE),
    ],
)
def test_words_are_suggested_by_the_interval_and_what_is_worthwhile(change, low, high, words):
    assert suggestion(row(change=change, low=low, high=high), BY) == words


def test_what_is_worthwhile_is_for_the_deployer_to_say():
    sure = row(change=15.0, low=1.0, high=29.0)
    assert suggestion(sure, Threshold(20, 5)) == LITTLE
    assert suggestion(row(change=2.0, low=-5.0, high=15.0), Threshold(20, 5)) == LITTLE


def test_a_change_that_chance_may_well_bring_about_is_not_sure():
    rise, fall = row(change=15.0, low=1.0, high=29.0), row(change=-15.0, low=-29.0, high=-1.0)
    assert [suggestion(one._replace(chance=0.04), BY) for one in (rise, fall)] == [IMPROVED, POORER]
    assert [suggestion(one._replace(chance=0.06), BY) for one in (rise, fall)] == [TOO_FEW, TOO_FEW]
    assert suggestion(rise._replace(chance=0.06), BY._replace(level=0.1)) == IMPROVED
    assert suggestion(row(change=4.0, low=1.0, high=8.0, chance=0.2), BY) == LITTLE


@pytest.mark.parametrize("base", ["first_base", "second_base"])
def test_below_the_smallest_base_cases_are_too_few(base):
    sure = row(change=50.0, low=20.0, high=80.0, **{base: 4.0})
    assert suggestion(sure, BY) == TOO_FEW
    assert suggestion(sure, Threshold(10, 4)) == IMPROVED


def test_without_an_interval_cases_are_too_few_and_without_scores_there_is_no_word():
    assert suggestion(row(), BY) == TOO_FEW
    assert suggestion(row(first=None), BY) == suggestion(row(second=None), BY) == ""


def test_words_chosen_for_a_cohort_come_before_those_for_all():
    said = {"id": "a", "cohort": "", "words": "better", "by": "ann", "reason": "", "date": "2020"}
    chosen = [said, said | {"cohort": "may", "words": "worse"}, said | {"id": "b"}]
    found = with_conclusions([row(cohort="may"), row(cohort="june"), row(id="c")], chosen)
    assert [(one.words, one.by) for one in found] == [("worse", "ann"), ("better", "ann"), ("", "")]


def test_a_change_has_nothing_chosen_or_inferred_by_itself():
    assert set(Change._field_defaults.values()) == {None, "", False}
