"""A benchmark as data, as a page, and as averages that a later score sheet shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aboveline import __version__
from aboveline.comparisons.bodies import Average, Point
from aboveline.comparisons.visits import BENCHMARKS
from aboveline.files.csv import csv_text
from aboveline.files.folder import folder_problems, folder_tables, write_file
from aboveline.problems import Faulty, Problem
from aboveline.reports.funnels import BenchmarkPage, benchmark_page
from aboveline.steps.bodies import Benchmark
from aboveline.steps.body_sets import UNNAMED

FORMAT = 1
INTERNAL = "internal, not for publication"
_POINT = ("low", "high", "far_low", "far_high", "plain", "verdict")
_COLUMNS = (
    "mark", "set", "set_date", *Average._fields, "body", *_POINT, "ratio", "widened", "modelled", "no_limits", "caution",
)  # fmt: skip


def benchmark_json(found: Benchmark) -> str:
    """The benchmark as JSON text: numbers unrounded, null where there is none."""
    said = found.decision
    return json.dumps(
        {
            "format": FORMAT,
            "mark": found.mark,
            "decision": said._asdict() if said else None,
            "caution": list(found.cautions),
            "said": list(found.sentences),
            "set": {
                "id": found.of.id,
                "title": found.of.title,
                "date": found.of.date,
                "note": found.of.note,
                "hash": found.hash,
            },
            "framework": {"id": found.framework.id, "hash": found.framework.hash},
            "code": f"aboveline {__version__}",
            "body": found.bodies[found.chosen].id,
            "smallest": found.smallest,
            "mix": list(found.mix),
            "bodies": [body._asdict() for body in found.bodies],
            "measures": [_measure(found, row) for row in found.averages],
        },
        ensure_ascii=False,
        indent=2,
    )


def benchmark_csv(found: Benchmark) -> str:
    """The benchmark as CSV text, a score a row, with the limits of the body that is looked at; blank for none."""
    body, rows = found.bodies[found.chosen].id, []
    for row in found.averages:
        funnel = found.funnels.get(row.id)
        point = own_point(found, row.id)
        limits = [getattr(point, name) if point else None for name in _POINT]
        varied = (funnel.dispersion.ratio, funnel.dispersion.widened) if funnel and funnel.points else (None, None)
        modelled = found.modelled[row.id][found.chosen] if found.modelled else None
        cells = [found.mark, found.of.id, found.of.date, *row, body, *limits, *varied, modelled]
        cells += [funnel.why if funnel else None, " ".join(found.cautions)]
        rows.append(["" if cell is None else cell for cell in cells])
    return csv_text(_COLUMNS, rows)


def own_point(found: Benchmark, name: str) -> Point | None:
    """The point of the body that is looked at in the funnel of a score; None where it has none."""
    funnel, body = found.funnels.get(name), found.bodies[found.chosen].id
    return next((point for point in funnel.points if point.body == body), None) if funnel else None


def written_averages(found: Benchmark, folder: Path) -> Path:
    """Write the means of the set into benchmarks.csv of an inspection folder, where its score sheet finds them.

    Rows of other averages stay. The name of a mean says that it is internal until it is published. `Faulty` where the
    set has no name of its own, or the folder cannot take it.
    """
    if found.of.file is None and found.of.title == UNNAMED:
        what, do = "An average on a score sheet needs a name.", "Give the set a --title, or write it into a file."
        raise Faulty([Problem("option-value", "--write", None, what, do)])
    problems = folder_problems(folder)
    if (folder / f"{BENCHMARKS.name}.parquet").exists():
        what, do = "The averages here are Parquet, which is not written to.", "Turn the folder into CSV first."
        problems.append(Problem("file-in-the-way", f"{BENCHMARKS.name}.parquet", None, what, do))
    tables, faults = folder_tables(folder, [BENCHMARKS]) if not problems else ({}, [])
    if problems + faults:
        raise Faulty(problems + faults)
    ours = {found.of.title, _internal(found.of.title)}
    kept = [
        list(row.values())
        for row in tables[BENCHMARKS.name].rows()
        if not (row["name"] in ours and row["date"] == found.of.date)
    ]
    path = folder / f"{BENCHMARKS.name}.csv"
    write_file(path, csv_text(BENCHMARKS.column_names, [*kept, *_average_rows(found)]))
    return path


def written_benchmark(found: Benchmark, place: Path, questions: bool) -> None:
    """Write the benchmark as a web page that stands alone. `Faulty` where something already stands there."""
    if place.exists() or place.is_symlink():
        do = "Choose another name, or move it away."
        raise Faulty([Problem("file-in-the-way", str(place), None, "This is already there.", do)])
    rows = [row for row in found.averages if questions or row.level != "question"]
    # Where composites have no limits, their questions are all there is to draw.
    drawn = [found.funnels[row.id] for row in rows if row.id in found.funnels]
    if not any(funnel.points for funnel in drawn):
        drawn += [funnel for funnel in found.funnels.values() if funnel.level == "question" and funnel not in drawn]
    page = BenchmarkPage(
        found.of.title, found.of.date, found.of.note, found.mark == "internal",
        f"{found.decision.by}, {found.decision.decided}: {found.decision.reason}" if found.decision else "",
        found.framework.title, found.framework.id, found.bodies, found.chosen, tuple(rows), tuple(drawn),
        found.mix, found.modelled, found.smallest, found.cautions, found.sentences, found.hash,
        f"Aboveline {__version__}",
    )  # fmt: skip
    write_file(place, benchmark_page(page))


def _measure(found: Benchmark, row: Average) -> dict[str, Any]:
    funnel = found.funnels.get(row.id)
    drawn = funnel and {
        "target": 100 * funnel.target,
        "limits": "binomial" if funnel.per_case is None else "variance within bodies",
        "variance_per_case": funnel.per_case,
        "ratio": funnel.dispersion.ratio,
        "between": funnel.dispersion.between,
        "widened": funnel.dispersion.widened,
        "why": funnel.why,
        "points": [point._asdict() for point in funnel.points],
    }
    ids = [body.id for body in found.bodies]
    modelled = dict(zip(ids, found.modelled[row.id], strict=True)) if found.modelled else None
    return row._asdict() | {"funnel": drawn or None, "modelled": modelled}


def _average_rows(found: Benchmark) -> Iterator[list[object]]:
    kinds = " and ".join(sorted({body.kind for body in found.bodies}))
    name = found.of.title if found.decision else _internal(found.of.title)
    constructed = sum(body.constructed for body in found.bodies)
    note = f"of them {constructed} rebuilt from print" if constructed else ""
    said = found.decision
    note = "; ".join(filter(None, [note, f"published by {said.by}, {said.decided}" if said else INTERNAL]))
    for row in found.averages:
        if row.level != "question" and row.mean is not None:
            basis = f"mean of bodies, {kinds} inspections, latest of each"
            yield [
                row.level, row.id, name, found.of.date, f"{row.mean:.4f}", row.bodies, basis,
                f"set {found.of.id}, {found.hash}", note,
            ]  # fmt: skip


def _internal(title: str) -> str:
    return f"{title} (internal)"
