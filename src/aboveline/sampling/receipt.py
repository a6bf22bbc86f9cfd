"""The receipt of a draw as plain data: enough to repeat it from the frame, and to say exactly what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from json import dumps
from typing import Any

from aboveline.frameworks.conditions import ConditionFault, condition
from aboveline.problems import Faulty, Problem
from aboveline.sampling.allocate import MERGING, Allocation, allocation
from aboveline.sampling.cells import Quota, Wanted, cells
from aboveline.sampling.draw import Drawn, Replacement, draw, replaced
from aboveline.tables import Table

FORMAT = 1
_QUOTA = {"title": str, "when": str, "cases": (int, None), "standing": str}
SHAPE: Mapping[str, Any] = {
    "format": int,
    "framework": {"id": str, "hash": str},
    "code": str,
    "seed": str,
    "frame": {"cases": int, "hash": str},
    "plan": {
        "hash": str,
        "size": int,
        "reserves": int,
        "make_up": [_QUOTA],
        "represented": [_QUOTA],
        "in_proportion_to": [str],
    },
    "merging": str,
    "cells": [
        {
            "number": int,
            "title": str,
            "frame": int,
            "target": int,
            "drawn": int,
            "reserves": int,
            "probability": str,
            "weight": (str, None),
        }
    ],
    "list": [{"number": int, "case": str, "cell": int, "random": str, "place": str}],
    "replacements": [{"case": str, "by": str, "reason": str}],
}
"""What a receipt holds: key → kind, mapping of kinds, or list of one kind; a tuple names the kinds allowed."""


def receipt(frame: Table, wanted: Wanted, seed: str, made: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The receipt of the draw from the frame (empty where it cannot be made), and every problem.

    `made` holds what is only written down: `framework` with id and hash, and `code`, the version that drew.
    """
    parts, problems = _parts(frame, wanted)
    if parts is None:
        return {}, problems
    return _content(frame, wanted, seed, made, parts, draw(parts, seed, wanted.reserves), []), []


def with_replacement(content: Mapping[str, Any], case: str, reason: str, file: str) -> dict[str, Any]:
    """The receipt with the next reserve of its cell in the place of the case. `Faulty` where that cannot be."""
    drawn, done = replaced(drawn_list(content), case, reason, file)
    return {**content, "list": _listed(drawn), "replacements": [*content["replacements"], done._asdict()]}


def verify(frame: Table, content: Mapping[str, Any], file: str) -> list[Problem]:
    """The draw repeated from the frame and the receipt's plan and seed: a problem for everything that differs.

    The receipt must be of the right shape (`shape_problems`).
    """
    wanted = wanted_of(content)
    parts, problems = _parts(frame, wanted)
    if parts is None:
        return problems
    drawn, done = draw(parts, content["seed"], wanted.reserves), list[Replacement]()
    try:
        for row in content["replacements"]:
            drawn, last = replaced(drawn, row["case"], row["reason"], file)
            done.append(last)
    except Faulty as faulty:
        problems += [problem._replace(code="receipt-differs") for problem in faulty.problems]
    repeated = _content(frame, wanted, content["seed"], content, parts, drawn, done)
    do = "Find out which was changed, the frame or the receipt; draw again only with a new seed."
    return problems + [Problem("receipt-differs", file, None, what, do) for what in _differences(content, repeated)]


def wanted_of(content: Mapping[str, Any]) -> Wanted:
    """What the receipt says was wanted."""
    plan = content["plan"]
    make_up, represented = (tuple(Quota(**row) for row in plan[key]) for key in ("make_up", "represented"))
    return Wanted(plan["size"], plan["reserves"], make_up, represented, tuple(plan["in_proportion_to"]))


def drawn_list(content: Mapping[str, Any]) -> list[Drawn]:
    """The numbered list of the receipt."""
    return [Drawn(row["case"], row["cell"], row["random"], row["place"]) for row in content["list"]]


def shape_problems(content: object, file: str) -> list[Problem]:
    """A problem for everything in which the data is not a receipt."""
    faults = list(_shape_faults(content, SHAPE, "the receipt"))
    if not faults and isinstance(content, dict):
        plan = content["plan"]
        if content["format"] != FORMAT:
            faults.append(f"the format is {content['format']}, and this version reads {FORMAT}")
        for quota in [*plan["make_up"], *plan["represented"]]:
            try:
                condition(quota["when"])
            except ConditionFault as fault:
                faults.append(f"the condition {quota['when']!r} cannot be read: {fault}")
        counts = [plan["size"], plan["reserves"], *(q["cases"] or 0 for q in plan["make_up"] + plan["represented"])]
        if min(counts) < 0:
            faults.append("a number of the plan is below 0")
    do = "Give the file that `aboveline sample draw` wrote."
    return [Problem("receipt-faulty", file, None, f"This is no receipt: {fault}.", do) for fault in faults]


def frame_hash(parts: Allocation) -> str:
    """`sha256:` and the hash of a line for each case of the frame, sorted: reference, tabulator, title of its cell."""
    lines = sorted(f"{case}\t{cell.title}\n" for cell in parts.cells for case in cell.cases)
    return "sha256:" + sha256("".join(lines).encode()).hexdigest()


def plan_hash(wanted: Wanted) -> str:
    """`sha256:` and the hash of the plan as JSON with sorted keys and without spaces."""
    text = dumps(_plan(wanted), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + sha256(text.encode()).hexdigest()


def _parts(frame: Table, wanted: Wanted) -> tuple[Allocation | None, list[Problem]]:
    if len(frame) == 0:
        what = "The frame holds no case."
        return None, [Problem("sample-empty", frame.file, None, what, "Fill in a row for each case.")]
    found, problems = cells(frame, wanted)
    return (None, problems) if problems else allocation(found, wanted, frame.file)


def _content(
    frame: Table,
    wanted: Wanted,
    seed: str,
    made: Mapping[str, Any],
    parts: Allocation,
    drawn: Sequence[Drawn],
    done: Sequence[Replacement],
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "framework": made["framework"],
        "code": made["code"],
        "seed": seed,
        "frame": {"cases": len(frame), "hash": frame_hash(parts)},
        "plan": {"hash": plan_hash(wanted), **_plan(wanted)},
        "merging": MERGING[parts.merging],
        "cells": _cells(wanted, parts),
        "list": _listed(drawn),
        "replacements": [row._asdict() for row in done],
    }


def _plan(wanted: Wanted) -> dict[str, Any]:
    make_up, represented = ([row._asdict() for row in rows] for rows in (wanted.make_up, wanted.represented))
    facts = list(wanted.in_proportion_to)
    return {
        "size": wanted.size,
        "reserves": wanted.reserves,
        "make_up": make_up,
        "represented": represented,
        "in_proportion_to": facts,
    }


def _cells(wanted: Wanted, parts: Allocation) -> list[dict[str, Any]]:
    rows = []
    for at, (cell, count) in enumerate(zip(parts.cells, parts.cases, strict=True), 1):
        held = len(cell.cases)
        rows.append({
            "number": at,
            "title": cell.title,
            "frame": held,
            "target": count,
            "drawn": count,
            "reserves": min(wanted.reserves, held - count) if count else 0,
            "probability": f"{count}/{held}",
            "weight": f"{held}/{count}" if count else None,
        })  # fmt: skip
    return rows


def _listed(drawn: Sequence[Drawn]) -> list[dict[str, Any]]:
    return [
        {"number": at, "case": item.case, "cell": item.cell, "random": item.number, "place": item.place}
        for at, item in enumerate(drawn, 1)
    ]


def _shape_faults(value: object, shape: Any, where: str) -> Iterator[str]:
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            yield f"{where} is not a mapping"
            return
        yield from (f"{where} lacks {key!r}" for key in shape if key not in value)
        yield from (f"{where} has {key!r}, which nobody reads" for key in value if key not in shape)
        for key, inner in shape.items():
            if key in value:
                yield from _shape_faults(value[key], inner, key if where == "the receipt" else f"{where}.{key}")
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{where} is not a list"
            return
        for at, item in enumerate(value, 1):
            yield from _shape_faults(item, shape[0], f"{where} {at}")
    elif not any(value is None if kind is None else type(value) is kind for kind in _kinds(shape)):
        nouns: dict[type | None, str] = {str: "text", int: "a whole number", None: "null"}
        yield f"{where} is not {' or '.join(nouns[kind] for kind in _kinds(shape))}"


def _kinds(shape: Any) -> tuple[type | None, ...]:
    return shape if isinstance(shape, tuple) else (shape,)


def _differences(given: Any, repeated: Any, where: str = "") -> Iterator[str]:
    """A sentence for each place where the receipt is another than the draw repeated."""
    if isinstance(repeated, dict):
        for key, value in repeated.items():
            yield from _differences(given[key], value, f"{where}.{key}" if where else key)
    elif isinstance(repeated, list):
        if len(given) != len(repeated):
            yield f"{where}: the receipt has {len(given)} entries, the draw repeated {len(repeated)}."
        for at, (one, other) in enumerate(zip(given, repeated, strict=False), 1):
            yield from _differences(one, other, f"{where} {at}")
    elif given != repeated:
        yield f"{where}: the receipt says {given!r}, the draw repeated gives {repeated!r}."
