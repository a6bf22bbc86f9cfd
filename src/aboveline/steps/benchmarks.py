"""A benchmark as data, and written: as a page, as averages that a later score sheet shows, as decided on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from aboveline import __version__
from aboveline.comparisons.bodies import Average, Point
from aboveline.comparisons.visits import BENCHMARKS
from aboveline.files.csv import csv_text
from aboveline.files.folder import folder_problems, folder_tables, write_files
from aboveline.problems import Faulty, Problem
from aboveline.steps.bodies import Benchmark
from aboveline.steps.body_sets import UNNAMED, decision_file

FORMAT = 1
INTERNAL = "internal, not for publication"
_POINT = ("low", "high", "far_low", "far_high", "plain", "verdict")
_COLUMNS = (
    "mark", "set", "set_date", *Average._fields, "body", *_POINT, "ratio", "widened", "modelled", "no_limits",
    "caution",
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


def written_files(
    found: Benchmark, page: Path | None = None, questions: bool = False, folder: Path | None = None
) -> list[Path]:
    """Write what is asked for, all or nothing; the files written: the page, the means, a decision to publish.

    page: where the web page goes, with its questions too; folder: an inspection whose benchmarks.csv takes the means.
    `Faulty` where something stands in the place of the page, or the folder cannot take the means.
    """
    files: dict[Path, str] = {}
    if page is not None:
        # Templates take longer to load than a table to print.
        files |= import_module("aboveline.steps.benchmark_pages").page_file(found, page, questions)
    if folder is not None:
        files |= _averages_file(found, folder)
    if found.undecided and found.decision:
        place, text = decision_file(found.of, found.hash, found.decision)
        files[place] = text
    write_files(files)
    return list(files)


def _averages_file(found: Benchmark, folder: Path) -> dict[Path, str]:
    """benchmarks.csv of the folder with the means of the set in it; rows of other averages stay.

    The name of a mean says that it is internal until it is published.
    """
    if found.of.title == UNNAMED:
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
    text = csv_text(BENCHMARKS.column_names, [*kept, *_average_rows(found)])
    return {folder / f"{BENCHMARKS.name}.csv": text}


def _measure(found: Benchmark, row: Average) -> dict[str, Any]:
    funnel = found.funnels.get(row.id)
    drawn = funnel and {
        "target": 100 * funnel.target if funnel.points else None,
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
