import pytest

from aboveline.files.settings import FILE, Follows, settings
from tests.inspections import WALKS

PLAIN = WALKS[FILE]


def read(folder, text):
    (folder / FILE).write_text(text)
    return settings(folder)


def test_what_it_says_is_read(tmp_path):
    further = """\
title: Three walks
constructed: true
source: a guess
note: a remark
team:
  - {role: lead, name: Ann}
  - {role: walker, number: 3}
  - {role: cook}
follows: {id: earlier, recommendations: ["1"], criteria: [A1]}
"""
    found, problems = read(tmp_path, PLAIN + further)
    assert problems == []
    assert (found.id, found.title, found.kind, found.framework) == ("walks", "Three walks", "full", "small")
    assert (found.body, found.body_name, found.body_kind) == ("club", "The Walking Club", "club")
    assert found.dates == {"fieldwork": "2020-05"}
    assert (found.constructed, found.source, found.note) == (True, "a guess", "a remark")
    assert [(member.role, member.name) for member in found.team] == [("lead", "Ann"), ("walker", "3"), ("cook", "")]
    assert found.follows == Follows("earlier", ("1",), ("A1",), found.follows.line)


@pytest.mark.parametrize(("word", "truth"), [("yes", True), ("true", True), ("no", False), ("false", False)])
def test_constructed_is_said_in_either_way(tmp_path, word, truth):
    found, _ = read(tmp_path, f"{PLAIN}constructed: {word}\n")
    assert found.constructed is truth


def test_a_body_is_fictional_only_where_that_is_said(tmp_path):
    assert read(tmp_path, PLAIN)[0].fictional is False
    assert read(tmp_path, f"{PLAIN}fictional: yes\n")[0].fictional is True


def test_cases_may_leave_their_cohort_blank_where_there_is_one(tmp_path):
    found, _ = read(tmp_path, PLAIN)
    assert found.scope() == {"main": None, "": None}
    two = PLAIN.replace("criteria: all", "criteria: [A1, A2]") + "  - {id: late, criteria: A2}\n"
    found, problems = read(tmp_path, two)
    assert problems == []
    assert found.scope() == {"main": {"A1", "A2"}, "late": {"A2"}}


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "phrase"),
    [
        ("format: 1", "format: 2", "format-newer", 1, "Install a newer"),
        ("format: 1\n", "", "format-older", 1, "aboveline upgrade"),
        ("format: 1", "format: 0", "format-older", 1, "aboveline upgrade"),
        ("format: 1", "format: one", "format-unknown", 1, "Write `format: 1`"),
        ("id: walks\n", "", "setting-missing", 1, "'id'"),
        ("kind: full", "kind: fool", "setting-unknown", 7, "Known here: full"),
        ("kind: full", "kind: full\nkinds: full", "setting-unknown", 8, "nobody reads"),
        ("kind: full", "kind: full\nkind: full", "setting-unknown", 8, "already stands"),
        ("2020-05", "May 2020", "setting-unknown", 8, "no date"),
        ("2020-05", "2020-13", "setting-unknown", 8, "no date"),
        ("{fieldwork: 2020-05}", "May 2020", "setting-unknown", 8, "mapping"),
        ("body: {id: club, name: The Walking Club, kind: club}\n", "", "setting-missing", 1, "lacks 'body'"),
        ("{id: club, name: The Walking Club, kind: club}", "The Walking Club", "setting-unknown", 3, "mapping"),
        ("{id: club, name: The Walking Club, kind: club}", "{id: club}", "setting-missing", 3, "lacks 'name'"),
        ("{id: club,", "{id: club, place: hut,", "setting-unknown", 3, "place"),
        ("{id: main, criteria: all}", "{criteria: all}", "setting-missing", 10, "lacks 'id'"),
        ("cohorts:\n  - {id: main, criteria: all}", "cohorts: []", "setting-missing", 9, "lacks 'cohorts'"),
        ("kind: full", "kind: full\nfollows: earlier", "setting-unknown", 8, "mapping"),
        ("kind: full", "kind: 'full", "setting-unknown", None, "YAML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, old, new, code, line, phrase):
    assert old in PLAIN
    _, problems = read(tmp_path, PLAIN.replace(old, new))
    [problem] = problems
    assert (problem.code, problem.file) == (code, FILE)
    assert line is None or problem.line == line
    assert phrase in str(problem)


def test_a_cohort_stands_once(tmp_path):
    found, [problem] = read(tmp_path, PLAIN + "  - {id: main, criteria: A1}\n")
    assert (problem.code, problem.line) == ("setting-unknown", 11)
    assert "line 10" in problem.what
    assert found.scope()["main"] is None


def test_every_fault_is_told_at_once(tmp_path):
    _, problems = read(tmp_path, PLAIN.replace("kind: full", "kind: fool").replace("id: walks\n", ""))
    assert {problem.code for problem in problems} == {"setting-missing", "setting-unknown"}


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path):
    found, [problem] = settings(tmp_path)
    assert (found, problem.code, problem.file) == (None, "file-missing", FILE)
    (tmp_path / FILE).write_bytes("format: 1\nid: caf\xe9\n".encode("cp1252"))
    found, [problem] = settings(tmp_path)
    assert (found, problem.code, problem.line) == (None, "encoding", 2)
