import copy
import json
from hashlib import sha256

import pytest

from aboveline.cases.table import CASE
from aboveline.sampling.cells import Quota, Sized, Wanted
from aboveline.sampling.commitment import Origin, commitment
from aboveline.sampling.plan import SamplingPlan, Size, Stratum
from aboveline.sampling.receipt import plan_differs, receipt, verify, with_replacement
from aboveline.sampling.shape import SHAPE, shape_problems
from aboveline.tables import Column, Table, TableSpec

SPEC = TableSpec("cases", "", (CASE, Column("w", "wet or dry"), Column("p", "poor")), ("case",))
MADE = {"framework": {"id": "small", "hash": "sha256:0"}, "code": "aboveline 0", "seal": None}
WANTED = Wanted(
    4,
    2,
    (Quota("Wet", "w is wet", 3, "published"), Quota("Dry", "w is dry", 1, "published")),
    (Quota("Poor", "p is yes", 1, "assumed"),),
    (),
)
CASES = [f"C{at:02}" for at in range(10)]


def frame(**changes):
    columns = {"case": CASES, "w": ["wet"] * 7 + ["dry"] * 3, "p": ["yes", "no"] * 5} | changes
    return Table(SPEC, "frame.csv", columns, range(2, len(columns["case"]) + 2))


@pytest.fixture
def made():
    content, problems = receipt(frame(), WANTED, "s", MADE)
    assert not problems
    return content


def test_a_receipt_holds_its_shape_and_comes_out_again(made):
    assert shape_problems(json.loads(json.dumps(made)), "r.json") == []
    assert made.keys() == SHAPE.keys()
    assert verify(frame(), made, "r.json") == []


def test_the_order_of_the_frame_changes_nothing(made):
    turned = {name: list(reversed(texts)) for name, texts in frame().columns.items()}
    assert receipt(frame(**turned), WANTED, "s", MADE)[0] == made


def test_hashes_are_those_of_the_documents(made):
    poor = ["yes", "no"] * 5
    rows = [f"{case},{'wet' if at < 7 else 'dry'},{poor[at]}\n" for at, case in enumerate(CASES)]
    text = "case,w,p\n" + "".join(rows)
    assert made["frame"] == {"cases": 10, "hash": "sha256:" + sha256(text.encode()).hexdigest()}
    plan = {key: value for key, value in made["plan"].items() if key != "hash"}
    text = json.dumps(plan, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert made["plan"]["hash"] == "sha256:" + sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("seed",), "t", "list 1: the receipt says case 'C0"),
        (("frame", "cases"), 11, "frame.cases: the receipt says 11, the draw repeated gives 10."),
        (("frame", "hash"), "sha256:", "frame.hash"),
        (
            ("seed_origin", "kind"),
            "public",
            "seed_origin.kind: the receipt says 'public', the draw repeated gives 'given'",
        ),
        (("seed_origin", "commitment"), "sha256:", "seed_origin.commitment: the receipt says 'sha256:'"),
        (("plan", "sized", "by"), "margin", "plan.hash"),
        (("named",), {"cases": ["C01"], "surplus": [], "reason": ""}, "named.reason: the receipt says ''"),
        (("named",), {"cases": ["C01", "C01"], "surplus": [], "reason": ""}, "way 'drawn'"),
        (("plan", "reserves"), 1, "plan.hash"),
        (("cells", 0, "probability"), None, "cells 1.probability: the receipt says nothing, the draw"),
        (("list", 0, "random"), "0", "list 1.random"),
        (("list",), [], "list: the receipt has 0 entries, the draw repeated"),
        (("replacements",), [{"case": "C99", "by": "C01", "reason": "x"}], "'C99' is not in the sample"),
    ],
)
def test_every_difference_is_told(made, path, value, says):
    changed = copy.deepcopy(made)
    *way, last = path
    place = changed
    for key in way:
        place = place[key]
    place[last] = value
    problems = verify(frame(), changed, "r.json")
    assert any(says in problem.what for problem in problems), problems
    assert {problem.code for problem in problems} == {"receipt-differs"}


def test_another_frame_is_told(made):
    wet = ["dry"] + ["wet"] * 6 + ["dry"] * 3
    assert next(p.what[:11] for p in verify(frame(p=["no", "yes"] * 5), made, "r.json")) == "frame.hash:"
    assert any("frame.hash" in problem.what for problem in verify(frame(w=wet), made, "r.json"))
    assert [p.code for p in verify(frame(w=["wet"] * 10), made, "r.json")] == ["quota-short"]
    assert [p.code for p in verify(frame(case=[], w=[], p=[]), made, "r.json")] == ["sample-empty"]
    assert [p.code for p in verify(frame(w=["", *["wet"] * 6, *["dry"] * 3]), made, "r.json")] == ["fact-blank"]
    assert receipt(frame(case=[], w=[], p=[]), WANTED, "s", MADE)[0] == {}


def test_what_differs_alike_in_entries_one_after_the_other_is_told_once(made):
    changed = copy.deepcopy(made)
    for row in changed["list"][:2]:
        row["weight"] = "9"
    changed["cells"][0] |= {"frame": 9, "target": 9}
    assert [problem.what for problem in verify(frame(), changed, "r.json")] == [
        "cells 1: the receipt says frame 9, target 9; the draw repeated gives frame 4, target 2.",
        "list 1 to 2.weight: the receipt says '9', the draw repeated gives '4/2'.",
    ]


def test_the_cases_that_the_body_named_are_compared_one_by_one():
    content, _ = receipt(frame(), WANTED, "s", MADE, named=CASES[:4])
    turned = {**content, "named": {**content["named"], "surplus": content["named"]["surplus"][::-1]}}
    assert len(content["named"]["surplus"]) == 1
    assert verify(frame(), turned, "r.json") == []
    other = {**content, "named": {**content["named"], "surplus": ["C09"]}}
    assert verify(frame(), other, "r.json")[0].what.startswith("named.surplus 1: the receipt says 'C09', the draw")


def test_a_replacement_stands_in_the_receipt_and_comes_out_again(made):
    first = next(row["case"] for row in made["list"] if row["place"] == "sample" and row["cell"] == 3)
    found = with_replacement(made, first, "File lost", "r.json")
    assert found["replacements"][0]["case"] == first
    assert found["replacements"][0]["reason"] == "File lost"
    assert {row["case"]: row["place"] for row in found["list"]}[first] == "replaced"
    assert verify(frame(), found, "r.json") == []
    assert verify(frame(), {**found, "replacements": []}, "r.json")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"format": 1, "seed": 4}, "The format of this receipt is 1, and this version reads 2."),
        ({"format": "2"}, "format is not a whole number"),
        ({"named": []}, "named is not a mapping"),
        ({"seal": 1}, "seal is not text or null"),
        ({"seed_origin": {}}, "seed_origin lacks 'kind'"),
        ({"seed": 4}, "seed is not text"),
        ({"frame": []}, "frame is not a mapping"),
        ({"list": {}}, "list is not a list"),
        ({"list": [{}]}, "list 1 lacks 'number'"),
        ({"more": 1}, "the receipt has 'more'"),
        ({"plan.size": True}, "plan.size is not a whole number"),
        ({"plan.size": -1}, "below 0"),
        (
            {"plan.make_up": [{"title": "", "when": "x", "cases": "", "standing": ""}]},
            "cases is not a whole number or null",
        ),
        ({"plan.make_up": [{"title": "", "when": "x", "cases": None, "standing": ""}]}, "condition 'x' cannot be read"),
    ],
)
def test_what_is_no_receipt_is_told(made, change, says):
    for key, value in change.items():
        outer, _, inner = key.partition(".")
        made = {**made, outer: {**made[outer], inner: value} if inner else value}
    assert any(says in problem.what for problem in shape_problems(made, "r.json"))


def test_a_list_is_no_receipt():
    assert [p.what for p in shape_problems([], "r.json")] == ["This is no receipt: the receipt is not a mapping."]


def test_a_cell_from_which_none_is_drawn_has_no_weight_and_no_reserve():
    want = Wanted(2, 2, (), (Quota("Poor", "p is yes", 2, "assumed"),), ("w",))
    content, _ = receipt(frame(w=["wet"] * 10), want, "s", MADE)
    assert [(row["title"], row["probability"], row["weight"], row["reserves"]) for row in content["cells"]] == [
        ("w wet · Poor", "2/5", "5/2", 2),
        ("w wet", "0/5", None, 0),
    ]
    assert {row["cell"] for row in content["list"]} == {1}
    assert verify(frame(w=["wet"] * 10), content, "r.json") == []


def test_every_field_of_a_case_is_in_the_hash_and_equal_cases_are_cases_of_their_own():
    spec = SPEC._replace(columns=(*SPEC.columns, Column("note", "a note")))
    alike = {"case": CASES, "w": ["wet"] * 10, "p": ["yes"] * 10, "note": [""] * 10}
    want = Wanted(4, 1, (), (), ())
    one = receipt(Table(spec, "f", alike, range(2, 12)), want, "s", MADE)[0]
    other = receipt(Table(spec, "f", {**alike, "note": ["x", *[""] * 9]}, range(2, 12)), want, "s", MADE)[0]
    assert one["list"] == other["list"]
    assert one["frame"]["hash"] != other["frame"]["hash"]


def test_where_the_seed_comes_from_is_written_and_held_to():
    origin = Origin("committed", "", commitment("s"))
    content, _ = receipt(frame(), WANTED, "s", MADE, origin)
    assert content["seed_origin"] == {"kind": "committed", "told": "", "commitment": commitment("s")}
    assert verify(frame(), content, "r.json") == []
    (problem,) = verify(
        frame(), {**content, "seed_origin": {**content["seed_origin"], "commitment": commitment("t")}}, "r.json"
    )
    assert problem.what.startswith("seed_origin.commitment: the receipt says")
    public, _ = receipt(frame(), WANTED, "s", MADE, Origin("public", "Lottery of 5 May 2025"))
    assert verify(frame(), public, "r.json") == []
    assert verify(frame(), {**public, "seed_origin": {"kind": "committed", "told": "", "commitment": None}}, "r.json")


def stratum(title, when, cases):
    return Stratum(title, None, when, cases, "", "published")


PLAN = SamplingPlan(
    low=4,
    high=9,
    confidence=None,
    margin=None,
    in_proportion_to=(),
    make_up=(stratum("Wet", "w is wet", 3), stratum("Dry", "w is dry", 1)),
    represented=(stratum("Poor", "p is yes", None),),
    source="",
    standing="published",
)


def test_a_receipt_is_held_to_the_plan_as_it_stands(made):
    assert plan_differs(made, PLAN, "r.json") == []
    fewer = PLAN._replace(make_up=(stratum("Wet", "w is wet", 2), PLAN.make_up[1]))
    (problem,) = plan_differs(made, fewer, "r.json")
    assert problem.what == "plan.make_up 1.cases: the receipt says 3, the plan as it stands gives 2."
    assert [p.what[:12] for p in plan_differs(made, None, "r.json")] == ["plan.make_up", "plan.represe"]


def test_numbers_of_one_s_own_are_not_held_to_it_and_those_of_the_plan_are():
    own = WANTED._replace(represented=(Quota("Poor", "p is yes", 2, "own"),))
    content, _ = receipt(frame(), own, "s", MADE)
    assert plan_differs(content, PLAN, "r.json") == []
    planned, _ = receipt(frame(), WANTED._replace(sized=Sized(4, "make-up", "published")), "s", MADE)
    assert plan_differs(planned, PLAN, "r.json") == []
    more = PLAN._replace(make_up=(stratum("Wet", "w is wet", 4), PLAN.make_up[1]))
    assert [p.what.partition(":")[0] for p in plan_differs(planned, more, "r.json")] == [
        "plan.size",
        "plan.make_up 1.cases",
    ]
    by_caseload = PLAN._replace(make_up=(), represented=(), sizes=(Size(None, 5, "", "assumed"),))
    sized = WANTED._replace(make_up=(), represented=(), sized=Sized(4, "caseload", "assumed", 900))
    content, _ = receipt(frame(), sized, "s", MADE)
    assert [p.what for p in plan_differs(content, by_caseload, "r.json")] == [
        "plan.size: the receipt says 4, the plan as it stands gives 5."
    ]


def test_what_the_body_named_has_neither_chance_nor_weight_and_the_rest_has():
    content, problems = receipt(frame(), WANTED, "s", MADE, None, ["C03", "C08", "C09"])
    assert not problems
    assert shape_problems(json.loads(json.dumps(content)), "r.json") == []
    assert content["named"]["cases"] == ["C03", "C08", "C09"]
    assert content["named"]["surplus"] == ["C09"]
    named = {
        row["case"]: (row["place"], row["probability"], row["weight"])
        for row in content["list"]
        if row["way"] == "named"
    }
    assert named == {"C03": ("sample", None, None), "C08": ("sample", None, None), "C09": ("reserve", None, None)}
    cells = {row["title"]: (row["frame"], row["named"], row["drawn"], row["probability"]) for row in content["cells"]}
    assert cells["Wet"] == (3, 1, cells["Wet"][2], None)
    assert cells["Wet · Poor"] == (4, 0, 2, "2/4")
    topped = [row for row in content["list"] if row["way"] == "topped-up" and row["place"] == "sample"]
    assert {(row["probability"], row["weight"]) for row in topped} == {("2/4", "4/2")}
    assert verify(frame(), content, "r.json") == []
    case = topped[0]["case"]
    assert verify(frame(), with_replacement(content, case, "File lost", "r.json"), "r.json") == []


def test_a_case_topped_up_has_its_chance_among_those_that_were_not_named():
    want = Wanted(5, 2, (), (), ())
    content, _ = receipt(frame(), want, "s", MADE, None, ["C03", "C08"])
    assert {(row["way"], row["probability"], row["weight"]) for row in content["list"]} == {
        ("named", None, None),
        ("topped-up", "3/8", "8/3"),
    }
    assert content["cells"][0]["reserves"] == 2


def test_a_named_case_that_the_frame_lacks_is_told():
    content, problems = receipt(frame(), WANTED, "s", MADE, None, ["C99"])
    assert (content, [p.code for p in problems]) == ({}, ["row-orphan"])
