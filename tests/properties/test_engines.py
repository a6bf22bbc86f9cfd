"""Every engine gives what the reference scorer gives: every score, rating, point and count, in every group."""

from math import isnan

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aboveline.engines import duckdb, memory
from aboveline.scoring.groups import Groups
from aboveline.scoring.plan import plan
from aboveline.scoring.results import question_results, score_rows
from aboveline.scoring.roll_up import rolled_up
from aboveline.scoring.tally import tally
from tests.properties.inspections import Inspected, groups_of, inspected
from tests.reference.scorer import Scorer

NEAR = 1e-9


@given(st.data())
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_the_memory_engine_gives_what_the_reference_gives(data):
    drawn = data.draw(inspected())
    hold_to_reference(memory, drawn, data.draw(groups_of(drawn)))


@given(st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_the_duckdb_engine_gives_what_the_reference_gives(data):
    drawn = data.draw(inspected())
    hold_to_reference(duckdb, drawn, data.draw(groups_of(drawn)))


@pytest.mark.soak
@pytest.mark.parametrize("engine", [memory, duckdb], ids=["memory", "duckdb"])
@given(data=st.data())
@settings(max_examples=2000, suppress_health_check=list(HealthCheck))
def test_soak(engine, data):
    drawn = data.draw(inspected(cases=25))
    hold_to_reference(engine, drawn, data.draw(groups_of(drawn)))


def hold_to_reference(engine, drawn: Inspected, groups: Groups) -> None:
    found = drawn.coded()
    order = plan(drawn.framework)
    counts = tally(engine, found.judged, groups)
    results = rolled_up(order, counts, drawn.opinion)
    rows = score_rows(order, counts, results, found.judged, drawn.opinion.discretions)
    questions = question_results(order, counts, results.shares, found.asked)
    for at, label in enumerate(groups.labels[:4]):
        whole, published = bool(groups.whole[at]), label not in groups.beside
        scorer = Scorer(drawn.framework, drawn.sample(groups.weights[at].tolist(), whole, published))
        bases = outcomes = scorer.all()
        if not published:
            # What stands beside another rests on the cases of that, as they were read.
            plain = groups.labels.index(groups.beside[label])
            scorer = Scorer(drawn.framework, drawn.sample(groups.weights[plain].tolist(), whole))
            bases = scorer.all()
        for name, result in results.results.items():
            expected = outcomes[name]
            assert same(result.computed[at], expected.computed), (name, label)
            assert same(result.score[at], expected.score), (name, label)
            assert same(result.points[at], expected.points), (name, label)
            assert same(result.most_points[at], expected.most_points), (name, label)
        for row in (row for row in rows if row.group == label):
            expected = outcomes[row.id]
            assert (row.rating, row.computed_rating) == (expected.rating, expected.computed_rating), (row.id, label)
            if row.base is not None:
                base = bases[row.id]
                assert (row.base, row.applicable, row.above) == (base.base, base.applicable, base.above), row.id
        for judged in (judged for judged in questions if judged.group == label):
            count = scorer.count(judged.question)
            assert {choice: cases for choice, _, _, cases in judged.distribution} == count.choices
            assert (judged.base, judged.not_applicable) == (count.base, count.not_applicable)
            assert (judged.unanswered, judged.not_asked) == (count.unanswered, count.not_asked)


def same(number, fraction) -> bool:
    return isnan(number) if fraction is None else abs(number - float(fraction)) < NEAR
