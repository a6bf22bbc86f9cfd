from aboveline.assessments.tables import standing_problems
from tests.unit.assessments.tables import cases, readings


def told(cases, readings):
    return [(problem.code, problem.where, problem.what) for problem in standing_problems(readings, cases)]


def test_one_reading_of_each_case_stands():
    assert told(cases("a . . .", "b . . ."), readings("1 a yes", "2 b no", "3 b yes")) == []


def test_a_case_of_which_no_reading_stands():
    found = told(cases("a . . .", "b . . ."), readings("1 a yes", "2 b no"))
    assert found == [("assessment-standing", "cases.csv:3", "The case 'b' has no assessment that stands.")]


def test_a_case_of_which_several_readings_stand():
    found = told(cases("a . . ."), readings("1 a yes", "2 a yes", "3 a no", "4 a yes"))
    assert [(code, where) for code, where, _ in found] == [
        ("assessment-standing", "assessments.csv:3"),
        ("assessment-standing", "assessments.csv:5"),
    ]
    assert found[0][2] == "The case 'a' already has an assessment that stands, on line 2."


def test_a_reading_of_a_case_that_is_not_there():
    ((code, where, what), _) = told(cases("case-1 . . ."), readings("1 case-l yes"))
    assert (code, where) == ("row-orphan", "assessments.csv:2")
    assert what == "The assessment '1' reads the case 'case-l', which is not in cases.csv."
    (problem, _) = standing_problems(readings("1 case-l yes"), cases("case-1 . . ."))
    assert problem.do == "Did you mean case-1?"


def test_where_there_are_no_cases_one_is_to_be_added():
    (problem,) = standing_problems(readings("1 a yes"), cases())
    assert problem.do == "Add the case, or correct the reference."
