import numpy as np
import pytest

from aboveline.comparisons.agreement import (
    MORE_THAN_TWO,
    alike_counts,
    coefficients,
    question_coefficients,
)
from aboveline.stats.agreement import ONE_READER, cohen, fleiss


def codes(seed, shape):
    return np.random.default_rng(seed).integers(0, 2, shape)


def test_two_readers_have_cohens_kappa_and_more_have_fleiss():
    two, three = coefficients(codes(1, (20, 2, 4)), [2] * 4, 0.95), coefficients(codes(2, (20, 3, 4)), [2] * 4, 0.95)
    assert two.kappa is two.cohen
    assert (three.cohen.value, three.cohen.why) == (None, MORE_THAN_TWO)
    assert three.kappa is three.fleiss
    assert three.chance is not None
    assert (two.rows, two.judgements) == (20, 80)


def test_one_question_is_counted_by_the_formulas_for_one():
    given = codes(3, (25, 2))
    found = question_coefficients(given, 3, 0.9)
    assert found.cohen == cohen(given, 3, confidence=0.9)
    assert found.fleiss == fleiss(given, 3, confidence=0.9)
    assert found.chance is None
    assert question_coefficients(codes(4, (25, 3)), 2, 0.9).cohen.why == MORE_THAN_TWO


def test_a_question_and_all_questions_of_one_are_the_same():
    given = codes(5, (30, 2, 1))
    one, all_of_it = question_coefficients(given[:, :, 0], 2, 0.95), coefficients(given, [2], 0.95)
    for name in ("alike", "cohen", "fleiss", "gwet", "krippendorff"):
        assert getattr(one, name)[:3] == pytest.approx(getattr(all_of_it, name)[:3])


def test_where_nobody_read_twice_there_is_a_sentence():
    found = coefficients(np.full((3, 2, 2), -1), [2, 2], 0.95)
    assert (found.judgements, found.alike.why, found.chance) == (0, ONE_READER, None)


def test_what_is_alike_is_counted_row_by_row():
    given = np.array([[[1, 0, -1], [1, 1, 2]], [[1, -1, -1], [1, -1, -1]]])
    given = np.concatenate([given, [[[1, -1, 2]], [[0, -1, -1]]]], axis=1)
    same, read = alike_counts(given)
    assert same.tolist() == [2, 0]
    assert read.tolist() == [3, 1]
