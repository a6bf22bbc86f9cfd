"""Laws of weighted scores: exact on average, the plain ones where all weigh the same, the same from either engine."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aboveline.engines import duckdb, memory
from aboveline.scoring.design import design_weights
from aboveline.scoring.groups import Groups, together, whole_sample
from aboveline.scoring.plan import plan
from aboveline.scoring.roll_up import rolled_up
from aboveline.scoring.tally import tally
from aboveline.tables import Table, TableSpec
from tests.properties.inspections import groups_of, inspected
from tests.spec.words import OWN_MEAN, edition, letters, scored

QUESTIONS = "  - {id: q, text: q, scale: yes-no}\n  - {id: r, text: r, scale: yes-no}"
EDITION = edition("  - {id: X, level: criterion, title: X, score: mean}", {"mean": OWN_MEAN}, X=QUESTIONS)


def beside(weights):
    weighted = Groups(("weighted",), np.array([weights], np.float64), np.ones(1, np.bool_), {"weighted": "all"})
    return together([whole_sample(len(weights)), weighted])


def receipt(cells, sample):
    """The receipt of a draw of these cases out of these cells."""
    listed = []
    for cell in cells:
        drawn = [case for case in cell if case in sample]
        listed += [{"case": case, "place": "sample", "weight": f"{len(cell)}/{len(drawn)}"} for case in drawn]
    return {"frame": {"cases": sum(map(len, cells))}, "list": listed}


@given(st.lists(st.tuples(st.sampled_from("yn"), st.sampled_from("yn")), min_size=7, max_size=7))
def test_over_all_samples_that_could_be_drawn_the_weighted_score_is_on_average_that_of_the_frame(chosen):
    frame = letters(q="".join(q for q, _ in chosen), r="".join(r for _, r in chosen))
    names = list(frame["q"])
    cells, takes = (names[:3], names[3:]), (2, 1)
    found = []
    for parts in product(*(combinations(cell, take) for cell, take in zip(cells, takes, strict=True))):
        sample = [case for part in parts for case in part]
        table = Table(TableSpec("cases", "", ()), "cases.csv", {"case": sample}, range(2, len(sample) + 2))
        made, problems = design_weights(receipt(cells, sample), table, "sample.json", "")
        assert not problems
        judged = {question: {case: by_case[case] for case in sample} for question, by_case in frame.items()}
        groups = together([whole_sample(len(sample)), made.groups])
        found.append(scored(EDITION, judged, {case: {} for case in sample}, groups=groups)["X @ weighted"].score)
    assert len(found) == 12
    assert sum(found) / len(found) == pytest.approx(scored(EDITION, frame)["X"].score, abs=1e-9)


@given(st.data())
def test_where_every_case_weighs_the_same_weighting_changes_nothing(data):
    drawn = data.draw(inspected())
    weight = data.draw(st.integers(1, 250)) / data.draw(st.integers(1, 70))
    opinion = drawn.opinion._replace(discretions=())
    order, groups = plan(drawn.framework), beside([weight] * len(drawn.cases))
    results = rolled_up(order, tally(memory, drawn.coded().judged, groups), opinion).results
    for result in results.values():
        plain, weighted = result.score
        assert plain == pytest.approx(weighted, abs=1e-12, nan_ok=True)
        assert (result.points[0] == result.points[1]) or np.isnan(result.points).all()
        assert result.rating[0] == result.rating[1]


@given(st.data())
def test_weighing_beside_changes_no_plain_score_and_no_share_is_more_than_all(data):
    drawn = data.draw(inspected())
    weights = data.draw(st.lists(st.floats(1, 300), min_size=len(drawn.cases), max_size=len(drawn.cases)))
    order, judged = plan(drawn.framework), drawn.coded().judged
    alone = rolled_up(order, tally(memory, judged, whole_sample(len(weights))), drawn.opinion)
    both = rolled_up(order, tally(memory, judged, beside(weights)), drawn.opinion)
    for name, result in alone.results.items():
        np.testing.assert_array_equal(result.score, both.results[name].score[:1])
    assert not (both.shares > 100).any()


@given(st.data())
def test_both_engines_weigh_alike(data):
    drawn = data.draw(inspected())
    groups = data.draw(groups_of(drawn).filter(lambda groups: groups.weights.dtype.kind == "f"))
    tallies = [tally(engine, drawn.coded().judged, groups) for engine in (memory, duckdb)]
    for name in ("counts", "above", "applicable"):
        np.testing.assert_allclose(*(getattr(found, name) for found in tallies), rtol=0, atol=1e-12)
