"""Turning the tables of a folder from CSV into Parquet or back, each new file whole before the old one goes."""

from __future__ import annotations

from pathlib import Path

from aboveline.files.csv import csv_table, csv_text
from aboveline.files.folder import write_file
from aboveline.files.parquet import parquet_table, write_parquet
from aboveline.problems import Faulty
from aboveline.steps.inspections import inspection, inspection_tables


def converted(folder: Path, form: str) -> list[str]:
    """Turn every table of a faultless folder into that form; the names of the files written."""
    names = []
    for spec in inspection_tables(inspection(folder).framework):
        text, packed = folder / f"{spec.name}.csv", folder / f"{spec.name}.parquet"
        if form == "parquet" and text.exists():
            _pack(text, packed)
            names.append(packed.name)
        elif form == "csv" and packed.exists():
            _unpack(packed, text)
            names.append(text.name)
    return names


def _pack(text: Path, packed: Path) -> None:
    raw, problems = csv_table(text)
    if raw is None:
        raise Faulty(problems)
    draft = packed.with_name(f".{packed.name}")
    write_parquet(draft, raw.header, raw.columns)
    draft.replace(packed)
    text.unlink()


def _unpack(packed: Path, text: Path) -> None:
    raw, problems = parquet_table(packed)
    if raw is None:
        raise Faulty(problems)
    write_file(text, csv_text(raw.header, zip(*raw.columns, strict=True)))
    packed.unlink()
