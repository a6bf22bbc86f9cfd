"""Who reads which case: nobody an own case or one of the own line, everybody as much as the others.

Which of all ways to give out cases is taken is settled in `stats.balance`; here is what the field asks of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from typing import NamedTuple

from aboveline.problems import Problem
from aboveline.sampling.readers import INSPECTOR, LEAD, LOCAL, Held, Reader, Share, barred, person_key
from aboveline.stats.balance import Bearer, balanced
from aboveline.stats.rounding import half_up
from aboveline.stats.sizes import nearest

FIRST, VALIDATION, BENCHMARK = "first", "validation", "benchmark"


class Reading(NamedTuple):
    """One case to be read by one reader (by id), and what for: first, validation or benchmark."""

    case: str
    reader: str
    purpose: str


def tie(seed: str, case: str, reader: str) -> int:
    """A number that favours nobody: the first 16 hex signs of SHA-256 of seed, case and reader with line feeds."""
    return int(sha256(f"{seed}\n{case}\n{reader}".encode()).hexdigest()[:16], 16)


def first_readings(
    held: Sequence[Held],
    readers: Sequence[Reader],
    seed: str,
    share: Fraction | None,
    most: Mapping[str, int] | None = None,
) -> tuple[dict[str, str], list[Problem]]:
    """Case → the reader (by id) who reads it first, and a problem for each case that nobody may or can read.

    share: the part for local assessors; most: how many interviews each reader has time for (None: that is not known).
    """
    aim = None if share is None else share * len(held)
    found = _given_out(held, readers, seed, aim, most or {}, {})
    open_to_none = [item for item in held if not _open(readers, item)]
    problems = [_nobody(item, readers) for item in open_to_none]
    late = [case for case, reader in found.items() if not reader]
    if most is not None and len(late) > len(problems):
        over, room = len(late) - len(problems), sum(most[r.id] for r in readers if r.capacity)
        what = (
            f"{_of(over, 'interview')} too many: those who may read them have no time left. All readers together have "
            f"time for {room}, and {len(held)} are to be read."
        )
        problems.append(Problem("timetable-full", "readers.csv", None, what, _MORE_TIME))
    return ({} if problems else found), problems


_MORE_TIME = "Add a day, shorten interviews or gaps, let the day end later, or add readers."


def validation_readings(
    held: Sequence[Held], readers: Sequence[Reader], seed: str, first: Mapping[str, str], part: Fraction
) -> tuple[list[Reading], list[Problem]]:
    """The second readings of so large a part of the local assessors' cases, and a problem for each nobody can do.

    At least one case of each assessor, else in proportion; which ones is drawn by the seed. Inspectors and the lead
    read them, evenly with what they read already.
    """
    of = {
        reader.id: sorted(c for c, r in first.items() if r == reader.id) for reader in readers if reader.role == LOCAL
    }
    sizes = [len(cases) for cases in of.values()]
    wanted = max(int(half_up(float(part * sum(sizes)))), sum(size > 0 for size in sizes))
    counts = nearest(wanted, sizes, [int(size > 0) for size in sizes], sizes)
    drawn = {
        case
        for cases, count in zip(of.values(), counts, strict=True)
        for case in sorted(cases, key=lambda case: tie(seed, case, VALIDATION))[:count]
    }
    again = [item for item in held if item.case in drawn]
    able = [reader for reader in readers if reader.role in (LEAD, INSPECTOR)]
    begun = {reader.id: sum(r == reader.id for r in first.values()) for reader in able}
    found = _given_out(again, able, seed + "\n" + VALIDATION, None, {}, begun)
    problems = [_nobody(item, able, "validate") for item in again if not found[item.case]]
    return [Reading(case, reader, VALIDATION) for case, reader in found.items() if reader], problems


def benchmark_readings(
    reserves: Sequence[Held], readers: Sequence[Reader], seed: str, count: int
) -> tuple[list[Reading], list[Problem]]:
    """So many practice cases for every reader, drawn by the seed from those reserves that everybody may read."""
    free = [item for item in reserves if not any(barred(reader, item) for reader in readers)]
    if len(free) < count:
        what = f"Of {len(reserves)} reserves, {len(free)} may be read by everybody; {count} practice cases are asked."
        do = "Ask for fewer, or draw with more reserves."
        return [], [Problem("option-value", "--benchmark", None, what, do)]
    free.sort(key=lambda item: tie(seed, item.case, BENCHMARK))
    return [Reading(item.case, reader.id, BENCHMARK) for item in free[:count] for reader in readers], []


def allocation_notes(
    held: Sequence[Held],
    readers: Sequence[Reader],
    first: Mapping[str, str],
    share: Share | None,
    most: Mapping[str, int] | None = None,
    caseload: Sequence[Held] = (),
) -> list[str]:
    """Sentences on what was reached, and why not what was wanted; lines are looked for in the whole caseload."""
    return [
        *_share_notes(held, readers, first, share, most),
        *_uneven_notes(held, readers, first, most),
        *_reserve_notes(readers, first),
        *_unknown_notes(held, readers, caseload or held),
    ]


def _given_out(
    held: Sequence[Held],
    readers: Sequence[Reader],
    seed: str,
    aim: Fraction | None,
    most: Mapping[str, int],
    begun: Mapping[str, int],
) -> dict[str, str]:
    """Case → reader, blank where there is no room."""
    bearers = [
        Bearer(r.capacity or Fraction(1), most.get(r.id), begun.get(r.id, 0), r.reserve, r.role == LOCAL)
        for r in readers
    ]
    ties = [{at: tie(seed, item.case, readers[at].id) for at in _open(readers, item)} for item in held]
    placed = balanced(ties, bearers, aim)
    return {item.case: "" if at is None else readers[at].id for item, at in zip(held, placed, strict=True)}


def _open(readers: Sequence[Reader], held: Held) -> list[int]:
    return [at for at, reader in enumerate(readers) if reader.capacity > 0 and not barred(reader, held)]


def _nobody(held: Held, readers: Iterable[Reader], doing: str = "read") -> Problem:
    why: dict[str, list[str]] = {}
    for reader in readers:
        why.setdefault(barred(reader, held) or "has no capacity", []).append(reader.name)
    told = "; ".join(f"{', '.join(names)}: {reason}" for reason, names in why.items())
    what = f"Nobody may {doing} the case {held.case} ({told or 'there is no inspector'})."
    do = "Add a reader from elsewhere, or replace the case."
    return Problem("reader-none", "readers.csv", None, what, do)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _of(count: int, noun: str) -> str:
    return f"{_number(count, noun)} {'is' if count == 1 else 'are'}"


def _share_notes(
    held: Sequence[Held],
    readers: Sequence[Reader],
    first: Mapping[str, str],
    share: Share | None,
    most: Mapping[str, int] | None,
) -> list[str]:
    local = {reader.id for reader in readers if reader.role == LOCAL}
    if share is None:
        said = "Nothing says what part of the cases local assessors should read: they read like the others."
        return [said] if local else []
    count, aim = sum(reader in local for reader in first.values()), share.part * len(held)
    said = f"Local assessors read {count} of {len(held)} cases; {_told(share.part)} ({float(aim):.3g}) was asked for"
    where = f": {share.source}, {share.standing}." if share.source else "."
    if abs(count - aim) <= Fraction(1, 2):
        return [said + where]
    return [said + where, _why_short(held, readers, most) if count < aim else _why_over(held, readers, most)]


def _told(part: Fraction) -> str:
    return f"a share of {part}" if part.denominator < 10 else f"a share of {float(part):g}"


def _why_short(held: Sequence[Held], readers: Sequence[Reader], most: Mapping[str, int] | None) -> str:
    local = [reader for reader in readers if reader.role == LOCAL and reader.capacity > 0 and not reader.reserve]
    if not local:
        return "More cannot be had: there is no local assessor who reads."
    shut = [item for item in held if all(barred(reader, item) for reader in local)]
    free = len(held) - len(shut)
    said = f"More cannot be had: {_of(free, 'case')} open to local assessors who are no reserves"
    if shut:
        said += f", {len(shut)} closed, being their own, of their line, or of unknown line"
    if most is not None:
        said += f"; these assessors have time for {_number(sum(most[reader.id] for reader in local), 'interview')}"
    return said + "."


def _why_over(held: Sequence[Held], readers: Sequence[Reader], most: Mapping[str, int] | None) -> str:
    others = [reader for reader in readers if reader.role != LOCAL and reader.capacity > 0 and not reader.reserve]
    shut = [item for item in held if all(barred(reader, item) for reader in others)]
    said = f"Fewer cannot be had: {_of(len(shut), 'case')} closed to all other readers"
    if most is not None:
        said += f", who have time for {_number(sum(most[reader.id] for reader in others), 'interview')}"
    return said + "."


def _uneven_notes(
    held: Sequence[Held], readers: Sequence[Reader], first: Mapping[str, str], most: Mapping[str, int] | None
) -> list[str]:
    """A sentence for each group in which moving a case from the fullest to the emptiest would make it more even."""
    notes = []
    counts = {reader.id: sum(r == reader.id for r in first.values()) for reader in readers}

    def load(reader: Reader, more: int = 0) -> Fraction:
        return (counts[reader.id] + more) / reader.capacity

    sides: tuple[tuple[str, Callable[[Reader], bool]], ...] = (
        ("local assessors", lambda reader: reader.role == LOCAL),
        ("other readers", lambda reader: reader.role != LOCAL),
    )
    for noun, inside in sides:
        group = [reader for reader in readers if inside(reader) and reader.capacity > 0 and not reader.reserve]
        if group:
            low, high = min(group, key=lambda reader: load(reader, 1)), max(group, key=load)
            if load(low, 1) < load(high):
                free = sum(not barred(low, item) for item in held)
                time = f", who has time for {most[low.id]}" if most is not None else ""
                notes.append(
                    f"The {noun} could not be made more even: {high.name} reads {counts[high.id]}, {low.name} "
                    f"{counts[low.id]}, to whom {free} of the {len(held)} cases are open{time}."
                )
    return notes


def _reserve_notes(readers: Sequence[Reader], first: Mapping[str, str]) -> list[str]:
    notes = []
    for reader in readers:
        cases = [case for case, name in first.items() if name == reader.id]
        if reader.reserve and cases:
            notes.append(f"{reader.name}, a reserve, reads what no other can: {', '.join(sorted(cases))}.")
    return notes


def _unknown_notes(held: Sequence[Held], readers: Sequence[Reader], caseload: Sequence[Held]) -> list[str]:
    notes = []
    blank = sum(not item.practitioner for item in held)
    if blank:
        notes.append(
            f"{blank} of the cases {'has' if blank == 1 else 'have'} no practitioner in the identities: "
            "no local assessor reads them, and nobody can be interviewed."
        )
    known = {person_key(text) for item in caseload for text in item[1:] if text}
    return notes + [
        f"The line of {reader.name}, {', '.join(reader.lines)}, stands nowhere in the identities: "
        "look whether it is written alike there."
        for reader in readers
        if reader.role == LOCAL and not known & set(map(person_key, reader.lines))
    ]
