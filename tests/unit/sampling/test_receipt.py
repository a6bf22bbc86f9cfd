import copy
import json
from hashlib import sha256

import pytest

from aboveline.sampling.cells import Quota, Wanted
from aboveline.sampling.receipt import SHAPE, receipt, shape_problems, verify, with_replacement
from aboveline.tables import Table, TableSpec

MADE = {"framework": {"id": "small", "hash": "sha256:0"}, "code": "aboveline 0"}
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
    return Table(TableSpec("cases", "", ()), "frame.csv", columns, range(2, len(columns["case"]) + 2))


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
    titles = ["Wet · Poor" if at % 2 == 0 else "Wet" for at in range(7)] + ["Dry", "Dry · Poor", "Dry"]
    lines = "".join(f"{case}\t{title}\n" for case, title in zip(CASES, titles, strict=True))
    merged = made["cells"]
    assert sum(row["frame"] for row in merged) == 10
    assert [row["title"] for row in merged] == ["Wet · Poor", "Wet", "Dry + Dry · Poor"]
    lines = lines.replace("\tDry · Poor\n", "\tDry\n").replace("\tDry\n", "\tDry + Dry · Poor\n")
    assert made["frame"]["hash"] == "sha256:" + sha256(lines.encode()).hexdigest()
    plan = {key: value for key, value in made["plan"].items() if key != "hash"}
    text = json.dumps(plan, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert made["plan"]["hash"] == "sha256:" + sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("seed",), "t", "list 1.case"),
        (("frame", "cases"), 11, "frame.cases: the receipt says 11, the draw repeated gives 10."),
        (("frame", "hash"), "sha256:", "frame.hash"),
        (("plan", "reserves"), 1, "plan.hash"),
        (("cells", 0, "probability"), "1/1", "cells 1.probability"),
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
    assert any("frame.hash" in problem.what for problem in verify(frame(w=wet), made, "r.json"))
    assert [p.code for p in verify(frame(w=["wet"] * 10), made, "r.json")] == ["quota-short"]
    assert [p.code for p in verify(frame(case=[], w=[], p=[]), made, "r.json")] == ["sample-empty"]
    assert [p.code for p in verify(frame(w=["", *["wet"] * 6, *["dry"] * 3]), made, "r.json")] == ["fact-blank"]
    assert receipt(frame(case=[], w=[], p=[]), WANTED, "s", MADE)[0] == {}


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
        ({"format": 2}, "the format is 2"),
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
