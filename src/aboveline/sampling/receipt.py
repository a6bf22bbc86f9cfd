"""The receipt of a draw as plain data: enough to repeat it from the frame, and to say exactly what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from json import dumps
from typing import Any, NamedTuple

from aboveline.problems import Faulty, Problem
from aboveline.sampling.allocate import MERGING, Allocation, allocation
from aboveline.sampling.cells import OWN, Quota, Sized, Wanted, cells, planned_size, wanted
from aboveline.sampling.commitment import Origin, origin_of
from aboveline.sampling.draw import NAMED, Drawn, Named, Replacement, draw, replaced
from aboveline.sampling.frame import frame_hash
from aboveline.sampling.plan import SamplingPlan
from aboveline.sampling.shape import FORMAT
from aboveline.sampling.top_up import REASON, topped_up
from aboveline.tables import Table


class _Part(NamedTuple):
    """A cell in numbers: cases in the frame and in the sample, and those that the body named, taken and surplus."""

    title: str
    held: int
    drawn: int
    taken: int
    surplus: int

    @property
    def probability(self) -> str:
        """The chance of each case that was not named: the others are there, or not, whatever the seed."""
        return f"{self.drawn - self.taken}/{self.held - self.taken - self.surplus}"

    @property
    def weight(self) -> str | None:
        """How many cases each that was not named stands for; None where none is drawn."""
        left, drawn = self.held - self.taken - self.surplus, self.drawn - self.taken
        return f"{left}/{drawn}" if drawn else None


class _Parts(NamedTuple):
    """What was wanted, the cells as drawn from, and the cases that the body named (None: it was not asked)."""

    wanted: Wanted
    allocation: Allocation
    named: Named | None

    def cells(self) -> list[_Part]:
        """The cells in numbers."""
        found = []
        for cell, count in zip(self.allocation.cells, self.allocation.cases, strict=True):
            here, named = (frozenset(cell.cases), self.named) if self.named else (frozenset[str](), Named())
            taken, surplus = len(here.intersection(named.taken)), len(here.intersection(named.surplus))
            found.append(_Part(cell.title, len(cell.cases), count, taken, surplus))
        return found


class _Difference(NamedTuple):
    """Where a receipt is another than what is expected: of a list its entries from first to last, and what is said."""

    where: str
    first: int
    last: int
    inner: str
    says: str

    @property
    def said(self) -> str:
        """The sentence for it."""
        entries = f" {self.first}" if self.first else ""
        entries += f" to {self.last}" if self.first < self.last else ""
        return f"{self.where}{entries}{self.inner}: {self.says}"


def receipt(
    frame: Table,
    wanted: Wanted,
    seed: str,
    made: Mapping[str, Any],
    origin: Origin | None = None,
    named: Sequence[str] | None = None,
) -> tuple[dict[str, Any], list[Problem]]:
    """The receipt of the draw from the frame (empty where it cannot be made), and every problem.

    `made` holds what is only written down: `framework` with id and hash, `code`, the version that drew, and `seal`,
    the hash of the frame's seal or None. `named`: the cases that the body named, in its order, to be topped up.
    """
    parts, problems = _parts(frame, wanted, named)
    if parts is None:
        return {}, problems
    drawn = draw(parts.allocation, seed, wanted.reserves, parts.named)
    return _content(frame, seed, origin or Origin(), made, parts, drawn, []), []


def with_replacement(content: Mapping[str, Any], case: str, reason: str, file: str) -> dict[str, Any]:
    """The receipt with the next reserve of its cell in the place of the case. `Faulty` where that cannot be."""
    drawn, done = replaced(drawn_list(content), case, reason, file)
    rows = [{**row, "place": item.place} for row, item in zip(content["list"], drawn, strict=True)]
    return {**content, "list": rows, "replacements": [*content["replacements"], done._asdict()]}


def verify(frame: Table, content: Mapping[str, Any], file: str) -> list[Problem]:
    """The draw repeated from the frame and the receipt's plan and seed: a problem for everything that differs.

    The receipt must be of the right shape (`shape_problems`).
    """
    seed, told, named = content["seed"], content["seed_origin"], content["named"]
    parts, problems = _parts(frame, wanted_of(content), named and named["cases"])
    if parts is None:
        return problems
    drawn, done = draw(parts.allocation, seed, parts.wanted.reserves, parts.named), list[Replacement]()
    try:
        for row in content["replacements"]:
            drawn, last = replaced(drawn, row["case"], row["reason"], file)
            done.append(last)
    except Faulty as faulty:
        problems += [problem._replace(code="receipt-differs") for problem in faulty.problems]
    origin = origin_of(seed, told["told"], told["commitment"])
    repeated = _content(frame, seed, origin, content, parts, drawn, done)
    do = "Find out which was changed, the frame or the receipt; draw again only with a new seed."
    return problems + _told(_differences(content, repeated, "the draw repeated gives"), do, file)


def plan_differs(content: Mapping[str, Any], plan: SamplingPlan | None, file: str) -> list[Problem]:
    """A problem for everything in which the receipt's plan is not that plan, but for what is said to be one's own."""
    given = wanted_of(content)
    own = {quota.title: quota.cases or 0 for quota in given.represented if quota.standing == OWN}
    sized = given.sized
    if plan is not None and sized.by != OWN:
        sized = planned_size(plan, content["frame"]["cases"], sized.caseload) or sized
    meant = _plan(wanted(plan, sized, given.reserves, own, given.plan))
    do = "Draw again under the plan as it stands, or say that the numbers are your own."
    return _told(_differences(content["plan"], meant, "the plan as it stands gives", "plan"), do, file)


def wanted_of(content: Mapping[str, Any]) -> Wanted:
    """What the receipt says was wanted."""
    plan = content["plan"]
    make_up, represented = (tuple(Quota(**row) for row in plan[key]) for key in ("make_up", "represented"))
    sized, facts = Sized(plan["size"], **plan["sized"]), tuple(plan["in_proportion_to"])
    return Wanted(plan["size"], plan["reserves"], make_up, represented, facts, plan["source"], sized)


def drawn_list(content: Mapping[str, Any]) -> list[Drawn]:
    """The numbered list of the receipt."""
    return [Drawn(row["case"], row["cell"], row["random"], row["place"], row["way"]) for row in content["list"]]


def plan_hash(wanted: Wanted) -> str:
    """`sha256:` and the hash of the plan as JSON with sorted keys and without spaces."""
    text = dumps(_plan(wanted), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + sha256(text.encode()).hexdigest()


def _parts(frame: Table, wanted: Wanted, named: Sequence[str] | None) -> tuple[_Parts | None, list[Problem]]:
    if len(frame) == 0:
        what = "The frame holds no case."
        return None, [Problem("sample-empty", frame.file, None, what, "Fill in a row for each case.")]
    found, problems = cells(frame, wanted)
    if problems:
        return None, problems
    if named is None:
        settled, problems = allocation(found, wanted, frame.file)
        return settled and _Parts(wanted, settled, None), problems
    settled, who, problems = topped_up(found, wanted, named, frame.file)
    return settled and _Parts(wanted, settled, who), problems


def _content(
    frame: Table,
    seed: str,
    origin: Origin,
    made: Mapping[str, Any],
    parts: _Parts,
    drawn: Sequence[Drawn],
    done: Sequence[Replacement],
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "framework": made["framework"],
        "code": made["code"],
        "seed": seed,
        "seed_origin": origin._asdict(),
        "frame": {"cases": len(frame), "hash": frame_hash(frame)},
        "seal": made["seal"],
        "plan": {"hash": plan_hash(parts.wanted), **_plan(parts.wanted)},
        "named": parts.named and _named(parts.named),
        "merging": MERGING[parts.allocation.merging],
        "cells": _cells(parts),
        "list": _listed(drawn, parts),
        "replacements": [row._asdict() for row in done],
    }


def _plan(wanted: Wanted) -> dict[str, Any]:
    make_up, represented = ([row._asdict() for row in rows] for rows in (wanted.make_up, wanted.represented))
    sized = wanted.sized._asdict()
    del sized["cases"]
    return {
        "source": wanted.plan,
        "size": wanted.size,
        "sized": sized,
        "reserves": wanted.reserves,
        "make_up": make_up,
        "represented": represented,
        "in_proportion_to": list(wanted.in_proportion_to),
    }


def _named(named: Named) -> dict[str, Any]:
    return {"cases": list(named.cases), "surplus": list(named.surplus), "reason": REASON}


def _cells(parts: _Parts) -> list[dict[str, Any]]:
    rows, reserves = [], parts.wanted.reserves
    for at, cell in enumerate(parts.cells(), 1):
        named = cell.taken + cell.surplus
        rows.append({
            "number": at,
            "title": cell.title,
            "frame": cell.held,
            "named": named,
            "target": cell.drawn,
            "drawn": cell.drawn,
            "reserves": min(max(reserves, cell.surplus), cell.held - cell.drawn) if cell.drawn else cell.surplus,
            "probability": None if named else cell.probability,
            "weight": None if named else cell.weight,
        })  # fmt: skip
    return rows


def _listed(drawn: Sequence[Drawn], parts: _Parts) -> list[dict[str, Any]]:
    cells = parts.cells()
    rows = []
    for at, item in enumerate(drawn, 1):
        cell, named = cells[item.cell - 1], item.way == NAMED
        rows.append({
            "number": at,
            "case": item.case,
            "cell": item.cell,
            "random": item.number,
            "place": item.place,
            "way": item.way,
            "probability": None if named else cell.probability,
            "weight": None if named else cell.weight,
        })  # fmt: skip
    return rows


def _told(differences: Iterable[_Difference], do: str, file: str) -> list[Problem]:
    """A problem for each; what to do is said with the first."""
    said = [one.said for one in _alike(differences)]
    return [Problem("receipt-differs", file, None, what, "" if at else do) for at, what in enumerate(said)]


def _differences(given: Any, repeated: Any, says: str, where: str = "") -> Iterator[_Difference]:
    """Each place where the receipt is another than what is expected, which `says` so."""
    if isinstance(repeated, dict):
        for key, value in repeated.items():
            yield from _differences(given[key], value, says, f"{where}.{key}" if where else key)
    elif isinstance(repeated, list):
        if len(given) != len(repeated):
            what = f"the receipt has {len(given)} entries, {says} {len(repeated)}."
            yield _Difference(where, 0, 0, "", what)
        for at, (one, other) in enumerate(zip(given, repeated, strict=False), 1):
            yield from _in_entry(one, other, says, where, at)
    elif given != repeated:
        yield _Difference(where, 0, 0, "", f"the receipt says {_said(given)}, {says} {_said(repeated)}.")


def _in_entry(given: Any, repeated: Any, says: str, where: str, at: int) -> Iterator[_Difference]:
    """What differs in an entry of a list, in one sentence."""
    if not isinstance(repeated, dict):
        if given != repeated:
            what = f"the receipt says {_said(given)}, {says} {_said(repeated)}."
            yield _Difference(where, at, at, "", what)
        return
    keys = [key for key, value in repeated.items() if given[key] != value]
    if len(keys) == 1:
        what = f"the receipt says {_said(given[keys[0]])}, {says} {_said(repeated[keys[0]])}."
        yield _Difference(where, at, at, f".{keys[0]}", what)
    elif keys:
        one, other = (", ".join(f"{key} {_said(row[key])}" for key in keys) for row in (given, repeated))
        yield _Difference(where, at, at, "", f"the receipt says {one}; {says} {other}.")


def _alike(differences: Iterable[_Difference]) -> list[_Difference]:
    """The differences with those of entries one after the other told at once where they are the same."""
    found: list[_Difference] = []
    for one in differences:
        last = found[-1] if found else one
        if one.first and one == last._replace(first=one.first, last=one.first) and one.first == last.last + 1:
            found[-1] = last._replace(last=one.last)
        else:
            found.append(one)
    return found


def _said(value: object) -> str:
    return "nothing" if value is None else repr(value)
