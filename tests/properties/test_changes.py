"""Laws of changes between two visits, whatever their counts."""

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aboveline.comparisons.changes import (
    IMPROVED,
    POORER,
    SUGGESTIONS,
    Threshold,
    question_tested,
    side_by_side,
    suggestion,
    with_interval,
)
from aboveline.scoring.results import Score
from aboveline.stats.intervals import interval

counts = st.integers(1, 60).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))
thresholds = st.builds(Threshold, st.floats(0, 100), st.integers(1, 20))


def change(first, second):
    rows = [
        Score("question", "a", "A", "all", 100 * k / n, n, n, k, "published", computed=100 * k / n)
        for k, n in (first, second)
    ]
    return with_interval(side_by_side("", *rows), (interval(*first), interval(*second)))


@given(counts, counts, thresholds)
def test_a_change_lies_in_its_interval_and_has_one_of_the_words(first, second, by):
    row = change(first, second)
    assert row.low <= row.change <= row.high
    assert not any(map(isnan, (row.low, row.change, row.high)))
    assert suggestion(row, by) in SUGGESTIONS


@given(counts, counts)
def test_visits_the_other_way_round_have_the_opposite_change_and_the_same_chance(first, second):
    one, two = change(first, second), change(second, first)
    assert (one.change, one.low, one.high) == pytest.approx((-two.change, -two.high, -two.low))
    assert question_tested(one, "barnard").chance == pytest.approx(question_tested(two, "barnard").chance)


@given(counts, counts, thresholds)
def test_what_improved_read_backwards_is_poorer(first, second, by):
    if suggestion(change(first, second), by) == IMPROVED:
        assert suggestion(change(second, first), by) == POORER


@given(counts, counts, thresholds, st.floats(0, 100))
def test_asking_for_more_makes_nothing_improve(first, second, by, more):
    row = change(first, second)
    if suggestion(row, by) != IMPROVED:
        assert suggestion(row, by._replace(worthwhile=by.worthwhile + more)) != IMPROVED
