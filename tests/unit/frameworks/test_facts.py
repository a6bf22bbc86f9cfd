from aboveline.frameworks.facts import fact_catalogue
from aboveline.frameworks.model import STANDINGS


def test_the_catalogue_is_free_of_faults():
    facts, problems = fact_catalogue()
    assert problems == []
    assert len(facts) > 10
    assert all(fact.title for fact in facts.values())
    assert all(codes.source and codes.standing in STANDINGS for fact in facts.values() for codes in fact.lists)


def test_a_code_of_any_era_is_known_by_its_newest_label():
    sentence = fact_catalogue()[0]["sentence"]
    assert [codes.since for codes in sentence.lists] == sorted(codes.since for codes in sentence.lists)
    assert sentence.lists[-1].until == ""
    assert sentence.codes["custody"] == "In custody"
    assert {"community", "suspended", "post-sentence"} <= set(sentence.codes)


def test_what_says_who_somebody_is_is_marked():
    facts = fact_catalogue()[0]
    assert facts["sex"].personal
    assert not facts["sentence"].personal


CATALOGUE = """\
format: 1
facts:
  - {id: a, title: A, kind: text}
  - {id: b, title: B, kind: code}
  - {id: a, title: A, kind: word}
  - {id: c, title: C, kind: code, lists: [{codes: [{id: x, label: X, note: n}, {id: y}]}]}
"""


def test_faults_of_a_catalogue(tmp_path):
    path = tmp_path / "facts.yaml"
    path.write_text(CATALOGUE, "utf-8")
    facts, problems = fact_catalogue(path)
    assert [(problem.code, problem.where) for problem in problems] == [
        ("key-missing", "facts.yaml:4"),
        ("value-unknown", "facts.yaml:5"),
        ("id-repeated", "facts.yaml:5"),
    ]
    assert facts["c"].codes == {"x": "X", "y": "y"}
    # Who somebody is may show in any fact of which nobody said that it does not.
    assert facts["c"].personal
