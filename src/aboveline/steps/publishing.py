"""Writing the report of an inspection and its data."""

from __future__ import annotations

from pathlib import Path

from aboveline.files.folder import write_file
from aboveline.reports.html import page
from aboveline.steps.data import scores_csv, scores_json
from aboveline.steps.inspections import inspection
from aboveline.steps.reporting import report_content
from aboveline.steps.scores import Scored, scored


def written_report(folder: Path, output: Path) -> list[Path]:
    """Write the page and the data behind it into the output folder; the files written. Older ones are replaced."""
    files = report_files(scored(inspection(folder)))
    for name, content in files.items():
        write_file(output / name, content)
    return [output / name for name in files]


def report_files(found: Scored) -> dict[str, str]:
    """The page and the data behind it: name of a file → its content."""
    return {
        "index.html": page(report_content(found)),
        "scores.json": scores_json(found) + "\n",
        "scores.csv": scores_csv(found),
    }
