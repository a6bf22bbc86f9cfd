import json
from dataclasses import replace

import pytest

from aboveline.cli import main
from aboveline.frameworks.read import framework
from aboveline.problems import Faulty
from aboveline.scoring.plan import plan
from aboveline.steps.data import scores_json
from aboveline.steps.edition_check import edition_check
from aboveline.steps.inspections import inspection
from aboveline.steps.scores import scored
from tests.examples.editions import SMALL, changed
from tests.inspections import A1, HASH, WALKS, walks

RULES = """\
  low-part: {operator: lowest, parts: counted, missing: drop, source: paper, standing: derived}
readings:
  harsh:
    title: The lower of the two
    instead: {weighed: low-part}
    source: paper
    standing: derived
    note: Another sentence of it.
tree:
"""


def edition(folder, old="", new="", *further):
    """The small edition with the reading `harsh`, in which one text is changed."""
    rules = RULES.replace(old, new) if old else RULES
    assert rules != RULES or not old
    return changed(folder, ("framework.yaml", "tree:\n", rules), *further)


@pytest.fixture
def folder(tmp_path):
    """The walks under the small edition with the reading."""
    own = edition(tmp_path / "walks" / "framework")
    settings = WALKS["inspection.yaml"].replace(HASH, framework(own).hash)
    return walks(tmp_path / "walks", {"inspection.yaml": settings})


def test_a_reading_puts_one_rule_in_place_of_another(folder):
    plainly, harshly = (scored(inspection(folder), reading=name) for name in ("", "harsh"))
    section = {row.id: row for row in plainly.scores}["A"]
    assert (section.score, section.rule, section.standing) == (
        pytest.approx((2 * A1 + 200 / 3) / 3), "weighed + least", "published"
    )  # fmt: skip
    section = {row.id: row for row in harshly.scores}["A"]
    assert (section.score, section.rule, section.standing) == (
        pytest.approx(A1), "low-part + least", "derived"
    )  # fmt: skip


def test_without_a_reading_the_rules_are_as_they_stand(tmp_path):
    found = framework(edition(tmp_path))
    assert found.under("") == found
    assert plan(found).framework.rules["weighed"].operator == "weighted-mean"
    assert plan(found, "harsh").framework.rules["weighed"].id == "low-part"
    assert found.rules["weighed"].id == "weighed"


def test_a_rule_that_only_a_reading_uses_is_used(tmp_path):
    assert edition_check(edition(tmp_path))[1] == []


def test_a_rule_in_place_of_one_that_nothing_uses_is_used_by_nothing(tmp_path):
    further = "  spare: {operator: mean, questions: own, missing: drop, source: paper, standing: derived}\n  low-part"
    _, problems = edition_check(
        edition(tmp_path, "  low-part", further, ("framework.yaml", "score: weighed", "score: spare"))
    )
    # Nothing names `weighed` now, so neither it nor what stands for it is used; and `spare` has no questions there.
    assert {problem.what.split()[-1] for problem in problems if problem.code == "reference-unknown"} == {
        "weighed.",
        "low-part.",
    }


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("{weighed: low-part}", "{weighed: low-prat}", "reference-unknown", "'low-prat'"),
        ("{weighed: low-part}", "{wieghed: low-part}", "reference-unknown", "'wieghed'"),
        ("{weighed: low-part}", "{weighed: least}", "value-unknown", "one makes scores and the other ratings"),
        ("{weighed: low-part}", "", "key-missing", "puts no rule in place"),
        ("    note:", "    nope:", "key-unknown", "'nope'"),
        ("    title: The lower of the two\n", "", "key-missing", "lacks 'title'"),
    ],
)
def test_faults_of_a_reading_are_told(tmp_path, old, new, code, says):
    _, problems = edition_check(edition(tmp_path, old, new))
    assert any(problem.code == code and says in problem.what and problem.line for problem in problems), problems


def test_a_rule_that_cannot_be_read_is_not_told_again_by_a_reading(tmp_path):
    _, problems = edition_check(edition(tmp_path, "operator: lowest", "operator: lowset"))
    assert [problem.code for problem in problems] == ["value-unknown"]


def test_what_a_reading_makes_of_the_edition_is_checked_too(tmp_path):
    weighed = "operator: weighted-mean, weights: {huge: 2}, missing: drop"
    _, problems = edition_check(edition(tmp_path / "1", "operator: lowest, parts: counted, missing: drop", weighed))
    assert {problem.code for problem in problems} == {"reference-unknown"}
    assert all("which low-part does not weigh" in problem.what for problem in problems)
    nothing = "operator: mean, questions: own, missing: drop"
    _, problems = edition_check(edition(tmp_path / "2", "operator: lowest, parts: counted, missing: drop", nothing))
    assert [problem.code for problem in problems] == ["rule-empty"]


def test_an_example_may_say_under_which_reading_it_comes_out(tmp_path):
    gives = "gives: {shoes: 50,"
    for number, (reading, codes) in enumerate({"harsh": [], "mild": ["value-unknown"]}.items()):
        case = ("examples.yaml", gives, f"reading: {reading}\n    {gives}")
        assert [problem.code for problem in edition_check(edition(tmp_path / str(number), "", "", case))[1]] == codes


def test_the_command_names_the_reading_and_its_data_carry_it(folder, capsys):
    assert main(["score", str(folder), "--reading", "harsh"]) == 0
    assert "The lower of the two (harsh)" in capsys.readouterr().out
    assert json.loads(scores_json(scored(inspection(folder), reading="harsh")))["framework"]["reading"] == "harsh"
    assert json.loads(scores_json(scored(inspection(folder))))["framework"]["reading"] == ""


def test_a_reading_that_is_none_is_told_with_a_near_miss(folder):
    with pytest.raises(Faulty, match=r"no reading 'hrash'.*Did you mean harsh"):
        scored(inspection(folder), reading="hrash")
    plain = replace(inspection(folder), framework=framework(SMALL))
    with pytest.raises(Faulty, match="one reading only"):
        scored(plain, reading="harsh")
