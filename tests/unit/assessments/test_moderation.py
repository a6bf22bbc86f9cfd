import pytest

from aboveline.assessments.moderation import MODERATION, moderated, moderation_problems
from aboveline.assessments.tables import ASSESSMENTS
from aboveline.tables import RawTable, checked_table

READINGS = ("A1 C1 first yes", "B1 C1 second no", "A2 C2 first no", "B2 C2 second yes", "A3 C3 first yes")


def table(spec, names, rows):
    columns = [list(column) for column in zip(*(row.split() for row in rows), strict=True)] or [[] for _ in names]
    found, problems = checked_table(spec, RawTable(f"{spec.name}.csv", names, columns, range(2, len(rows) + 2)))
    assert not problems
    return found


def assessments(*rows):
    return table(ASSESSMENTS, ("assessment", "case", "reading", "stands"), rows)


def decisions(*rows):
    """Each row as `case assessment by reason date`."""
    return table(MODERATION, ("case", "assessment", "by", "reason", "date"), rows)


def test_every_case_with_several_readings_tells_which_stands_and_who_decided():
    found = moderated(assessments(*READINGS), decisions("C2 B2 lee clearer 2024-05-14"))
    assert [(case.case, case.readings, case.stands, case.decision) for case in found] == [
        ("C1", (0, 1), 0, None),
        ("C2", (2, 3), 3, ("lee", "clearer", "2024-05-14")),
    ]


def test_a_decision_that_the_readings_bear_out_is_no_problem():
    assert not moderation_problems(assessments(*READINGS), decisions("C1 A1 lee clearer 2024-05-14"))


@pytest.mark.parametrize(
    ("row", "code", "what", "do"),
    [
        (
            "C1 B1 lee x 2024",
            "moderation-differs",
            "'B1' stands for the case 'C1'; in assessments.csv it does not",
            "Set",
        ),
        ("C9 A1 lee x 2024", "row-orphan", "No assessment reads the case 'C9'", "C1"),
        ("C1 Z9 lee x 2024", "row-orphan", "'Z9' is no reading of the case 'C1'", "Its readings are A1, B1."),
        ("C1 A2 lee x 2024", "row-orphan", "'A2' is no reading of the case 'C1'", "Its readings are A1, B1."),
    ],
)
def test_a_decision_that_they_do_not_bear_out_is_told(row, code, what, do):
    [problem] = moderation_problems(assessments(*READINGS), decisions("C2 B2 lee x 2024", row))
    assert (problem.code, problem.file, problem.line) == (code, "moderation.csv", 3)
    assert what in problem.what
    assert do in problem.do


def test_model_answers_stand():
    rows = ("A1 P1 first yes", "M1 P1 model no", "A2 P2 first no", "M2 P2 model yes")
    [problem] = moderation_problems(assessments(*rows), decisions())
    assert (problem.code, problem.file, problem.line) == ("assessment-standing", "assessments.csv", 3)
    assert "model answers of the case 'P1' do not stand" in problem.what
