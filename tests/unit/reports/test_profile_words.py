import pytest

from aboveline.reports.profile_words import notes, points, probability, share, summary
from aboveline.sampling.profile import BEYOND
from tests.unit.reports.profiles import ALIKE, EVERY_STATE, NAMED, SEX


def test_what_differs_is_named_with_what_was_to_be_expected():
    first, second = summary(EVERY_STATE)
    assert "Sex & <more>: Female (16.7% where 41.0% was to be expected, p below 0.001); Sex & <more>: Male" in first
    assert second == "The plan itself moves 4 shares a point or more away from the frame: that was wanted, no accident."


def test_of_many_differences_the_first_are_named_and_the_others_counted():
    many = EVERY_STATE._replace(facts=(SEX._replace(rows=(SEX.rows[0],) * 8),))
    assert "; and 3 more." in next(summary(many))


def test_where_nothing_differs_that_is_the_answer():
    assert list(summary(ALIKE)) == [
        "Nothing in the sample differs from the frame by more than the plan and chance explain."
    ]
    one = ALIKE.facts[0].rows[0]._replace(planned=9.9)
    moved = ALIKE._replace(facts=(ALIKE.facts[0]._replace(rows=(one,)),))
    assert "moves a share a point or more" in list(summary(moved))[1]


def test_where_nothing_is_tested_the_reason_is_told():
    assert next(summary(NAMED)).startswith("Nothing is tested: the body named cases")
    assert next(summary(ALIKE._replace(tests=0))).startswith("Nothing was left to chance")
    assert not any("Chance is that of the draw" in told for told in notes(NAMED))


def test_the_notes_say_what_the_figures_rest_on():
    told = list(notes(EVERY_STATE))
    assert "none of the 4 tests made here" in told[0]
    assert told[1].startswith("1 case stands here for others that could not be read.")
    assert "National, Sex & <more>: 2012-10: A report, its appendix (published)." in told
    assert told[-1] == "Known of no case in the frame, and so left out: Never filled in, Nor this."
    assert "National shares: none was published for the facts of this edition." in list(notes(ALIKE))
    assert "2 cases stand" in list(notes(EVERY_STATE._replace(replaced=2)))[1]
    assert not any("could not be read" in told for told in notes(NAMED._replace(replaced=2)))


@pytest.mark.parametrize(("value", "told"), [(54.45, "54.5"), (0.0, "0.0"), (None, "")])
def test_shares_have_one_place(value, told):
    assert share(value) == told


@pytest.mark.parametrize(("value", "told"), [(3.25, "+3.3"), (-3.25, "-3.3"), (0.04, "0.0"), (-0.04, "0.0")])
def test_points_have_a_sign(value, told):
    assert points(value) == told


@pytest.mark.parametrize(("value", "told"), [(0.0005, "p below 0.001"), (0.0234, "p 0.023"), (1.0, "p 1.000")])
def test_chances_have_three_places(value, told):
    assert probability(value) == told


def test_a_value_without_a_p_of_its_own_is_still_told():
    row = SEX.rows[0]._replace(adjusted=None, verdict=BEYOND)
    found = EVERY_STATE._replace(facts=(SEX._replace(rows=(row,)),))
    assert "was to be expected, untested" in next(summary(found))
