import pytest

from aboveline.engines import memory
from aboveline.frameworks.read import framework
from aboveline.frameworks.rules import OPERATORS
from aboveline.scoring.groups import Groups, whole_sample
from aboveline.scoring.plan import plan
from aboveline.scoring.roll_up import Opinion, rolled_up
from aboveline.scoring.tally import tally
from aboveline.scoring.trace import rule_sentence, trace
from tests.examples.editions import MADE_UP
from tests.spec.words import coded_sample, letters

MADE = framework(MADE_UP)


def traced(name, judgements, cases=None, given=None, evidence=None, group=0, groups=None):
    """The trace of a score: question → case → choice, facts of each case, what people judged."""
    found, _ = coded_sample(MADE, judgements, cases)
    order, counts = plan(MADE), tally(memory, found.judged, groups or whole_sample(found.judged.cases))
    return trace(order, counts, rolled_up(order, counts, Opinion(evidence or {}, given or {})), name, group)


def steps(step):
    return [(inner.id or inner.title, inner.value, inner.share) for inner in step.steps]


def yes_no(**questions):
    return letters(**{name.replace("_", "-"): text for name, text in questions.items()})


def test_a_question_says_how_many_stood_above_the_line():
    step = traced("joining-explained", yes_no(joining_explained="yyn-"))
    assert (step.kind, step.above, step.base, step.steps) == ("question", 2, 3, ())
    assert step.value == pytest.approx(200 / 3)
    assert step.how == "2 of 3 above the line"
    assert (step.source, step.standing) == ("handbook, page 30", "published")


def test_a_question_that_is_not_scored_says_so():
    step = traced("joining-hurdles", {"joining-hurdles": {"a": "proof|fee", "b": "fee"}})
    assert (step.value, step.above, step.base, step.how) == (None, None, 2, "fact: enters no mean")


def test_a_blend_is_traced_share_by_share():
    summary = {"joining-summary": {"c0": "enough", "c1": "too-little"}}
    step = traced("1.1", yes_no(joining_explained="yy") | summary)
    assert steps(step) == [("mean of 1 question", 100, 80), ("mean of 1 question", 50, 20)]
    # Nobody was asked about needs, so that question has no part in the share.
    assert steps(step.steps[0]) == [("joining-explained", 100, 100), ("needs-asked", None, None)]
    assert step.how == "80 % and 20 % of several means; nothing missing allowed"
    assert step.value == 90


def test_a_blend_that_lacks_a_share_it_needs():
    step = traced("1.1", yes_no(joining_explained="yy"))
    assert step.value is None
    assert steps(step) == [("mean of 1 question", 100, 80), ("mean of 0 questions", None, 20)]


def test_a_blend_whose_other_shares_grow():
    step = traced("2.3", yes_no(reminder_sent="yy"), {"c0": {"loans": "1"}, "c1": {"loans": "2"}})
    assert steps(step) == [("mean of 1 question", 100, 100), ("mean of 0 questions", None, None)]
    assert step.value == 100


def test_a_blend_of_parts_and_questions():
    answers = {"story-fits": {"a": "yes"}, "young-summary": {"a": "too-little"}}
    step = traced("7", answers, {"a": {"membership": "child"}})
    assert steps(step) == [("mean of 1 part", 50, 60), ("mean of 1 question", 0, 40)]
    assert steps(step.steps[0]) == [("7.1", 50, 100)]
    assert (step.value, step.word) == (30, "Poor")


def test_parts_are_weighed_by_importance_and_what_is_missing_has_no_share():
    cases = {"c0": {"housebound": "yes"}, "c1": {"housebound": "yes"}}
    step = traced("2", yes_no(visit_on_time="yn", called_before="yy"), cases)
    assert [share for _, _, share in steps(step)] == [pytest.approx(200 / 3), pytest.approx(100 / 3), None]
    assert step.value == pytest.approx((2 * 50 + 100) / 3)
    assert step.word == "Fair"
    assert step.how.startswith(
        "mean weighed by importance (essential 2, useful 1); what is missing is left out. lowest"
    )


def test_of_the_lowest_only_the_lowest_enters():
    step = traced("2.2", yes_no(called_before="yn", complaint_heard="yy"))
    assert steps(step) == [("called-before", 50, 100), ("complaint-heard", 100, None)]
    step = traced("2.2", yes_no(called_before="yn", complaint_heard="ny"))
    assert [share for *_, share in steps(step)] == [50, 50]


def test_points_are_traced_to_what_was_rated():
    step = traced("5", {}, {"c": {}}, given={"5.1": "Good"})
    assert (step.value, steps(step)) == (None, [("5.1", None, 100), ("5.2", None, None)])
    assert [inner.word for inner in step.steps] == ["Good", None]
    both = traced("5", {}, {"c": {}}, given={"5.1": "Good", "5.2": "Fair"})
    assert [share for *_, share in steps(both)] == [50, 50]


def test_a_rating_of_ratings_is_traced_to_them():
    step = traced("3", {}, {"c": {}}, given={"3.2": "Good"})
    assert (step.value, step.word) == (None, "Good")
    assert [(inner.id, inner.word, inner.share) for inner in step.steps] == [("3.1", None, None), ("3.2", "Good", None)]


def test_a_trace_is_of_one_group():
    groups = Groups(("first", "second"), whole_sample(2).weights.repeat(2, axis=0), whole_sample(2).whole.repeat(2))
    groups.weights[0, 1] = 0
    answers = yes_no(joining_explained="yn")
    assert traced("joining-explained", answers, groups=groups).value == 100
    assert traced("joining-explained", answers, groups=groups, group=1).value == 50


def test_what_has_no_score_has_no_trace():
    assert traced("house", {}, {"c": {}}) is None
    assert traced("nothing", {}, {"c": {}}) is None


def test_every_rule_is_a_sentence():
    sentences = {rule.operator: rule_sentence(rule) for rule in MADE.rules.values()}
    assert set(sentences) == set(OPERATORS)
    assert sentences["points"].startswith("points for ratings (Poor 0, Fair 1, Good 2, Excellent 3)")
    assert sentences["given"] == "rating given by a person"
