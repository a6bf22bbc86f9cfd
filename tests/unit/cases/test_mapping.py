import pytest

from aboveline.cases.mapping import NO_MAPPING, BodyMapping, mapping_text, read_mapping, with_said
from aboveline.frameworks.documents import document_of

COLUMNS = ["reference", "tier", "roh-level"]
CODES = {"tier": ("A1", "B1")}


def given(text):
    content, problems = document_of(text.encode(), "body.yaml")
    return read_mapping(content, problems, COLUMNS), [(p.code, p.where) for p in problems]


def said(headings=(), values=(), known=NO_MAPPING):
    found, problems = with_said(known, headings, values, COLUMNS, CODES)
    return found, [(p.code, p.file, p.what) for p in problems]


def test_a_mapping_is_read_as_it_is_written():
    found = BodyMapping(
        "Northmarsh", {'Risk "band"\n(new)': "roh-level", "Old: x": "-"}, {"tier": {"Top #1": "A1", "n/a": ""}}
    )
    assert given(mapping_text(found)) == (found, [])


def test_an_empty_mapping_is_read_as_it_is_written():
    assert given(mapping_text(NO_MAPPING)) == (NO_MAPPING, [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("format: 1\nheadings:\n  Band: teir\n", ("reference-unknown", "body.yaml:3")),
        ("format: 1\nheadings:\n  Band: tier\n  BAND: tier\n", ("key-repeated", "body.yaml:4")),
        ("format: 1\nvalues:\n  teir: {Top: A1}\n", ("reference-unknown", "body.yaml:3")),
        ("format: 1\nvalues:\n  tier: [Top]\n", ("value-kind", "body.yaml:3")),
        ("format: 2\n", ("value-unknown", "body.yaml:1")),
        ("format: 1\nheading: {}\n", ("key-unknown", "body.yaml:2")),
    ],
)
def test_a_fault_is_told_with_its_line(text, fault):
    assert given(text)[1] == [fault]


def test_what_is_said_is_added_and_wins():
    known = BodyMapping("", {"Band": "tier", "Ref": "reference"}, {"tier": {"Top": "B1", "Low": "B1"}})
    found, problems = said(["BAND=roh-level", "x=y = -"], ["tier: TOP = A1", "tier: a: b=c=B1", "tier:low="], known)
    assert not problems
    assert found.headings == {"Ref": "reference", "BAND": "roh-level", "x=y": "-"}
    assert found.values == {"tier": {"TOP": "A1", "a: b=c": "B1", "low": ""}}


@pytest.mark.parametrize("text", ["Band", "=tier", "-- =tier"])
def test_a_mapping_without_a_heading_is_told(text):
    [(code, file, what)] = said([text])[1]
    assert (code, file) == ("option-value", "--map")
    assert repr(text) in what


def test_a_column_that_is_not_there_is_told():
    assert said(["Band=teir"], ["teir: Top=A1"])[1] == [
        ("unknown-name", "--map", "There is no column 'teir'."),
        ("unknown-name", "--value", "There is no column 'teir'."),
    ]


@pytest.mark.parametrize("text", ["Top=A1", "tier: Top", "tier: =A1"])
def test_a_value_without_a_meaning_is_told(text):
    assert [problem[:2] for problem in said(values=[text])[1]] == [("option-value", "--value")]


def test_a_code_that_the_edition_does_not_have_is_told():
    assert said(values=["tier: Top=Z9"])[1] == [("option-value", "--value", "'Z9' is no code of tier.")]
    assert said(values=["reference: X=anything"])[1] == []
