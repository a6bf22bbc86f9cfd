import pytest

from aboveline.comparisons.changes import Threshold
from aboveline.steps.changes import changes
from tests.inspections import WALKS, changed, walks

HEAD = "number,text,criteria,origin,conclusion\n"


@pytest.fixture
def followed(tmp_path):
    """What became of recommendations; tables of the first and the second visit, and which are in scope."""

    def made(first="", second="", scope="[1]"):
        follows = ("kind: full", f"kind: follow-up\nfollows: {{id: walks, recommendations: {scope}}}")
        settings = changed("inspection.yaml", ("id: walks", "id: walks-again"), follows)
        better = {"judgements.csv": WALKS["judgements.csv"].replace("R3,shoes,no", "R3,shoes,yes")}
        tables = [{"recommendations.csv": HEAD + text} if text else {} for text in (first, second)]
        folders = walks(tmp_path / "first", tables[0]), walks(tmp_path / "second", settings | better | tables[1])
        return changes(*folders, 0.95, Threshold(10, 5)).followed

    return made


def test_a_recommendation_has_the_measures_of_its_criteria(followed):
    [item] = followed("1,Set out well,A1,,\n")
    assert (item.number, item.text, item.parts) == ("1", "Set out well", ("A1",))
    assert item.questions == ("shoes", "coat", "ready", "home")
    assert item.counts == (("", 1, 4),)
    assert (item.conclusion, item.said) == ("", "")


def test_a_recommendation_on_a_section_has_the_measures_below_it(followed):
    [item] = followed("1,Walk well,A,,\n")
    assert item.counts == (("", 1, 4),)


def test_only_those_in_scope_are_told_of(followed):
    assert [item.number for item in followed("1,One,A1,,\n2,Two,A2,,\n", scope="[2]")] == ["2"]


def test_the_second_visit_tells_what_became_of_it(followed):
    [item] = followed("1,Set out,A1,,\n", "1,Set out well,A2,walks,better\n")
    assert (item.text, item.parts, item.conclusion) == ("Set out well", ("A2",), "better")


def test_a_recommendation_of_the_second_visit_itself_is_another_one(followed):
    [item] = followed("1,Set out,A1,,\n", "1,Walk faster,A2,this inspection,\n")
    assert item.text == "Set out"


def test_where_only_the_second_visit_has_it_that_one_is_meant(followed):
    [item] = followed("", "1,Set out,A2,an earlier visit,\n")
    assert item.text == "Set out"


def test_where_nothing_measures_it_or_neither_has_it_that_is_said(followed):
    evidence, lost = followed("1,Be better,B,,\n", scope="[1, 9]")
    assert evidence.said == "No measure of both visits tells of it."
    assert (lost.text, lost.said) == ("", "It stands in neither visit's recommendations.")


def test_a_recommendation_without_criteria_has_no_measures(followed):
    [item] = followed("1,Be kind,,,\n")
    assert (item.parts, item.counts) == ((), (("", 0, 0),))
