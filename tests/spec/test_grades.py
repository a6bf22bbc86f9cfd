"""Word grades: from the strength of the evidence on each item to one word."""

from tests.spec.words import edition, scored

CLAUSES = """clauses: [
      {grade: Excellent, all: strong},
      {grade: Good, most: strong, rest: satisfactory},
      {grade: Fair, some: good, rest: satisfactory}], otherwise: Poor"""
TREE = """\
  - id: X
    level: criterion
    title: Leadership
    rating: grade
    evidence:
      - {id: a, text: a}
      - {id: b, text: b}
      - {id: c, text: c}
      - {id: d, text: d}
      - {id: e, text: For the national directorate, counted: "no"}"""


def graded(*strengths: str, missing: str = "absent"):
    rule = f"operator: grades, scale: verdict, evidence_scale: strength, missing: {missing}, {CLAUSES}"
    evidence = dict(zip("abcde", strengths, strict=False))
    return scored(edition(TREE, {"grade": rule}), {}, {"case": {}}, evidence=evidence)["X"].rating


def test_all_items_at_least_so_strong():
    assert graded("strong", "strong", "strong", "strong") == "Excellent"


def test_most_is_more_than_half_and_the_rest_may_not_be_weaker_than_it_says():
    assert graded("strong", "strong", "strong", "satisfactory") == "Good"
    assert graded("strong", "strong", "good", "good") == "Fair"
    assert graded("strong", "strong", "strong", "weak") == "Poor"


def test_some_is_one_or_more():
    assert graded("good", "satisfactory", "satisfactory", "satisfactory") == "Fair"
    assert graded("satisfactory", "satisfactory", "satisfactory", "satisfactory") == "Poor"


def test_the_first_clause_that_is_met_decides():
    assert graded("strong", "strong", "strong", "strong") != "Good"


def test_where_no_clause_is_met_the_rule_says_otherwise():
    assert graded("weak", "weak", "weak", "weak") == "Poor"


def test_an_item_not_counted_is_looked_at_and_does_not_decide():
    assert graded("strong", "strong", "strong", "strong", "weak") == "Excellent"


def test_an_item_not_rated_leaves_no_grade_or_is_left_out():
    assert graded("strong", "strong", "strong") is None
    assert graded("strong", "strong", "strong", missing="drop") == "Excellent"
    assert graded("strong", "strong", "satisfactory", missing="drop") == "Good"


def test_no_evidence_no_grade():
    assert graded() is None
    assert graded(missing="drop") is None
    assert graded("", "", "", "", "strong", missing="drop") is None
