"""Turning the tables of a folder from CSV into Parquet or back, each new file whole before the old one goes."""

from __future__ import annotations

from pathlib import Path

from aboveline.files.csv import csv_text
from aboveline.files.folder import write_file
from aboveline.files.parquet import write_parquet
from aboveline.steps.inspections import inspection
from aboveline.tables import Table


def converted(folder: Path, form: str) -> list[str]:
    """Turn every table of a faultless folder into that form; the names of the files written."""
    names = []
    for table in inspection(folder).tables.values():
        old = folder / table.file
        new = old.with_suffix(f".{form}")
        if old != new and old.exists():
            _write(table, new)
            new.chmod(old.stat().st_mode)
            old.unlink()
            names.append(new.name)
    return names


def _write(table: Table, new: Path) -> None:
    if new.suffix == ".csv":
        write_file(new, csv_text(list(table.columns), zip(*table.columns.values(), strict=True)))
    else:
        write_parquet(new, list(table.columns), list(table.columns.values()))
