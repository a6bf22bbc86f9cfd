"""Scores: mean, weighted mean, blend and lowest, and what each does with what is missing."""

import pytest

from tests.spec.words import OWN_MEAN, criterion, edition, letters, scored, section


def test_a_mean_of_questions_counts_each_question_alike_whatever_its_base():
    assert criterion("operator: mean, questions: own, missing: drop", one="yyyn", two="n---").score == 37.5


def test_a_mean_that_drops_leaves_out_a_question_without_a_score():
    assert criterion("operator: mean, questions: own, missing: drop", one="yyyn", two="----").score == 75


def test_a_mean_that_needs_everything_has_no_score_without_one():
    assert criterion("operator: mean, questions: own, missing: absent", one="yyyn", two="----").score is None
    assert criterion("operator: mean, questions: own, missing: absent", one="yyyn", two="y---").score == 87.5


def test_tags_pick_questions():
    tags = {"one": "harm", "two": "harm"}
    with_tag = "operator: mean, questions: own, with_tag: harm, missing: drop"
    without_tag = "operator: mean, questions: own, without_tag: harm, missing: drop"
    assert criterion(with_tag, tags=tags, one="yy", two="yn", three="nn").score == 75
    assert criterion(without_tag, tags=tags, one="yy", two="yn", three="nn").score == 0


def test_a_mean_of_parts():
    assert section("operator: mean, parts: counted, missing: drop", A=72, B=64, C=74, D=68, E=62).score == 68


def test_a_mean_of_parts_leaves_out_a_part_without_a_score_or_needs_it():
    assert section("operator: mean, parts: counted, missing: drop", A=72, B=64, C=None).score == 68
    assert section("operator: mean, parts: counted, missing: absent", A=72, B=64, C=None).score is None


def test_a_part_not_counted_is_scored_and_left_out():
    assert section("operator: mean, parts: counted, missing: drop", uncounted="C", A=72, B=64, C=10).score == 68


WEIGHTED = "operator: weighted-mean, weights: {critical: 2, important: 1}, missing: "
IMPORTANCE = {"A": "critical", "B": "critical", "C": "important"}


def test_a_weighted_mean_weighs_parts_by_importance():
    assert section(WEIGHTED + "drop", importance=IMPORTANCE, A=50, B=60, C=80).score == (2 * 50 + 2 * 60 + 80) / 5


def test_a_part_that_drops_out_of_a_weighted_mean_takes_its_weight_along():
    assert section(WEIGHTED + "drop", importance=IMPORTANCE, A=50, B=None, C=80).score == (2 * 50 + 80) / 3
    assert section(WEIGHTED + "absent", importance=IMPORTANCE, A=50, B=None, C=80).score is None


EIGHTY_TWENTY = """operator: blend, of: [
      {share: 80, questions: own, without_tag: summary},
      {share: 20, questions: own, with_tag: summary}], missing: """


def test_eighty_parts_questions_and_twenty_parts_summary_question():
    tags = {"sum": "summary"}
    assert (
        criterion(EIGHTY_TWENTY + "absent", tags=tags, one="yyyn", two="yynn", sum="ynnn").score
        == 0.8 * 62.5 + 0.2 * 25
    )


def test_within_a_share_questions_that_applied_to_nobody_are_left_out():
    tags = {"sum": "summary"}
    found = criterion(EIGHTY_TWENTY + "absent", tags=tags, one="yyyn", two="----", sum="ynnn")
    assert found.score == pytest.approx(0.8 * 75 + 0.2 * 25, abs=1e-12)


def test_a_blend_that_needs_all_its_shares_has_no_score_without_one():
    assert criterion(EIGHTY_TWENTY + "absent", tags={"sum": "summary"}, one="yyyn", sum="....").score is None


def test_a_blend_that_rescales_lets_the_other_shares_grow():
    assert criterion(EIGHTY_TWENTY + "rescale", tags={"sum": "summary"}, one="yyyn", sum="....").score == 75
    assert criterion(EIGHTY_TWENTY + "rescale", tags={"sum": "summary"}, one="....", sum="ynnn").score == 25
    assert criterion(EIGHTY_TWENTY + "rescale", tags={"sum": "summary"}, one="....", sum="....").score is None


PARTS_AND_QUESTIONS = """operator: blend, of: [
      {share: 60, parts: counted},
      {share: 40, questions: under}], missing: """


def test_a_blend_may_take_parts_and_questions():
    # Parts: (50 + 100) / 2 = 75. Questions below: (50 + 100) / 2 as well, each part having one.
    assert section(PARTS_AND_QUESTIONS + "absent", A=50, B=100).score == 75


def test_a_share_of_parts_lacks_its_value_when_a_part_is_missing_and_nothing_may_be():
    assert section(PARTS_AND_QUESTIONS + "absent", A=50, B=None).score is None
    assert section(PARTS_AND_QUESTIONS + "rescale", A=50, B=None).score == 50


def test_the_lowest_question():
    assert (
        criterion("operator: lowest, questions: own, missing: drop", one="yyyn", two="ynnn", three="----").score == 25
    )
    assert criterion("operator: lowest, questions: own, missing: absent", one="yyyn", two="----").score is None


def test_the_lowest_part():
    assert section("operator: lowest, parts: counted, missing: drop", A=72, B=64, C=None).score == 64
    assert section("operator: lowest, parts: counted, missing: absent", A=72, B=64, C=None).score is None


TREE = """\
  - id: S
    level: section
    title: S
    score: across
    parts:
      - {id: A, level: criterion, title: A, score: mean}
      - {id: B, level: criterion, title: B, score: mean}"""


def test_a_mean_over_questions_across_criteria_is_not_the_mean_of_criteria():
    banks = {
        "A": "\n".join(f"  - {{id: a{number}, text: a, scale: yes-no}}" for number in (1, 2, 3)),
        "B": "  - {id: b1, text: b, scale: yes-no}",
    }
    rules = {"mean": OWN_MEAN, "across": "operator: mean, questions: under, missing: drop"}
    found = scored(edition(TREE, rules, **banks), letters(a1="yn", a2="yn", a3="yn", b1="nn"))
    assert (found["A"].score, found["B"].score) == (50, 0)
    assert found["S"].score == 37.5


def test_a_heading_stands_for_the_parts_below_it():
    tree = """\
  - id: all
    level: overall
    title: All
    score: parts
    parts:
      - id: heading
        level: section
        title: A heading
        parts:
          - {id: A, level: criterion, title: A, score: mean}
          - {id: B, level: criterion, title: B, score: mean}
      - {id: C, level: criterion, title: C, score: mean}"""
    rules = {"mean": OWN_MEAN, "parts": "operator: mean, parts: counted, missing: drop"}
    banks = {name: f"  - {{id: q{name}, text: q, scale: yes-no}}" for name in "ABC"}
    found = scored(edition(tree, rules, **banks), letters(qA="yy", qB="yn", qC="nn"))
    assert found["all"].score == 50
    assert ("heading", "all") not in found.scores
