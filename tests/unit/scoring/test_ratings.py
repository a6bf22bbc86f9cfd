import numpy as np
from numpy import nan

from aboveline.frameworks.model import Band, Rule
from aboveline.scoring.ratings import EDGE, UNRATED, banded, lowest_rating


def rule(*edges, **more):
    bands = tuple(Band(word, edge) for word, edge in zip("abc", edges, strict=True))
    return Rule("r", "bands", "absent", "", "derived", 1, "", scale=("a", "b", "c"), bands=bands, **more)


def words(found_rule, values, counts=None):
    values = np.array(values, float)
    found = banded(found_rule, values, np.full(len(values), nan) if counts is None else np.array(counts, float))
    return ["abc"[number] if number >= 0 else None for number in found.tolist()]


def test_bands_from_an_edge():
    assert words(rule(0, 50, 75), [0, 49.9, 50, 74, 75, 100, nan]) == ["a", "a", "b", "b", "c", "c", None]


def test_bands_up_to_an_edge():
    assert words(rule(25, 50, 75, upper_edges=True), [0, 25, 26, 75, 76]) == ["a", "a", "b", "c", None]


def test_a_value_this_close_to_an_edge_lies_on_it():
    assert words(rule(0, 50, 75), [50 - EDGE / 2, 50 - EDGE * 2]) == ["b", "a"]
    assert words(rule(25, 50, 75, upper_edges=True), [50 + EDGE / 2, 50 + EDGE * 2]) == ["b", "c"]


def test_bands_of_rounded_values():
    assert words(rule(0, 50, 75, rounded=True), [49.5, 49.49, 74.5]) == ["b", "a", "c"]


def test_a_table_for_each_number_of_parts():
    tables = {1: (Band("a", 0),), 2: (Band("b", 0),)}
    by_parts = Rule("r", "bands", "absent", "", "derived", 1, "", scale=("a", "b", "c"), bands_by_parts=tables)
    assert words(by_parts, [1, 1, 1, nan], [1, 2, 3, nan]) == ["a", "b", None, None]


def test_the_lowest_of_ratings():
    ratings = [np.array([2, 0, UNRATED, UNRATED], np.int8), np.array([1, UNRATED, UNRATED, 2], np.int8)]
    assert lowest_rating(ratings, drop=True).tolist() == [1, 0, UNRATED, 2]
    assert lowest_rating(ratings, drop=False).tolist() == [1, UNRATED, UNRATED, UNRATED]
