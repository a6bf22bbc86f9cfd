import pytest

from aboveline.problems import Faulty
from aboveline.steps.tracing import RatedEvidence, traced
from tests.inspections import WALKS, changed

LINES = WALKS["judgements.csv"].splitlines()


def test_a_trace_reaches_the_rows_of_the_readings_that_stand(score):
    found = traced(score(), "A1")
    assert found.step.value == pytest.approx(58.8889, abs=1e-4)
    assert list(found.judgements) == ["shoes", "coat", "home", "ready"]
    for question, judgements in found.judgements.items():
        for row in judgements:
            if row.line is not None:
                written = "" if row.choice == "unanswered" else row.choice
                assert LINES[row.line - 1].startswith(f"{row.assessment},{question},{written},")
    assert [(row.case, row.choice, row.counts) for row in found.judgements["coat"]] == [
        ("W1", "not asked", "not in the base"),
        ("W2", "yes", "above the line"),
        ("W3", "no", "below the line"),
    ]
    assert [row.choice for row in found.judgements["ready"]] == ["yes", "no", "unanswered"]


def test_ticks_are_counted_neither_above_nor_below(score):
    found = traced(score(), "coat-why")
    assert [(row.choice, row.counts) for row in found.judgements["coat-why"]][2] == ("x|y", "counted")


def test_not_applicable_and_what_was_never_written_leave_the_base(score):
    found = traced(
        score(changed("judgements.csv", ("R1,home,yes", "R1,home,not-applicable"), ("R3,ready,,\n", ""))), "A"
    )
    assert [row.choice for row in found.judgements["home"]] == ["not applicable", "no", "yes"]
    assert found.judgements["ready"][2].line is None


def test_a_grade_is_traced_to_its_evidence(score):
    found = traced(score(changed("evidence.csv", ("B.b,strong,bob,seen\n", ""))), "all")
    assert found.evidence == {
        "B": [
            RatedEvidence("B.a", "The map", "strong", "ann", "", 2),
            RatedEvidence("B.b", "The compass", "", "", "", None),
        ]
    }


def test_an_unknown_id_is_told_with_a_near_miss(score):
    with pytest.raises(Faulty, match="Did you mean shoes"):
        traced(score(), "shoe")


def test_what_follows_from_judgements_is_told_without_a_row_of_its_own(score):
    found = traced(score(changed("judgements.csv", ("R1,shoes,yes,\n", ""))), "drenched")
    assert [(row.choice, row.counts, row.line) for row in found.judgements["drenched"]] == [
        ("cannot be told", "not in the base", None),
        ("no", "counted", None),
        ("yes", "counted", None),
    ]
