from dataclasses import replace

import pytest

from aboveline.frameworks.read import installed_framework
from aboveline.sampling.plan import Size, plan_problems, sampling_plan
from aboveline.steps.edition_check import edition_check
from tests.examples.editions import changed

SIZES = "  low: 2\n  high: 9\n"
PLAIN, REST = SIZES, "cases: 9, source: x, standing: assumed"


def read(tmp_path, sizes):
    found, problems = edition_check(changed(tmp_path, ("framework.yaml", SIZES, sizes)))
    return sampling_plan(found)[0], [problem.what for problem in problems]


def test_a_plan_may_fix_its_sizes():
    plan, problems = sampling_plan(installed_framework("omi-2006"))
    assert (plan.low, plan.high, plan.confidence, plan.margin) == (110, 120, None, None)
    assert not problems


def test_a_plan_may_let_them_follow_from_the_caseload():
    plan, problems = sampling_plan(installed_framework("pdu-2023"))
    assert (plan.low, plan.high, plan.confidence, plan.margin) == (None, None, 80, 5)
    assert plan.in_proportion_to == ("sex", "sentence", "roh-level")
    assert plan.standing == "assumed"
    assert not problems


def test_it_may_do_both(tmp_path):
    plan, problems = read(tmp_path, "  low: 2\n  high: 9\n  confidence: 80\n  margin: 5\n")
    assert (plan.low, plan.high, plan.confidence, plan.margin, problems) == (2, 9, 80, 5, [])


def test_they_may_go_by_the_whole_caseload(tmp_path):
    steps = f"{PLAIN}  by: caseload\n  sizes: [{{up_to: 100, cases: 3, source: x, standing: derived}}, {{{REST}}}]\n"
    plan, problems = read(tmp_path, steps)
    assert plan.sizes == (Size(100, 3, "x", "derived"), Size(None, 9, "x", "assumed"))
    assert not problems


def test_a_plan_may_name_the_cohort(tmp_path):
    plan, problems = read(tmp_path, f"{PLAIN}  in_proportion_to: [cohort]\n")
    assert (plan.in_proportion_to, problems) == (("cohort",), [])
    named = changed(tmp_path / "other", ("framework.yaml", "weather is dry, cases: 4", "cohort is june, cases: 4"))
    found, problems = edition_check(named)
    assert sampling_plan(found)[0].make_up[0].when_text == "cohort is june"
    assert not problems


@pytest.mark.parametrize(
    ("sizes", "says"),
    [
        ("  low: 9\n  high: 2\n", "0 < low ≤ high"),
        ("  low: 0\n  confidence: 80\n  margin: 5\n", "0 < low ≤ high"),
        ("  low: 2\n  high: 3\n", "adds up to 4, more than its 3"),
        ("  low: 2\n", "lacks 'high'"),
        ("  confidence: 80\n", "lacks 'margin'"),
        ("  confidence: 180\n  margin: 5\n", "between 0 and 100"),
        ("  low: 2\n  high: 9\n  in_proportion_to: [weathers]\n", "names the fact 'weathers'"),
        (f"{PLAIN}  by: caseload\n  sizes: [{{up_to: 9, {REST}}}]\n", "ascending order, the last without"),
        (f"{PLAIN}  by: caseload\n  sizes: [{{{REST}}}, {{{REST}}}]\n", "ascending order, the last without"),
        (f"{PLAIN}  by: caseload\n  sizes: [{{cases: 10, source: x, standing: assumed}}]\n", "outside 2 to 9 cases"),
        (f"{PLAIN}  by: caseload\n  sizes: [{{cases: 9, source: x}}]\n", "The size lacks 'standing'"),
        (f"{PLAIN}  sizes: [{{{REST}}}]\n", "lacks 'by'"),
        (f"{PLAIN}  by: moon\n", "'moon' is not a value of 'by'"),
    ],
)
def test_faults_of_a_plan_are_told(tmp_path, sizes, says):
    _, problems = read(tmp_path, sizes)
    assert [says in what for what in problems] == [True], problems


def test_an_edition_without_a_plan_has_no_problem_with_it():
    edition = replace(installed_framework("pdu-2023"), sampling=None)
    assert sampling_plan(edition) == (None, [])
    assert plan_problems(edition) == []
