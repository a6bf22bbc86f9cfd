"""Groups: sub-samples, weightings and resamplings go through the same roll-up as the whole sample."""

import numpy as np
import pytest

from aboveline.scoring.groups import Groups, by_value, replicates, together, whole_sample
from tests.spec.words import GIVEN, OWN_MEAN, changed, edition, letters, scored

TREE = "  - {id: X, level: criterion, title: X, score: mean}\n  - {id: L, level: criterion, title: L, rating: given}"
EDITION = edition(
    TREE,
    {"mean": OWN_MEAN, "given": GIVEN},
    X="  - {id: q, text: q, scale: yes-no}\n  - {id: r, text: r, scale: yes-no}",
)
JUDGED = letters(q="yyyn", r="n-y-")


def grouped(groups, **more):
    return scored(EDITION, JUDGED, groups=groups, **more)


def test_a_sub_sample_is_scored_by_itself():
    found = grouped(together([whole_sample(4), by_value("kind", ["order", "order", "licence", "licence"])]))
    assert found["q"].score == 75
    assert (found["q @ kind=order"].score, found["q @ kind=licence"].score) == (100, 50)
    assert found["X @ kind=order"].score == 50
    assert found["X @ kind=licence"].score == 75
    assert (found["X @ kind=order"].base, found["X @ kind=order"].applicable) == (2, 3)


def test_cases_of_which_a_fact_is_not_known_make_a_group_of_their_own():
    groups = by_value("kind", ["order", "", "licence", ""], order=("licence", "order", "other"))
    assert groups.labels == ("kind=licence", "kind=order", "kind=(blank)")
    assert groups.weights.tolist() == [[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 1]]


def test_a_group_in_which_a_question_applied_to_nobody_has_no_score_for_it():
    found = grouped(by_value("kind", ["order", "licence", "order", "licence"]))
    assert found["r @ kind=licence"].score is None
    assert found["X @ kind=licence"].score == 50


def test_a_weight_counts_a_case_so_many_times():
    weights = np.array([[1.0, 1.0, 0.5, 2.5]])
    found = grouped(Groups(("weighted",), weights, np.zeros(1, np.bool_)))
    assert found["q @ weighted"].score == pytest.approx(50)
    assert (found["q @ weighted"].base, found["q @ weighted"].above) == (5, 2.5)


def test_a_replicate_of_a_resampling_is_the_whole_sample_with_other_weights():
    found = grouped(replicates(np.array([[4, 0, 0, 0], [0, 0, 2, 2]], np.int32)), given={"L": "Good"})
    assert (found["q @ 0"].score, found["q @ 1"].score) == (100, 50)
    assert (found["r @ 0"].score, found["r @ 1"].score) == (0, 100)
    assert found["L @ 1"].rating == "Good"


def test_what_people_judged_of_the_whole_sample_does_not_stand_for_a_part_of_it():
    groups = together([whole_sample(4), by_value("kind", ["order"] * 4)])
    found = grouped(groups, given={"L": "Good"}, discretions=[changed("X", "score", "90")])
    assert (found["X"].score, found["X @ kind=order"].score) == (90, 62.5)
    assert found["X @ kind=order"].discretion is None
    assert found["L"].rating == "Good"
    assert ("L", "kind=order") not in found.scores


def test_weighted_scores_stand_beside_with_the_bases_of_the_cases_as_they_were_read():
    weighted = Groups(("weighted",), np.array([[1.0, 1.0, 0.5, 2.5]]), np.ones(1, np.bool_), {"weighted": "all"})
    groups = together([whole_sample(4), weighted])
    found = grouped(groups, given={"L": "Good"}, discretions=[changed("X", "score", "90")])
    assert (found["q"].score, found["q @ weighted"].score) == (75, pytest.approx(50))
    assert (found["q @ weighted"].base, found["q @ weighted"].above) == (4, 3)
    assert found["X @ weighted"].base == 4
    judged = found.questions["r", "weighted"]
    assert (judged.share, judged.base, judged.not_applicable) == (pytest.approx(100 / 3), 2, 2)
    assert [cases for _, _, _, cases in judged.distribution] == [1, 1]


def test_a_grade_stands_for_the_weighted_cases_too_but_a_discretion_changes_what_is_published_alone():
    weighted = Groups(("weighted",), np.array([[1.0, 1.0, 0.5, 2.5]]), np.ones(1, np.bool_), {"weighted": "all"})
    groups = together([whole_sample(4), weighted])
    found = grouped(
        groups, given={"L": "Good"}, discretions=[changed("X", "score", "90"), changed("L", "rating", "Poor")]
    )
    assert (found["X"].score, found["X @ weighted"].score) == (90, pytest.approx((50 + 100 / 3) / 2))
    assert (found["X"].discretion is None, found["X @ weighted"].discretion) == (False, None)
    assert (found["L"].rating, found["L @ weighted"].rating) == ("Poor", "Good")
