import pytest

from tests.examples.editions import BROKEN, SMALL, changed
from tests.inspections import HASH


def test_editions_are_listed(run, tmp_path, monkeypatch):
    changed(tmp_path / "own" / "mine", ("framework.yaml", "id: small\n", "id: mine\n"))
    changed(tmp_path / "own" / "half", ("framework.yaml", "id: small\n", "id: half\nage: 3\n"))
    monkeypatch.setenv("ABOVELINE_FRAMEWORKS", str(tmp_path / "own"))
    said = run("frameworks", "list")
    assert said.code == 0
    assert "omi-2006" in said.out
    assert next(line for line in said.out.splitlines() if line.startswith("mine")).split()[-2:] == ["3", "6"]
    assert "half" in said.out
    assert "(faulty)" in said.out
    assert said.out.endswith("tells what is wrong with those called faulty.\n")
    assert run("frameworks", "check", "half").code == 4


@pytest.mark.parametrize("name", ["small", str(SMALL), "omi-2006", "made-up"])
def test_an_edition_is_shown(run, name):
    said = run("frameworks", "show", name)
    assert said.code == 0
    assert "Rules" in said.out
    assert "sha256:" in said.out
    assert name != "small" or "shares [published]" in said.out


def test_questions_are_shown_when_asked_for(run):
    assert "shoes" not in run("frameworks", "show", "small").out
    said = run("frameworks", "show", "small", "--questions")
    assert "shoes: Were there shoes?" in said.out
    assert "coat-why (reason): Why was there none?" in said.out


def test_an_edition_that_is_none_is_told(run):
    assert run("frameworks", "show", "smal").code == 2
    assert run("frameworks", "check", "smal").code == 3


def test_a_sound_edition_is_told_to_be_so(run):
    said = run("frameworks", "check", "small")
    assert said.code == 0
    assert said.out.startswith("small: no problems. 6 questions, 1 worked example")
    assert HASH in said.out


def test_a_broken_edition_is_told(run):
    said = run("frameworks", "check", BROKEN[0])
    assert said.code in (3, 4)
    assert said.err.endswith(("problem.\n", "problems.\n"))
