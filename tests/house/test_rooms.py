"""What a room looks like: a card at the door, names that say something, nothing too large."""

import ast
import re

import pytest

from tests.house.sources import PACKAGE, functions, lines, listed, modules, public, rooms, words

NOTHING_SAID = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "service", "misc"}
FORBIDDEN_VERBS = {"get", "do", "process", "handle", "compute"}

LONG_MODULES: dict[str, str] = {}
"""Module over 400 lines → what one thing it is all the same."""

LONG_FUNCTIONS: dict[str, str] = {}
"""`module: function` over 40 lines → why it is not two."""


@pytest.mark.parametrize("room", rooms())
def test_every_room_has_a_card(room):
    door = modules().get(f"{room}/__init__.py")
    assert door is not None, f"{room} has no __init__.py"
    card = ast.get_docstring(door) or ""
    lines = [re.match(r"\w+(?=: )", line) for line in card.splitlines()]
    assert [found[0] for found in lines if found and found[0] in ("Takes", "Gives", "Never")] == [
        "Takes",
        "Gives",
        "Never",
    ]


def test_no_module_is_called_something_that_says_nothing():
    assert not {path for path in modules() if NOTHING_SAID & set(re.split(r"[/_.]", path))}


def test_functions_are_nouns_for_what_they_give():
    verbs = {
        f"{path}: {function.name}"
        for path, tree in modules().items()
        for function in functions(tree)
        if FORBIDDEN_VERBS & set(words(function.name)[:1])
    }
    assert not verbs, listed(verbs)


def test_classes_say_something():
    assert not {
        f"{path}: {node.name}"
        for path, tree in modules().items()
        for node in public(tree)
        if isinstance(node, ast.ClassDef) and NOTHING_SAID & set(words(node.name))
    }


def test_long_modules_are_explained():
    long = {path for path in modules() if len((PACKAGE / path).read_text("utf-8").splitlines()) > 400}
    asked = long ^ set(LONG_MODULES)
    assert not asked, f"Over 400 lines and unexplained, or explained and not over:{listed(asked)}"


def test_long_functions_are_explained():
    long = {
        f"{path}: {function.name}"
        for path, tree in modules().items()
        for function in functions(tree)
        if lines(function) > 40
    }
    asked = long ^ set(LONG_FUNCTIONS)
    assert not asked, f"Over 40 lines and unexplained, or explained and not over:{listed(asked)}"
