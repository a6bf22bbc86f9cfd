import copy
import hmac
from datetime import date
from hashlib import sha256

import pytest

from aboveline.cases.columns import caseload_table
from aboveline.cases.table import IDENTITIES, case_table
from aboveline.frameworks.read import installed_framework
from aboveline.sampling.eligibility import Reason, Sifted
from aboveline.sampling.frame import frame_hash, frame_text
from aboveline.sampling.seal import dealt_order, hash_problems, key_hash, seal, seal_problems, sealed
from aboveline.sampling.windows import Window
from aboveline.tables import Table

EDITION = installed_framework("esi-2003")
SPEC = case_table(EDITION)
KEY = bytes(range(32))
REFERENCES = ["X1", "é/2", "X3", "X4"]
WINDOWS = (Window("", "started", None, (8, 10), "assumed", "x", "published"),)
TOLD = {
    "code": "aboveline 0",
    "sealed": "2004-10-20T09:00:00Z",
    "framework": {"id": "esi-2003", "hash": EDITION.hash},
    "plan": {"id": "esi-2003", "hash": EDITION.hash},
    "file": {"file": "c.xlsx", "hash": "sha256:" + "0" * 64},
    "fieldwork": date(2004, 11, 8),
    "theme": "",
    "key": KEY,
    "commitment": None,
}


def caseload():
    spec = caseload_table(EDITION)
    columns = {name: [f"{name} {at}" for at in range(4)] for name in spec.column_names}
    columns |= {"reference": REFERENCES, "row": ["2", "3", "4", "5"], "roh-level": ["high", "low", "low", ""]}
    return Table(spec, "c.xlsx", columns, (2, 3, 4, 5))


SIFTED = Sifted([0, 1, 3], ["a", "b", "a"], [(2, "over")], [Reason("over", "Over", 1, "published")], {"disposal": 2})


def made(**further):
    return sealed(caseload(), SIFTED, SPEC, KEY, **{"prefix": "H05", **further})


def content(**further):
    return seal(made(aside=["9"], same_people=[["2", "4"], ["3", "4", "5"]]), SIFTED, WINDOWS, {**TOLD, **further})


def test_references_are_dealt_in_the_order_of_their_keyed_hashes():
    order = sorted(range(4), key=lambda at: hmac.digest(KEY, REFERENCES[at].encode(), "sha256"))
    assert dealt_order(REFERENCES, KEY) == order
    found = made()
    rank = [at for at in order if at != 2]
    assert found.identities.columns["reference"] == [REFERENCES[at] for at in rank]
    assert found.identities.columns["row"] == [str(at + 2) for at in rank]
    assert found.frame.columns["case"] == found.identities.columns["case"] == ["H05-001", "H05-002", "H05-003"]
    assert found.frame.columns["cohort"] == ["ab-a"[at] for at in rank]
    assert found.frame.columns["roh-level"] == [caseload().columns["roh-level"][at] for at in rank]


def test_another_key_deals_otherwise():
    assert dealt_order([str(at) for at in range(50)], KEY) != dealt_order([str(at) for at in range(50)], bytes(32))


@pytest.mark.parametrize("length", [0, 20, 64])
def test_a_key_may_have_any_length_up_to_a_block(length):
    key = bytes(range(length))
    order = sorted(range(4), key=lambda at: hmac.digest(key, REFERENCES[at].encode(), "sha256"))
    assert dealt_order(REFERENCES, key) == order


def test_references_are_as_wide_as_their_number_asks():
    many = Sifted([0] * 1000, [""] * 1000, [], [], {})
    cases = sealed(caseload(), many, SPEC, KEY).frame.columns["case"]
    assert (cases[0], cases[-1]) == ("C-0001", "C-1000")


def test_the_frame_has_the_columns_of_the_case_table_and_nobody_in_it():
    found = made()
    assert found.frame.spec is SPEC
    assert tuple(found.frame.columns) == SPEC.column_names
    assert not {"reference", "name", "born", "practitioner", "row", "started"} & set(found.frame.columns)
    assert tuple(found.identities.columns) == IDENTITIES.column_names
    assert found.text == frame_text(found.frame)
    assert " 2" not in found.text  # nothing of the case left out


def test_what_is_left_out_is_told_by_row_with_rows_that_are_no_cases():
    assert made(aside=["9", "10"]).excluded == [("4", "over"), ("9", "no-case"), ("10", "no-case")]


def test_people_who_stand_in_the_frame_more_than_once_are_told():
    assert made(same_people=[["2", "4"], ["2", "3", "4"], ["3", "5"]]).same_people == [["2", "3"], ["3", "5"]]


def test_the_seal_says_how_the_rows_became_the_frame():
    found = content()
    assert seal_problems(found, "seal.json") == []
    assert found["caseload"] == {"file": "c.xlsx", "hash": "sha256:" + "0" * 64, "rows": 5}
    assert [(row["reason"], row["cases"]) for row in found["left_out"]] == [("no-case", 1), ("over", 1)]
    assert found["eligible"] == 3
    assert found["cohorts"] == [{"cohort": "a", "cases": 2}, {"cohort": "b", "cases": 1}]
    assert found["blank"] == [{"fact": "disposal", "cases": 2}]
    assert found["same_people"] == 1
    assert found["frame"] == {"cases": 3, "hash": frame_hash(made().frame)}
    assert found["key"] == key_hash(KEY) == "sha256:" + sha256(KEY.hex().encode()).hexdigest()
    assert found["windows"] == [
        {
            "cohort": "",
            "fact": "started",
            "from": "2004-01-08",
            "to": "2004-03-08",
            "standing": "published",
            "about": "assumed",
        }
    ]


def test_without_rows_that_are_no_cases_there_is_no_such_reason():
    found = seal(made(), SIFTED, (), TOLD)
    assert [row["reason"] for row in found["left_out"]] == ["over"]
    assert found["windows"] == []


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("format",), 2, "this version reads 1"),
        (("eligible",), "3", "eligible is not a whole number"),
        (("eligible",), 4, "another number of cases"),
        (("frame", "cases"), 4, "another number of cases"),
        (("frame", "hash"), "sha256:xyz", "'sha256:xyz' is no hash"),
        (("commitment",), "4711", "'4711' is no hash"),
        (("key",), "", "'' is no hash"),
        (("caseload", "rows"), 6, "do not come to the rows"),
        (("cohorts", 0, "cases"), 1, "the cohorts do not come"),
        (("left_out", 0, "cases"), -1, "below 0"),
        (("plan",), None, "plan is not a mapping"),
    ],
)
def test_what_is_no_seal_is_told(path, value, says):
    found = copy.deepcopy(content())
    place = found
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    problems = seal_problems(found, "seal.json")
    assert {problem.code for problem in problems} == {"seal-faulty"}
    assert any(says in problem.what for problem in problems)


@pytest.mark.parametrize("value", [None, [], "seal", {}])
def test_what_is_nothing_of_the_kind_is_told_too(value):
    assert seal_problems(value, "seal.json")


def test_a_hash_is_written_in_one_way():
    assert hash_problems("--commitment", "sha256:" + "0f" * 32) == []
    for text in ("0f" * 32, "sha256:" + "0F" * 32, "sha256:0f", ""):
        [problem] = hash_problems("--commitment", text)
        assert (problem.code, problem.file) == ("option-value", "--commitment")
