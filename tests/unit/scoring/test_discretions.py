import pytest

from aboveline.frameworks.read import installed_framework
from aboveline.scoring.discretions import DISCRETIONS, discretion_problems, discretions
from aboveline.tables import RawTable, checked_table


@pytest.fixture(scope="module")
def pdu():
    return installed_framework("pdu-2023")


def table(part, kind, final, ground=""):
    columns = {
        "part": part,
        "kind": kind,
        "final": final,
        "by": "panel",
        "reason": "why",
        "date": "2025",
        "ground": ground,
    }
    raw = RawTable("discretions.csv", tuple(columns), [(text,) for text in columns.values()], (2,))
    found, problems = checked_table(DISCRETIONS, raw)
    assert not problems
    return found


def told(framework, *change):
    return [(p.code, f"{p.what} {p.do}") for p in discretion_problems(framework, table(*change))]


@pytest.mark.parametrize("ground", ["near-edge", "one-case", "small-base", "other-key-questions"])
def test_a_rating_is_changed_on_a_ground_of_the_edition(pdu, ground):
    assert told(pdu, "2.1", "rating", "Good", ground) == []
    assert discretions(table("2.1", "rating", "Good", ground))[0].ground == ground


def test_a_ground_that_the_edition_requires_must_be_given(pdu):
    [(code, sentence)] = told(pdu, "2.1", "rating", "Good")
    assert code == "cell-missing"
    assert "without a ground" in sentence
    assert "near-edge (within 5 points of an edge), one-case (one case would change the rating)" in sentence
    assert "small-base (a base of 5 cases or fewer)" in sentence


def test_an_unknown_ground_is_told_with_a_near_miss(pdu):
    [(code, sentence)] = told(pdu, "2.1", "rating", "Good", "near-edges")
    assert (code, "Did you mean near-edge?" in sentence) == ("cell-unknown", True)
    [(_, sentence)] = told(pdu, "2.1", "rating", "Good", "mood")
    assert "Known here: near-edge, one-case, small-base and other-key-questions." in sentence


@pytest.mark.parametrize("change", [("2.1", "score", "60"), ("1.1", "rating", "Good"), ("overall", "rating", "Good")])
def test_where_the_edition_names_no_ground_none_is_given(pdu, change):
    assert told(pdu, *change) == []
    [(code, sentence)] = told(pdu, *change, "near-edge")
    assert code == "cell-unknown"
    assert "names none for it" in sentence


def test_a_change_to_something_that_cannot_be_changed_is_told_once(pdu):
    assert [code for code, _ in told(pdu, "2.9", "rating", "Good", "near-edge")] == ["row-orphan"]
    assert [code for code, _ in told(pdu, "2.1", "score", "much")] == ["cell-kind"]
    assert [code for code, _ in told(pdu, "2.1", "rating", "Great", "near-edge")] == ["cell-unknown"]
