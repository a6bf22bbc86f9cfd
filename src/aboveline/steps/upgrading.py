"""Bringing a folder of an older format up to date, step by step, beside the old one, which is kept whole.

Format 0, the first draft: judgements name their case, nobody says who read it, inspection.yaml has no `format:`.
Format 1: judgements name their reading, and assessments.csv says who read which case and which reading stands.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from aboveline.assessments.tables import ASSESSMENTS, JUDGEMENTS
from aboveline.files.csv import csv_table, csv_text
from aboveline.files.folder import draft_of, folder_problems, write_file, written
from aboveline.files.settings import FILE, FORMAT
from aboveline.frameworks.documents import document
from aboveline.problems import Faulty, Problem


def upgraded(folder: Path) -> Path | None:
    """Bring the folder up to date; where the old one is kept now, or None where there was nothing to do."""
    version = folder_format(folder)
    if version == FORMAT:
        return None
    place = folder.resolve()
    kept = place.with_name(f"{place.name}.format-{version}")
    if kept.exists():
        do = "Move it away first: the old folder is kept there."
        raise Faulty([Problem("file-in-the-way", str(kept), None, "This is already there.", do)])
    draft = draft_of(place)
    with written(place):
        try:
            shutil.copytree(place, draft)
            for step in range(version, FORMAT):
                STEPS[step](draft)
            _put_in_place(draft, place, kept)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    return kept


def _put_in_place(draft: Path, place: Path, kept: Path) -> None:
    place.rename(kept)
    try:
        draft.rename(place)
    except BaseException:
        kept.rename(place)
        raise


def folder_format(folder: Path) -> int:
    """The format of an inspection folder; `Faulty` where it is none known here."""
    if problems := folder_problems(folder):
        raise Faulty(problems)
    mapping, problems = document(folder / FILE, FILE)
    if problems:
        raise Faulty(problems)
    text = mapping.get("format", "") or "0"
    if isinstance(text, str) and text.isdecimal() and int(text) <= FORMAT:
        return int(text)
    what = f"{text!r} is not a format that this Aboveline can bring up to date."
    raise Faulty([Problem("format-unknown", FILE, mapping.key_lines["format"], what, "Install a newer Aboveline.")])


def _readings_told_apart(folder: Path) -> None:
    """Format 0 to 1: one reading a case, called after it, which stands."""
    sample, columns = (_columns(folder / f"{name}.csv") for name in ("cases", JUDGEMENTS.name))
    cases = list(dict.fromkeys([*sample["case"], *columns["case"]]))
    blank = ("",) * len(columns["case"])
    judged = (columns["case"], *(columns.get(name, blank) for name in JUDGEMENTS.column_names[1:]))
    readings = [[case, case, "", "", "first", "yes", "", ""] for case in cases]
    write_file(folder / "judgements.csv", csv_text(JUDGEMENTS.column_names, zip(*judged, strict=True)))
    write_file(folder / "assessments.csv", csv_text(ASSESSMENTS.column_names, readings))
    text = (folder / FILE).read_text(encoding="utf-8-sig")
    kept = [line for line in text.splitlines() if not line.startswith("format:")]
    write_file(folder / FILE, "\n".join(["format: 1", *kept]) + "\n")


def _columns(path: Path) -> dict[str, Sequence[str]]:
    raw, problems = csv_table(path)
    if raw is None:
        raise Faulty(problems)
    if "case" not in raw.header:
        what = "The column 'case' is missing, so judgements cannot be given to readings."
        do = "Add it; or add `format: 1` to inspection.yaml if judgements already name their assessment."
        raise Faulty([Problem("column-missing", raw.file, 1, what, do)])
    return dict(zip(raw.header, raw.columns, strict=True))


STEPS = {0: _readings_told_apart}
"""Format → what brings a folder of that format to the next."""
