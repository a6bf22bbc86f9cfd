"""A receipt under which the three walks were drawn: W1 of two dry days, W2 and W3 of three wet ones."""

import json
from pathlib import Path
from typing import Any

from aboveline.cases.table import case_table
from aboveline.frameworks.read import framework
from aboveline.sampling.cells import Quota, Sized, Wanted
from aboveline.sampling.receipt import receipt
from aboveline.tables import Table
from tests.examples.editions import SMALL

WEATHER = {"W1": "dry", "W2": "wet", "W3": "wet", "W4": "dry", "W5": "wet"}
WEIGHTS = {"W1": 2.0, "W2": 1.5, "W3": 1.5}
KINDS = (Quota("Dry", "weather is dry", 1, "published"), Quota("Wet", "weather is wet", 2, "published"))


def walks_receipt() -> dict[str, Any]:
    """The receipt of the first seed that draws them."""
    edition = framework(SMALL)
    spec = case_table(edition)
    columns: dict[str, list[str]] = {name: [""] * len(WEATHER) for name in spec.column_names}
    columns |= {"case": list(WEATHER), "weather": list(WEATHER.values())}
    frame = Table(spec, "frame.csv", columns, range(2, len(WEATHER) + 2))
    made = {"framework": {"id": "small", "hash": edition.hash}, "code": "aboveline 0", "seal": None}
    wanted = Wanted(3, 1, KINDS, (), (), "small", Sized(3))
    for seed in range(1000):
        content, problems = receipt(frame, wanted, str(seed), made)
        assert not problems
        if {row["case"] for row in content["list"] if row["place"] == "sample"} == set(WEIGHTS):
            return content
    raise AssertionError


def put(folder: Path, content: object = None) -> Path:
    """The folder with the receipt in it as sample.json."""
    (folder / "sample.json").write_text(json.dumps(content or walks_receipt()), "utf-8")
    return folder
