import pytest

from aboveline.files.basis import basis
from aboveline.frameworks.read import installed_framework

GOOD = """\
format: 1
about: Offenders were not interviewed again
sources: [file, practitioner-interview]
cases: sentence in (community, licence)
without_questions: [psr-concise]
source: a report
standing: published
"""


def read(tmp_path, text):
    (tmp_path / "basis.yaml").write_text(text)
    return basis(tmp_path, installed_framework("omi-2006"))


def test_a_folder_without_one_has_none(tmp_path):
    assert basis(tmp_path, installed_framework("omi-2006")) == (None, [])


def test_a_basis_is_read(tmp_path):
    found, problems = read(tmp_path, GOOD)
    assert problems == []
    assert found.sources == ("file", "practitioner-interview")
    assert found.without_questions == ("psr-concise",)
    assert found.cases.truth(lambda name, judged: "licence") is True
    assert found.standing == "published"


def test_everything_may_be_left_out_but_where_it_was_read(tmp_path):
    found, problems = read(tmp_path, "format: 1\n")
    assert [problem.code for problem in problems] == ["key-missing", "key-missing"]
    assert found.cases is None


@pytest.mark.parametrize(
    ("good", "bad", "code", "line", "phrase"),
    [
        ("[file, practitioner-interview]", "[file, practitioner-intervew]", "reference-unknown", 3, "Did you mean"),
        ("sentence in (community, licence)", "sentence in community", "condition-syntax", 4, "cannot be read"),
        ("sentence in (community, licence)", "sentense is community", "reference-unknown", 4, "sentence"),
        ("sentence in (community, licence)", "judged psr-concise is yes", "reference-unknown", 4, "no case fact"),
        ("[psr-concise]", "[psr-consise]", "reference-unknown", 5, "psr-concise"),
        ("about:", "abut:", "key-unknown", 2, "about"),
    ],
)
def test_what_it_names_must_be_there(tmp_path, good, bad, code, line, phrase):
    _, problems = read(tmp_path, GOOD.replace(good, bad))
    assert [(problem.code, problem.file, problem.line) for problem in problems] == [(code, "basis.yaml", line)]
    assert phrase in str(problems[0])
