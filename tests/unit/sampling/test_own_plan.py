from dataclasses import replace

import pytest

from aboveline.frameworks.read import installed_framework
from aboveline.sampling.eligibility import eligibility
from aboveline.sampling.own_plan import own_plan, own_plans, under_plan
from aboveline.sampling.plan import sampling_plan

PLAN = "format: 1\nid: mine\ntitle: Mine\nframework: esi-2003\nsource: x\nstanding: assumed\n"


@pytest.fixture
def read(tmp_path):
    def found(text):
        path = tmp_path / "mine.yaml"
        path.write_text(text, "utf-8")
        return own_plan(path)

    return found


def test_the_plans_that_ship_fit_their_editions():
    assert set(own_plans()) >= {"hertfordshire-2005", "isle-of-man-2006", "west-midlands-2005", "northmarsh-simple"}
    for name, path in own_plans().items():
        plan, problems = own_plan(path)
        assert (plan.id, problems) == (name, [])
        under = under_plan(installed_framework(plan.framework), plan)
        assert eligibility(under)[1] == sampling_plan(under)[1] == []


def test_hertfordshire_has_two_cohorts_of_thirty_without_community_punishment():
    plan, _ = own_plan(own_plans()["hertfordshire-2005"])
    under = under_plan(installed_framework("esi-2003"), plan)
    rules, sampling = eligibility(under)[0], sampling_plan(under)[0]
    assert [(window.cohort, *map(str, window.days)) for window in rules.windows] == [
        ("february", "2004-02-01", "2004-02-29"),
        ("september", "2004-09-01", "2004-09-30"),
    ]
    assert {window.standing for window in rules.windows} == {"published"}
    assert [(kind.when_text, kind.cases) for kind in sampling.make_up] == [
        ("cohort is february", 30),
        ("cohort is september", 30),
    ]
    [left_out] = [rule for rule in rules.exclusions if rule.id == "community-punishment"]
    assert left_out.standing == "published"


def test_a_block_that_a_plan_leaves_out_stays_the_editions(read):
    edition = installed_framework("esi-2003")
    assert under_plan(edition, read(PLAN)[0]) == edition
    plan, problems = read(PLAN + "caseload: {source: x, standing: assumed}\n")
    assert problems == []
    assert under_plan(edition, plan) == replace(edition, caseload=plan.caseload)


def test_its_hash_is_of_what_it_says(read):
    first = read(PLAN)[0].hash
    assert read("# a remark\n" + PLAN)[0].hash == first
    assert read(PLAN.replace("Mine", "Yours"))[0].hash != first


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (PLAN.replace("framework: esi-2003\n", ""), ["key-missing"]),
        (PLAN + "quota: 3\n", ["key-unknown"]),
        (PLAN + "sampling: thirty\n", ["value-kind"]),
        ("id: [", ["yaml-syntax"]),
        ("", ["value-kind"]),
    ],
)
def test_what_is_wrong_with_its_form_is_told(read, text, codes):
    plan, problems = read(text)
    assert [problem.code for problem in problems] == codes
    assert plan.id in ("mine", "")


def test_a_plan_that_is_not_there(tmp_path):
    assert [problem.code for problem in own_plan(tmp_path / "none.yaml")[1]] == ["file-missing"]
