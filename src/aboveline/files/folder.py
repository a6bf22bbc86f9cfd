"""The tables of an inspection folder, and writing a folder whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path

from aboveline.files.csv import csv_table
from aboveline.problems import Faulty, Problem
from aboveline.tables import RawTable, Table, TableSpec, checked_table, empty_table


def folder_tables(folder: Path, specs: Iterable[TableSpec]) -> tuple[dict[str, Table], list[Problem]]:
    """The tables of a folder by name, held to their declarations, and every problem with them.

    A table that is optional and not there comes back empty.
    """
    tables, problems = {}, []
    for spec in specs:
        raw, found = _raw_table(folder, spec)
        problems += found
        if raw is None:
            tables[spec.name] = empty_table(spec, f"{spec.name}.csv")
        else:
            tables[spec.name], found = checked_table(spec, raw)
            problems += found
    return tables, problems


def snapshot_hash(folder: Path) -> str:
    """`sha256:` and the hash of every file that scoring reads, with its name: the same files, the same hash."""
    total = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in (".csv", ".parquet", ".yaml") and path.stem != "identities":
            total.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return "sha256:" + total.hexdigest()


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write a new folder with these files (name → content), whole or not at all.

    `Faulty` where a folder or file of that name is there already, or its place cannot be written to.
    """
    if folder.exists():
        do = "Choose another name, or move it away."
        raise Faulty([Problem("file-in-the-way", str(folder), None, "This is already there.", do)])
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as fault:
        what = f"The folder cannot be made: {fault.strerror}."
        raise Faulty([Problem("file-unreadable", str(folder), None, what, "Choose another place.")]) from fault
    try:
        for name, content in files.items():
            (draft / name).parent.mkdir(parents=True, exist_ok=True)
            (draft / name).write_text(content, encoding="utf-8", newline="")
        draft.chmod(0o755)
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def write_file(path: Path, content: str) -> None:
    """Write a file whole or not at all: beside its place first, then moved over it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(content)
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _raw_table(folder: Path, spec: TableSpec) -> tuple[RawTable | None, list[Problem]]:
    text, packed = folder / f"{spec.name}.csv", folder / f"{spec.name}.parquet"
    if text.exists() and packed.exists():
        what = f"The table {spec.name} stands here twice, as {text.name} and as {packed.name}."
        return None, [Problem("table-twice", text.name, None, what, "Move one of them away.")]
    if packed.exists():
        # The one place where an ordinary read needs DuckDB: loading it costs more than scoring an inspection.
        parquet = import_module("aboveline.files.parquet")
        found: tuple[RawTable | None, list[Problem]] = parquet.parquet_table(packed)
        return found
    if text.exists():
        return csv_table(text)
    if spec.optional:
        return None, []
    do = f"Add it; its columns are {', '.join(spec.column_names)}."
    return None, [Problem("file-missing", text.name, None, f"The table {spec.name} is missing: {spec.about}.", do)]
