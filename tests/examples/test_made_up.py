"""The made-up framework says everything that an edition can say, and all of it comes out as written."""

import re

import pytest

from aboveline.frameworks.facts import KINDS
from aboveline.frameworks.model import LEVELS, ROLES, STANDINGS
from aboveline.frameworks.read import framework
from aboveline.frameworks.rules import MISSING_BY_OPERATOR, OPERATORS, QUANTIFIERS
from aboveline.sampling.eligibility import eligibility
from aboveline.sampling.plan import sampling_plan
from aboveline.steps.edition_check import edition_check
from tests.examples.editions import MADE_UP


@pytest.fixture(scope="module")
def edition():
    return framework(MADE_UP)


def test_it_is_free_of_faults_and_its_examples_come_out():
    edition, problems = edition_check(MADE_UP)
    assert problems == []
    assert len(edition.examples) >= 20


def test_it_uses_every_operator_and_every_way_with_what_is_missing(edition):
    used = {(rule.operator, rule.missing) for rule in edition.rules.values()}
    assert {operator for operator, _ in used} == set(OPERATORS)
    assert {missing for _, missing in used} >= {"drop", "absent", "rescale"}
    assert {missing for operator, missing in used if operator == "blend"} == set(MISSING_BY_OPERATOR["blend"])
    assert {missing for operator, missing in used if operator == "points"} == {"drop", "absent"}


def test_it_selects_in_every_way(edition):
    selections = [selection for rule in edition.rules.values() for selection in rule.of]
    assert {selection.questions for selection in selections} == {"", "own", "under", "all"}
    assert {bool(s.with_tag) for s in selections} == {bool(s.without_tag) for s in selections} == {True, False}
    assert any(s.under for s in selections)
    lowest = [rule.of[0].parts for rule in edition.rules.values() if rule.operator == "lowest"]
    assert set(lowest) == {True, False}


def test_it_has_bands_of_every_sort(edition):
    bands = [rule for rule in edition.rules.values() if rule.operator == "bands"]
    assert {rule.reads for rule in bands} == {"score", "total", "mean-points"}
    assert {rule.upper_edges for rule in bands} == {rule.rounded for rule in bands} == {True, False}
    assert {bool(rule.bands_by_parts) for rule in bands} == {True, False}


def test_its_grades_use_every_clause(edition):
    clauses = [clause for rule in edition.rules.values() for clause in rule.clauses]
    assert {clause.how_many for clause in clauses} == set(QUANTIFIERS)
    assert {bool(clause.rest) for clause in clauses} == {True, False}


def test_it_has_questions_of_every_sort(edition):
    questions = edition.questions.values()
    assert {question.role for question in questions} == set(ROLES)
    assert {question.scale.several for question in questions} == {True, False}
    assert {question.scale.not_applicable for question in questions} == {True, False}
    assert any(question.also_in for question in questions)
    assert [q.id for q in sorted(questions, key=lambda q: q.capture)] != [q.id for q in questions]


def test_its_conditions_use_every_word_of_the_language(edition):
    text = " ".join(f"{q.applies_text} {q.when_text}" for q in edition.questions.values())
    for word in ("is", "is not", "in (", "and", "or", "not (", "judged", ">=", ">"):
        assert re.search(rf"(?<!\w){re.escape(word)}", text), word
    assert any(test.judged and edition.questions[test.name].role == "derived" for test in _tests(edition))


def test_it_has_facts_of_every_kind_from_the_catalogue_and_of_its_own(edition):
    assert {fact.kind for fact in edition.facts.values()} == set(KINDS)
    assert "age-band" in edition.facts
    assert edition.facts["membership"].codes == {"adult": "Adult", "child": "Child", "family": "Family"}
    assert {fact.personal for fact in edition.facts.values()} == {True, False}


def test_it_has_parts_of_every_level_and_some_that_do_not_count(edition):
    parts = list(edition.parts())
    assert {part.level for part in parts} == set(LEVELS)
    assert {part.counted for part in parts} == {True, False}
    assert {item.counted for part in parts for item in part.evidence} == {True, False}
    assert any(part.importance for part in parts)
    assert any(part.score and part.rating and edition.rules[part.rating].operator == "lowest-rating" for part in parts)


def test_it_is_sure_of_some_rules_and_assumes_others(edition):
    assert {rule.standing for rule in edition.rules.values()} == set(STANDINGS)


def test_it_has_a_heading_a_reading_a_theme_and_grounds(edition):
    headings = [part for part in edition.parts() if part.parts and not part.score and not part.rating]
    assert [part.id for part in headings] == ["house"]
    assert edition.readings
    assert edition.themes == {"summer": "Summer"}
    assert {question.theme for question in edition.questions.values()} == {"", "summer"}
    assert {"near-edge", "one-case", "small-base", "storm"} == set(edition.rules["verdict-on-score"].grounds)


def test_it_says_who_is_eligible(edition):
    rules, problems = eligibility(edition)
    assert problems == []
    assert rules.live
    assert [window.about for window in rules.windows] == ["assumed"]
    assert {(rule.theme, rule.strict) for rule in rules.exclusions} == {("", True), ("summer", False)}


def test_the_rest_of_it(edition):
    plan, problems = sampling_plan(edition)
    assert problems == []
    assert plan is not None
    assert {stratum.cases for stratum in (*plan.make_up, *plan.represented)} == {15, 10, None}
    assert edition.threads
    assert edition.timetable is not None
    assert edition.label("criterion") == "standard"
    assert edition.label("question") == "question"


def _tests(edition):
    for question in edition.questions.values():
        for condition in (question.applies, question.when):
            yield from condition.tests() if condition else ()
