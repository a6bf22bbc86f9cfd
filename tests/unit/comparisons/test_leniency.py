import numpy as np
import pytest

from aboveline.comparisons.leniency import (
    NO_FIRST,
    NO_REFERENCE,
    agreement_drift,
    leniency,
    leniency_drift,
    modelled,
)
from aboveline.frameworks.read import framework
from aboveline.scoring.groups import matching, together, whole_sample
from aboveline.scoring.plan import plan
from aboveline.scoring.roll_up import NO_OPINION
from aboveline.scoring.tally import Tally
from aboveline.stats.effects import ALL_ALIKE, effects
from aboveline.stats.paired import PairedEffect
from tests.examples.editions import SMALL

NOTHING = (np.zeros((0, 2, 3)), np.zeros((0, 2), int))
LABELS = ("inspector", "local")


def judged(seed, shape, share=0.6):
    return (np.random.default_rng(seed).random(shape) < share).astype(float)


def test_leniency_is_found_on_the_same_cases_and_on_others():
    together_read = judged(1, (30, 2, 8), 0.5)
    together_read[:, 1] = np.maximum(together_read[:, 1], judged(2, (30, 8), 0.4))
    groups = np.tile([0, 1], (30, 1))
    first = np.concatenate([judged(3, (20, 8), 0.5), judged(4, (20, 8), 0.8)])
    group = np.repeat([0, 1], 20)
    [found] = leniency(LABELS, 0, (together_read, groups), (first, group), 0.95)
    assert found.group == "local"
    assert found.same.low > 0
    assert found.different.low > 0
    known = effects(first, np.ones_like(first), group)
    assert found.different.value == pytest.approx(known[1].value - known[0].value)
    half = 1.959964 * np.hypot(known[0].error, known[1].error)
    assert found.different.high - found.different.value == pytest.approx(half)
    assert found.effect == known[1]


def test_where_the_reference_read_nothing_first_others_stand_beside_all():
    first, group = judged(5, (12, 3)), np.repeat([1, 2], 6)
    labels = ("again", "ann", "bob")
    found = leniency(labels, 0, NOTHING, (first, group), 0.95)
    known = effects(first, np.ones_like(first), group)
    assert [row.different.value for row in found] == pytest.approx([known[1].value, known[2].value])
    assert [row.different.low for row in found] == pytest.approx([e.value - 1.959964 * e.error for e in known[1:]])


def test_without_a_reference_every_group_is_told_beside_all():
    found = leniency(LABELS, None, NOTHING, (judged(6, (8, 3)), np.repeat([0, 1], 4)), 0.95)
    assert [row.group for row in found] == list(LABELS)
    assert {row.same.why for row in found} == {NO_REFERENCE}
    assert all(row.different.low is not None for row in found)


def test_what_is_missing_is_told():
    found = leniency(LABELS, 0, NOTHING, (np.zeros((0, 3)), np.zeros(0, int)), 0.95)
    assert [row.different.why for row in found] == [NO_FIRST]
    alike = leniency(LABELS, 0, NOTHING, (np.ones((4, 3)), np.array([0, 0, 1, 1])), 0.95)
    assert [(row.different.value, row.different.why) for row in alike] == [(None, ALL_ALIKE)]
    late = leniency(("a", "b", "c"), 0, NOTHING, (judged(7, (6, 3)), np.repeat([0, 1], 3)), 0.95)
    assert late[1].effect.why == NO_FIRST


def test_an_interval_ends_where_shares_do():
    apart = np.array([[[0.0], [1.0]], [[1.0], [0.0]]])
    [found] = leniency(LABELS, 0, (apart, np.tile([0, 1], (2, 1))), (np.zeros((0, 1)), np.zeros(0, int)), 0.95)
    assert (found.same.low, found.same.high) == (-1.0, 1.0)


def test_drift_is_by_the_week_and_leaves_out_what_has_no_day():
    values = np.array([[0, 0], [1, 0], [1, 1], [0, 0], [1, 1]], float)
    weeks = np.array([0, 1, 2, 2.5, np.nan])
    known = leniency_drift(values, weeks, "local", 0.95)
    assert (known.what, known.group, known.slope.rows) == ("above", "local", 4)
    assert leniency_drift(values[:3], weeks[:3], "", 0.95).slope.value == pytest.approx(0.5)
    blank = np.full((1, 2), np.nan)
    assert leniency_drift(np.concatenate([values[:3], blank]), weeks[:4], "", 0.95).slope.rows == 3


def test_agreement_drifts_by_its_share_of_each_row():
    found = agreement_drift(np.array([0, 2, 4, 0]), np.array([4, 4, 4, 0]), np.array([0.0, 1, 2, 3]), 0.95)
    assert found.what == "alike"
    assert found.slope.value == pytest.approx(0.5)
    assert found.slope.rows == 3


@pytest.fixture
def order():
    return plan(framework(SMALL))


def tallied(order, above, applicable, local):
    """Ten cases of which the first ones were read by a local reader: the same counts in every question."""
    questions = len(order.framework.questions)
    groups = together([whole_sample(10), matching(["local"], [[at < local for at in range(10)]])])
    counts = (
        np.array([[above] * questions, [local] * questions]),
        np.array([[applicable] * questions, [local] * questions]),
    )
    return Tally(groups, None, np.zeros((1, questions, 1)), *counts)


def test_a_modelled_score_takes_what_leniency_added(order):
    found = modelled(order, tallied(order, 6, 10, 5), [PairedEffect(9, 0.2, -0.1, 0.4)], NO_OPINION)
    rows = {row.id: row for row in found}
    plain, middle, low, high = rows["A2"].scores
    assert plain == pytest.approx(60)
    assert middle == pytest.approx(60 - 100 * 0.2 * 5 / 10)
    assert (low, high) == (pytest.approx(65), pytest.approx(40))
    assert rows["A2"].ends == (3, 2)
    assert rows["all"].points[0] is not None
    assert rows["all"].ratings[0]


def test_counts_stay_within_their_base(order):
    found = modelled(order, tallied(order, 1, 10, 9), [PairedEffect(9, 0.5, -1.0, 1.0)], NO_OPINION)
    for row in found:
        assert all(0 <= score <= 100 for score in row.scores)


def test_a_group_that_nothing_is_known_of_is_left_as_it_is(order):
    found = modelled(order, tallied(order, 6, 10, 5), [PairedEffect(1, 0.3, why="Only one.")], NO_OPINION)
    assert all(len(set(row.scores)) == 1 for row in found)


def test_what_has_no_score_is_left_out(order):
    found = modelled(order, tallied(order, 0, 0, 0), [PairedEffect(0)], NO_OPINION)
    assert "A2" not in {row.id for row in found}
