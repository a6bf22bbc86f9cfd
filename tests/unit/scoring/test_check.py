from dataclasses import replace

from aboveline.frameworks.read import framework
from aboveline.scoring.check import rule_problems
from tests.examples.editions import MADE_UP, SMALL, changed


def test_the_editions_here_are_free_of_problems():
    assert rule_problems(framework(MADE_UP)) == []
    assert rule_problems(framework(SMALL)) == []


def test_a_rule_used_in_two_places_is_told_of_once(tmp_path):
    tagged = (
        "framework.yaml",
        "questions: own\n    missing: drop",
        "questions: own\n    without_tag: mrk\n    missing: drop",
    )
    shared = ("framework.yaml", "score: shares", "score: plain")
    edition = framework(changed(tmp_path, tagged, shared))
    assert [problem.code for problem in rule_problems(edition)] == ["reference-unknown", "reference-unknown"]
    assert "names the tag 'mrk'" in rule_problems(edition)[1].what
    assert "No part or thread uses the rule shares" in rule_problems(edition)[0].what


def test_a_score_that_reads_ratings_in_other_words():
    made = framework(MADE_UP)
    other = replace(made.rules["verdict-of-visitors"], scale=("Good", "Bad"))
    edition = replace(made, rules=made.rules | {other.id: other})
    told = [problem.what for problem in rule_problems(edition)]
    assert "The rule points-of-buildings reads the ratings of 5.1, which has words of another scale." in told
    assert "The rule weakest-verdict reads the ratings of 3.2, which has words of another scale." in told
