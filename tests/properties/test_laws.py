"""Laws that every score keeps, whatever the edition and the sample."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from aboveline.assessments.code import Coded
from aboveline.engines import memory
from aboveline.frameworks.conditions import Joined, Test
from aboveline.frameworks.model import NOT_APPLICABLE
from aboveline.scoring.groups import Groups, strata, together, whole_sample
from aboveline.scoring.plan import plan
from aboveline.scoring.results import Score, score_rows
from aboveline.scoring.roll_up import rolled_up
from aboveline.scoring.tally import tally
from aboveline.scoring.trace import trace
from tests.properties.inspections import FACTS, Inspected, groups_of, inspected, table

PATIENT = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
SOAKED: dict[str, Callable[[], None]] = {}


def law(drawn: st.SearchStrategy) -> Callable[[Callable], Callable[[], None]]:
    """Hold a law to some examples in every run, and to many in a soak."""

    def held(body: Callable) -> Callable[[], None]:
        SOAKED[body.__name__] = settings(PATIENT, max_examples=800)(given(drawn)(body))
        return settings(PATIENT)(given(drawn)(body))

    return held


@law(st.data())
def test_a_score_lies_between_0_and_100_or_is_absent(data):
    drawn = data.draw(inspected())
    for row in scores(drawn, data.draw(groups_of(drawn))):
        assert row.score is None or 0 <= row.score <= 100 + 1e-9
        assert row.points is None or 0 <= row.points <= (row.most_points or 0)
        assert row.base is None or 0 <= row.above <= row.applicable


@law(inspected())
def test_a_question_that_applies_to_nobody_has_no_score(drawn):
    question = next((q.id for q in drawn.framework.questions.values() if q.role == "scored"), None)
    assume(question is not None)
    without = [row for row in drawn.judgements.rows() if row["question"] != question]
    (row,) = (row for row in scores(judged(drawn, without)) if row.id == question)
    assert (row.score, row.base) == (None, 0)


@law(inspected(waiting=False))
def test_not_applicable_leaves_the_base_as_if_unanswered(drawn):
    rows = list(drawn.judgements.rows())
    blank = [row | {"choices": "" if row["choices"] == NOT_APPLICABLE else row["choices"]} for row in rows]
    assert scores(judged(drawn, blank)) == scores(drawn)


@law(st.data())
def test_a_case_that_answers_nothing_changes_nothing(data):
    drawn = data.draw(inspected())
    facts = {name: data.draw(st.sampled_from(("x", "") if name == "kind" else ("",))) for name in FACTS}
    cases = [*drawn.cases.rows(), {"case": "another", "cohort": "one", **facts}]
    readings = [*drawn.readings.rows(), dict.fromkeys(drawn.readings.columns, "") | READING]
    with_another = replace(
        drawn, cases=of_rows(drawn.cases.spec, cases), readings=of_rows(drawn.readings.spec, readings)
    )
    assert scores(with_another) == scores(drawn)


READING = {"assessment": "another", "case": "another", "stands": "yes"}


@law(st.data())
def test_the_order_of_cases_and_judgements_changes_nothing(data):
    drawn = data.draw(inspected())
    random = data.draw(st.randoms(use_true_random=False))
    tables = {name: list(getattr(drawn, name).rows()) for name in ("cases", "readings", "judgements")}
    for rows in tables.values():
        random.shuffle(rows)
    shuffled = replace(drawn, **{name: of_rows(getattr(drawn, name).spec, rows) for name, rows in tables.items()})
    assert scores(shuffled) == scores(drawn)


@law(inspected())
def test_names_of_cases_questions_and_choices_change_nothing(drawn):
    assert scores(renamed(drawn)) == [
        row._replace(id=f"{row.id}!" if row.level == "question" else row.id) for row in scores(drawn)
    ]


@law(st.data())
def test_tallies_of_disjoint_samples_add_up(data):
    drawn = data.draw(inspected())
    coded = drawn.coded()
    part = np.array([data.draw(st.sampled_from((0, 1, 2))) for _ in range(len(drawn.cases))])
    groups = Groups(("0", "1", "2"), (part == np.arange(3)[:, None]).astype(np.int32), np.zeros(3, np.bool_))
    parts, whole = tally(memory, coded.judged, groups), tally(memory, coded.judged, whole_sample(len(part)))
    for name in ("counts", "above", "applicable"):
        assert (getattr(parts, name).sum(axis=0) == getattr(whole, name)[0]).all()


@law(st.data())
def test_a_tally_is_linear_in_the_weights(data):
    drawn = data.draw(inspected())
    judged = drawn.coded().judged
    one, other = data.draw(groups_of(drawn)), data.draw(groups_of(drawn))
    rows = min(len(one.labels), len(other.labels))
    weights = one.weights[:rows] + 2 * other.weights[:rows]
    summed = tally(memory, judged, Groups(one.labels[:rows], weights, one.whole[:rows]))
    apart = [tally(memory, judged, groups).counts[:rows] for groups in (one, other)]
    np.testing.assert_allclose(summed.counts, apart[0] + 2 * apart[1], rtol=0, atol=1e-9)


@law(st.data())
def test_strata_weigh_every_case_as_its_groups_do(data):
    drawn = data.draw(inspected())
    groups = together([data.draw(groups_of(drawn)), whole_sample(len(drawn.cases))])
    stratum, weights = strata(groups)
    assert (weights[:, stratum] == groups.weights).all()


@law(st.data())
def test_folding_keeps_what_is_above_the_line_and_what_is_applicable(data):
    drawn = data.draw(inspected())
    judged, groups = drawn.coded().judged, data.draw(groups_of(drawn))
    full, folded = tally(memory, judged, groups), tally(memory, judged.folded(), groups)
    assert (full.above == folded.above).all()
    assert (full.applicable == folded.applicable).all()


@law(st.data())
def test_raising_one_judgement_above_the_line_lowers_no_score_and_no_rating(data):
    drawn = data.draw(inspected(waiting=False))
    lines = {
        (question.id, choice.id): choice.above
        for question in drawn.framework.questions.values()
        for choice in question.scale.choices
        if question.role == "scored"
    }
    rows = list(drawn.judgements.rows())
    below = [at for at, row in enumerate(rows) if lines.get((row["question"], row["choices"])) is False]
    assume(below)
    at = data.draw(st.sampled_from(below))
    better = next(c.id for c in drawn.framework.questions[rows[at]["question"]].scale.choices if c.above)
    raised = judged(drawn, [*rows[:at], rows[at] | {"choices": better}, *rows[at + 1 :]])
    for old, new in zip(scores(drawn), scores(raised), strict=True):
        assert (old.score is None) == (new.score is None)
        assert old.score is None or new.score >= old.score - 1e-9
        assert (old.rating is None) == (new.rating is None)
        assert old.rating is None or place(drawn, new) >= place(drawn, old)


@law(inspected())
def test_a_trace_adds_up_to_the_score_it_explains(drawn):
    coded, order = drawn.coded(), plan(drawn.framework)
    counts = tally(memory, coded.judged, whole_sample(len(drawn.cases)))
    results = rolled_up(order, counts, drawn.opinion)
    for name, result in results.results.items():
        step = trace(order, counts, results, name)
        rule = next(node.score for node in order.nodes if node.id == name)
        if step is None or rule is None or rule.operator == "points" or np.isnan(result.computed[0]):
            continue
        parts = [inner.value * inner.share / 100 for inner in step.steps if inner.share is not None]
        assert abs(sum(parts) - result.computed[0]) < 1e-9


@pytest.mark.soak
@pytest.mark.parametrize("name", SOAKED)
def test_soak(name):
    SOAKED[name]()


def scores(drawn: Inspected, groups: Groups | None = None) -> list[Score]:
    """Every score; the labels of groups and the number of cases apart from those judged do not enter."""
    coded: Coded = drawn.coded()
    order = plan(drawn.framework)
    counts = tally(memory, coded.judged, groups or whole_sample(len(drawn.cases)))
    results = rolled_up(order, counts, drawn.opinion)
    rows = score_rows(order, counts, results, coded.judged, drawn.opinion.discretions)
    return [row._replace(title="") for row in rows]


def judged(drawn: Inspected, rows: list[dict[str, str]]) -> Inspected:
    return replace(drawn, judgements=of_rows(drawn.judgements.spec, rows))


def of_rows(spec, rows):
    return table(spec, {name: [row[name] for row in rows] for name in spec.column_names})


def place(drawn: Inspected, row: Score) -> int:
    named = {named.id: named for named in (*drawn.framework.parts(), *drawn.framework.threads)}
    return drawn.framework.rules[named[row.id].rating].scale.index(row.rating)


def renamed(drawn: Inspected) -> Inspected:
    """The same with other names for every case, question and choice."""
    edition = drawn.framework
    questions = {
        f"{q.id}!": replace(
            q,
            id=f"{q.id}!",
            scale=q.scale
            if q.role == "derived"
            else replace(q.scale, choices=tuple(map(other_choice, q.scale.choices))),
            applies=other_condition(q.applies, edition),
            applies_text=f"{q.applies_text}!",
            when=other_condition(q.when, edition),
        )
        for q in edition.questions.values()
    }
    judgements = [
        row
        | {"assessment": f"{row['assessment']}!", "question": f"{row['question']}!", "choices": other(row["choices"])}
        for row in drawn.judgements.rows()
    ]
    return replace(
        drawn,
        framework=replace(edition, questions=questions),
        cases=of_rows(drawn.cases.spec, [row | {"case": f"{row['case']}!"} for row in drawn.cases.rows()]),
        readings=of_rows(
            drawn.readings.spec,
            [row | {n: f"{row[n]}!" for n in ("assessment", "case")} for row in drawn.readings.rows()],
        ),
        judgements=of_rows(drawn.judgements.spec, judgements),
    )


def other_choice(choice):
    return replace(choice, id=other(choice.id))


def other(choices: str) -> str:
    """Other choices; numbers keep their order."""
    if choices in ("", NOT_APPLICABLE):
        return choices
    return "|".join(f"{tick}0" if tick.isdecimal() else f"{tick}!" for tick in choices.split("|"))


def other_condition(found, edition):
    if found is None:
        return None
    if isinstance(found, Joined):
        return replace(found, parts=tuple(other_condition(part, edition) for part in found.parts))
    if not found.judged:
        return found
    derived = edition.questions[found.name].role == "derived"
    values = found.values if derived else tuple(map(other, found.values))
    return Test(f"{found.name}!", True, found.order, values)
