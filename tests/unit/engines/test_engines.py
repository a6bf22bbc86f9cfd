"""Every engine counts alike: stratum, question and choice, in whole numbers."""

import numpy as np
import pytest

from aboveline.assessments.codebook import Judged, codebook
from aboveline.engines import duckdb, memory
from aboveline.frameworks.read import framework
from tests.examples.editions import SMALL

ENGINES = pytest.mark.parametrize("engine", [memory, duckdb], ids=["memory", "duckdb"])
BOOK = codebook(framework(SMALL))


def judged(entries, cases):
    arrays = np.array(entries, np.int32).reshape(-1, 3).T
    return Judged(arrays[0], arrays[1], arrays[2].astype(np.int8), cases, BOOK)


@ENGINES
def test_judgements_are_counted_by_stratum(engine):
    entries = [(0, 0, 1), (1, 0, 1), (2, 0, 2), (0, 5, 0), (2, 5, 1)]
    found = engine.stratum_counts(judged(entries, 3), np.array([1, 1, 0], np.int32), 2)
    assert found.shape == (2, 6, BOOK.width)
    assert found.dtype == np.int64
    assert found[0, 0].tolist() == [0, 0, 1, 0]
    assert found[1, 0].tolist() == [0, 2, 0, 0]
    assert found[:, 5].tolist() == [[0, 1, 0, 0], [1, 0, 0, 0]]
    assert found.sum() == len(entries)


@ENGINES
def test_nothing_judged_counts_to_nothing(engine):
    found = engine.stratum_counts(judged([], 2), np.array([0, 1], np.int32), 2)
    assert found.shape == (2, 6, BOOK.width)
    assert not found.any()


def test_the_engines_agree_on_many_judgements():
    random = np.random.default_rng(7)
    entries = np.stack([random.integers(0, top, 5000) for top in (40, 6, BOOK.width)], axis=1)
    stratum = random.integers(0, 9, 40).astype(np.int32)
    many = judged(entries, 40)
    assert (memory.stratum_counts(many, stratum, 9) == duckdb.stratum_counts(many, stratum, 9)).all()
