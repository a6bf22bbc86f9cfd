import pytest

from aboveline.frameworks.documents import document_of
from aboveline.frameworks.model import STANDINGS
from aboveline.frameworks.read import (
    content_hash,
    framework,
    framework_and_problems,
    installed_framework,
    installed_ids,
)
from aboveline.problems import Faulty
from tests.examples.editions import MADE_UP, SMALL, changed, texts, written


def test_every_installed_edition_can_be_read():
    assert "omi-2006" in installed_ids()
    for name in installed_ids():
        found = installed_framework(name)
        assert (found.id, found.hash[:7]) == (name, "sha256:")
        assert all(rule.source and rule.standing in STANDINGS for rule in found.rules.values())


def test_an_edition_that_is_not_installed():
    with pytest.raises(Faulty) as caught:
        installed_framework("omi-2007")
    (problem,) = caught.value.problems
    assert problem.code == "framework-unknown"
    assert "omi-2006" in problem.do


def test_questions_stand_in_the_order_of_the_report(tmp_path):
    documents = texts(SMALL)
    documents["questions/A10.yaml"] = documents.pop("questions/A2.yaml").replace("A2", "B")
    found = framework_and_problems(written(tmp_path, documents))[0]
    # By name alone A10 would stand before A2; here there is A1 only, so the numbers decide.
    assert [question.report for question in found.questions.values()] == list(range(1, 7))
    numbers = {"2.10": 1, "2.9": 2, "10.1": 3, "a": 4}
    for name, number in numbers.items():
        bank = f'criterion: "B"\nquestions:\n  - {{id: n{number}, text: x, scale: yes-no}}\n'
        (tmp_path / "questions" / f"{name}.yaml").write_text(bank, "utf-8")
    found = framework_and_problems(tmp_path)[0]
    assert [name for name in found.questions if name[0] == "n"] == ["n2", "n1", "n3", "n4"]


def test_the_hash_is_of_what_an_edition_says_and_not_of_how_it_is_written(tmp_path):
    plain = framework(SMALL).hash
    quoted = framework(
        changed(tmp_path / "1", ("framework.yaml", "title: A small edition", '# x\ntitle:   "A small edition"'))
    )
    other = framework(changed(tmp_path / "2", ("framework.yaml", "title: A small edition", "title: A large edition")))
    assert quoted.hash == plain
    assert other.hash != plain


@pytest.mark.parametrize(
    ("document", "old", "new"),
    [
        ("questions/A2.yaml", "Home by dark?", "Home by noon?"),
        ("examples.yaml", "One walk", "A walk"),
        ("framework.yaml", "label: Dry", "label: Not wet"),
        ("framework.yaml", "[low, high]", "[high, low]"),
    ],
)
def test_every_document_is_in_the_hash(tmp_path, document, old, new):
    assert framework_and_problems(changed(tmp_path, (document, old, new)))[0].hash != framework(SMALL).hash


def test_a_hash_once_pinned_stays():
    # Inspections pin hashes. If this fails, every pinned inspection would be refused.
    document, _ = document_of(b"a: 1\nb: [x, {c: \xc3\xa9}]\n", "file")
    assert content_hash([document]) == "sha256:b131dc6fae137ed8a92e315979e2c8a607d84c94bb2a440dc3c0f0b8ee056423"


def test_an_edition_without_a_main_document(tmp_path):
    found, problems = framework_and_problems(tmp_path)
    assert (found.id, found.questions, found.tree) == (tmp_path.name, {}, ())
    assert [problem.where for problem in problems] == ["framework.yaml", "examples.yaml"]


def test_what_refers_to_a_document_that_cannot_be_read_is_not_at_fault(tmp_path):
    _, (problem,) = framework_and_problems(changed(tmp_path, ("questions/A1.yaml", "criterion: A1", "criterion: [")))
    assert (problem.code, problem.file) == ("yaml-syntax", "questions/A1.yaml")


def test_an_edition_may_have_no_questions(tmp_path):
    main = """\
format: 1
id: graded
title: Graded only
rating_scales: {words: [low, high]}
rules: {given: {operator: given, scale: words, missing: absent, source: x, standing: derived}}
tree: [{id: A, level: criterion, title: A, rating: given}]
"""
    documents = {"framework.yaml": main, "examples.yaml": "examples: [{title: none}]"}
    assert framework(written(tmp_path, documents)).questions == {}


def test_what_an_edition_says():
    found = framework(MADE_UP)
    assert found.sources["handbook"] == "The Handbook of Library Visits, second printing"
    assert found.label("person") == "borrower"
    assert found.label("sample") == "sample"
    assert [part.id for part in found.parts()][:4] == ["service", "1", "1.1", "1.2"]
    assert [question.id for question in found.questions_of("4.1")] == ["visit-on-time", "books-liked", "liked-told"]
    assert found.rules["standard-80-20"].note.startswith("Without its summary question")
    assert found.questions["joining-explained"].sources == ("file", "borrower-interview")
    assert found.questions["needs-asked-why"].reason_of == "needs-asked"
    assert found.tags["care"].standing == "assumed"


def test_a_heading_stands_for_what_is_below_it():
    (service,) = framework(MADE_UP).tree
    assert [part.id for part in service.counted_parts()] == ["1", "2", "3", "4", "5", "6"]
