"""A nation's cases from spreadsheet to receipt: import, check and seal beside DuckDB's plain read, then a draw."""

from __future__ import annotations

import gc
import random
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from aboveline.files.csv import csv_text
from aboveline.sampling.cells import Sized, Wanted
from aboveline.sampling.receipt import receipt, verify
from aboveline.steps.sealing import Asked, SealedCaseload, seal_caseload
from aboveline.tables import Column, Table, TableSpec
from bench.lines import Differing, Line
from bench.made_up import SEED
from bench.rounds import timed

ROWS, SIZE, RESERVES = 250_000, 142, 2
SEAL, READ, DRAW, DIGESTS = "seal", "read", "draw", "digests"
EDITION, FIELDWORK = "omi-2006", date(2008, 2, 4)

COLUMNS = {
    "Location": ("Community", "Licence", "Custody"),
    "Disposal": ("Community order", "Suspended sentence order"),
    "Sex": ("Male", "Female"),
    "Ethnicity": ("White", "Mixed", "Asian", "Black"),
    "Tier": ("1", "2", "3", "4"),
    "RoSH": ("Low", "Medium", "High", "Very high"),
    "PPO": ("No", "Yes"),
    "Approved premises": ("None", "Resident"),
    "Victim contact": ("No", "Yes"),
}
"""Heading → texts of a caseload as a body writes them; with six columns that differ from row to row these are 15."""

FACTS = {
    "sentence": ("community", "licence", "custody"),
    "sex": ("male", "female"),
    "tier": ("1", "2", "3", "4"),
    "roh-level": ("low", "medium", "high", "very-high"),
    "ethnicity": ("white", "mixed", "asian", "black", "other"),
    "ppo": ("no", "yes"),
    "victim-contact": ("no", "yes"),
    "approved-premises": ("no", "yes"),
}
"""Fact of a frame → its values, each half as frequent as the one before: thousands of cells, many nearly empty."""

WANTED = Wanted(SIZE, RESERVES, (), (), tuple(FACTS), "made-up", Sized(SIZE))


def lines(rounds: int, rows: int = ROWS) -> Iterator[Line]:
    """The lines of this section."""
    section = f"Caseloads: {rows:,} cases"
    with tempfile.TemporaryDirectory() as made, _as_the_command():
        path, frame = Path(made) / "caseload.csv", made_up_frame(rows)
        path.write_text(made_up_caseload(rows), "utf-8")
        agree_seal(sealed_folder(path), rows, duckdb_rows(path))
        agree_draw(frame, drawn(frame))
        reading = timed({SEAL: lambda: sealed_folder(path), READ: lambda: duckdb_rows(path)}, rounds)
        drawing = timed({DRAW: lambda: drawn(frame), DIGESTS: lambda: digests(frame)}, rounds)
    yield Line(
        section, f"CSV of {6 + len(COLUMNS)} columns read, checked, sealed, written", reading.median(SEAL),
        "DuckDB, reading it into a table", reading.median(READ), reading.ratio(SEAL, READ), bar=5, of_peer=True,
    )  # fmt: skip
    yield Line(
        section, f"drawing {SIZE} in proportion to {len(FACTS)} facts: cells, hashes, receipt", drawing.median(DRAW),
        "as many SHA-256 digests sorted, plain Python", drawing.median(DIGESTS), drawing.ratio(DRAW, DIGESTS), bar=1,
    )  # fmt: skip


def sealed_folder(path: Path) -> SealedCaseload:
    """What was sealed of a caseload, all of whose files were written and are gone again."""
    folder = path.with_name("sealed")
    try:
        return seal_caseload(path, Asked(EDITION, FIELDWORK), folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def duckdb_rows(path: Path) -> int:
    """The rows of a CSV file that DuckDB has read into a table, its kinds of columns found by itself."""
    with duckdb.connect() as connection:
        connection.execute("create table caseload as from read_csv(?)", [str(path)])
        (found,) = connection.execute("select count(*) from caseload").fetchall()[0]
        return int(found)


def drawn(frame: Table) -> dict[str, Any]:
    """The receipt of a draw in proportion to all the facts."""
    made = {"framework": {"id": "made-up", "hash": ""}, "code": "bench", "seal": None}
    content, problems = receipt(frame, WANTED, str(SEED), made)
    if problems:
        raise Differing(f"the draw cannot be made: {problems[0]}")
    return content


def digests(frame: Table) -> list[tuple[str, str]]:
    """Every case with its number, sorted: what a draw of one cell comes to, written in a line."""
    return sorted((sha256(f"{SEED}\n{case}".encode()).hexdigest(), case) for case in frame.columns["case"])


def agree_seal(found: SealedCaseload, rows: int, theirs: int) -> None:
    """Stop where rows went missing on either side, or were faulty, or none or all are eligible."""
    frame, excluded = len(found.frame.frame), len(found.frame.excluded)
    if not (frame and excluded and frame + excluded == rows == theirs) or found.caseload.faults:
        raise Differing(f"of {rows} rows DuckDB reads {theirs}; {frame} are in the frame and {excluded} left out")


def agree_draw(frame: Table, content: Mapping[str, Any]) -> None:
    """Stop where a draw repeated differs, or a case's number is another than in the plain list."""
    plain = {case: number for number, case in digests(frame)}
    if verify(frame, content, "receipt.json") or any(plain[row["case"]] != row["random"] for row in content["list"]):
        raise Differing("the draw repeated is another one")


def made_up_caseload(rows: int) -> str:
    """A caseload as a body might send it, as CSV text: begun within three years, and few in the months that count."""
    chance = random.Random(SEED)
    born, begun = date(1945, 1, 1), FIELDWORK - timedelta(days=3 * 365)
    days = [(begun + timedelta(days=day)).strftime("%d/%m/%Y") for day in range(3 * 365)]
    births = [(born + timedelta(days=day)).strftime("%d/%m/%Y") for day in range(15_000)]
    columns: list[list[str]] = [
        [f"X{number:06}" for number in range(1, rows + 1)],
        [f"Surname{chance.randrange(5_000)}" for _ in range(rows)],
        [f"Given{chance.randrange(500)}" for _ in range(rows)],
        chance.choices(births, k=rows),
        [f"Officer {chance.randrange(5_000)}" for _ in range(rows)],
        chance.choices(days, k=rows),
        *(chance.choices(texts, k=rows) for texts in COLUMNS.values()),
    ]
    header = ["Case reference number", "Family name", "First names", "Date of birth", "Practitioner", "Start date"]
    return csv_text([*header, *COLUMNS], zip(*columns, strict=True))


def made_up_frame(rows: int) -> Table:
    """A frame with the eight facts, the same in every run."""
    chance = random.Random(SEED)
    columns: dict[str, list[str]] = {"case": [f"N24-{number:06}" for number in range(1, rows + 1)]}
    for fact, values in FACTS.items():
        columns[fact] = chance.choices(values, [2.0**-at for at in range(len(values))], k=rows)
    return Table(TableSpec("cases", "", tuple(Column(n, n) for n in columns)), "frame.csv", columns, range(2, rows + 2))


@contextmanager
def _as_the_command() -> Iterator[None]:
    """Without looking for garbage, as the command runs: its process is over in a moment."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
