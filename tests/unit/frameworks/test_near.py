from dataclasses import replace

from aboveline.frameworks.read import installed_framework
from aboveline.steps.edition_check import edition_check
from tests.examples.editions import changed

BAND = """\
  band:
    operator: bands
    scale: words
"""


def checked(tmp_path, text):
    return edition_check(changed(tmp_path, ("framework.yaml", BAND, BAND + text)))


def near(**fields):
    given = {"source": "paper", "standing": "published"} | fields
    return "    near: {" + ", ".join(f"{key}: {value}" for key, value in given.items()) + "}\n"


def test_an_edition_says_what_near_is_and_names_further_grounds(tmp_path):
    found, problems = checked(tmp_path, near(points=2.5, one_case="yes", base=3) + "    grounds: {doubt: doubtful}\n")
    assert not problems
    rule = found.rules["band"]
    assert (rule.near.points, rule.near.base, rule.near.one_case, rule.near.standing) == (2.5, 3, True, "published")
    assert list(rule.grounds) == ["near-edge", "one-case", "small-base", "doubt"]
    assert found.rules["least"].grounds == {}


def test_what_is_left_out_is_no_ground(tmp_path):
    found, problems = checked(tmp_path, near(base=3))
    assert not problems
    assert found.rules["band"].grounds == {"small-base": "a base of 3 cases or fewer"}


def test_faults_of_near_are_told(tmp_path):
    for number, (text, says) in enumerate({
        near(): "names nothing that would be near",
        near(points=-1): "has points below nought",
        near(points="few"): "is not a number",
        near(base="few"): "is not a whole number",
        near(points=5, cases=2): "a key 'cases' that nobody reads",
        "    reads: total\n" + near(points=5): "a key 'near' that nobody reads",
    }.items()):  # fmt: skip
        _, problems = checked(tmp_path / str(number), text)
        assert any(says in problem.what for problem in problems), (says, problems)


def test_a_score_has_no_grounds(tmp_path):
    plain = "  plain:\n    operator: mean\n"
    _, problems = edition_check(changed(tmp_path, ("framework.yaml", plain, plain + "    grounds: {a: b}\n")))
    assert [problem.code for problem in problems] == ["key-unknown"]


def test_a_heading_stands_for_the_parts_below_it():
    [overall] = installed_framework("pdu-2023").tree
    assert [part.id for part in overall.counted_parts()] == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4"]
    first, second = overall.parts
    uncounted = replace(overall, parts=(replace(first, counted=False), replace(second, rating="case-standard-rating")))
    assert [part.id for part in uncounted.counted_parts()] == ["2"]
