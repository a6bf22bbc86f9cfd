"""The shape of a receipt: which keys it has, and what each holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aboveline.frameworks.conditions import ConditionFault, condition
from aboveline.problems import Problem

FORMAT = 2
"""1 hashed references and cells of the frame only, and said neither where the seed came from nor who was named."""

_QUOTA = {"title": str, "when": str, "cases": (int, None), "standing": str}
SHAPE: Mapping[str, Any] = {
    "format": int,
    "framework": {"id": str, "hash": str},
    "code": str,
    "seed": str,
    "seed_origin": {"kind": str, "told": str, "commitment": (str, None)},
    "frame": {"cases": int, "hash": str},
    "seal": (str, None),
    "plan": {
        "hash": str,
        "source": str,
        "size": int,
        "sized": {"by": str, "standing": str, "caseload": (int, None)},
        "reserves": int,
        "make_up": [_QUOTA],
        "represented": [_QUOTA],
        "in_proportion_to": [str],
    },
    "named": ({"cases": [str], "surplus": [str], "reason": str}, None),
    "merging": str,
    "cells": [
        {
            "number": int,
            "title": str,
            "frame": int,
            "named": int,
            "target": int,
            "drawn": int,
            "reserves": int,
            "probability": (str, None),
            "weight": (str, None),
        }
    ],
    "list": [
        {
            "number": int,
            "case": str,
            "cell": int,
            "random": str,
            "place": str,
            "way": str,
            "probability": (str, None),
            "weight": (str, None),
        }
    ],
    "replacements": [{"case": str, "by": str, "reason": str}],
}
"""What a receipt holds: key → kind, mapping of kinds, or list of one kind; a tuple names what is allowed."""


def shape_problems(content: object, file: str) -> list[Problem]:
    """A problem for everything in which the data is not a receipt of the format read here."""
    do = "Give the file that `aboveline sample draw` wrote."
    given = content.get("format") if isinstance(content, dict) else None
    if type(given) is int and given != FORMAT:
        what = f"The format of this receipt is {given}, and this version reads {FORMAT}."
        do = "Draw again from the same frame with the same seed, or verify it with the version that its `code` names."
        return [Problem("receipt-faulty", file, None, what, do)]
    faults = list(shape_faults(content, SHAPE, "the receipt"))
    if not faults and isinstance(content, dict):
        plan = content["plan"]
        for quota in [*plan["make_up"], *plan["represented"]]:
            try:
                condition(quota["when"])
            except ConditionFault as fault:
                faults.append(f"the condition {quota['when']!r} cannot be read: {fault}")
        counts = [plan["size"], plan["reserves"], *(q["cases"] or 0 for q in plan["make_up"] + plan["represented"])]
        if min(counts) < 0:
            faults.append("a number of the plan is below 0")
    return [Problem("receipt-faulty", file, None, f"This is no receipt: {fault}.", do) for fault in faults]


def shape_faults(value: object, shape: Any, where: str) -> Iterator[str]:
    """A phrase for everything in which the value is not of that shape; `where` is "the receipt", "the seal"."""
    kinds = shape if isinstance(shape, tuple) else (shape,)
    if value is None and None in kinds:
        return
    if isinstance(kinds[0], dict):
        yield from _mapping_faults(value, kinds[0], where)
    elif isinstance(kinds[0], list):
        if not isinstance(value, list):
            yield f"{where} is not a list"
            return
        for at, item in enumerate(value, 1):
            yield from shape_faults(item, kinds[0][0], f"{where} {at}")
    elif type(value) is not kinds[0]:
        nouns = {str: "text", int: "a whole number"}
        yield f"{where} is not {nouns[kinds[0]]}{' or null' if None in kinds else ''}"


def _mapping_faults(value: object, shape: Mapping[str, Any], where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where} is not a mapping"
        return
    yield from (f"{where} lacks {key!r}" for key in shape if key not in value)
    yield from (f"{where} has {key!r}, which nobody reads" for key in value if key not in shape)
    for key, inner in shape.items():
        if key in value:
            yield from shape_faults(value[key], inner, key if where.startswith("the ") else f"{where}.{key}")
