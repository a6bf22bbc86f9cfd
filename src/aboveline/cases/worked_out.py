"""Columns that follow from others: names from their parts, the kind of sentence, the start, the age, the registers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from aboveline.cases.dates import age
from aboveline.cases.disposals import LICENCE, Disposals
from aboveline.cases.registers import Register, Registration, registered

Columns = dict[str, Sequence[str]]

AGE_BAND = "age-band"
_BAND = re.compile(r"(\d+)-(\d+|over)")


def whole_names(columns: Columns, whole: str, first: str, family: str) -> Columns:
    """The whole name from its parts, unless a column holds it already."""
    if whole in columns or family not in columns:
        return {}
    if first not in columns:
        return {whole: columns[family]}
    joined = [f"{given} {own}" for given, own in zip(columns[first], columns[family], strict=True)]
    if "" in columns[first] or "" in columns[family]:
        joined = list(map(str.strip, joined))
    return {whole: joined}


def cases_of_events(columns: Columns) -> Columns:
    """References that tell the orders of one person apart, where a column counts them: X123/2."""
    if "event" not in columns or "reference" not in columns:
        return {}
    pairs = zip(columns["reference"], columns["event"], strict=True)
    return {"reference": [f"{own}/{event}" if own and event else own for own, event in pairs]}


def locations(columns: Columns, on: date | None) -> Columns:
    """Where people are: whoever was released by that day, and of whom nothing else is said, is on licence."""
    if on is None or "released" not in columns:
        return {}
    told, out = columns.get("location"), columns["released"]
    until = on.isoformat()
    return {"location": [
        place or (LICENCE if day and day <= until else "")
        for place, day in zip(told if told is not None else ("",) * len(out), out, strict=True)
    ]}  # fmt: skip


def sentences(columns: Columns, named: Mapping[str, str], kinds: Iterable[str], disposals: Disposals) -> Columns:
    """The kind of sentence and the disposal of each case.

    columns: disposal, disposal-said (what the sentence column says of the disposal) and location as codes, sentence as
    texts; each may be missing. named: text of the sentence column → kind, where it names one itself.
    """
    given = [columns.get(name) for name in ("sentence", "disposal-said", "disposal", "location")]
    length = next((len(column) for column in given if column is not None), None)
    if length is None:
        return {}
    rows = list(zip(*(column if column is not None else ("",) * length for column in given), strict=True))
    kinds = set(kinds)

    def pair(row: tuple[str, ...]) -> tuple[str, str]:
        text, said, disposal, location = row
        kind = disposals.kind(said, location, kinds) if said else named.get(text, "")
        kind = kind or named.get(text, "") or ("" if text else disposals.kind(disposal, location, kinds))
        return kind, disposal or said or disposals.plainly.get(kind, "")

    found = {row: pair(row) for row in set(rows)}
    pairs = list(map(found.__getitem__, rows))
    return {"sentence": [kind for kind, _ in pairs], "disposal": [disposal for _, disposal in pairs]}


def starts(columns: Columns) -> Columns:
    """The day on which each case began: as told, else the release of a licence, else the sentence."""
    given = [columns.get(name) for name in ("started", "released", "sentenced", "sentence")]
    if given[1] is None and given[2] is None:
        return {}
    length = next(len(column) for column in given if column is not None)
    started, released, sentenced, kinds = (column if column is not None else ("",) * length for column in given)
    rows = zip(started, released, sentenced, kinds, strict=True)
    return {"started": [own or (out if kind == LICENCE else "") or told for own, out, told, kind in rows]}


def age_bands(columns: Columns, bands: Iterable[str], on: date | None) -> Columns:
    """The age band of each case, from an age in years or, on a given day, from the date of birth."""
    band = _band_of(bands)
    if AGE_BAND in columns:
        return {}
    if "age" in columns:
        return {AGE_BAND: _each(columns["age"], lambda text: band(_years(text)))}
    if on is None or "born" not in columns:
        return {}
    return {AGE_BAND: _each(columns["born"], lambda text: band(age(text, on)))}


def band_texts(bands: Iterable[str]) -> dict[str, str]:
    """Age in years, as text → band: a column of age bands may hold ages."""
    band = _band_of(bands)
    return {str(years): found for years in range(10, 110) if (found := band(years))}


def register_facts(
    references: Sequence[str], registrations: Iterable[tuple[str, Registration]], known: Mapping[str, Register]
) -> tuple[Columns, dict[str, int]]:
    """A column for each fact that these registers tell, and how often each register that is not known stands there.

    registrations: reference and registration. A case on none has no; levels and categories are then none.
    """
    rows: dict[str, dict[str, str]] = {}
    told: dict[str, None] = {}
    unknown: dict[str, int] = {}
    read: dict[Registration, tuple[dict[str, str], list[str]]] = {}
    for reference, registration in registrations:
        if registration not in read:
            read[registration] = registered(registration, known)
        facts, others = read[registration]
        if facts:
            row = rows.setdefault(reference, {})
            row.update({name: value or row.get(name, "") for name, value in facts.items()})
            told |= dict.fromkeys(facts)
        for text in others:
            unknown[text] = unknown.get(text, 0) + 1
    nothing: dict[str, str] = {}
    found = [rows.get(reference, nothing) for reference in references]
    columns: Columns = {}
    for name in told:
        absent = "none" if name.startswith("mappa-") and name != "mappa-eligible" else "no"
        columns[name] = [row.get(name, absent) for row in found]
    return columns, unknown


def _each(texts: Sequence[str], value: Callable[[str], str]) -> list[str]:
    found = {text: value(text) if text else "" for text in set(texts)}
    return list(map(found.__getitem__, texts))


def _years(text: str) -> int:
    whole = text.partition(".")[0]
    return int(whole) if whole.isdecimal() and len(whole) < 4 else -1


def _band_of(bands: Iterable[str]) -> Callable[[int], str]:
    found = [(band, parts) for band in bands if (parts := _BAND.fullmatch(band))]
    ranges = [(int(parts[1]), 200 if parts[2] == "over" else int(parts[2]), band) for band, parts in found]
    return lambda years: next((band for low, high, band in ranges if low <= years <= high), "")
