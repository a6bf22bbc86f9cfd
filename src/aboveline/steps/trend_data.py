"""A trend as data and as a page."""

from __future__ import annotations

import json
from pathlib import Path

from aboveline import __version__
from aboveline.comparisons.trends import Trend, change, figure
from aboveline.files.csv import csv_text
from aboveline.files.folder import write_file
from aboveline.problems import Faulty, Problem
from aboveline.reports.trends import TrendPage, trend_page

FORMAT = 1
_COLUMNS = (
    "date", "inspection", "body", "cohort", "edition", "level", "id", "relation", "reason", "basis", "figure", "score",
    "rating", "above", "base", "low", "high", "method", "standing", "computed", "joined_to",
)  # fmt: skip


def trend_json(found: Trend) -> str:
    """The trend as JSON text: percentages unrounded, null where there is none; lines by the places of their points."""
    lines = [line._asdict() | {"change": change(found, line)} for line in found.lines]
    return json.dumps(
        {
            "format": FORMAT,
            "code": f"aboveline {__version__}",
            "bodies": list(found.bodies),
            "edition": found.edition,
            "level": found.level,
            "id": found.id,
            "title": found.title,
            "confidence": 100 * found.confidence,
            "points": [_point(found, at) for at in range(len(found.points))],
            "lines": lines,
            "not_shown": [absent._asdict() for absent in found.absent],
            "sentences": list(found.sentences),
        },
        ensure_ascii=False,
        indent=2,
    )


def trend_csv(found: Trend) -> str:
    """The trend as CSV text, a point each row: numbers unrounded, blank where there is none."""
    rows = []
    for at in range(len(found.points)):
        values = _point(found, at)
        values["joined_to"] = " ".join(found.points[place].inspection for place in found.joined(at))
        rows.append([_cell(values[name]) for name in _COLUMNS])
    return csv_text(_COLUMNS, rows)


def written_trend(found: Trend, place: Path) -> None:
    """Write the trend as a web page that stands alone. `Faulty` where something already stands there."""
    if place.exists() or place.is_symlink():
        do = "Choose another name, or move it away."
        raise Faulty([Problem("file-in-the-way", str(place), None, "This is already there.", do)])
    write_file(place, trend_page(TrendPage(found, f"Aboveline {__version__}")))


def _point(found: Trend, at: int) -> dict[str, object]:
    point = found.points[at]
    ends = point.interval
    return {
        "date": point.date,
        "inspection": point.inspection,
        "body": point.body,
        "cohort": point.cohort,
        "edition": point.edition,
        "level": point.level,
        "id": point.id,
        "title": point.title,
        "relation": point.relation,
        "reason": point.reason,
        "basis": point.basis,
        "figure": figure(point),
        "score": point.score,
        "rating": point.rating or None,
        "above": point.above,
        "base": point.base,
        "low": 100 * ends.low if ends else None,
        "high": 100 * ends.high if ends else None,
        "method": ends.method if ends else None,
        "standing": point.standing,
        "computed": point.computed,
        "joined_to": found.joined(at),
    }


def _cell(value: object) -> object:
    return "" if value is None else repr(value) if isinstance(value, float) else value
