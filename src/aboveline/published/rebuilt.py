"""Inspections rebuilt from published reports: which there are, and the files of an inspection folder for each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from aboveline.assessments.tables import ASSESSMENTS, JUDGEMENTS
from aboveline.cases.table import case_table
from aboveline.files.csv import csv_table, csv_text
from aboveline.files.folder import folder_tables
from aboveline.files.settings import FILE
from aboveline.files.spreadsheet_writing import Page
from aboveline.frameworks.documents import document, plain
from aboveline.frameworks.model import Framework
from aboveline.problems import Faulty, Problem, near_miss
from aboveline.published.caseload import CASELOAD_COUNTS, constructed_caseload
from aboveline.published.deal import COUNTS, dealt_judgements
from aboveline.published.figures import PRINTED
from aboveline.published.grid import GRID, grid_judgements, grid_table
from aboveline.published.sent import sent_sheets
from aboveline.tables import Table, TableSpec, checked_table

LIBRARY = Path(__file__).parent / "library"
KEY, SEED = "sampling/key.txt", "sampling/seed.txt"
"""In the folder of a fictional body: by what its references were dealt, and its sample drawn."""

AS_INSTALLED = "as-installed"
"""Stands for the edition's content hash in the library; a folder built from it pins the edition it was built under."""


def rebuilt_ids() -> list[str]:
    """The ids of the rebuilt inspections in the library, in order."""
    return sorted(path.parent.name for path in LIBRARY.glob(f"*/{FILE}"))


def rebuilt_framework(name: str) -> str:
    """The id of the edition under which that inspection was made."""
    mapping, _ = document(_folder(name) / FILE, FILE)
    return str(plain(mapping)["framework"]["id"])


def followed_ids() -> set[str]:
    """The ids of the rebuilt inspections that another one follows."""
    settings = (plain(document(LIBRARY / name / FILE, FILE)[0]) for name in rebuilt_ids())
    return {said["follows"]["id"] for said in settings if "follows" in said}


def rebuilt_files(name: str, framework: Framework) -> dict[str, str]:
    """File name → content of a whole inspection folder: what the library holds, with its judgements.

    The library has them as a grid, as they are, or as counts to deal. Grid and counts stay behind: once read, they are
    the judgements. Counts of a caseload go along with the caseload they make, for they say which of it is published.
    `Faulty` where counts do not fit the cases, or a grid does not fit the edition.
    """
    folder = _folder(name)
    kept = (path for path in sorted(folder.rglob("*.*")) if path.stem not in (COUNTS.name, GRID))
    files = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in kept}
    files[FILE] = files[FILE].replace(AS_INSTALLED, framework.hash)
    if (folder / f"{CASELOAD_COUNTS.name}.csv").exists():
        files["caseload.csv"] = csv_text(*constructed_caseload(*_tables(folder, CASELOAD_COUNTS)))
    if f"{JUDGEMENTS.name}.csv" in files:
        return files
    rows = _of_grid(folder, framework) if (folder / f"{GRID}.csv").exists() else _dealt(folder, framework)
    return files | {f"{JUDGEMENTS.name}.csv": csv_text(JUDGEMENTS.column_names, rows)}


def _of_grid(folder: Path, framework: Framework) -> Iterable[tuple[str, ...]]:
    [grid] = _tables(folder, grid_table(framework))
    return grid_judgements(framework, grid)


def _dealt(folder: Path, framework: Framework) -> Iterable[tuple[str, ...]]:
    cases, assessments, counts = _tables(folder, case_table(framework), ASSESSMENTS, COUNTS)
    readings = dict(zip(assessments.columns["case"], assessments.columns["assessment"], strict=True))
    return ((readings[case], *dealt, "") for case, *dealt in dealt_judgements(framework, cases, counts))


def sent_pages(name: str, framework: Framework) -> list[Page]:
    """The pages of the spreadsheet that a fictional body sent; none of a body that there was."""
    folder = _folder(name)
    if not (folder / KEY).exists():
        return []
    raw, problems = csv_table(folder / "caseload.csv")
    if raw is None:
        raise Faulty(problems)
    frame, _ = checked_table(case_table(framework), raw)
    said = plain(document(folder / FILE, FILE)[0])
    key = bytes.fromhex((folder / KEY).read_text("utf-8"))
    sheets = sent_sheets(frame, key, date.fromisoformat(said["dates"]["fieldwork"]), said["body"]["name"])
    return [Page(title, rows[0], rows[1:]) for title, rows in sheets.items()]


def printed_figures(name: str) -> Table:
    """Every figure that the report printed, with its place."""
    return _tables(_folder(name), PRINTED)[0]


def _folder(name: str) -> Path:
    if name not in (known := rebuilt_ids()):
        what = f"There is no rebuilt inspection {name!r}."
        raise Faulty([Problem("unknown-name", "published library", None, what, near_miss(name, known))])
    return LIBRARY / name


def _tables(folder: Path, *specs: TableSpec) -> list[Table]:
    tables, problems = folder_tables(folder, specs)
    if problems:
        raise Faulty(problems)
    return [tables[spec.name] for spec in specs]
