"""Sealing a frame: references dealt by a key, identities and cases left out kept apart, and the seal that says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple, TypeVar

from aboveline.cases.table import IDENTITIES
from aboveline.problems import Problem
from aboveline.sampling.eligibility import Reason, Sifted
from aboveline.sampling.frame import frame_text
from aboveline.sampling.shape import shape_faults
from aboveline.sampling.windows import Window
from aboveline.tables import Table, TableSpec

FORMAT = 1
PREFIX = "C"
WIDTH = 3
"""The fewest figures of a reference: C-001."""
BLOCK = 64
"""Bytes of a block of SHA-256, to which HMAC fills up its key."""
NO_CASE = "no-case"
"""The reason of rows that are no cases: totals, notes, repeats of a row."""

T = TypeVar("T")
_HASH = re.compile("sha256:[0-9a-f]{64}")
SHAPE: Mapping[str, Any] = {
    "format": int,
    "code": str,
    "sealed": str,
    "framework": {"id": str, "hash": str},
    "plan": {"id": str, "hash": str},
    "caseload": {"file": str, "hash": str, "rows": int},
    "fieldwork": str,
    "theme": str,
    "windows": [{"cohort": str, "fact": str, "from": str, "to": str, "standing": str, "about": str}],
    "left_out": [{"reason": str, "title": str, "cases": int, "standing": str}],
    "eligible": int,
    "cohorts": [{"cohort": str, "cases": int}],
    "blank": [{"fact": str, "cases": int}],
    "same_people": int,
    "frame": {"cases": int, "hash": str},
    "key": str,
    "commitment": (str, None),
}
"""What a seal holds: key → kind, mapping of kinds, or list of one kind; a tuple names the kinds allowed."""


class Sealed(NamedTuple):
    """A frame and what stays apart from it.

    frame: the eligible cases by their dealt references, with its one text; identities: who they are, never to be
    given on; excluded: the row of each other case, as the caseload names it, with the reason; same_people: the rows of
    each person who stands in the frame more than once.
    """

    frame: Table
    text: str
    identities: Table
    excluded: Sequence[tuple[str, str]]
    same_people: Sequence[Sequence[str]]


def sealed(
    caseload: Table,
    found: Sifted,
    spec: TableSpec,
    key: bytes,
    prefix: str = PREFIX,
    aside: Iterable[str] = (),
    same_people: Sequence[Sequence[str]] = (),
) -> Sealed:
    """The frame of the eligible cases of a caseload, with references dealt by the key.

    spec: the case table of the edition; key: 32 bytes that nobody chose; aside: rows that are no cases; same_people:
    the rows of each person who has several. The body's own references must differ.
    """
    references, places = caseload.columns["reference"], caseload.columns["row"]
    dealt = dealt_order(_picked(references, found.kept), key)
    rows = _picked(found.kept, dealt)
    width = max(WIDTH, len(str(len(rows))))
    cases = [f"{prefix}-{number:0{width}}" for number in range(1, len(rows) + 1)]
    dealt_columns = {"case": cases, "cohort": _picked(found.cohorts, dealt)}
    frame = _table(spec, "frame.csv", caseload, rows, dealt_columns)
    in_frame = set(_picked(places, rows)) if same_people else set()
    several = [[row for row in person if row in in_frame] for person in same_people]
    excluded = [(places[row], reason) for row, reason in found.left_out]
    return Sealed(
        frame,
        frame_text(frame),
        _table(IDENTITIES, "identities.csv", caseload, rows, dealt_columns),
        [*excluded, *((row, NO_CASE) for row in aside)],
        [person for person in several if len(person) > 1],
    )


def dealt_order(references: Sequence[str], key: bytes) -> list[int]:
    """The places of the references in the order in which they are dealt: ascending HMAC-SHA256 under the key.

    The key holds at most 64 bytes.
    """
    numbers = list(map(_keyed(key), references))
    return sorted(range(len(numbers)), key=numbers.__getitem__)


def key_hash(key: bytes) -> str:
    """`sha256:` and the hash of the key as it is written down, in hex: it holds the key to what it was."""
    return "sha256:" + sha256(key.hex().encode()).hexdigest()


def seal(made: Sealed, found: Sifted, windows: Sequence[Window], told: Mapping[str, Any]) -> dict[str, Any]:
    """The seal of that frame as plain data, of the shape `SHAPE`.

    told: what only the bank knows: code, sealed (UTC), framework, plan, file (name and hash of the caseload),
    fieldwork (a date), theme, key (bytes) and commitment.
    """
    fieldwork: date = told["fieldwork"]
    cohorts = Counter(found.cohorts)
    aside = len(made.excluded) - len(found.left_out)
    no_case = [Reason(NO_CASE, "No case: totals, notes, repeats of a row", aside, "")] if aside else []
    return {
        "format": FORMAT,
        **{key: told[key] for key in ("code", "sealed", "framework", "plan")},
        "caseload": {**told["file"], "rows": len(found.kept) + len(made.excluded)},
        "fieldwork": fieldwork.isoformat(),
        "theme": told["theme"],
        "windows": [_window(window, fieldwork) for window in windows],
        "left_out": [reason._asdict() for reason in (*no_case, *found.reasons)],
        "eligible": len(found.kept),
        "cohorts": [{"cohort": name, "cases": cohorts[name]} for name in sorted(cohorts)],
        "blank": [{"fact": name, "cases": cases} for name, cases in found.blank.items()],
        "same_people": len(made.same_people),
        "frame": {"cases": len(made.frame), "hash": "sha256:" + sha256(made.text.encode()).hexdigest()},
        "key": key_hash(told["key"]),
        "commitment": told["commitment"],
    }


def seal_problems(content: object, file: str) -> list[Problem]:
    """A problem for everything in which the data is not a seal, or does not add up."""
    faults = list(shape_faults(content, SHAPE, "the seal"))
    if not faults and isinstance(content, dict):
        faults = list(_contradictions(content))
    do = "Give the seal.json that `aboveline caseload seal` wrote."
    return [Problem("seal-faulty", file, None, f"This is no seal: {fault}.", do) for fault in faults]


def hash_problems(option: str, text: str) -> list[Problem]:
    """A problem where the text is not a hash as it is written here, sha256: and 64 figures."""
    if _HASH.fullmatch(text):
        return []
    what = f"{text!r} is no hash."
    return [Problem("option-value", option, None, what, "Write sha256: and the 64 figures after it, in small letters.")]


def _keyed(key: bytes) -> Callable[[str], bytes]:
    """HMAC-SHA256 under the key. The two hashes are begun once: the library's own would do it for every case."""
    block = key.ljust(BLOCK, b"\0")
    inner, outer = sha256(bytes(byte ^ 0x36 for byte in block)), sha256(bytes(byte ^ 0x5C for byte in block))

    def number(text: str) -> bytes:
        one, other = inner.copy(), outer.copy()
        one.update(text.encode())
        other.update(one.digest())
        return other.digest()

    return number


def _table(
    spec: TableSpec, file: str, caseload: Table, rows: Sequence[int], dealt: Mapping[str, Sequence[str]]
) -> Table:
    names = spec.column_names
    columns = {name: dealt[name] if name in dealt else _picked(caseload.columns[name], rows) for name in names}
    return Table(spec, file, columns, range(2, len(rows) + 2))


def _picked(values: Sequence[T], rows: Sequence[int]) -> list[T]:
    if len(rows) * 2 > len(values) and values.count(values[0]) == len(values):
        return [values[0]] * len(rows)  # one value throughout, as in columns that the body left blank
    return list(map(values.__getitem__, rows))


def _window(window: Window, fieldwork: date) -> dict[str, str]:
    first, last = (day.isoformat() for day in window.days_before(fieldwork))
    told = {"cohort": window.cohort, "fact": window.fact, "from": first, "to": last}
    return told | {"standing": window.standing, "about": window.about}


def _contradictions(content: Mapping[str, Any]) -> Iterator[str]:
    if content["format"] != FORMAT:
        yield f"the format is {content['format']}, and this version reads {FORMAT}"
    hashes = [content["frame"]["hash"], content["key"], content["caseload"]["hash"], content["commitment"]]
    yield from (f"{text!r} is no hash" for text in hashes if text is not None and not _HASH.fullmatch(text))
    counts = [row["cases"] for row in (*content["left_out"], *content["cohorts"])]
    if min(counts, default=0) < 0:
        yield "a count is below 0"
    if content["frame"]["cases"] != content["eligible"]:
        yield "the frame has another number of cases than were eligible"
    if sum(row["cases"] for row in content["cohorts"]) != content["eligible"]:
        yield "the cohorts do not come to the eligible cases"
    if sum(row["cases"] for row in content["left_out"]) + content["eligible"] != content["caseload"]["rows"]:
        yield "cases left out and eligible ones do not come to the rows"
