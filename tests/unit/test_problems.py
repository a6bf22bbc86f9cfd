import pytest

from aboveline.problems import CODES, KINDS, Faulty, Problem, in_file_order, near_miss


def test_a_problem_is_a_sentence_with_its_place():
    problem = Problem("key-missing", "framework.yaml", 3, "The rule lacks 'source'.", "Add it.")
    assert str(problem) == "framework.yaml:3: The rule lacks 'source'. Add it."
    assert problem._replace(line=None).where == "framework.yaml"


def test_the_code_decides_the_kind():
    assert Problem("key-missing", "", None, "", "").kind == "framework"
    assert Problem("cell-kind", "", None, "", "").kind == "table"
    assert all(kind in KINDS and meaning for kind, meaning in CODES.values())


def test_problems_stand_once_each_file_by_file_as_met_and_then_by_line():
    def problem(file, line):
        return Problem("cell-kind", file, line, "", "")

    met = [problem("b", 9), problem("a", 2), problem("b", None), problem("a", 1), problem("b", 9)]
    assert [p.where for p in in_file_order(met)] == ["b", "b:9", "a:1", "a:2"]


def test_faulty_carries_every_problem_and_says_them_all():
    problems = [Problem("cell-kind", "a.csv", line, "What.", "Do.") for line in (2, 1)]
    faulty = Faulty(problems)
    assert [problem.line for problem in faulty.problems] == [1, 2]
    assert str(faulty) == "a.csv:1: What. Do.\na.csv:2: What. Do."


@pytest.mark.parametrize(
    ("word", "known", "sentence"),
    [
        ("licence", ["license"], "Did you mean license?"),
        ("licnece", ["licence", "licences", "order"], "Did you mean licence or licences?"),
        ("order", ["order-a", "order-b", "order-c", "no"], "Did you mean order-c, order-b or order-a?"),
        ("zebra", ["a", "b", "c"], "Known here: a, b and c."),
        ("zebra", ["a"], "Known here: a."),
        ("zebra", [], ""),
        ("zebra", [str(number) for number in range(13)], ""),
    ],
)
def test_a_near_miss_is_suggested_or_what_is_known_where_that_is_little(word, known, sentence):
    assert near_miss(word, known) == sentence
