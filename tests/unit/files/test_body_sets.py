import pytest

from aboveline.files.body_sets import body_set

GOOD = "format: 1\nid: first\ntitle: First visits\ndate: 2024-12\nfolders: [a, b]\nnote: a note\n"


def test_a_set_names_folders_beside_it(tmp_path):
    path = tmp_path / "set.yaml"
    path.write_text(GOOD)
    found, problems = body_set(path)
    assert not problems
    assert found == ("first", "First visits", "2024-12", (tmp_path / "a", tmp_path / "b"), "a note", path)


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        ("folders: [a, b]\n", "", "setting-missing", "Nobody is in this set."),
        ("[a, b]", "{a: b}", "setting-unknown", "must be a list of words"),
        ("2024-12", "soon", "setting-unknown", "'soon' is no date"),
        ("id: first\n", "", "setting-missing", "lacks 'id'"),
        ("note:", "nota:", "setting-unknown", "nobody reads"),
        ("format: 1", "format: 2", "setting-unknown", "is not a value of 'format'"),
    ],
)
def test_what_is_wrong_with_a_set_is_told_once(tmp_path, old, new, code, told):
    path = tmp_path / "set.yaml"
    path.write_text(GOOD.replace(old, new))
    found, problems = body_set(path)
    assert found is None
    assert [problem.code for problem in problems] == [code]
    assert told in problems[0].what


def test_a_set_that_is_not_there_is_a_missing_file(tmp_path):
    found, problems = body_set(tmp_path / "none.yaml")
    assert found is None
    assert [problem.code for problem in problems] == ["file-missing"]
