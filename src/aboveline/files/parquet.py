"""Tables as Parquet: the same text columns, for size. Any Parquet tool reads them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy as np

from aboveline.files.folder import whole_file
from aboveline.problems import Problem
from aboveline.tables import RawTable


def parquet_table(path: Path) -> tuple[RawTable | None, list[Problem]]:
    """The table in a Parquet file as text columns (None where it cannot be read). Row numbers stand for lines."""
    try:
        with duckdb.connect() as connection:
            found = connection.execute("select * from read_parquet($file)", {"file": str(path)})
            header = tuple(column[0] for column in found.description or ())
            rows = found.fetchall()
    except duckdb.Error as fault:
        what = f"The file is not a readable Parquet file: {str(fault).splitlines()[0]}"
        return None, [Problem("file-unreadable", path.name, None, what, "Write it again.")]
    columns = [tuple("" if value is None else str(value) for value in column) for column in zip(*rows, strict=True)]
    return RawTable(path.name, header, columns or [()] * len(header), range(1, len(rows) + 1)), []


def write_parquet(path: Path, header: Sequence[str], columns: Sequence[Sequence[str]]) -> None:
    """Write the columns of text as Parquet, whole or not at all."""
    arrays = {name: np.array(column, dtype=object) for name, column in zip(header, columns, strict=True)}
    with whole_file(path) as draft, duckdb.connect() as connection:
        connection.register("rows", arrays)
        try:
            connection.table("rows").write_parquet(str(draft))
        except duckdb.Error as fault:
            raise OSError(str(fault).splitlines()[0]) from fault
