"""Ratings: words from bands, from points, from other words, or from a person."""

import pytest

from tests.spec.words import GIVEN, OWN_MEAN, criterion, edition, letters, scored, section

FROM = """operator: bands, scale: verdict, missing: absent, bands: [
      {word: Poor, from: 0}, {word: Fair, from: 50}, {word: Good, from: 65}, {word: Excellent, from: 80}]"""
UP_TO = """operator: bands, scale: verdict, missing: absent, bands: [
      {word: Poor, up_to: 50}, {word: Fair, up_to: 65}, {word: Good, up_to: 80}, {word: Excellent, up_to: 100}]"""
MEAN = "operator: mean, parts: counted, missing: drop"


@pytest.mark.parametrize(
    ("score", "word"),
    [(0, "Poor"), (49, "Poor"), (50, "Fair"), (64, "Fair"), (65, "Good"), (80, "Excellent"), (100, "Excellent")],
)
def test_a_band_from_an_edge_begins_on_it(score, word):
    assert section(MEAN, FROM, A=score).rating == word


@pytest.mark.parametrize(
    ("score", "word"), [(0, "Poor"), (50, "Poor"), (51, "Fair"), (65, "Fair"), (80, "Good"), (81, "Excellent")]
)
def test_a_band_up_to_an_edge_ends_on_it(score, word):
    assert section(MEAN, UP_TO, A=score).rating == word


def test_a_rating_reads_the_unrounded_score_unless_the_rule_says_rounded():
    assert section(MEAN, FROM, A=79, B=80).rating == "Good"
    assert section(MEAN, FROM + ", on: rounded", A=79, B=80).rating == "Excellent"
    assert section(MEAN, FROM + ", on: rounded", A=79, B=79, C=80).rating == "Good"


def test_an_edge_is_met_whatever_the_order_of_the_sum():
    # 0.8 x 66.67 + 0.2 x 58.33 is 65 on paper, and a hair less in floating point.
    blend = """operator: blend, missing: absent, of: [
      {share: 80, questions: own, without_tag: summary}, {share: 20, questions: own, with_tag: summary}]"""
    found = criterion(blend, FROM, tags={"sum": "summary"}, one="yyyyyyyynnnn", sum="yyyyyyynnnnn")
    assert found.score == pytest.approx(65, abs=1e-9)
    assert found.rating == "Good"


def test_no_score_no_rating():
    assert section(MEAN, FROM, A=None).rating is None


def test_a_number_outside_every_band_has_no_rating():
    above = "operator: bands, scale: verdict, missing: absent, bands: [{word: Good, from: 50}]"
    below = "operator: bands, scale: verdict, missing: absent, bands: [{word: Poor, up_to: 50}]"
    assert section(MEAN, above, A=49).rating is None
    assert section(MEAN, below, A=51).rating is None


LOWEST = "operator: lowest-rating, scale: verdict, missing: "


def test_the_lowest_rating():
    assert section(rating=LOWEST + "drop", A="Good", B="Fair", C="Excellent").rating == "Fair"
    assert section(rating=LOWEST + "drop", A="Good", B=None).rating == "Good"
    assert section(rating=LOWEST + "absent", A="Good", B=None).rating is None
    assert section(rating=LOWEST + "drop", uncounted="B", A="Good", B="Poor").rating == "Good"


def test_the_lowest_rating_looks_at_what_is_rated_whatever_the_score_looks_at():
    tree = """\
  - id: S
    level: section
    title: S
    score: parts
    rating: lowest
    parts:
      - {id: A, level: criterion, title: Scored and rated, score: mean, rating: band}
      - {id: B, level: criterion, title: Scored only, score: mean}
      - {id: C, level: criterion, title: Rated only, rating: given}"""
    rules = {"mean": OWN_MEAN, "given": GIVEN, "band": FROM, "lowest": LOWEST + "absent", "parts": MEAN}
    banks = {name: f"  - {{id: q{name}, text: q, scale: yes-no}}" for name in "AB"}
    found = scored(edition(tree, rules, **banks), letters(qA="yy", qB="nn"), given={"C": "Fair"})["S"]
    assert (found.score, found.rating) == (50, "Fair")


POINTS = "operator: points, scale: verdict, points: {Poor: 0, Fair: 1, Good: 2, Excellent: 3}, missing: "


def test_points_for_ratings_as_a_share_of_the_most_there_could_be():
    found = section(POINTS + "drop", A="Good", B="Fair", C="Excellent")
    assert (found.points, found.most_points) == (6, 9)
    assert found.score == pytest.approx(200 / 3)


def test_a_part_without_a_rating_drops_out_of_total_and_maximum():
    found = section(POINTS + "drop", A="Good", B="Fair", C=None)
    assert (found.points, found.most_points, found.score) == (3, 6, 50)


def test_points_that_need_every_rating():
    found = section(POINTS + "absent", A="Good", B="Fair", C=None)
    assert (found.points, found.most_points, found.score) == (None, None, None)


def test_points_of_parts_not_counted_stay_out():
    found = section(POINTS + "absent", uncounted="C", A="Good", B="Fair", C="Poor")
    assert (found.points, found.most_points) == (3, 6)


def test_the_best_word_sets_the_maximum_and_the_worst_may_have_points():
    points = "operator: points, scale: verdict, points: {Poor: 1, Fair: 2, Good: 3, Excellent: 4}, missing: drop"
    assert section(points, A="Poor", B="Poor").score == 25


TOTAL = """operator: bands, scale: verdict, reads: total, missing: absent, bands: [
      {word: Poor, from: 0}, {word: Fair, from: 2}, {word: Good, from: 4}, {word: Excellent, from: 8}]"""
MEAN_POINTS = """operator: bands, scale: verdict, reads: mean-points, missing: absent, bands: [
      {word: Poor, from: 0}, {word: Fair, from: 0.5}, {word: Good, from: 1.5}, {word: Excellent, from: 2.5}]"""
BY_PARTS = """operator: bands, scale: verdict, reads: total, missing: absent, by_parts: {
      3: {bands: [{word: Poor, up_to: 1}, {word: Fair, up_to: 4}, {word: Good, up_to: 7}]},
      2: {bands: [{word: Poor, up_to: 1}, {word: Fair, up_to: 3}, {word: Good, up_to: 5}]}}"""


def test_a_rating_may_read_the_total_of_points():
    assert section(POINTS + "drop", TOTAL, A="Good", B="Fair").rating == "Fair"
    assert section(POINTS + "drop", TOTAL, A="Good", B="Good").rating == "Good"


def test_a_rating_may_read_the_mean_of_points():
    assert section(POINTS + "drop", MEAN_POINTS, A="Good", B="Fair").rating == "Good"
    assert section(POINTS + "drop", MEAN_POINTS, A="Good", B="Excellent", C=None).rating == "Excellent"
    assert section(POINTS + "absent", MEAN_POINTS, A="Good", B=None).rating is None


def test_how_many_parts_count_may_choose_the_table():
    assert section(POINTS + "drop", BY_PARTS, A="Good", B="Good", C="Poor").rating == "Fair"
    assert section(POINTS + "drop", BY_PARTS, A="Good", B="Good", C=None).rating == "Good"


def test_without_a_table_for_so_many_parts_there_is_no_rating():
    assert section(POINTS + "drop", BY_PARTS, A="Good", B=None, C=None).rating is None


def test_a_person_may_give_the_rating():
    by_hand = edition("  - {id: X, level: criterion, title: X, rating: given}", {"given": GIVEN})
    assert scored(by_hand, {}, {"c": {}}, given={"X": "Good"})["X"].rating == "Good"
    assert scored(by_hand, {}, {"c": {}})["X"].rating is None
