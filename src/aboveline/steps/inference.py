"""What may be inferred from an inspection's cases, and how they were drawn."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from aboveline.stats.resampling import Design, design
from aboveline.steps.drawing import receipt_content
from aboveline.steps.inspections import Inspection
from aboveline.steps.weights import RECEIPT

CONSTRUCTED = (
    "The cases of this folder were constructed so that they give published figures: how they vary was invented, and "
    "nothing can be inferred from it. Intervals stand only at questions whose base was printed."
)
NO_RECEIPT = (
    "There is no receipt of a draw (sample.json) in the folder: cases are taken as drawn at random from many more, and "
    "nothing is corrected for how many there were."
)
CORRECTED = (
    "A corrected interval speaks of the cases that could be drawn, a chance of the work at any time: cases may differ "
    "surely where the work need not."
)
NOT_DRAWN = "Not all the cases of this folder stand in its receipt, so it is not used: "
UNSURE = "Some cases came in by a list that the body named, whose chances are not known; they are taken as drawn too. "


class Sampling(NamedTuple):
    """How the cases of an inspection were drawn, in the order of their table, and the sentence that says so."""

    design: Design
    sentence: str

    @property
    def fraction(self) -> float:
        """The part of the population that was drawn; 0 where that is not known."""
        sizes, fractions = self.design.sizes, self.design.fractions
        with np.errstate(divide="ignore"):
            population = (sizes / fractions).sum()
        return float(sizes.sum() / population)


def inference_refused(found: Inspection) -> str | None:
    """Why nothing may be inferred from the cases of this inspection; None where it may."""
    return CONSTRUCTED if found.settings.constructed else None


def sampling_of(folder: Path, found: Inspection) -> Sampling:
    """How the cases were drawn: by the cells of the receipt in the folder, else as a simple sample of an endless many.

    `Faulty` where there is a receipt and it cannot be read.
    """
    cases = found.tables["cases"].columns["case"]
    path = folder / RECEIPT
    if not path.exists():
        return Sampling(design([0] * len(cases)), NO_RECEIPT)
    content = receipt_content(path)
    cell_of = {row["case"]: row["cell"] for row in content["list"] if row["place"] == "sample"}
    if not set(cases) <= cell_of.keys():
        return Sampling(design([0] * len(cases)), NOT_DRAWN + NO_RECEIPT)
    frames = {cell["number"]: float(cell["frame"]) for cell in content["cells"]}
    met = sorted({cell_of[case] for case in cases})
    place = {cell: at for at, cell in enumerate(met)}
    of = design([place[cell_of[case]] for case in cases], [frames[cell] for cell in met] if met else inf)
    return Sampling(of, _sentence(content, len(met), of))


def _sentence(content: Mapping[str, Any], cells: int, of: Design) -> str:
    named = any(row.get("way") == "named" for row in content["list"])
    joined = f" {len(of.joined)} cells of one case were joined to others." if of.joined else ""
    said = f"{UNSURE if named else ''}Corrected for the {content['frame']['cases']} cases that could be drawn"
    return f"{said}, in {cells} cell{'s' if cells > 1 else ''}.{joined}"
