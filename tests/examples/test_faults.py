"""Each fault that an edition can have is told once, in its place, with what to do: faults.yaml lists them."""

from pathlib import Path
from typing import NamedTuple

import pytest

from aboveline.frameworks.documents import document, plain
from aboveline.problems import in_file_order
from aboveline.steps.edition_check import edition_check
from tests.examples.editions import SMALL, changed, texts


class Told(NamedTuple):
    """What is told: the code, where (a text on that line, or none), and a phrase of what is said."""

    code: str
    file: str
    at: str
    says: str


class Fault(NamedTuple):
    name: str
    file: str
    old: str
    new: str
    told: tuple[Told, ...]


def faults() -> list[Fault]:
    found, problems = document(Path(__file__).with_name("faults.yaml"))
    assert not problems
    return [
        Fault(
            item["fault"],
            item["in"],
            item["change"],
            item["to"],
            tuple(Told(t["code"], t.get("in", item["in"]), t.get("at", ""), t["says"]) for t in item["told"]),
        )
        for item in plain(found)["faults"]
    ]


FAULTS = faults()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_told_once_and_in_its_place(fault, tmp_path):
    _, problems = edition_check(changed(tmp_path, (fault.file, fault.old, fault.new)))
    found = in_file_order(problems)
    assert [(p.code, p.where) for p in found] == [(told.code, where(fault, told)) for told in fault.told]
    for problem, told in zip(found, fault.told, strict=True):
        assert told.says in str(problem)
        assert problem.do, "What is to be done about it?"


def test_no_two_faults_have_one_name():
    names = [fault.name for fault in FAULTS]
    assert len(set(names)) == len(names)


def test_the_small_edition_is_free_of_faults():
    assert edition_check(SMALL)[1] == []


def test_a_document_nested_too_deep_is_refused(tmp_path):
    deep = ("framework.yaml", "words: {case: walk}", "words: " + "[" * 10_000 + "]" * 10_000)
    (found,) = edition_check(changed(tmp_path, deep))[1]
    assert (found.code, found.where) == ("yaml-syntax", "framework.yaml:5")
    assert "nested more than 40 deep" in found.what


def test_a_scale_has_no_more_choices_than_can_be_counted(tmp_path):
    many = "".join(f"\n      - {{id: n{number}}}" for number in range(118))
    assert edition_check(changed(tmp_path / "120", ("framework.yaml", "- {id: y}", "- {id: y}" + many)))[1] == []
    (found,) = edition_check(
        changed(tmp_path / "121", ("framework.yaml", "- {id: y}", "- {id: y}\n      - {id: z}" + many))
    )[1]
    assert (found.code, found.where) == ("value-kind", "framework.yaml:28")
    assert "has 121 choices; 120 are the most" in found.what


def where(fault: Fault, told: Told) -> str:
    if not told.at:
        return told.file
    document = texts(SMALL)[told.file]
    if told.file == fault.file:
        document = document.replace(fault.old, fault.new)
    assert document.count(told.at) == 1, f"{told.at!r} stands {document.count(told.at)} times"
    return f"{told.file}:{document[: document.index(told.at)].count(chr(10)) + 1}"
