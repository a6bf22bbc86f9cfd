"""Making a body's caseload the sealed frame of a sample: read, think, write."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from aboveline import __version__
from aboveline.cases.caseload import Caseload
from aboveline.cases.faults import grouped
from aboveline.cases.table import case_table
from aboveline.files.csv import csv_text
from aboveline.files.folder import write_folder
from aboveline.files.formulas import STARTERS, guarded
from aboveline.frameworks.model import Framework
from aboveline.problems import Faulty, Problem, near_miss
from aboveline.sampling.eligibility import Eligibility, Sifted, eligibility, eligible
from aboveline.sampling.frame import frame_text
from aboveline.sampling.seal import PREFIX, Sealed, hash_problems, seal, sealed
from aboveline.steps.caseloads import SAID_NOTHING, Said, read_caseload
from aboveline.steps.plans import planned
from aboveline.tables import Table, TableSpec

SCHEMA = Path(__file__).parent / "seal.schema.json"
PRIVATE = "private"
KEY_BYTES = 32
EARLIEST = date(1900, 1, 1)


class Asked(NamedTuple):
    """What whoever seals asks for.

    framework: edition; plan: an inspection's own, by id or path; said: of headings and values; key: a file with the
    dealing key, for a repeat; leave_out_faulty: rows with faults are left out rather than refused; commitment: to the
    seed of the draw.
    """

    framework: str
    fieldwork: date
    plan: Path | str | None = None
    theme: str = ""
    said: Said = SAID_NOTHING
    prefix: str = PREFIX
    key: Path | None = None
    leave_out_faulty: bool = False
    commitment: str | None = None


class SealedCaseload(NamedTuple):
    """What was sealed: the content of seal.json, the spreadsheet, the frame, and themes whose rules were not used."""

    content: dict[str, Any]
    caseload: Caseload
    frame: Sealed
    unused: tuple[str, ...]


def seal_caseload(path: Path, asked: Asked, output: Path) -> SealedCaseload:
    """The frame of a caseload, with its seal, written as a new folder whole or not at all.

    frame.csv, excluded.csv and seal.json may be handed on; the folder private, with who the cases are and the dealing
    key, must not. `Faulty` where anything is amiss; then nothing is written.
    """
    item = planned(asked.framework, asked.plan)
    rules, problems = _rules(item.framework)
    problems += _option_problems(asked, item.framework)
    if output.exists() or output.is_symlink():
        do = "A frame is sealed once: choose another name, or move it away."
        problems.append(Problem("file-in-the-way", str(output), None, "This is already there.", do))
    if rules is None or problems:
        raise Faulty(problems)
    key = secrets.token_bytes(KEY_BYTES) if asked.key is None else _key(asked.key)
    found = read_caseload(path, item.framework, asked.said, asked.fieldwork, asked.theme)
    told = {
        "code": f"aboveline {__version__}",
        "sealed": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "framework": {"id": item.framework.id, "hash": item.framework.hash},
        "plan": {"id": item.id, "hash": item.hash},
        "file": {"file": path.name, "hash": "sha256:" + sha256(path.read_bytes()).hexdigest()},
        "fieldwork": asked.fieldwork,
        "theme": asked.theme,
        "key": key,
        "commitment": asked.commitment,
    }
    sifted, spec = _sifted(found, rules, asked, path.name), case_table(item.framework)
    table = _without_formulas(found.table, spec)
    made = sealed(table, sifted, spec, key, asked.prefix, list(found.aside), found.same_people)
    content = seal(made, sifted, rules.windows, told)
    write_folder(output, _files(made, content, key), private=[PRIVATE])
    themes = dict.fromkeys(rule.theme for rule in rules.exclusions if rule.theme and not asked.theme)
    return SealedCaseload(content, found, made, tuple(themes))


def seal_json(content: Mapping[str, Any]) -> str:
    """The seal as the JSON text that `seal.schema.json` describes."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _rules(framework: Framework) -> tuple[Eligibility | None, list[Problem]]:
    rules, problems = eligibility(framework)
    if rules is None:
        what = f"The edition {framework.id} does not say who is eligible."
        problems.append(Problem("option-value", "--plan", None, what, "Give a plan that does, under `caseload:`."))
    return rules, problems


def _option_problems(asked: Asked, framework: Framework) -> list[Problem]:
    problems = hash_problems("--commitment", asked.commitment) if asked.commitment is not None else []
    if not re.fullmatch("[A-Za-z][A-Za-z0-9]{0,11}", asked.prefix):
        do = "Give up to twelve letters and digits, a letter first."
        problems.append(Problem("option-value", "--prefix", None, f"{asked.prefix!r} begins no reference.", do))
    if asked.theme and asked.theme not in framework.themes:
        what = f"The edition {framework.id} has no theme {asked.theme!r}."
        problems.append(Problem("unknown-name", "--theme", None, what, near_miss(asked.theme, framework.themes)))
    if asked.fieldwork < EARLIEST:
        what = f"{asked.fieldwork} is no day of an inspection."
        problems.append(Problem("option-value", "--fieldwork", None, what, "Give the first day of fieldwork."))
    return problems


def _key(path: Path) -> bytes:
    do = "Give the key.txt of the seal that is to be repeated."
    try:
        text = path.read_text("utf-8").strip()
    except FileNotFoundError:
        raise Faulty([Problem("file-missing", str(path), None, "The file is not there.", do)]) from None
    except OSError as fault:
        what = f"The file cannot be opened: {fault.strerror}."
        raise Faulty([Problem("file-unreadable", str(path), None, what, do)]) from fault
    except UnicodeDecodeError:
        text = ""
    if not re.fullmatch("[0-9a-f]{64}", text):
        what = "This is no dealing key, which is 64 figures from 0 to f."
        raise Faulty([Problem("option-value", str(path), None, what, do)])
    return bytes.fromhex(text)


def _sifted(found: Caseload, rules: Eligibility, asked: Asked, file: str) -> Sifted:
    refused = found.column_problems if asked.leave_out_faulty else found.faults and grouped(found.faults)
    if refused:
        raise Faulty(refused)
    sifted = eligible(found.table, rules, asked.fieldwork, asked.theme, found.faulty_places)
    if not sifted.kept:
        why = "; ".join(f"{reason.title}: {reason.cases}" for reason in sifted.reasons if reason.cases)
        what = f"None of {len(found.table)} cases is eligible{why and '. '}{why}."
        do = "See `aboveline caseload check`; correct the fieldwork, or ask the body for what is not known."
        raise Faulty([Problem("sample-empty", file, None, what, do)])
    return sifted


def _without_formulas(caseload: Table, spec: TableSpec) -> Table:
    """The caseload with free texts of the frame guarded: it is handed on, and programmes open it."""
    names = [column.name for column in spec.columns if column.kind == "text" and not column.options]
    columns = dict(caseload.columns)
    for name in names:
        safe = {text: guarded(text) for text in set(columns[name])}
        columns[name] = list(map(safe.__getitem__, columns[name]))
    return Table(caseload.spec, caseload.file, columns, caseload.lines)


def _files(made: Sealed, content: Mapping[str, Any], key: bytes) -> dict[str, str]:
    return {
        "frame.csv": made.text,
        "excluded.csv": _excluded_text(made.excluded),
        "seal.json": seal_json(content),
        f"{PRIVATE}/identities.csv": _guarded_text(made.identities),
        # Without a line end, so that `sha256sum` of it gives the hash in the seal.
        f"{PRIVATE}/key.txt": key.hex(),
    }


def _excluded_text(excluded: Sequence[tuple[str, str]]) -> str:
    """Row and reason as CSV text; only the name of a sheet, which stands before its rows, could be a formula."""
    if all(row.isdecimal() for row, _ in excluded):
        return "row,reason\n" + "".join([f"{row},{reason}\n" for row, reason in excluded])
    return csv_text(("row", "reason"), ((guarded(row), reason) for row, reason in excluded))


def _guarded_text(table: Table) -> str:
    """The table as CSV text in which no field is a formula; a body's own texts might be, if hardly ever."""
    text = frame_text(table)
    if not any(sign in text and any(before + sign in text for before in ",\n\"' ") for sign in STARTERS):
        return text
    return csv_text(list(table.columns), zip(*(map(guarded, column) for column in table.columns.values()), strict=True))
