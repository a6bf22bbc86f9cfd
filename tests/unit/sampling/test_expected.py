from aboveline.frameworks.read import installed_framework
from aboveline.sampling.eligibility import eligibility
from aboveline.sampling.expected import PlannedKind, cases_at, fact_counts, planned_kinds, wanted_facts
from aboveline.sampling.plan import Stratum, sampling_plan
from aboveline.tables import Table, TableSpec

PLANS = {name: sampling_plan(installed_framework(name))[0] for name in ("omi-2006", "iaow-2013", "pdu-2023")}
CASES = Table(
    TableSpec("cases", "", ()),
    "c.csv",
    {"sentence": ["community", "licence", "", "community"], "ppo": ["yes", "", "no", "no"]},
    [2, 3, 4, 5],
)


def test_a_plan_wants_the_facts_that_its_kinds_and_proportions_name():
    assert wanted_facts(PLANS["omi-2006"], None)[:3] == ("sentence", "roh-level", "ppo")
    assert wanted_facts(PLANS["pdu-2023"], None) == ("sex", "sentence", "roh-level")
    assert wanted_facts(None, None) == ()


def test_the_rules_of_who_is_eligible_want_theirs_first():
    rules = eligibility(installed_framework("iaow-2013"))[0]
    assert wanted_facts(PLANS["iaow-2013"], rules) == ("started", "sentence")
    assert "offence-group" in wanted_facts(PLANS["iaow-2013"], rules, theme="violence")


def test_the_kinds_of_a_plan_are_counted():
    kinds = {kind.title: kind for kind in planned_kinds(PLANS["omi-2006"], CASES)}
    assert kinds["Community orders"] == PlannedKind("Community orders", 60, 2, 1, "published")
    assert kinds["Prolific or other priority offenders"][1:4] == (None, 1, 1)
    assert kinds["Statutory victim contact"][2:4] == (0, 4)


def test_a_kind_without_a_condition_has_no_cases():
    plan = PLANS["omi-2006"]._replace(make_up=(Stratum("All", None, "", 3, "", "assumed"),), represented=())
    assert planned_kinds(plan, CASES) == [PlannedKind("All", 3, 0, 0, "assumed")]


def test_facts_are_counted_the_most_common_first():
    assert fact_counts(CASES, ["sentence", "sex"]) == {"sentence": {"community": 2, "licence": 1, "": 1}}


def test_cases_are_picked_by_their_places():
    found = cases_at(CASES, [3, 0])
    assert (found.columns["ppo"], found.lines, len(found)) == (["no", "yes"], [5, 2], 2)
