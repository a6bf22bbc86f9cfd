from dataclasses import replace
from fractions import Fraction

import pytest

from aboveline.frameworks.documents import document_of
from aboveline.frameworks.read import framework
from aboveline.sampling.readers import (
    LOCAL,
    READERS,
    Held,
    Reader,
    barred,
    local_share,
    person_key,
    persons,
    share_of,
    team,
    time_for,
)
from aboveline.tables import RawTable, checked_table
from tests.examples.editions import SMALL

HEADER = ("reader", "name", "role", "line", "person", "capacity", "reserve", "days")


def readers(*rows):
    columns = list(zip(*rows, strict=True)) or [()] * len(HEADER)
    table, problems = checked_table(READERS, RawTable("team.csv", HEADER, columns, range(2, 2 + len(rows))))
    assert not problems
    return team(table)


def reader(role=LOCAL, line=("North",), name="Jo Hall", person=""):
    return Reader("jo", name, "", role, line, person or name, Fraction(1), False, (), 2)


def test_a_reader_is_read_with_what_is_left_blank():
    found, problems = readers(
        ("jo", "Jo Hall", "local-assessor", "North | A Boss", "", "0.5", "yes", "mon|tue"),
        ("al", "Al Hill", "inspector", "", "AH1", "", "", ""),
    )
    assert not problems
    assert found[0] == Reader(
        "jo", "Jo Hall", "", LOCAL, ("North", "A Boss"), "Jo Hall", Fraction(1, 2), True, ("mon", "tue"), 2
    )
    assert (found[1].person, found[1].capacity, found[1].reserve, found[1].days) == ("AH1", 1, False, ())


def test_a_team_without_readers_is_told():
    assert [problem.code for problem in readers()[1]] == ["sample-empty"]


@pytest.mark.parametrize(
    ("row", "code", "says"),
    [
        (("jo", "Jo Hall", "local-assessor", " | ", "", "", "", ""), "cell-missing", "has no line"),
        (("jo", "Jo Hall", "inspector", "", "", "-1", "", ""), "cell-kind", "-1 is below 0"),
        (("ja", "Hill, Mr Al", "inspector", "", "", "", "", ""), "row-repeated", "the reader al too, on line 2"),
    ],
)
def test_readers_that_cannot_be_are_told(row, code, says):
    _, problems = readers(("al", "Al Hill", "inspector", "", "", "", "", ""), row)
    assert [(problem.code, problem.where) for problem in problems] == [(code, "team.csv:3")]
    assert says in problems[0].what


def test_a_name_is_the_same_however_it_is_written():
    assert person_key("O’Neill,  Ms Jo") == person_key("jo O'NEILL") == "jo oneill"
    assert person_key("Jo Hall") != person_key("Jo Hill")
    assert person_key("") == ""


@pytest.mark.parametrize(
    ("held", "why"),
    [
        (("HALL, Jo", "A Boss", "South"), "is its practitioner"),
        (("P Smith", "jo hall", "South"), "is its manager"),
        (("P Smith", "A Boss", "north"), "belongs to its line"),
        (("P Smith", "North", ""), "belongs to its line"),
        (("P Smith", "A Boss", "South"), ""),
        (("P Smith", "A Boss", ""), ""),
        (("", "A Boss", "South"), "is a local assessor, and its practitioner is not known"),
        (("P Smith", "", ""), "is a local assessor, and its line is not known"),
    ],
)
def test_what_a_local_assessor_must_not_read(held, why):
    assert barred(reader(), Held("C1", *held)) == why


def test_an_inspector_may_read_what_is_of_unknown_line_but_no_own_case():
    inspector = reader("inspector", ())
    assert barred(inspector, Held("C1", "", "", "")) == ""
    assert barred(inspector, Held("C1", "Jo Hall", "", "")) == "is its practitioner"
    assert barred(inspector._replace(person="JH1"), Held("C1", "jh1", "", "")) == "is its practitioner"


def test_who_reads_and_is_interviewed_is_one_person():
    held = [Held("C1", "Hall, Jo", "", ""), Held("C2", "", "", "")]
    assert persons([reader(), reader(name="Al Hill")._replace(id="al")], held) == {"jo": "hall jo", "al": "@al"}


def test_interviews_on_own_cases_take_time_from_reading():
    held = [Held("C1", "Jo Hall", "", ""), Held("C2", "P Smith", "", "")]
    assert time_for([reader()], held, {"jo": (0, 2)}, 3) == {"jo": 5}
    assert time_for([reader()], held, {"jo": ()}, 3) == {"jo": 0}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("1/3", Fraction(1, 3)),
        ("0.33", Fraction(33, 100)),
        ("1", 1),
        ("0", 0),
        ("1.1", None),
        ("-1", None),
        ("x", None),
    ],
)
def test_shares_are_read(text, part):
    assert share_of(text) == part
    assert share_of("1/0") is share_of("most") is None


def sampling(text):
    mapping, problems = document_of(f"readers:\n{text}".encode() if text else b"low: 1\n", "e.yaml")
    assert not problems
    return local_share(replace(framework(SMALL), sampling=mapping))


def test_an_edition_may_say_the_share_of_local_assessors():
    found, problems = sampling("  local_share: 1/3\n  source: a report\n  standing: published\n  note: about\n")
    assert not problems
    assert found == (Fraction(1, 3), "a report", "published")
    assert sampling("") == (None, [])
    assert local_share(replace(framework(SMALL), sampling=None)) == (None, [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("  local_share: most\n  source: x\n  standing: assumed\n", ["value-kind"]),
        ("  source: x\n  standing: assumed\n", ["key-missing"]),
        ("  local_share: 1/3\n  source: x\n  standing: known\n  more: 1\n", ["value-unknown", "key-unknown"]),
    ],
)
def test_a_faulty_share_of_an_edition_is_told(text, codes):
    found, problems = sampling(text)
    assert found is None
    assert [problem.code for problem in problems] == codes
