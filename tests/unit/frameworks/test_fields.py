import pytest

from aboveline.frameworks.documents import document_of
from aboveline.frameworks.fields import Fields


class Reading:
    """The fields of a document, with the problems met so far."""

    def __init__(self, text):
        mapping, self.problems = document_of(text.encode(), "file.yaml")
        self.fields = Fields(mapping, self.problems, "thing")

    def told(self):
        return [(problem.code, problem.line, problem.what) for problem in self.problems]


def test_text():
    reading = Reading("a: word\nb:\n")
    assert (reading.fields.text("a"), reading.fields.text("b", "else"), reading.fields.text("c", "")) == (
        "word",
        "else",
        "",
    )
    assert reading.told() == []


def test_text_that_is_missing():
    reading = Reading("a: word\nb:\n")
    assert (reading.fields.text("b"), reading.fields.text("c")) == ("", "")
    assert reading.told() == [
        ("key-missing", 1, "The thing lacks 'b'."),
        ("key-missing", 1, "The thing lacks 'c'."),
    ]


@pytest.mark.parametrize(("name", "value"), [("text", "x"), ("option", "x"), ("number", 0.0), ("whole", 7)])
def test_a_list_where_a_word_should_be_is_told_once(name, value):
    reading = Reading("a:\n  - x\n")
    more = {"text": ["x"], "option": [("x", "y")], "number": [], "whole": [7]}[name]
    assert getattr(reading.fields, name)("a", *more) == value
    assert reading.told() == [("value-kind", 1, "'a' of the thing must be text.")]


def test_an_option_falls_back_where_it_is_not_one():
    reading = Reading("a: b\nc: zz\n")
    options = ("b", "d")
    assert [reading.fields.option(key, options) for key in "ac"] == ["b", "b"]
    assert reading.fields.option("c", options, "d") == "d"
    assert reading.fields.option("none", options, "") == ""
    assert reading.fields.option("none", options) == "b"
    assert [code for code, *_ in reading.told()] == ["value-unknown", "value-unknown", "key-missing"]


def test_numbers():
    reading = Reading("a: 1.5\nb: -2\nc: nan\nd: 1e3\n")
    assert [reading.fields.number(key) for key in "abcd"] == [1.5, -2.0, 0.0, 0.0]
    assert [line for _, line, _ in reading.told()] == [3, 4]


def test_whole_numbers():
    reading = Reading("a: 12\nb: 1.5\nc: -2\n")
    assert [reading.fields.whole(key, 3) for key in "abcd"] == [12, 3, 3, 3]
    assert reading.told() == [
        ("value-kind", 2, "'1.5' at 'b' of the thing is not a whole number."),
        ("value-kind", 3, "'-2' at 'c' of the thing is not a whole number."),
    ]


def test_truth():
    reading = Reading("a: yes\nb: no\nc: maybe\n")
    assert [reading.fields.truth(key, default=True) for key in "abcd"] == [True, False, True, True]
    assert [code for code, *_ in reading.told()] == ["value-unknown"]


def test_words():
    reading = Reading("a: [x, y]\nb: x\nc:\nd: {x: y}\ne: [[x]]\n")
    assert [reading.fields.words(key) for key in "abcdef"] == [("x", "y"), ("x",), (), (), (), ()]
    assert [line for _, line, _ in reading.told()] == [4, 5]


def test_pairs():
    reading = Reading("a: {x: 1, y: 2}\nb:\nc: word\nd: {x: [1]}\n")
    assert [reading.fields.pairs(key) for key in "abcde"] == [{"x": "1", "y": "2"}, {}, {}, {}, {}]
    assert [line for _, line, _ in reading.told()] == [3, 4]


def test_each():
    reading = Reading("a:\n  - {id: one}\n  - {id: [two]}\n  - three\nb: word\nc: []\n")
    assert [item.noun for item in reading.fields.each("a", "part")] == ["part one", "part"]
    assert reading.fields.each("b", "part") == []
    assert reading.fields.each("c", "part") == reading.fields.each("d", "part") == []
    assert reading.told() == [
        ("value-kind", 4, "An item of 'a' in the thing is not a mapping."),
        ("value-kind", 5, "'b' of the thing must be a list."),
    ]


def test_each_that_must_be_there():
    reading = Reading("a: []\nx: y\n")
    assert reading.fields.each("a", "part", required=True) == reading.fields.each("b", "part", required=True) == []
    assert [(code, line) for code, line, _ in reading.told()] == [("key-missing", 1), ("key-missing", 1)]


def test_named():
    reading = Reading("a:\n  one: {x: 1}\n  two: word\nb: [x]\n")
    assert {name: item.noun for name, item in reading.fields.named("a", "rule").items()} == {"one": "rule one"}
    assert reading.fields.named("b", "rule") == reading.fields.named("c", "rule") == {}
    assert [line for _, line, _ in reading.told()] == [3, 4]


def test_a_block_is_left_for_others_to_read():
    reading = Reading("a: {x: 1}\nb: word\n")
    assert reading.fields.block("a") == {"x": "1"}
    assert reading.fields.block("b") is None
    assert reading.fields.block("c") is None
    reading.fields.done()
    assert [(code, line) for code, line, _ in reading.told()] == [("value-kind", 2)]


def test_keys_that_nobody_asked_for_are_told_in_the_end():
    reading = Reading("titel: x\nother: y\n")
    reading.fields.text("title", "")
    reading.fields.done()
    assert [(code, line) for code, line, _ in reading.told()] == [("key-unknown", 1), ("key-unknown", 2)]
    assert reading.problems[0].do == "Did you mean title?"
    reading = Reading("other: y\n")
    reading.fields.done()
    assert reading.problems[0].do == "Remove it."
