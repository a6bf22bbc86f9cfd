from aboveline.cases.table import CASE, IDENTITIES, case_table, cohort_problems
from aboveline.frameworks.read import framework
from aboveline.tables import RawTable, checked_table
from tests.examples.editions import MADE_UP

SPEC = case_table(framework(MADE_UP))


def table(**columns):
    return checked_table(SPEC, RawTable("cases.csv", tuple(columns), list(columns.values()), (2, 3)))


def test_the_table_has_a_column_for_each_fact_of_the_edition():
    facts = ("age-band", "disability", "membership", "housebound", "loans", "joined", "branch")
    assert SPEC.column_names == ("case", "cohort", *facts)
    assert SPEC.key == ("case",)


def test_a_fact_decides_what_its_column_holds():
    kinds = {column.name: (column.kind, column.options) for column in SPEC.columns}
    assert kinds["membership"] == ("text", ("adult", "child", "family"))
    assert kinds["housebound"] == ("yes-no", ("yes", "no"))
    assert (kinds["loans"], kinds["joined"], kinds["branch"]) == (("number", ()), ("date", ()), ("text", ()))
    assert {column.name for column in SPEC.columns if column.personal} == {
        "age-band",
        "disability",
        "housebound",
        "joined",
    }


def test_a_fact_may_be_blank_and_a_code_must_be_one_of_the_list():
    assert table(case=["a", "b"], membership=["adult", ""])[1] == []
    (problem,) = table(case=["a", "b"], membership=["adult", "familly"])[1]
    assert (problem.code, problem.line) == ("cell-unknown", 3)
    assert "Did you mean family?" in problem.do


def test_no_column_of_the_cases_says_who_they_are():
    assert not {column.name for column in IDENTITIES.columns} & set(SPEC.column_names) - {CASE.name}


def test_a_cohort_that_the_inspection_does_not_have():
    cases, _ = table(case=["a", "b"], cohort=["february", "febuary"])
    (problem,) = cohort_problems(cases, ["february", "september"])
    assert (problem.code, problem.line) == ("row-orphan", 3)
    assert "Did you mean february?" in problem.do


def test_the_cohort_may_be_blank_only_where_there_is_one():
    cases, _ = table(case=["a", "b"], cohort=["", "main"])
    assert cohort_problems(cases, ["main"]) == []
    (problem,) = cohort_problems(cases, ["main", "other"])
    assert problem.line == 2


def test_where_no_cohort_is_known_the_settings_are_to_be_mended():
    cases, _ = table(case=["a", "b"], cohort=["x", ""])
    assert {problem.do for problem in cohort_problems(cases, [])} == {"Add it to inspection.yaml."}
