"""Discretion: a change by a named person for a reason. Computed and final are both kept; the final goes upwards."""

from tests.spec.words import GIVEN, OWN_MEAN, changed, edition, letters, scored

TREE = """\
  - id: all
    level: overall
    title: All
    score: points
    parts:
      - id: S
        level: section
        title: S
        score: parts
        rating: band
        parts:
          - {id: A, level: criterion, title: A, score: mean, rating: band}
          - {id: B, level: criterion, title: B, score: mean, rating: band}
      - {id: L, level: criterion, title: L, rating: given}"""
RULES = {
    "mean": OWN_MEAN,
    "given": GIVEN,
    "parts": "operator: mean, parts: counted, missing: drop",
    "points": "operator: points, scale: verdict, points: {Poor: 0, Fair: 1, Good: 2, Excellent: 3}, missing: drop",
    "band": """operator: bands, scale: verdict, missing: absent, bands: [
      {word: Poor, from: 0}, {word: Fair, from: 50}, {word: Good, from: 65}, {word: Excellent, from: 80}]""",
}
EDITION = edition(TREE, RULES, A="  - {id: qa, text: q, scale: yes-no}", B="  - {id: qb, text: q, scale: yes-no}")
JUDGED = letters(qa="yyyn", qb="yynn")


def found(*changes):
    return scored(EDITION, JUDGED, given={"L": "Fair"}, discretions=changes)


def test_without_discretion_computed_and_final_are_the_same():
    row = found()["A"]
    assert (row.computed, row.score, row.computed_rating, row.rating, row.discretion) == (75, 75, "Good", "Good", None)


def test_a_changed_score_keeps_what_was_computed():
    change = changed("A", "score", "85")
    row = found(change)["A"]
    assert (row.computed, row.score, row.discretion) == (75, 85, change)


def test_a_changed_score_is_what_the_rating_reads():
    assert found(changed("A", "score", "85"))["A"].rating == "Excellent"


def test_a_changed_score_is_what_goes_into_the_part_above():
    assert found()["S"].score == 62.5
    assert found(changed("A", "score", "85"))["S"].score == 67.5
    assert found(changed("A", "score", "85"))["S"].rating == "Good"


def test_a_changed_rating_keeps_what_was_computed_and_leaves_the_score():
    row = found(changed("A", "rating", "Fair"))["A"]
    assert (row.score, row.computed_rating, row.rating) == (75, "Good", "Fair")


def test_a_changed_rating_is_what_earns_points_above():
    assert found()["all"].points == 2
    assert found(changed("S", "rating", "Excellent"))["all"].points == 4
    assert found(changed("L", "rating", "Good"))["all"].points == 3


def test_a_score_may_be_given_where_none_could_be_computed():
    row = scored(EDITION, {}, {"case": {}}, discretions=[changed("A", "score", "60")])["A"]
    assert (row.computed, row.score, row.rating) == (None, 60, "Fair")
