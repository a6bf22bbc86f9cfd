import numpy as np

from aboveline.assessments.codebook import Judged, answered_code, codebook
from aboveline.frameworks.read import framework
from tests.examples.editions import MADE_UP, changed
from tests.unit.assessments.tables import EDITION

BOOK = codebook(EDITION)


def test_questions_are_numbered_in_report_order_and_choices_from_one():
    assert BOOK.questions == ("shoes", "coat", "coat-why", "ready", "drenched", "home")
    assert BOOK.number["ready"] == 3
    assert (BOOK.codes["shoes", "not-applicable"], BOOK.codes["shoes", "yes"], BOOK.codes["shoes", "no"]) == (0, 1, 2)


def test_a_tick_list_has_a_code_more_for_answered_at_all():
    why = EDITION.questions["coat-why"]
    assert answered_code(why) == 3
    assert answered_code(EDITION.questions["shoes"]) == 2
    assert BOOK.width == 4
    assert BOOK.applicable[BOOK.number["coat-why"]].tolist() == [False, False, False, True]


def test_every_choice_makes_a_base_and_some_are_above_the_line():
    assert BOOK.applicable[0].tolist() == [False, True, True, False]
    assert BOOK.above[0].tolist() == [False, True, False, False]
    assert not BOOK.above[BOOK.number["drenched"]].any()


def test_a_tick_has_no_line_whatever_its_scale_says(tmp_path):
    book = codebook(framework(changed(tmp_path, ("framework.yaml", "- {id: x}", '- {id: x, above: "yes"}'))))
    assert not book.above[book.number["coat-why"]].any()


def test_a_scale_may_turn_the_line_round():
    book = codebook(framework(MADE_UP))
    assert book.above[book.number["turned-away"]].tolist()[:3] == [False, False, True]


def judged(*entries):
    arrays = np.array(entries, np.int32).reshape(-1, 3).T
    return Judged(arrays[0], arrays[1], arrays[2].astype(np.int8), 3, BOOK)


def test_folding_leaves_above_and_below():
    found = judged((0, 0, 1), (1, 0, 2), (2, 0, 0), (0, 2, 1), (0, 2, 3)).folded()
    assert list(zip(found.case.tolist(), found.question.tolist(), found.choice.tolist(), strict=True)) == [
        (0, 0, 2),
        (1, 0, 1),
        (0, 2, 1),
    ]
    assert (found.codebook.width, found.cases) == (3, 3)
    assert found.codebook.above[0].tolist() == [False, False, True]
    assert found.codebook.applicable[0].tolist() == [False, True, True]


def test_narrowing_keeps_the_judgements_of_some_cases_on_some_questions():
    whole = judged((0, 0, 1), (1, 0, 2), (1, 1, 1), (2, 1, 1))
    found = whole.narrowed(np.array([True, True, False]), np.array([False, True, True, True, True, True]))
    assert (found.case.tolist(), found.question.tolist(), found.cases) == ([1], [1], 3)
