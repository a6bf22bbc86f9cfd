"""The profile of a sample beside its frame and the nation: read, think, write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from aboveline import __version__
from aboveline.cases.table import case_table
from aboveline.files.csv import csv_table, csv_text
from aboveline.files.folder import write_file
from aboveline.frameworks.model import Framework
from aboveline.problems import Faulty, Problem
from aboveline.published.rebuilt import LIBRARY
from aboveline.reports.profiles import ProfilePage, profile_page
from aboveline.sampling.draw import SAMPLE
from aboveline.sampling.national import NATIONAL, National, national_shares
from aboveline.sampling.profile import LEVEL, Profile, ProfileRow, profile
from aboveline.sampling.receipt import verify
from aboveline.steps.drawing import receipt_content
from aboveline.steps.editions import edition
from aboveline.tables import Table, TableSpec, checked_table

PUBLISHED = LIBRARY / "national.csv"
"""National shares that were printed, edition by edition; most editions have none."""

FORMAT = 1
_COLUMNS = (
    "fact", "value", "title", "label", "sample", "sample_share", "planned_share", "frame", "frame_share",
    "national_share", "national_as_of", "national_standing", "difference", "p", "adjusted_p", "verdict",
)  # fmt: skip


class Profiled(NamedTuple):
    """The profile of the sample of a receipt, the edition whose facts it is of, and the receipt as data."""

    framework: Framework
    content: Mapping[str, Any]
    profile: Profile


def sample_profile(frame: Path, receipt: Path, national: Path | None = None) -> Profiled:
    """The profile of the receipt's sample; `national` in the place of the published shares.

    `Faulty` where the draw, repeated from the frame, does not give the receipt, or a file cannot be read.
    """
    content = receipt_content(receipt)
    item = edition(content["framework"]["id"])
    table = _table(frame, case_table(item), "Give the frame that the sample was drawn from.")
    shares, problems = _national(national, item)
    problems = verify(table, content, receipt.name) + problems
    if not any(row["place"] == SAMPLE for row in content["list"]):
        what = "The sample of this receipt holds no case."
        problems.append(Problem("sample-empty", receipt.name, None, what, "Draw a sample of one case or more."))
    if problems:
        raise Faulty(problems)
    return Profiled(item, content, profile(table, content, item.facts, shares))


def profile_json(found: Profiled) -> str:
    """The profile as JSON text: numbers unrounded, null where there is none."""
    said, content = found.profile, found.content
    return json.dumps(
        {
            "format": FORMAT,
            "framework": content["framework"],
            "code": f"aboveline {__version__}",
            "receipt": {"frame": content["frame"], "plan": content["plan"]["hash"], "seed": content["seed"]},
            "sample": said.sample,
            "replaced": said.replaced,
            "named": said.named,
            "level": LEVEL,
            "tests": said.tests,
            "blank": list(said.blank),
            "facts": [
                {"id": fact.id, "title": fact.title, "values": [_row(row) for row in fact.rows]} for fact in said.facts
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def profile_csv(found: Profiled) -> str:
    """The profile as CSV text, a value of a fact each row: numbers unrounded, blank where there is none."""
    rows = []
    for fact in found.profile.facts:
        for row in fact.rows:
            national = row.national._asdict() if row.national else {"standing": "not published"}
            beside = [_cell(national.get(name)) for name in ("share", "as_of", "standing")]
            before = (row.sample, row.sample_share, row.planned, row.frame, row.frame_share)
            after = (row.difference, row.p, row.adjusted, row.verdict)
            named = (fact.id, row.value, fact.title, row.label)
            rows.append([*named, *map(_cell, before), *beside, *map(_cell, after)])
    return csv_text(_COLUMNS, rows)


def written_profile(found: Profiled, place: Path) -> None:
    """Write the profile as a web page that stands alone. `Faulty` where something already stands there."""
    if place.exists() or place.is_symlink():
        do = "Choose another name, or move it away."
        raise Faulty([Problem("file-in-the-way", str(place), None, "This is already there.", do)])
    content = found.content
    page = ProfilePage(
        found.profile,
        found.framework.title,
        found.framework.id,
        content["frame"]["hash"],
        content["seed"],
        f"Aboveline {__version__}",
    )
    write_file(place, profile_page(page))


def _row(row: ProfileRow) -> dict[str, Any]:
    return {
        "value": row.value,
        "label": row.label,
        "sample": row.sample,
        "sample_share": row.sample_share,
        "planned_share": row.planned,
        "frame": row.frame,
        "frame_share": row.frame_share,
        "national": row.national._asdict() if row.national else None,
        "difference": row.difference,
        "p": row.p,
        "adjusted_p": row.adjusted,
        "verdict": row.verdict,
    }


def _national(path: Path | None, item: Framework) -> tuple[dict[tuple[str, str], National], list[Problem]]:
    table = _table(path or PUBLISHED, NATIONAL, "Give a table of national shares.")
    found, problems = national_shares(table, item)
    if path is not None and not found and not problems:
        what = f"No row is for the edition {item.id}."
        problems = [Problem("cell-unknown", table.file, None, what, "Look at its column `edition`.")]
    return found, problems


def _table(path: Path, spec: TableSpec, do: str) -> Table:
    if not path.exists():
        raise Faulty([Problem("file-missing", str(path), None, "The file is not there.", do)])
    raw, problems = csv_table(path)
    if raw is None:
        raise Faulty(problems)
    table, problems = checked_table(spec, raw)
    if problems:
        raise Faulty(problems)
    return table


def _cell(value: object) -> object:
    return "" if value is None else repr(value) if isinstance(value, float) else value
