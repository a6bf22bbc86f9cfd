import pytest

from aboveline.reports import agreement_words as told
from aboveline.stats.agreement import ONE_READER, Agreement
from aboveline.stats.paired import PairedEffect
from tests.unit.reports.agreements import (
    DRIFTS,
    FEW,
    FOUND,
    MODELLED,
    NOTHING,
    POOLED,
    PRACTICE,
    SILENT,
    THREE,
)


def test_the_answer_is_a_sentence():
    assert told.head(FOUND) == (
        "Two readers of the same case chose alike in 89% of 285 judgements (25 cases); by chance alone it would be 56%."
    )
    assert told.head(FOUND._replace(purpose="validation")).startswith(
        "The inspectorate chose as the local assessor had"
    )
    assert told.head(PRACTICE).startswith("Readers chose as the model answers do in 89% of 285 judgements (6 readings)")


def test_too_few_cases_make_no_headline():
    few = FOUND._replace(pooled=POOLED._replace(rows=4))
    assert told.head(few).startswith("Only 4 cases: with fewer than 5 there is no headline (assumed; --smallest")
    assert "89%" in told.head(few._replace(smallest=4))


def test_where_nothing_that_is_scored_was_read_twice_that_is_the_answer():
    assert told.head(SILENT) == "No question that is scored was judged in two readings of a case."


def test_notes_tell_what_was_counted_and_how():
    notes = list(told.notes(FOUND))
    assert notes[0].startswith("Of readers with fewer than 10 cases take the intervals")
    assert "intervals (95%) leave out a case" in notes[2]
    assert notes[3].endswith("Of reasons and facts 100% of 7 judgements were alike.")
    assert next(told.notes(PRACTICE)) == "That is 6 readings: take the intervals, not the figures."
    assert "leave out a reading" in list(told.notes(PRACTICE))[2]
    assert "blind" in list(told.notes(FOUND._replace(purpose="validation")))[-1]
    assert len(list(told.notes(FOUND._replace(groups={"inspector": POOLED}, others=None)))) == 2


def test_leniency_is_told_beside_whom():
    same, other, undated = told.leniency_notes(FOUND)
    assert "than inspectors" in same
    assert "beside those of inspectors" in other
    assert undated == "Without a full date, and so not in the drift: 1 reading."
    [only] = told.leniency_notes(PRACTICE)
    assert "than the model answers" in only
    [alone] = told.leniency_notes(SILENT._replace(beside="", undated=0))
    assert "beside those of everybody" in alone


def test_a_modelled_score_never_stands_in_the_place_of_a_score():
    assert told.modelled_title(FOUND) == "Modelled: were every reader as lenient as inspectors"
    assert "never in its place" in told.modelled_note(FOUND)
    assert "left as they are: quality lead." in told.modelled_note(FOUND)
    assert "left as they are" not in told.modelled_note(FOUND._replace(unmodelled=()))


def test_of_kappas_the_one_is_named_that_fits():
    assert [name for name, _ in told.coefficients(POOLED)] == ["Cohen's kappa", "Gwet's AC1", "Krippendorff's alpha"]
    assert told.coefficients(THREE)[0][0] == "Fleiss' kappa"


def test_shares_of_few_are_counts():
    assert told.alike(POOLED) == "89% (84–92)"
    assert told.alike(FEW) == "7 of 7"
    assert told.alike(NOTHING) == "–"
    assert told.alike(POOLED._replace(alike=Agreement(1.0, None, None, 12))) == "100%"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Agreement(0.7351, -0.2149, 1.0, 9), "0.74 (-0.21 to 1.00)"),
        (Agreement(-0.004, None, None, 9), "0.00"),
        (Agreement(None, None, None, 9), "–"),
    ],
)
def test_coefficients_have_two_places(found, said):
    assert told.coefficient(found) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (PairedEffect(5, 0.0304, -0.0601, 0.1213), "+3.0 (-6.0 to +12.1)"),
        (PairedEffect(1, -0.0002), "0.0"),
        (PairedEffect(0), "–"),
    ],
)
def test_shifts_are_in_points(found, said):
    assert told.shift(found) == said


def test_drifts_have_names():
    assert [told.drift_name(drift) for drift in DRIFTS] == [
        "alike, of what was read twice", "above the line, all first readings", "above the line, inspector",
    ]  # fmt: skip


def test_modelled_figures_are_points_where_ratings_earn_them():
    overall, assessed, same, unrated = MODELLED
    assert [told.figure(overall, at) for at in (0, 1)] == ["6 of 21", "5 of 21"]
    assert told.span(overall) == "4 to 6 of 21"
    assert told.span(assessed) == "46 to 52%"
    assert told.span(same) == "50%"
    assert [told.other_rating(row) for row in (overall, assessed, same, unrated)] == ["", "Inadequate", "", "–"]


def test_reasons_are_told_in_words_of_the_field():
    assert told.why(ONE_READER) == "None was judged in two readings."
    assert told.why("Something else.") == "Something else."
    assert told.reference("lead") == "lead"
