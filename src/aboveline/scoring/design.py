"""Design weights: for how many cases of the frame each drawn case stands, and the group that weighs cases so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from aboveline.problems import Problem
from aboveline.scoring.groups import WHOLE, Groups
from aboveline.tables import Table

WEIGHTED = "weighted"
NAMED = 10
"""At most so many cases are named in a problem; the others are counted."""


class DesignWeights(NamedTuple):
    """The group of weighted cases, and what its weights come from.

    lowest, highest: the least and the greatest weight; total: for how many cases of the frame all stand together.
    frame, drawn: cases of the frame, and of the sample. unread: cases of the sample that were not read.
    receipt: the hash of the receipt's file.
    """

    groups: Groups
    lowest: float
    highest: float
    total: float
    frame: int
    drawn: int
    unread: tuple[str, ...]
    receipt: str


def design_weights(
    receipt: Mapping[str, Any], cases: Table, file: str, hash_of_file: str
) -> tuple[DesignWeights | None, list[Problem]]:
    """The weights of the cases in the order of their table (None where a case has no weight), and every problem.

    A case weighs as many cases of the frame as its cell has for each case drawn from it; so does a reserve that took
    the place of another. `file` and its hash are those of the receipt, which must be of the right shape.
    """
    weights, without = _weights(receipt)
    names = cases.columns["case"]
    problems = _problems(names, cases, weights, without, file)
    if problems:
        return None, problems
    row = np.array([[weights[name] for name in names]])
    read = frozenset(names)
    unread = tuple(name for name in weights if name not in read)
    group = Groups((WEIGHTED,), row, np.ones(1, np.bool_), {WEIGHTED: WHOLE})
    ends = float(row.min()), float(row.max()), float(row.sum())
    return DesignWeights(group, *ends, receipt["frame"]["cases"], len(weights), unread, hash_of_file), []


def _weights(receipt: Mapping[str, Any]) -> tuple[dict[str, float], dict[str, str]]:
    """The weight of each case of the sample, and why each other case of the list has none."""
    weights: dict[str, float] = {}
    without: dict[str, str] = {}
    for row in receipt["list"]:
        weight = _weight(row["weight"])
        if row["place"] == "sample" and weight is not None:
            weights[row["case"]] = weight
        else:
            without[row["case"]] = "chance" if row["place"] == "sample" else row["place"]
    return weights, without


def _weight(text: str | None) -> float | None:
    """`250/70` as a number; None for anything else, and for less than one case."""
    found = re.fullmatch(r"([1-9][0-9]{0,8})/([1-9][0-9]{0,8})", text or "")
    return int(found[1]) / int(found[2]) if found and int(found[1]) >= int(found[2]) else None


_REASONS = {
    "": ("not in the list that {file} drew", "Score the sample that was drawn, or give its own receipt."),
    "reserve": ("only in reserve in {file}", "Put them in another's place with `aboveline sample replace`."),
    "replaced": ("replaced by reserves in {file}", "Take them out of cases.csv: their reserves were to be read."),
    "chance": (
        "without a weight in {file}, for nobody knows how likely they were to come in",
        "Score them unweighted.",
    ),
}
"""Why a case has no weight → what is said of such cases, and what to do."""


def _problems(
    names: Sequence[str], cases: Table, weights: Mapping[str, float], without: Mapping[str, str], file: str
) -> list[Problem]:
    """One problem for each reason for which cases have no weight, at the first such case."""
    found: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        if name not in weights:
            reason = without.get(name, "")
            found.setdefault(reason if reason in _REASONS else "", []).append(at)
    problems = []
    for reason, places in found.items():
        what, do = _REASONS[reason]
        listed = ", ".join(names[at] for at in places[:NAMED])
        more = f" and {len(places) - NAMED} more" if len(places) > NAMED else ""
        said = f"{len(places)} of the cases {'is' if len(places) == 1 else 'are'} {what.format(file=file)}"
        problems.append(Problem("weight-missing", cases.file, cases.lines[places[0]], f"{said}: {listed}{more}.", do))
    return problems
