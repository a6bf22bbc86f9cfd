import pytest

from aboveline.frameworks.model import Selection
from aboveline.frameworks.read import framework
from aboveline.scoring.plan import plan, selected_questions, weakest
from tests.examples.editions import MADE_UP, SMALL

MADE = framework(MADE_UP)
PLAN = plan(MADE)
NODES = {node.id: node for node in PLAN.nodes}


def test_parts_stand_before_what_they_make_up():
    order = [node.id for node in PLAN.nodes]
    for node in PLAN.nodes:
        assert all(order.index(child) < order.index(node.id) for child in node.children)
    assert PLAN.printed[:3] == ("service", "1", "1.1")
    assert PLAN.printed[-1] == "care"


def test_the_questions_behind_a_score():
    names = list(MADE.questions)
    assert [names[number] for number in NODES["4"].questions] == [
        "visit-on-time",
        "books-liked",
        "came-back",
        "summer-reading",
    ]
    assert [names[number] for number in NODES["2.1"].questions] == ["visit-on-time", "visit-books-right"]
    assert [names[number] for number in NODES["care"].questions] == ["needs-asked", "large-print", "visit-on-time"]
    assert NODES["3"].questions == ()
    assert "story-fits" not in {names[number] for number in NODES["service"].questions}


def test_a_rating_may_read_other_parts_than_the_score():
    assert NODES["2"].rated == ("2.1", "2.2", "2.3")
    assert NODES["2"].weights == (2, 1, 1)
    assert NODES["3"].rated == NODES["3"].children == ("3.1", "3.2")
    assert NODES["service"].children == ("1", "2", "3", "4", "5", "6")


def test_a_score_is_as_sure_as_the_weakest_rule_beneath_it():
    assert NODES["1.1"].standing == "published"
    # 2.3 rests on a derived rule; the verdict on evidence of 3.1 is assumed.
    assert (NODES["2.3"].standing, NODES["2"].standing, NODES["2"].rating_standing) == ("derived", "derived", "derived")
    assert (NODES["3"].standing, NODES["3"].rating_standing) == ("assumed", "assumed")
    # Points read ratings.
    assert NODES["service"].standing == "assumed"
    assert (NODES["7"].standing, NODES["care"].standing) == ("assumed", "assumed")


def test_the_weakest_of_standings():
    assert weakest(["derived", "assumed", "published"]) == "assumed"
    assert weakest([]) == "published"


def test_rules_that_pick_the_same_questions_share_a_column():
    assert PLAN.means.shape == (len(MADE.questions), len({tuple(column) for column in PLAN.means.T.tolist()}))


@pytest.mark.parametrize(
    ("selection", "part", "expected"),
    [
        (Selection(questions="own"), "A1", ["shoes", "coat", "ready", "home"]),
        (Selection(questions="own"), "A", []),
        (Selection(questions="under"), "A", ["shoes", "coat", "ready", "home"]),
        (Selection(questions="under"), "A2", ["home"]),
        (Selection(questions="all"), "A2", ["shoes", "coat", "ready", "home"]),
        (Selection(questions="all", with_tag=("mark",)), "B", ["ready"]),
        (Selection(questions="all", without_tag=("mark",)), "B", ["shoes", "coat", "home"]),
        (Selection(questions="all", under=("A2", "B")), "A", ["home"]),
        (Selection(questions="own", under=("A",)), "A2", ["home"]),
    ],
)
def test_which_questions_a_selection_picks(selection, part, expected):
    assert [question.id for question in selected_questions(framework(SMALL), selection, part)] == expected
