"""Frames and receipts for tests of profiles: 60 cases, of which a plan wants more of the rare kind than there are."""

from types import SimpleNamespace

from aboveline.cases.table import case_table
from aboveline.frameworks.model import CodeList, Fact
from aboveline.sampling.cells import Quota, Wanted
from aboveline.sampling.receipt import receipt
from aboveline.tables import Table

KINDS = CodeList("", "", {"order": "Order", "licence": "Licence"}, "", "derived")
FACTS = {
    "kind": Fact("kind", "Kind", "code", False, (KINDS,)),
    "sex": Fact("sex", "Sex", "code", True, (CodeList("", "", {"f": "Female", "m": "Male"}, "", "derived"),)),
    "ppo": Fact("ppo", "PPO", "yes-no", False),
    "office": Fact("office", "Office", "text", False),
    "months": Fact("months", "Months", "number", False),
    "never": Fact("never", "Never filled in", "text", False),
}
SPEC = case_table(SimpleNamespace(facts=FACTS))
MADE = {"framework": {"id": "small", "hash": "sha256:0"}, "code": "aboveline 0", "seal": None}
MAKE_UP = (Quota("Orders", "kind is order", 6, "published"), Quota("Licences", "kind is licence", 6, "published"))
PLAN = Wanted(12, 2, MAKE_UP, (Quota("PPO", "ppo is yes", 2, "assumed"),), ())
PLAIN = Wanted(12, 2, (), (), ())


def frame(number=60, **changes):
    cases = [f"C{at:03}" for at in range(number)]
    columns = dict.fromkeys(SPEC.column_names, [""] * number) | {
        "case": cases,
        "kind": ["licence" if at % 6 == 0 else "order" for at in range(number)],
        "sex": [("f", "m", "m", "m", "")[at % 5] for at in range(number)],
        "ppo": ["yes" if at % 7 == 0 else "no" for at in range(number)],
        "office": [f"Office {at % 20:02}" for at in range(number)],
        "months": [str(at) for at in range(number)],
    }
    return Table(SPEC, "frame.csv", columns | changes, range(2, number + 2))


def drawn(table, wanted=PLAN, seed="s", named=None):
    content, problems = receipt(table, wanted, seed, MADE, named=named)
    assert not problems
    return content
