import pytest

from aboveline.frameworks.documents import document, document_of, lined, plain


def read(text):
    found, problems = document_of(text.encode(), "file.yaml")
    assert not problems, problems
    return found


def told(content):
    found, problems = document_of(content if isinstance(content, bytes) else content.encode(), "file.yaml")
    assert found == {}
    (problem,) = problems
    return problem.code, problem.line, problem.what


def test_everything_is_text():
    found = read("a: 1.10\nb: no\nc: 2020-01-01\nd: null\ne: ~\nf:\ng: 0x1F\nh: 'x'\n")
    assert list(plain(found).values()) == ["1.10", "no", "2020-01-01", "null", "~", "", "0x1F", "x"]


def test_every_key_and_every_item_knows_its_line():
    found = read("# a comment\na: 1\n\nb:\n  c: [x,\n      y]\n  d:\n    - e: 1\n    - f: 2\n")
    assert found.line == 2
    assert found.key_lines == {"a": 2, "b": 4}
    assert found["b"].key_lines == {"c": 5, "d": 7}
    assert found["b"]["c"].item_lines == [5, 6]
    assert [(plain(item), line) for item, line in lined(found["b"]["d"])] == [({"e": "1"}, 8), ({"f": "2"}, 9)]
    assert found["b"]["d"].line == 8


def test_text_may_run_over_lines():
    assert plain(read("a: >-\n  one\n  two\nb: |\n  three\n")) == {"a": "one two", "b": "three\n"}


def test_a_mark_at_the_start_of_the_file_does_no_harm():
    found, problems = document_of(b"\xef\xbb\xbfa: 1\n", "file.yaml")
    assert (plain(found), problems) == ({"a": "1"}, [])


def test_a_key_that_stands_twice_keeps_what_it_said_first():
    found, (problem,) = document_of(b"a: 1\nb:\n  c: 1\n  c: 2\na: 3\n"[:21], "file.yaml")
    assert plain(found) == {"a": "1", "b": {"c": "1"}}
    assert (problem.code, problem.line) == ("key-repeated", 4)


def test_tags_of_yaml_run_nothing():
    assert plain(read("a: !!python/object/apply:os.system [date]\n")) == {"a": ["date"]}


@pytest.mark.parametrize(
    ("content", "code", "line", "phrase"),
    [
        ("a: [1, 2\nb: 3", "yaml-syntax", 2, "did not find expected"),
        ("a: 'x\n", "yaml-syntax", 2, "end of stream"),
        ("a: 1\n  b: 2", "yaml-syntax", 2, "mapping values are not allowed"),
        ("a: \x00", "yaml-syntax", None, "control characters are not allowed"),
        ("a: *x", "yaml-syntax", 1, "The alias *x"),
        ("a: &x 1\nb: *x", "yaml-syntax", 2, "The alias *x"),
        ("a: 1\n---\nb: 2", "yaml-syntax", 2, "A second document begins here"),
        ("[" * 50, "yaml-syntax", 1, "nested more than 40 deep"),
        (b"a: 1\nb: caf\xe9", "encoding", 2, "not UTF-8"),
        ("", "value-kind", 1, "is empty"),
        ("# nothing but a comment", "value-kind", 1, "is empty"),
        ("{}", "value-kind", 1, "is empty"),
        ("- a", "value-kind", 1, "not a mapping"),
        ("word", "value-kind", 1, "not a mapping"),
        ("? [a]\n: b", "value-kind", 1, "A key is not a single word"),
    ],
)
def test_what_cannot_be_read(content, code, line, phrase):
    found = told(content)
    assert found[:2] == (code, line)
    assert phrase in found[2]


def test_depth_alone_is_no_fault():
    assert plain(read("a: " + "[" * 39 + "]" * 39))["a"]


def test_a_file_is_named_as_it_is_to_be_shown(tmp_path):
    (tmp_path / "a.yaml").write_text("- a", "utf-8")
    assert document(tmp_path / "a.yaml", "questions/a.yaml")[1][0].file == "questions/a.yaml"
    assert document(tmp_path / "a.yaml")[1][0].file == str(tmp_path / "a.yaml")


def test_a_file_that_is_not_there(tmp_path):
    found, (problem,) = document(tmp_path / "none.yaml", "none.yaml")
    assert (found, problem.code, problem.where) == ({}, "file-missing", "none.yaml")


def test_a_file_that_cannot_be_opened(tmp_path):
    (tmp_path / "folder.yaml").mkdir()
    found, (problem,) = document(tmp_path / "folder.yaml", "folder.yaml")
    assert (found, problem.code) == ({}, "file-unreadable")
    assert "Is a directory" in problem.what
