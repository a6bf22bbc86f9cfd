import pytest

from aboveline.frameworks.read import installed_framework
from aboveline.sampling.cells import Quota, Sized, Wanted, cells, minimum_problems, planned_size, wanted
from aboveline.sampling.plan import Size, sampling_plan
from aboveline.tables import Table, TableSpec

OWN = Sized(110)


def frame(**columns):
    rows = len(columns["case"])
    return Table(TableSpec("cases", "", ()), "frame.csv", columns, range(2, rows + 2))


def plan(name):
    return sampling_plan(installed_framework(name))[0]


def test_numbers_of_a_make_up_are_added_up():
    assert planned_size(plan("omi-2006"), 400) == Sized(110, "make-up", "published")
    weak = plan("omi-2006")
    weak = weak._replace(make_up=(weak.make_up[0]._replace(standing="assumed"), *weak.make_up[1:]))
    assert planned_size(weak, 400).standing == "assumed"


def test_a_margin_asks_for_so_many_of_the_frame():
    assert planned_size(plan("pdu-2023"), 200) == Sized(91, "margin", "assumed")
    clamped = plan("pdu-2023")._replace(low=100, high=120)
    assert [planned_size(clamped, frame).cases for frame in (90, 200, 1000)] == [90, 100, 120]


def test_a_size_may_go_by_the_whole_caseload():
    # Devon & Cornwall 2013: a total caseload of 4058, and 72 cases inspected.
    assert planned_size(plan("iaow-2013"), 400, 4058) == Sized(72, "caseload", "derived", 4058)
    steps = [(1, 50), (1500, 50), (1501, 61), (8000, 81), (8001, 90)]
    assert [(n, planned_size(plan("iaow-2013"), 400, n).cases) for n, _ in steps] == steps
    assert planned_size(plan("iaow-2013"), 400, 20_000).standing == "assumed"
    assert planned_size(plan("iaow-2013"), 400) is None


def test_else_the_fewest_are_drawn_that_the_plan_names():
    assert planned_size(plan("esi-2003"), 400) == Sized(30, "low", "assumed")
    assert planned_size(plan("esi-2003")._replace(low=None), 400) is None


def test_groups_without_a_number_get_one_case_which_is_assumed():
    found = wanted(plan("omi-2006"), OWN, 2, name="omi-2006")
    assert [quota.cases for quota in found.make_up] == [60, 40, 10]
    assert {(quota.cases, quota.standing) for quota in found.represented} == {(1, "assumed")}
    assert (found.size, found.plan, found.sized) == (110, "omi-2006", OWN)
    known = plan("omi-2006")
    known = known._replace(represented=(known.represented[0]._replace(cases=30),))
    assert [(q.cases, q.standing) for q in wanted(known, OWN, 2).represented] == [(30, "published")]
    assert wanted(None, OWN, 1) == Wanted(110, 1, (), (), (), "", OWN)


def test_whoever_draws_may_set_a_minimum():
    own = {"Statutory victim contact": 4, "Prolific or other priority offenders": 0}
    found = wanted(plan("omi-2006"), OWN, 2, own)
    assert [(q.cases, q.standing) for q in found.represented] == [
        (1, "assumed"),
        (0, "own"),
        (1, "assumed"),
        (4, "own"),
        (1, "assumed"),
    ]
    assert minimum_problems(plan("omi-2006"), own) == []


def test_a_minimum_for_a_group_that_the_plan_lacks_is_told():
    (problem,) = minimum_problems(plan("omi-2006"), {"Statutory victim contacts": 4})
    assert (problem.code, problem.do) == ("unknown-name", "Did you mean Statutory victim contact?")
    for without in (None, plan("pdu-2023")):
        (problem,) = minimum_problems(without, {"Women": 4})
        assert problem.do == "Leave the option out."


def test_cells_are_kinds_by_facts_by_groups_in_printed_order():
    kinds = (Quota("Wet", "w is wet", None, "published"), Quota("Rest", "w in (wet, dry)", None, "published"))
    found, problems = cells(
        frame(
            case=["4", "3", "2", "1"], w=["dry", "wet", "wet", "wet"], p=["", "yes", "", "yes"], s=["m", "m", "f", "m"]
        ),
        Wanted(2, 0, kinds, (Quota("Poor", "p is yes", 1, "assumed"),), ("s", "t")),
    )
    assert not problems
    assert [(c.title, c.stratum, c.cases) for c in found] == [
        ("Wet · s f · t not known", 0, ("2",)),
        ("Wet · s m · t not known · Poor", 0, ("1", "3")),
        ("Rest · s m · t not known", 1, ("4",)),
    ]


def test_cases_that_come_to_the_same_by_other_facts_share_a_cell():
    kinds = (Quota("Wet", "w in (wet, damp)", None, "published"),)
    found, _ = cells(frame(case=["2", "1"], w=["wet", "damp"]), Wanted(1, 0, kinds, (), ()))
    assert [(c.title, c.cases) for c in found] == [("Wet", ("1", "2"))]


def test_a_cohort_may_be_a_kind():
    kinds = tuple(Quota(name, f"cohort is {name}", 1, "published") for name in ("february", "september"))
    months = ["september", "february", "september"]
    found, problems = cells(frame(case=["1", "2", "3"], cohort=months), Wanted(2, 0, kinds, (), ()))
    assert [(c.title, c.cases) for c in found] == [("february", ("2",)), ("september", ("1", "3"))]
    assert not problems


def test_without_a_plan_all_cases_are_one_cell():
    found, problems = cells(frame(case=["2", "1"]), wanted(None, Sized(1), 0))
    assert [(c.title, c.cases) for c in found] == [("All cases", ("1", "2"))]
    assert not problems


def test_a_frame_that_goes_with_another_plan_is_told_at_once():
    kinds = tuple(Quota(name, f"cohort is {name}", 1, "published") for name in ("february", "september"))
    (problem,) = cells(frame(case=["1", "2"], w=["wet", "dry"]), Wanted(2, 0, kinds, (), ()))[1]
    assert (problem.code, problem.line) == ("fact-blank", None)
    assert problem.what == "Of no case is known what the make-up of the plan rests on: cohort."


def test_cases_without_a_place_are_told():
    kinds = (Quota("Wet", "w is wet", None, "published"),)
    _, problems = cells(frame(case=["1", "2", "3\n"], w=["", "dry", "wet"]), Wanted(1, 0, kinds, (), ()))
    assert {(p.code, p.line) for p in problems} == {("fact-blank", 2), ("case-outside", 3), ("cell-kind", 4)}


@pytest.mark.parametrize("cases", [1500, 1499])
def test_the_end_of_a_step_belongs_to_it(cases):
    steps = (Size(1500, 50, "", "assumed"), Size(None, 90, "", "assumed"))
    assert planned_size(plan("iaow-2013")._replace(sizes=steps), 9, cases).cases == 50
