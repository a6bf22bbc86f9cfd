"""The tables of an inspection folder, and writing a folder whole or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from aboveline.files.csv import csv_table
from aboveline.problems import Faulty, Problem
from aboveline.tables import RawTable, Table, TableSpec, checked_table, empty_table


def folder_problems(folder: Path) -> list[Problem]:
    """A problem where there is no such folder."""
    if folder.is_dir():
        return []
    do = "Give the folder of an inspection, or make one with `aboveline new`."
    return [Problem("file-missing", str(folder), None, "There is no such folder.", do)]


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


def snapshot_hash(folder: Path, names: Iterable[str]) -> str:
    """`sha256:` and the hash of the files of those names (without ending): what scoring read, and nothing else."""
    total, wanted = hashlib.sha256(), set(names)
    for path in sorted(folder.iterdir()):
        if path.stem in wanted and path.suffix in (".csv", ".parquet", ".yaml") and path.is_file():
            total.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return "sha256:" + total.hexdigest()


def write_folder(folder: Path, files: Mapping[str, str], private: Collection[str] = ()) -> None:
    """Write a new folder with these files (name → content), whole or not at all.

    private: folders in it that, with their files, nobody but their owner can read. `Faulty` where a folder or file of
    that name is there already, or its place cannot be written to.
    """
    if folder.exists() or folder.is_symlink():
        do = "Choose another name, or move it away."
        raise Faulty([Problem("file-in-the-way", str(folder), None, "This is already there.", do)])
    with written(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = draft_of(folder)
        try:
            draft.mkdir()
            for name in private:
                (draft / name).mkdir(mode=0o700)
            for name, content in files.items():
                (draft / name).parent.mkdir(parents=True, exist_ok=True)
                (draft / name).touch(mode=0o600 if (draft / name).parent.name in private else 0o666)
                (draft / name).write_text(content, encoding="utf-8", newline="")
            draft.rename(folder)
        except BaseException:
            # Rarely needed, and it brings every library of compression along.
            import_module("shutil").rmtree(draft, ignore_errors=True)
            raise


def write_file(path: Path, content: str) -> None:
    """Write a file whole or not at all: beside its place first, then moved over it."""
    with whole_file(path) as draft:
        draft.write_text(content, encoding="utf-8", newline="")


def write_files(files: Mapping[Path, str | bytes]) -> None:
    """Write these files (place → content), all whole or none: after a fault every place is as it was before."""
    drafts: dict[Path, Path] = {}
    moved: dict[Path, bytes | None] = {}
    try:
        for path, content in files.items():
            with written(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                drafts[path] = draft_of(path)
                drafts[path].write_bytes(content.encode() if isinstance(content, str) else content)
        for path, draft in drafts.items():
            with written(path):
                before = path.read_bytes() if path.exists() else None
                if before is not None:
                    draft.chmod(path.stat().st_mode)
                draft.replace(path)
                moved[path] = before
    except BaseException:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
        for path, before in moved.items():
            if before is None:
                path.unlink()
            else:
                path.write_bytes(before)
        raise


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A draft to write into: at the end of the block it takes the place of the file, on a fault it is gone."""
    with written(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = draft_of(path)
        try:
            yield draft
            if path.exists():
                draft.chmod(path.stat().st_mode)
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def draft_of(place: Path) -> Path:
    """A name beside that place which nobody has: rights are those of any new file, as a temporary file's are not."""
    return place.with_name(f".{place.name}.{os.urandom(4).hex()}")


@contextmanager
def written(place: Path) -> Iterator[None]:
    """While the block writes to that place: a refusal by the disk is told as a problem with it."""
    try:
        yield
    except OSError as fault:
        # Copying a whole folder tells all that went wrong as a list of places and reasons.
        several = fault.args and isinstance(fault.args[0], list)
        reason = fault.args[0][0][-1] if several else fault.strerror or fault
        what = f"This cannot be written: {reason}."
        do = "Choose another place, or make room there. Nothing was left half written."
        raise Faulty([Problem("file-unwritable", str(place), None, what, do)]) from fault


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
