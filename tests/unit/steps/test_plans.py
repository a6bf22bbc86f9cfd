import pytest

from aboveline.frameworks.read import installed_framework
from aboveline.problems import Faulty
from aboveline.sampling.own_plan import own_plans
from aboveline.steps.plans import planned, planned_edition

PLAN = "format: 1\nid: mine\ntitle: Mine\nframework: esi-2003\nsource: x\nstanding: assumed\n"


def told(*words):
    with pytest.raises(Faulty) as caught:
        planned(*words)
    return [(problem.code, problem.file) for problem in caught.value.problems]


def test_without_a_plan_the_edition_plans():
    edition = installed_framework("pdu-2023")
    assert planned("pdu-2023") == (edition, "pdu-2023", edition.hash)
    assert planned_edition("pdu-2023") == edition


def test_a_plan_is_named_by_its_id_or_its_path(tmp_path):
    by_id = planned("esi-2003", "hertfordshire-2005")
    assert by_id == planned("esi-2003", own_plans()["hertfordshire-2005"])
    assert by_id.id == "hertfordshire-2005"
    assert by_id.hash != by_id.framework.hash == installed_framework("esi-2003").hash
    path = tmp_path / "mine.yaml"
    path.write_text(PLAN, "utf-8")
    assert planned("esi-2003", str(path)).id == "mine"


def test_a_plan_for_another_edition_is_refused():
    assert told("pdu-2023", "hertfordshire-2005") == [("option-value", "--plan")]


def test_a_plan_that_is_not_there():
    with pytest.raises(Faulty, match="Did you mean hertfordshire-2005"):
        planned("esi-2003", "hertfordshire-2006")


def test_faults_of_a_plan_are_told_with_their_place(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(PLAN + "quota: 3\n", "utf-8")
    assert told("esi-2003", path) == [("key-unknown", "mine.yaml")]
    path.write_text(PLAN + "caseload: {asks: [nothing]}\nsampling: {low: 3}\n", "utf-8")
    assert {code for code, _ in told("esi-2003", path)} == {"reference-unknown", "key-missing"}
