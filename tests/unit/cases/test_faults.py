from aboveline.cases.faults import Fault, grouped, listed_rows
from aboveline.problems import Problem


def fault(line, what="Odd.", hint=""):
    return Fault(str(line), Problem("cell-unknown", "c.csv", line, what, "Mend it."), hint)


def test_the_same_fault_in_many_rows_is_told_once():
    found = grouped([fault(5), fault(7), fault(6), fault(9, "Other.", "Or map it."), fault(20)])
    assert [(problem.line, problem.what, problem.do) for problem in found] == [
        (5, "Odd. So in 4 rows: 5 to 7, 20.", "Mend it."),
        (9, "Other.", "Mend it. Or map it."),
    ]


def test_the_same_fault_in_several_sheets_is_told_once_with_the_rows_of_each():
    faults = [
        Fault(f"{name}!{line}", Problem("cell-unknown", f"c.xlsx · {name}", line, "Odd.", "Mend it."))
        for name, line in [
            ("North", 4),
            ("South", 7),
            ("North", 5),
            ("North", 6),
            *(("South", at) for at in range(20, 60, 2)),
        ]
    ]
    (found,) = grouped(faults)
    assert (found.file, found.line) == ("c.xlsx · North", 4)
    assert found.what == "Odd. So in 24 rows: North 4 to 6; South 7, 20, 22, 24, 26, 28 and 15 more."


def test_a_column_that_several_sheets_lack_is_told_of_each():
    faults = [Fault("", Problem("column-missing", f"c.xlsx · {name}", 1, "None.", "Add it.")) for name in ("A", "B")]
    assert [problem.what for problem in grouped(faults)] == ["None.", "None."]


def test_a_hint_may_stand_alone():
    assert Fault("", Problem("cell-unknown", "c.csv", None, "Odd.", ""), "Map it.").told.do == "Map it."


def test_rows_are_told_together_where_they_follow_each_other():
    assert listed_rows([3]) == "3"
    assert listed_rows([9, 3, 4, 3]) == "3, 4, 9"
    assert listed_rows([3, 4, 5, 9]) == "3 to 5, 9"
    assert listed_rows([1, 3, 5, 7, 8, 9], most=2) == "1, 3 and 4 more"
