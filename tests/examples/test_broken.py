"""Editions with one fault each, as somebody might write them. expected.txt: what is told, as code, place and phrase."""

from pathlib import Path

import pytest

from aboveline.frameworks.read import framework
from aboveline.problems import CODES, Faulty, in_file_order
from aboveline.steps.edition_check import edition_check
from tests.examples.editions import BROKEN


@pytest.mark.parametrize("folder", BROKEN, ids=lambda folder: folder.name)
def test_what_is_wrong_is_told_with_its_place(folder: Path):
    _, problems = edition_check(folder)
    expected = (folder / "expected.txt").read_text("utf-8").splitlines()
    assert [(p.code, p.where) for p in in_file_order(problems)] == [tuple(line.split(" ", 2)[:2]) for line in expected]
    for problem, line in zip(in_file_order(problems), expected, strict=True):
        assert line.split(" ", 2)[2] in str(problem)


def test_there_is_an_edition_for_every_fault_of_a_framework():
    # Maps stand beside editions; tests/unit/frameworks/test_maps.py has theirs.
    codes = {code for code, (kind, _) in CODES.items() if kind == "framework" and not code.startswith("map-")}
    assert codes <= {folder.name for folder in BROKEN}


def test_a_faulty_edition_is_not_given_out():
    several = next(folder for folder in BROKEN if folder.name == "several")
    with pytest.raises(Faulty) as caught:
        framework(several)
    assert len(caught.value.problems) == 7
    assert len({problem.file for problem in caught.value.problems}) == 3
