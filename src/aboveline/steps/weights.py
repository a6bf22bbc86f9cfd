"""The weights of an inspection's cases, from the receipt of its draw in the folder."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from aboveline.problems import Faulty, Problem
from aboveline.scoring.design import DesignWeights, design_weights
from aboveline.steps.drawing import receipt_content
from aboveline.steps.inspections import Inspection

RECEIPT = "sample.json"
"""The receipt of the draw, with its replacements, as it lies in an inspection folder."""


def sample_weights(folder: Path, found: Inspection) -> DesignWeights:
    """The weights of the cases of the inspection in that folder. `Faulty` where its receipt gives them none."""
    path = folder / RECEIPT
    if not path.exists():
        what = "The receipt of the draw is missing, so nobody knows what a case weighs."
        do = "Put there what `aboveline sample draw` wrote; after replacements, the last of it."
        raise Faulty([Problem("file-missing", RECEIPT, None, what, do)])
    content = receipt_content(path)
    hashed = f"sha256:{sha256(path.read_bytes()).hexdigest()}"
    weights, problems = design_weights(content, found.tables["cases"], RECEIPT, hashed)
    if weights is None:
        raise Faulty(problems)
    return weights
