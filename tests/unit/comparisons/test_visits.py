from dataclasses import replace

import pytest

from aboveline.comparisons.visits import (
    NEVER_PRINTED,
    NO_SCORE,
    NOT_RE_SCORED,
    Basis,
    average_columns,
    beside_print,
    counted_questions,
    score_column,
    sheet_parts,
    without_invented,
)
from aboveline.frameworks.read import installed_framework
from aboveline.scoring.results import Score

EVERYTHING = Basis("", (), "", None, (), "a report", "published")


@pytest.fixture(scope="module")
def edition():
    return installed_framework("omi-2006")


def row(name, score=None, rating=None):
    return Score("criterion", name, "", "all", score, 10.0, 10.0, 5.0, "published", rating)


def counted(edition, basis):
    questions = zip(edition.questions.values(), counted_questions(edition, basis), strict=True)
    return {question.id for question, counts in questions if counts}


def test_without_limits_every_question_counts(edition):
    assert counted(edition, EVERYTHING) == set(edition.questions)


def test_a_question_counts_where_one_of_its_sources_does(edition):
    found = counted(edition, replace(EVERYTHING, sources=("file",)))
    assert found == {question.id for question in edition.questions.values() if "file" in question.sources}
    assert 0 < len(found) < len(edition.questions)


def test_single_questions_may_be_left_out(edition):
    found = counted(edition, replace(EVERYTHING, without_questions=("psr-concise",)))
    assert set(edition.questions) - found == {"psr-concise"}


def test_a_sheet_lists_what_has_a_score_or_a_rating(edition):
    parts = [part.id for part in sheet_parts(edition)]
    assert parts[:3] == ["1", "1.1", "1.2"]
    assert "4" not in parts  # section 4 is graded criterion by criterion
    assert "4.1" in parts


def test_scores_are_rounded_and_grades_told_in_words(edition):
    column = score_column("original", [row("1.1", 62.5), row("4.1", None, "Not met")], None, sheet_parts(edition))
    assert (column.cells["1.1"], column.cells["4.1"], column.cells["1.2"]) == ("63%", "Not met", NO_SCORE)


def test_where_ratings_earn_points_the_word_is_what_matters(edition):
    rated = row("1", 52.4, "Good")._replace(points=11.0, most_points=21.0)
    assert score_column("follow-up", [rated], None, sheet_parts(edition)).cells["1"] == "Good"


def test_what_is_out_of_scope_is_said_to_be_so(edition):
    rows = [row("1.1", 62.5), row("1.2"), row("1", 70.0)]
    column = score_column("follow-up", rows, frozenset(("1.2",)), sheet_parts(edition))
    assert column.cells["1.1"] == NOT_RE_SCORED
    assert column.cells["1.2"] == NO_SCORE
    assert column.cells["1"] == "70%"


def test_what_was_printed_on_the_narrower_basis_only_is_not_shown_on_the_wider(edition):
    column = score_column("original", [row("1.1", 62.5), row("1.2", 50.0)], None, sheet_parts(edition))
    printed = [("1.1", "original"), ("1.1", "adjusted"), ("1.2", "adjusted"), ("1.3", "score")]
    cells = without_invented(column, [{"id": name, "measure": measure} for name, measure in printed]).cells
    assert (cells["1.1"], cells["1.2"], cells["1.3"]) == ("63%", NEVER_PRINTED, NO_SCORE)


def test_print_that_cannot_be_rebuilt_stands_in_brackets(edition):
    column = score_column("follow-up", [row("1.1", 62.5), row("1.2", 50.0)], None, sheet_parts(edition))
    cells = beside_print(column, {"1.1": "63", "1.2": "28"}).cells
    assert (cells["1.1"], cells["1.2"], cells["1.3"]) == ("63%", "50% (28%)", NO_SCORE)


def test_averages_stand_in_columns_of_their_own_by_name_and_date():
    rows = [
        {"id": "B1", "name": "England and Wales", "date": "2006-07", "value": "57"},
        {"id": "B1", "name": "The region", "date": "2006", "value": "49.5"},
        {"id": "B2", "name": "England and Wales", "date": "2006-07", "value": "77"},
    ]
    found = {column.heading: column.cells for column in average_columns(rows)}
    assert found == {
        "England and Wales, 2006-07": {"B1": "57%", "B2": "77%"},
        "The region, 2006": {"B1": "50%"},
    }
