import pytest

from aboveline.cli.run import MOST_SHOWN, exit_code, told
from aboveline.problems import KINDS, Problem

FAULT = Problem("cell-kind", "cases.csv", 2, "weather: 'dri' is not a date.", "Write it otherwise.")


def test_a_problem_is_told_with_where_what_and_what_to_do(capsys):
    assert told([FAULT]) == 6
    assert capsys.readouterr().err == (
        "cases.csv:2: weather: 'dri' is not a date.\n    Write it otherwise.\n1 problem.\n"
    )


def test_a_problem_without_a_remedy_takes_one_line(capsys):
    told([FAULT._replace(do="")])
    assert capsys.readouterr().err.splitlines() == ["cases.csv:2: weather: 'dri' is not a date.", "1 problem."]


def test_long_sentences_are_broken_but_hashes_and_ids_are_not(capsys):
    told([FAULT._replace(what=f"Its hash is sha256:{'0' * 64} and its id {'very-' * 12}long.")])
    lines = capsys.readouterr().err.splitlines()
    assert max(map(len, lines)) <= 80
    assert any(f"sha256:{'0' * 64}" in line for line in lines)
    assert any("very-" * 12 in line for line in lines)


def test_many_problems_are_counted_and_a_check_tells_them_all(capsys):
    problems = [FAULT._replace(line=line) for line in range(MOST_SHOWN + 3)]
    told(problems)
    few = capsys.readouterr().err
    assert few.count("cases.csv") == MOST_SHOWN
    assert few.endswith(f"{MOST_SHOWN + 3} problems; `aboveline check` tells the 3 not shown.\n")
    told(problems, most=None)
    assert capsys.readouterr().err.count("cases.csv") == MOST_SHOWN + 3


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_fault_has_its_exit_code(kind):
    from_code = {"usage": "unknown-name", "file": "file-missing", "framework": "rule-empty", "table": "cell-kind",
                 "inspection": "framework-hash", "score": "sample-empty", "check": "printed-differs"}  # fmt: skip
    assert exit_code([FAULT._replace(code=from_code[kind])]) == KINDS[kind][0]


def test_of_several_kinds_the_first_decides():
    assert exit_code([FAULT, FAULT._replace(code="file-missing")]) == 3
    assert exit_code([]) == 0
