import pytest

from aboveline.evidence.tables import (
    EVIDENCE,
    GRADES,
    RECOMMENDATIONS,
    evidence_problems,
    grade_problems,
    recommendation_problems,
)
from aboveline.frameworks.read import framework
from aboveline.tables import RawTable, checked_table
from tests.examples.editions import MADE_UP, SMALL, changed

EDITION = framework(MADE_UP)


def table(spec, **columns):
    found, problems = checked_table(spec, RawTable(f"{spec.name}.csv", tuple(columns), list(columns.values()), (2, 3)))
    assert not problems
    return found


def rated(item, rating, edition=EDITION):
    return evidence_problems(edition, table(EVIDENCE, item=["3.1.b", item], rating=["thin", rating]))


def graded(part, rating):
    return grade_problems(EDITION, table(GRADES, part=["5.1", part], rating=["Good", rating], by=["x", "x"]))


def test_items_are_rated_in_the_words_of_their_scale_or_not_yet():
    assert rated("3.1.a", "strong") == []
    assert rated("3.1.a", "") == []
    assert rated("3.1.d", "thin") == []


@pytest.mark.parametrize(
    ("item", "rating", "code", "do"),
    [
        ("3.1.a", "stong", "cell-unknown", "Did you mean strong or sound?"),
        ("3.1.a", "Good", "cell-unknown", "Known here: thin, sound and strong."),
        ("3.1.z", "strong", "row-orphan", "Did you mean 3.1.d, 3.1.c or 3.1.b?"),
    ],
)
def test_an_item_or_a_word_that_the_edition_does_not_have(item, rating, code, do):
    (problem,) = rated(item, rating)
    assert (problem.code, problem.line, problem.do) == (code, 3, do)


def test_where_a_person_rates_the_part_any_word_will_do_for_an_item(tmp_path):
    given = "operator: given\n    scale: words\n    missing: absent\n    source: paper\n    standing: published"
    old = (tmp_path, ("framework.yaml", GRADED, f"  graded:\n    {given}\n"))
    edition = framework(changed(*old))
    assert evidence_problems(edition, table(EVIDENCE, item=["B.a", "B.b"], rating=["fine", "so-so"])) == []


GRADED = """\
  graded:
    operator: grades
    scale: words
    evidence_scale: strength
    clauses:
      - {grade: high, all: strong}
    otherwise: low
    missing: absent
    source: paper
    standing: published
"""


def test_an_item_that_is_not_rated_in_the_edition():
    found = evidence_problems(framework(SMALL), table(EVIDENCE, item=["B.a", "3.1.a"], rating=["thin", "thin"]))
    assert [str(problem) for problem in found] == [
        "evidence.csv:3: No item '3.1.a' is rated in this edition. Known here: B.a and B.b."
    ]


def test_a_person_rates_the_parts_that_the_edition_leaves_to_them():
    assert graded("3.2", "Poor") == []


@pytest.mark.parametrize(
    ("part", "rating", "code", "do"),
    [
        ("3.2", "good", "cell-unknown", "Did you mean Good?"),
        ("3.1", "Good", "row-orphan", "Did you mean 5.1 or 3.2?"),
        ("care", "Good", "row-orphan", "Known here: 3.2, 5.1 and 5.2."),
    ],
)
def test_a_part_or_a_word_that_the_edition_does_not_leave_to_a_person(part, rating, code, do):
    (problem,) = graded(part, rating)
    assert (problem.code, problem.line, problem.do) == (code, 3, do)


def test_recommendations_rest_on_parts_of_the_edition():
    def told(*criteria):
        rows = table(RECOMMENDATIONS, number=["1", "2"], text=["do", "do"], criteria=list(criteria))
        return [(p.code, p.line, p.do) for p in recommendation_problems(EDITION, rows)]

    assert told("1.1|1.2", "") == []
    ((code, line, do),) = told("1.1", "2.1|1.l")
    assert (code, line) == ("row-orphan", 3)
    assert "1.1" in do
