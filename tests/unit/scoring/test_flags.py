from dataclasses import replace

import numpy as np
import pytest

from aboveline.assessments.codebook import codebook
from aboveline.frameworks.model import Band, Near, Selection
from aboveline.frameworks.read import installed_framework
from aboveline.scoring.discretions import Discretion
from aboveline.scoring.flags import flags
from aboveline.scoring.groups import whole_sample
from aboveline.scoring.plan import plan
from aboveline.scoring.results import Score
from aboveline.scoring.roll_up import NO_OPINION
from aboveline.scoring.tally import Tally

RULE = "case-standard-rating"
NEAR = Near(points=5, base=5, one_case=True, source="", standing="assumed")
EDGE = replace(NEAR, base=None, one_case=False)
ONE = replace(NEAR, points=None, base=None)
BASE = replace(NEAR, points=None, one_case=False)


@pytest.fixture(scope="module")
def pdu():
    return installed_framework("pdu-2023")


def changed(framework, name=RULE, **fields):
    return replace(framework, rules=framework.rules | {name: replace(framework.rules[name], **fields)})


def told(framework, part="2.1", opinion=NO_OPINION, base=20.0, **counts):
    """(ground, sentence) of the flags of a part; counts are `safe=(above, base)` for the key questions of 2.1."""
    book = codebook(framework)
    above, applicable = np.zeros((1, len(book.questions)), int), np.zeros((1, len(book.questions)), int)
    for name, (yes, judged) in counts.items():
        above[0, book.number[f"assessment-{name}"]] = yes
        applicable[0, book.number[f"assessment-{name}"]] = judged
    tally = Tally(whole_sample(1), book, np.zeros((1, len(book.questions), book.width), int), above, applicable)
    rows = [Score("criterion", p.id, "", "all", None, base, None, None, "assumed") for p in framework.parts()]
    found = flags(plan(framework), tally, opinion, rows)
    assert {flag.part for flag in found} <= {part}
    return [(flag.ground, flag.sentence) for flag in found]


def test_an_edition_that_does_not_say_what_near_is_flags_nothing():
    omi = installed_framework("omi-2006")
    assert flags(plan(omi), None, NO_OPINION, []) == []


def test_a_lowest_question_within_five_points_of_an_edge_is_flagged(pdu):
    pdu = changed(pdu, near=EDGE)
    assert told(pdu, engages=(100, 100), safe=(60, 100)) == [
        ("near-edge", "60% is 5 points from the edge between Requires improvement and Good (65%).")
    ]
    assert told(pdu, engages=(100, 100), safe=(59, 100)) == []
    assert told(pdu, safe=(70, 100)) == [
        ("near-edge", "70% is 5 points from the edge between Requires improvement and Good (65%).")
    ]


def test_points_are_told_in_the_singular_and_an_edge_as_on_it(pdu):
    pdu = changed(pdu, near=EDGE)
    assert told(pdu, safe=(49, 100))[0][1].startswith("49% is 1 point from the edge between Inadequate and")
    assert told(pdu, safe=(80, 100)) == [("near-edge", "80% is on the edge between Good and Outstanding (80%).")]


def test_nearness_is_read_from_the_number_that_the_band_reads(pdu):
    near = replace(EDGE, points=4.95)
    assert told(changed(pdu, near=near), safe=(699, 1000)) == []
    [(_, sentence)] = told(changed(pdu, near=near, rounded=False), safe=(699, 1000))
    assert sentence.startswith("69.9% is 4.9 points from")


def test_edges_written_as_upper_ends_lie_between_the_same_words(pdu):
    words = ("Inadequate", "Requires improvement", "Good", "Outstanding")
    bands = tuple(Band(word, edge) for word, edge in zip(words, (49, 64, 79, 100), strict=True))
    pdu = changed(pdu, near=EDGE, bands=bands, upper_edges=True)
    assert told(pdu, safe=(62, 100)) == [
        ("near-edge", "62% is 2 points from the edge between Requires improvement and Good (64%).")
    ]
    assert told(pdu, safe=(98, 100)) == []


def test_one_case_more_or_fewer_that_changes_the_word_is_flagged(pdu):
    pdu = changed(pdu, near=ONE)
    assert told(pdu, engages=(19, 20), safe=(10, 20)) == [
        ("one-case", "One case fewer above the line in assessment-safe would make it Inadequate.")
    ]
    assert told(pdu, engages=(20, 20), safe=(14, 20)) == []
    assert told(pdu, engages=(20, 20), safe=(9, 20)) == [
        ("one-case", "One case more above the line in assessment-safe would make it Requires improvement.")
    ]


def test_a_second_low_question_keeps_one_case_from_lifting_the_standard(pdu):
    assert told(changed(pdu, near=ONE), engages=(9, 20), safe=(9, 20)) == []


def test_questions_at_either_end_change_in_one_direction_only(pdu):
    pdu = changed(pdu, near=ONE)
    assert told(pdu, safe=(0, 2)) == [
        ("one-case", "One case more above the line in assessment-safe would make it Requires improvement.")
    ]
    assert told(pdu, safe=(2, 2)) == [
        ("one-case", "One case fewer above the line in assessment-safe would make it Requires improvement.")
    ]


def test_a_number_that_no_band_holds_is_unrated(pdu):
    pdu = changed(pdu, near=ONE, bands=(Band("Requires improvement", 50),))
    assert told(pdu, safe=(1, 2))[0] == (
        "one-case",
        "One case fewer above the line in assessment-safe would make it unrated.",
    )


def test_a_small_base_is_that_of_the_lowest_question(pdu):
    pdu = changed(pdu, near=BASE)
    assert told(pdu, engages=(20, 20), safe=(3, 5)) == [("small-base", "assessment-safe rests on 5 cases.")]
    assert told(pdu, engages=(10, 20), safe=(3, 5)) == []
    assert told(pdu, engages=(10, 20), safe=(1, 2)) == [("small-base", "assessment-safe rests on 2 cases.")]
    assert told(pdu, safe=(1, 1)) == [("small-base", "assessment-safe rests on 1 case.")]


def test_a_mean_rests_on_all_the_cases_behind_it(pdu):
    pdu = changed(changed(pdu, near=BASE), "lowest-key-question", operator="mean")
    assert told(pdu, base=4.0, engages=(4, 4), safe=(0, 4)) == [("small-base", "2.1 rests on 4 cases.")]
    assert told(pdu, base=6.0, engages=(4, 4), safe=(0, 4)) == []


def test_the_lowest_of_parts_rests_on_all_the_cases_behind_it(pdu):
    lowest = replace(pdu.rules["lowest-key-question"], id="lowest-standard", of=(Selection(parts=True),))
    [overall] = pdu.tree
    domain = replace(overall.parts[1], score="lowest-standard", rating=RULE)
    tree = (replace(overall, parts=(overall.parts[0], domain)),)
    pdu = changed(replace(pdu, tree=tree, rules=pdu.rules | {"lowest-standard": lowest}), near=BASE)
    book = codebook(pdu)
    above = np.zeros((1, len(book.questions)), int)
    applicable = above.copy()
    applicable[0, book.number["assessment-safe"]] = 9
    tally = Tally(whole_sample(1), book, np.zeros((1, len(book.questions), book.width), int), above, applicable)
    rows = [Score("", p.id, "", "all", None, 3.0 if p.id == "2" else 9.0, None, None, "") for p in pdu.parts()]
    assert [flag[:3] for flag in flags(plan(pdu), tally, NO_OPINION, rows)] == [
        ("2", "small-base", "2 rests on 3 cases.")
    ]


def test_what_has_no_score_is_not_near_anything(pdu):
    assert told(changed(pdu, near=NEAR)) == []


def test_grounds_come_in_one_order_and_a_discretion_does_not_take_them_away(pdu):
    moved = NO_OPINION._replace(
        discretions=(Discretion("2.1", "rating", "Good", "panel", "", "why", "2025", "near-edge"),
                     Discretion("2.1", "score", "99", "panel", "", "why", "2025")),
    )  # fmt: skip
    plain, after = told(pdu, safe=(2, 4)), told(pdu, opinion=moved, safe=(2, 4))
    assert [ground for ground, _ in plain] == ["near-edge", "one-case", "one-case", "small-base"]
    assert after == plain
