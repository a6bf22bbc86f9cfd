"""Weights from a receipt: who has one, who has none and why, and what they come to."""

import pytest

from aboveline.scoring.design import design_weights
from aboveline.tables import Table, TableSpec

WET, DRY = "7/2", "3/1"
LIST = [
    ("C1", WET, "sample"),
    ("C2", WET, "sample"),
    ("C3", WET, "reserve"),
    ("C8", DRY, "sample"),
    ("C9", DRY, "replaced"),
]


def receipt(listed=LIST):
    rows = [{"case": case, "weight": weight, "place": place} for case, weight, place in listed]
    return {"frame": {"cases": 10}, "list": rows}


def cases(*names):
    return Table(TableSpec("cases", "", ()), "cases.csv", {"case": names}, range(2, len(names) + 2))


def test_a_case_weighs_as_many_cases_of_the_frame_as_it_stands_for():
    found, problems = design_weights(receipt(), cases("C8", "C2", "C1"), "sample.json", "sha256:0")
    assert problems == []
    assert found.groups.labels == ("weighted",)
    assert found.groups.weights.tolist() == [[3, 3.5, 3.5]]
    assert (found.groups.whole.tolist(), found.groups.published.tolist()) == ([True], [False])
    assert (found.lowest, found.highest, found.total, found.frame) == (3, 3.5, 10, 10)
    assert (found.drawn, found.unread, found.receipt) == (3, (), "sha256:0")


def test_a_drawn_case_that_was_not_read_is_told():
    found, _ = design_weights(receipt(), cases("C1", "C8"), "sample.json", "")
    assert (found.unread, found.drawn, found.total) == (("C2",), 3, 6.5)


@pytest.mark.parametrize(
    ("names", "line", "says"),
    [
        (("C1", "X"), 3, "1 of the cases is not in the list that sample.json drew: X."),
        (("C3",), 2, "1 of the cases is only in reserve in sample.json: C3."),
        (("C9", "C1"), 2, "1 of the cases is replaced by reserves in sample.json: C9."),
        (
            [str(at) for at in range(12)],
            2,
            "12 of the cases are not in the list that sample.json drew: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more.",
        ),
    ],
)
def test_a_case_without_a_weight_is_told_with_the_reason(names, line, says):
    found, (problem,) = design_weights(receipt(), cases(*names), "sample.json", "")
    assert found is None
    assert (problem.code, problem.file, problem.line, problem.what) == ("weight-missing", "cases.csv", line, says)


@pytest.mark.parametrize("weight", [None, "", "3", "0/1", "3/0", "1/2", "3/1/1", "1e9/1", "٣/١"])
def test_a_chance_that_nobody_knows_is_no_weight(weight):
    listed = [("C1", weight, "sample"), ("C2", weight, "sample"), ("C8", DRY, "sample")]
    found, problems = design_weights(receipt(listed), cases("C1", "C2", "C8"), "sample.json", "")
    assert found is None
    assert [problem.what for problem in problems] == [
        "2 of the cases are without a weight in sample.json, for nobody knows how likely they were to come in: C1, C2."
    ]


def test_a_place_that_is_none_is_told_as_if_not_drawn():
    found, (problem,) = design_weights(receipt([("C1", WET, "elsewhere")]), cases("C1"), "sample.json", "")
    assert found is None
    assert "not in the list" in problem.what
