import numpy as np
import pytest

from aboveline.assessments.codebook import Judged, codebook
from aboveline.engines import memory
from aboveline.frameworks.read import framework
from aboveline.scoring.groups import Groups, replicates, together, whole_sample
from aboveline.scoring.tally import tally, weighed
from tests.examples.editions import SMALL

BOOK = codebook(framework(SMALL))
# Cases 0, 1 and 2 on shoes: yes, no, yes; case 0 on coat: not applicable; ticks of case 1 on coat-why.
ENTRIES = np.array([(0, 0, 1), (1, 0, 2), (2, 0, 1), (0, 1, 0), (1, 2, 1), (1, 2, 2), (1, 2, 3)], np.int32)
JUDGED = Judged(ENTRIES[:, 0], ENTRIES[:, 1], ENTRIES[:, 2].astype(np.int8), 3, BOOK)


def groups(*weights, kind=np.int32):
    return Groups(tuple(map(str, range(len(weights)))), np.array(weights, kind), np.zeros(len(weights), np.bool_))


def test_counts_by_group_question_and_choice():
    found = tally(memory, JUDGED, together([whole_sample(3), groups([1, 1, 0])]))
    assert found.counts[:, 0].tolist() == [[0, 2, 1, 0], [0, 1, 1, 0]]
    assert found.counts[0, 1].tolist() == [1, 0, 0, 0]
    assert found.above[:, 0].tolist() == [2, 1]
    assert found.applicable[:, 0].tolist() == [3, 2]


def test_a_tick_list_has_each_case_in_its_base_once():
    found = tally(memory, JUDGED, whole_sample(3))
    assert found.counts[0, 2].tolist() == [0, 1, 1, 1]
    assert (found.applicable[0, 2], found.above[0, 2]) == (1, 0)


def test_not_applicable_is_counted_and_in_no_base():
    found = tally(memory, JUDGED, whole_sample(3))
    assert (found.applicable[0, 1], found.counts[0, 1, 0]) == (0, 1)


def test_weights_of_halves():
    found = tally(memory, JUDGED, groups([0.5, 2, 0.25], kind=np.float64))
    assert (found.above[0, 0], found.applicable[0, 0]) == (0.75, 2.75)


@pytest.mark.parametrize("many", [1, 2**20])
def test_whole_weights_give_whole_numbers_however_large(many):
    weights = np.array([[many, 0, many - 1]] * 4, np.int32)
    found = tally(memory, JUDGED, replicates(weights))
    assert found.above[:, 0].tolist() == [2 * many - 1] * 4
    assert found.above.dtype.kind == "i"


def test_large_sums_are_exact_to_the_last():
    counted = np.array([[2**30 + 1], [1]], np.int64)
    assert weighed(np.array([[3, 1]], np.int32), counted).tolist() == [[3 * (2**30 + 1) + 1]]


def test_a_sample_without_cases_counts_to_nothing():
    empty = Judged(*(np.zeros(0, kind) for kind in (np.int32, np.int32, np.int8)), 0, BOOK)
    found = tally(memory, empty, whole_sample(0))
    assert found.applicable.tolist() == [[0] * 6]
    assert found.counts.shape == (1, 6, BOOK.width)
