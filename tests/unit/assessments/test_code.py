import numpy as np
import pytest

from aboveline.assessments.code import coded
from aboveline.frameworks.read import framework
from tests.examples.editions import changed, written
from tests.unit.assessments.tables import EDITION, cases, judgements, readings

TWO = cases("a main dry .", "b main wet .")
READ = readings("ra a yes", "rb b yes")


def code(*rows, cases=TWO, readings=READ, scope=None, edition=EDITION, theme=""):
    return coded(edition, cases, readings, judgements(*rows), scope or {"main": None}, theme)


def entries(found, question):
    """(case, choice) of each standing judgement on a question, by name; '' is "answered at all"."""
    book = found.judged.codebook
    names = {code: choice for (name, choice), code in book.codes.items() if name == question}
    here = found.judged.question == book.number[question]
    numbers = zip(found.judged.case[here].tolist(), found.judged.choice[here].tolist(), strict=True)
    return sorted(("ab"[case], names.get(choice, "")) for case, choice in numbers)


def told(*rows, **more):
    return [(p.code, p.line, p.what) for p in code(*rows, **more)[1]]


def test_judgements_become_arrays_of_small_numbers():
    found, problems = code("ra shoes yes", "rb shoes no", "rb coat not-applicable", "ra ready .")
    assert problems == []
    assert entries(found, "shoes") == [("a", "yes"), ("b", "no")]
    assert entries(found, "coat") == [("b", "not-applicable")]
    assert entries(found, "ready") == []
    assert (found.judged.cases, found.judged.choice.dtype) == (2, np.int8)


def test_a_tick_list_has_one_entry_a_tick_and_one_for_the_case():
    found, problems = code("rb coat no", "rb coat-why x|y")
    assert problems == []
    assert entries(found, "coat-why") == [("b", ""), ("b", "x"), ("b", "y")]
    assert entries(code("rb coat no", "rb coat-why y")[0], "coat-why") == [("b", ""), ("b", "y")]
    assert entries(code("rb coat no", "rb coat-why not-applicable")[0], "coat-why") == [("b", "not-applicable")]


def test_only_the_reading_that_stands_counts_wherever_it_is_in_the_table():
    twice = readings("old a no", "ra a yes", "rb b yes", "new b no")
    found, problems = code("old shoes no", "ra shoes yes", "rb shoes yes", "new shoes no", readings=twice)
    assert problems == []
    assert entries(found, "shoes") == [("a", "yes"), ("b", "yes")]


def test_a_reading_that_does_not_stand_is_checked_all_the_same():
    twice = readings("ra a yes", "rb b yes", "sa a no")
    assert [code for code, *_ in told("sa shoes maybe", readings=twice)] == ["cell-unknown"]


def test_a_second_reading_decides_by_its_own_judgements_what_is_asked_in_it():
    twice = readings("rb b yes", "ra a yes", "sb b no")
    rows = ("rb coat yes", "sb coat no", "sb coat-why x")
    assert told(*rows, readings=twice) == []
    assert code(*rows, readings=twice)[0].asked[1].tolist() == [True, True, False, True, True, True]


def test_derived_questions_follow_where_what_they_wait_for_is_known():
    found, problems = code("rb coat no", "rb shoes no", "ra shoes no")
    assert problems == []
    # Of a the coat is not asked, so whether it was drenched is not known.
    assert entries(found, "drenched") == [("b", "yes")]


def test_a_cohort_may_have_only_some_criteria_in_scope():
    one_each = cases("a main dry .", "b narrow wet .")
    scope = {"main": None, "narrow": frozenset({"A2"})}
    found, problems = code("ra shoes yes", "rb home yes", cases=one_each, scope=scope)
    assert problems == []
    # home counts in A1 too, and is asked wherever one of its criteria is in scope.
    assert [EDITION.questions[q].criterion for q in found.judged.codebook.questions] == ["A1"] * 5 + ["A2"]
    assert found.asked.tolist() == [[True, False, False, True, True, True], [False] * 5 + [True]]
    ((fault, _, what),) = told("rb shoes yes", cases=one_each, scope=scope)
    assert (fault, "its criterion is out of scope" in what) == ("judgement-not-asked", True)


def test_questions_of_a_theme_are_asked_under_that_theme_only(tmp_path):
    folder = changed(tmp_path)
    (folder / "themes").mkdir()
    theme = "theme: spring\ntitle: Spring\nquestions:\n  - {id: hat, criterion: A2, text: A hat?, scale: yes-no}\n"
    (folder / "themes" / "spring.yaml").write_text(theme, "utf-8")
    edition = framework(folder)
    assert told("ra hat yes", edition=edition, theme="spring") == []
    ((fault, _, what),) = told("ra hat yes", edition=edition)
    assert (fault, "belongs to the theme spring" in what) == ("judgement-not-asked", True)


@pytest.mark.parametrize(
    ("row", "fault", "phrase"),
    [
        ("rc shoes yes", "row-orphan", "assessment 'rc' is not in assessments.csv. Known here: ra and rb."),
        ("ra shoos yes", "row-orphan", "small has no question 'shoos'. Did you mean shoes?"),
        ("rb drenched yes", "judgement-derived", "drenched follows from other judgements"),
        ("rb drenched .", "judgement-derived", "drenched follows from other judgements"),
        ("ra shoes yess", "cell-unknown", "'yess' is not a choice of shoes (scale yes-no). Did you mean yes?"),
        ("ra shoes yes|no", "judgement-several", "shoes cannot take 'yes|no'"),
        ("ra shoes yes|yess", "cell-unknown", "'yess' is not a choice"),
        ("ra coat yes", "judgement-not-asked", "coat is not asked of this case (it applies where weather is wet)"),
        ("rb coat-why x", "judgement-not-asked", "judged coat is no"),
    ],
)
def test_a_judgement_that_cannot_be(row, fault, phrase):
    ((found, line, _),) = told("ra home yes", row)
    assert (found, line) == (fault, 3)
    (problem,) = code("ra home yes", row)[1]
    assert phrase in str(problem)
    assert problem.do


@pytest.mark.parametrize(("ticks", "fault"), [("x|x", "judgement-several"), ("x|not-applicable", "judgement-several")])
def test_ticks_differ_and_stand_without_not_applicable(ticks, fault):
    ((found, *_),) = told("rb coat no", f"rb coat-why {ticks}")
    assert found == fault


def test_an_unknown_choice_of_one_that_is_not_asked_is_told_once():
    assert [fault for fault, *_ in told("ra coat perhaps")] == ["cell-unknown"]


def test_where_the_scale_forbids_it_not_applicable_is_no_choice(tmp_path):
    scale = 'several: "yes"\n    not_applicable: "no"'
    edition = framework(changed(tmp_path, ("framework.yaml", 'several: "yes"', scale)))
    ((fault, _, what),) = told("rb coat no", "rb coat-why not-applicable", edition=edition)
    assert (fault, "'not-applicable' is not a choice of coat-why" in what) == ("cell-unknown", True)


def test_a_printed_form_does_no_harm_where_a_question_is_not_asked():
    found, problems = code("ra coat .", "ra coat-why not-applicable")
    assert problems == []
    assert entries(found, "coat-why") == []


def test_every_fault_is_told_in_order_of_the_rows():
    rows = ("ra shoes maybe", "zz home yes", "ra home yes", "ra coat yes")
    assert [line for _, line, _ in told(*rows)] == [2, 3, 5]


def test_no_judgements_at_all():
    found, problems = code()
    assert problems == []
    assert len(found.judged.case) == 0
    assert found.asked.shape == (2, 6)


def test_an_edition_without_questions(tmp_path):
    main = """\
format: 1
id: none
title: Without questions
rating_scales: {s: [low, high]}
facts: [months-served]
own_facts: [{id: weather, title: Weather, kind: text}]
rules:
  given: {operator: given, scale: s, missing: drop, source: x, standing: derived}
tree:
  - {id: B, level: criterion, title: B, rating: given}
"""
    edition = framework(written(tmp_path, {"framework.yaml": main, "examples.yaml": "examples: [{title: none}]"}))
    found, problems = code(
        "ra shoes yes", "rb shoes .", cases=cases("a main . .", "b main . .", edition=edition), edition=edition
    )
    assert found.asked.shape == (2, 0)
    assert [problem.code for problem in problems] == ["row-orphan", "row-orphan"]
    assert {problem.do for problem in problems} == {"See `aboveline frameworks show`."}
