"""The catalogue of faults holds every code that is used, and no other."""

import ast

from aboveline.problems import CODES, KINDS
from tests.house.sources import listed, modules


def test_every_code_that_is_told_is_in_the_catalogue():
    told = {
        (path, code.value)
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"
        for code in [*node.args[:1], *(word.value for word in node.keywords if word.arg == "code")]
        if isinstance(code, ast.Constant)
    }
    assert told
    unknown = {f"{path}: {code}" for path, code in told if code not in CODES}
    assert not unknown, listed(unknown)


def test_every_code_of_the_catalogue_is_told_somewhere():
    # Any string counts: some codes reach Problem through a table of checks.
    written = {
        node.value
        for path, tree in modules().items()
        if path != "problems.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    unused = set(CODES) - written
    assert not unused, listed(unused)


def test_every_code_has_a_kind_and_every_kind_an_exit_code_of_its_own():
    assert {kind for kind, _ in CODES.values()} <= set(KINDS)
    codes = [code for code, _ in KINDS.values()]
    assert len(set(codes)) == len(codes)
    assert not {0, 1} & set(codes), "0 is success, 1 is a fault of Python itself"
