import pytest

from aboveline.frameworks.read import framework
from aboveline.steps.examples import example_problems
from tests.examples.editions import changed


def told(folder, old, new):
    found = framework(changed(folder / "edition", ("examples.yaml", old, new)))
    return example_problems(found)


def test_an_example_that_comes_out_tells_nothing(tmp_path):
    assert told(tmp_path, "One walk", "A walk") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("gives: {shoes: 50,", "gives: {shoes: 50.0, A1: 86.66666666666667,"),
        ("gives: {shoes: 50,", "evidence: {B.a: strong, B.b: strong}\n    gives: {B: high,"),
        ("gives: {shoes: 50,", "gives: {B: absent, shoes: 50,"),
        ('coat: {b: "yes"}', 'coat: {b: "no"}\n      coat-why: {b: [x, y]}'),
        ("      a: {weather: dry}", "      a:"),
    ],
    ids=["numbers", "words", "absent", "ticks", "no facts"],
)
def test_what_may_stand_in_an_example(tmp_path, old, new):
    assert told(tmp_path, old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "phrase"),
    [
        ("shoes: 50", "shoes: 51", "example-differs", 11, "shoes comes to 50.0, not 51"),
        ("A2: 100", "A2: low", "example-differs", 11, "A2 comes to 100.0 and high, not low"),
        ("A2: 100", "B: high", "example-differs", 11, "B comes to absent, not high"),
        ("A2: 100", "A2: absent", "example-differs", 11, "A2 comes to 100.0"),
        ("A2: 100", "A3: 100", "score-unknown", 11, "'A3'"),
        ("gives: {shoes: 50,", "note: a note\n    give: {shoes: 50,", "key-unknown", 12, "give"),
        ("weather: wet", "weather: wett", "cell-unknown", 5, "wett"),
        ('coat: {b: "yes"}', 'coat: {c: "yes"}', "row-orphan", 8, "'c'"),
        ('coat: {b: "yes"}', "coat: dry", "value-kind", 8, "'coat'"),
        ("a: {weather: dry}", "a: dry", "value-kind", 4, "'a'"),
        ('coat: {b: "yes"}', 'coat: {b: "perhaps"}', "cell-unknown", 8, "perhaps"),
        ("gives: {shoes: 50,", "evidence: {B.a: srong}\n    gives: {shoes: 50,", "cell-unknown", 11, "'srong'"),
        ("gives: {shoes: 50,", "evidence: {B.z: strong}\n    gives: {shoes: 50,", "row-orphan", 11, "'B.z'"),
        ("gives: {shoes: 50,", "grades: {B: high}\n    gives: {shoes: 50,", "row-orphan", 11, "'B'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, old, new, code, line, phrase):
    problems = told(tmp_path, old, new)
    assert [(problem.code, problem.line) for problem in problems] == [(code, line)]
    assert phrase in "".join(problem.what for problem in problems)
    assert {problem.file for problem in problems} <= {"examples.yaml"}


def test_an_example_without_gives_has_nothing_to_hold(tmp_path):
    assert told(tmp_path, "    gives: {shoes: 50, A2: 100, marked: 100}\n", "") == []
