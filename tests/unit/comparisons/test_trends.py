import pytest

from aboveline.comparisons.trends import (
    ASSUMED,
    BODIES,
    NO_LINE,
    RULE,
    SMALL,
    UNTESTED,
    Line,
    Point,
    Trend,
    by_date,
    change,
    date_place,
    date_span,
    figure,
    letter,
    point_note,
    trend_lines,
    trend_sentences,
)
from tests.unit.comparisons.trends import point, trend


def related(first, second):
    """Ids with the same first letter are equal; any others overlap."""
    return "equal" if first.id[0] == second.id[0] else "overlaps"


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2004", "2004-01-01", "2004-12-31"),
        ("2004-02", "2004-02-01", "2004-02-29"),
        ("2004-02-03", "2004-02-03", "2004-02-03"),
    ],
)
def test_a_date_can_mean_several_days(date, first, last):
    assert date_span(date) == (first, last)
    assert 2004 <= date_place(date) < 2005


def test_points_come_in_the_order_of_their_dates():
    points = [point(date="2006"), point(date="2004-05"), point(date="2004-05-01"), point(date="2004-05")]
    assert [one.date for one in by_date(points)] == ["2004-05-01", "2004-05", "2004-05", "2006"]


def test_a_line_joins_each_figure_to_the_nearest_before_it():
    points = [point(date="2004"), point(date="2005"), point(date="2006")]
    assert trend_lines(points, related) == (Line(0, 1), Line(1, 2))


@pytest.mark.parametrize(
    "other",
    [
        {"id": "B1"},
        {"basis": "sources file"},
        {"body": "another"},
        {"score": None, "points": "3 of 4 points"},
        {"date": "2004-06"},
    ],
    ids=["overlaps", "basis", "body", "points", "date"],
)
def test_nothing_else_is_joined_but_may_be_passed_over(other):
    middle = point(**({"date": "2005"} | other))
    assert trend_lines([point(date="2004"), middle], related) == ()
    assert trend_lines([middle, point(date="2004" if "date" in other else "2007")], related) == ()
    assert trend_lines([point(date="2004"), middle, point(date="2006")], related) == (Line(0, 2),)


def test_two_cohorts_of_one_visit_are_each_joined_and_not_to_each_other():
    points = [point(date="2003"), point(cohort="spring"), point(cohort="autumn"), point(date="2006")]
    assert trend_lines(points, related) == (Line(0, 1), Line(0, 2), Line(1, 3), Line(2, 3))


def test_what_no_map_relates_is_not_joined():
    assert trend_lines([point(date="2004"), point(date="2005")], lambda *_: None) == ()


def test_the_rule_stands_first_whatever_is_shown():
    assert trend_sentences([], [], []) == (RULE,)
    assert trend_sentences([point()], [], []) == (RULE, NO_LINE)
    assert trend_sentences([point(), point()], [Line(0, 1)], ["Cases."]) == (RULE, UNTESTED, "Cases.")


def test_sentences_tell_of_bodies_bases_small_bases_and_assumptions():
    said = trend_sentences([point(basis="sources file"), point(body="another", base=9)], [Line(0, 1)], [])
    assert BODIES in said
    assert SMALL in said
    assert any(told.endswith("no line leads: as the sample stands; sources file.") for told in said)
    same = trend_sentences([point(basis="sources file", standing="assumed", base=None)], [], [])
    assert "Basis of every figure: sources file." in same
    assert ASSUMED in same


@pytest.mark.parametrize(
    ("further", "told"),
    [
        ({"score": 72.5}, "73%"),
        ({"score": 100 / 3, "base": 3, "above": 1}, "1 of 3"),
        ({"score": 50, "base": 9, "above": None}, "50%"),
        ({"score": 50, "base": None, "above": None}, "50%"),
        ({"score": 50, "base": 10, "above": 5}, "50%"),
        ({"score": None, "points": "3 of 4 points", "rating": "Good"}, "3 of 4 points"),
        ({"score": None, "rating": "Good"}, "Good"),
    ],
)
def test_a_figure_is_a_percentage_a_count_points_or_a_rating(further, told):
    assert figure(point(**further)) == told


def test_a_change_is_told_in_points_of_percentages_only():
    found = trend(point(score=40.0, base=20), point(score=55.5, base=20), point(score=50.0, base=4, above=2))
    assert change(found, Line(0, 1)) == 15.5
    assert change(found, Line(1, 2)) is None
    assert change(found, Line(2, 1)) is None


def test_notes_tell_what_a_figure_is_of():
    assert point_note(point()) == ""
    other = point(relation="subset", id="B1", edition="new", reason="Less is asked", rating="Good", computed=51.2)
    assert point_note(other) == (
        "B1 of new is part of it. Less is asked. Rated Good. "
        "The cases constructed for it come to 51%: the published figures contradict each other."
    )
    assert point_note(point(score=None, rating="Good")) == ""


def test_letters_go_on_as_numbers():
    assert [letter(at) for at in (0, 25, 26)] == ["a", "z", "27"]


def test_a_trend_knows_what_each_figure_is_joined_to():
    found = trend(point(), point(), point())._replace(lines=(Line(0, 2), Line(1, 2)))
    assert isinstance(found, Trend)
    assert isinstance(found.points[0], Point)
    assert found.joined(2) == [0, 1]
    assert found.joined(1) == []
