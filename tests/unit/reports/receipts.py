"""Receipts to make pages of: one with all that a receipt can hold, one where the body named cases, one with little."""

from __future__ import annotations

from typing import Any

from aboveline.sampling.cells import Quota, Sized, Wanted
from aboveline.sampling.commitment import Origin, commitment
from aboveline.sampling.receipt import receipt, with_replacement
from aboveline.sampling.shape import shape_problems
from aboveline.tables import Column, Table, TableSpec

SEED = "it's <4711> & more"
CASES = [f"N24-{at:03}" for at in range(1, 41)]
SPEC = TableSpec("cases", "", (Column("case", ""), Column("sentence", ""), Column("tier", "")))
FRAME = Table(
    SPEC,
    "frame.csv",
    {"case": CASES, "sentence": (["community"] * 5 + ["licence"] * 3) * 5, "tier": (["1"] * 9 + ["4"]) * 4},
    range(2, 42),
)
MADE = {"framework": {"id": "small", "hash": "sha256:" + "1" * 64}, "code": "aboveline 0.0", "seal": None}


def drawn(wanted: Wanted, origin: Origin, named: list[str] | None = None, **made: str) -> dict[str, Any]:
    """The receipt of a draw from the frame; of the right shape."""
    content, problems = receipt(FRAME, wanted, SEED, MADE | made, origin, named)
    assert not problems
    assert not shape_problems(content, "receipt.json")
    return content


def replaced(content: dict[str, Any], reason: str) -> dict[str, Any]:
    """The receipt with its first case that can be replaced replaced."""
    cells = {row["cell"] for row in content["list"] if row["place"] == "reserve"}
    case = next(row["case"] for row in content["list"] if row["place"] == "sample" and row["cell"] in cells)
    return with_replacement(content, case, reason, "receipt.json")


COMMUNITY = Quota("Community orders", "sentence is community", 8, "published")
FULL = replaced(
    drawn(
        Wanted(
            12,
            2,
            (COMMUNITY, Quota("Licences", "sentence is licence", None, "derived")),
            (Quota("Tier <4>", "tier is 4", 1, "assumed"), Quota("Tier 1", "tier is 1", 3, "own")),
            ("tier",),
            "small & own",
            Sized(12, "caseload", "assumed", 1234),
        ),
        Origin("committed", "", commitment(SEED)),
        seal="sha256:" + "2" * 64,
    ),
    "Lost <in> the move",
)
NAMED = drawn(
    Wanted(
        12, 1, (COMMUNITY, Quota("Licences", "sentence is licence", 4, "published")), (), (), "historical", Sized(12)
    ),
    Origin("public", "the first bonus number of the lottery on 3 March 2004", None),
    CASES[:5] + CASES[-7:],
)
ALL_NAMED = drawn(
    Wanted(4, 0, (), (), (), "historical", Sized(4, "low", "published")),
    Origin("public", "a number", None),
    CASES[:4],
)
BARE = drawn(Wanted(7, 0, (), (), (), "", Sized(7)), Origin())
RECEIPTS = {"full": FULL, "named": NAMED, "all-named": ALL_NAMED, "bare": BARE}
