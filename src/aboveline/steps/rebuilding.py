"""Building the rebuilt inspections as folders to score."""

from __future__ import annotations

from pathlib import Path

from aboveline.files.folder import write_folder
from aboveline.files.spreadsheet_writing import write_spreadsheet
from aboveline.problems import Faulty, Problem
from aboveline.published.rebuilt import SEED, rebuilt_files, rebuilt_framework, rebuilt_ids, sent_pages
from aboveline.sampling.commitment import commitment
from aboveline.steps.drawing import Asked, draw_sample
from aboveline.steps.editions import edition
from aboveline.steps.weights import RECEIPT

SENT = "sampling/sent-by-the-body.xlsx"
PLAN = "northmarsh-simple"


def build_examples(folder: Path) -> list[Path]:
    """Write every rebuilt inspection as a folder of its own below that one; none where any is there already.

    A fictional body's has the spreadsheet that the body sent, and its sample is drawn anew from its frame.
    """
    places = {name: folder / name for name in rebuilt_ids()}
    in_the_way = [place for place in places.values() if place.exists()]
    if in_the_way:
        do = "Build into another folder, or move it away."
        raise Faulty([Problem("file-in-the-way", str(p), None, "This is already there.", do) for p in in_the_way])
    frameworks = {name: edition(rebuilt_framework(name)) for name in places}
    contents = {name: rebuilt_files(name, frameworks[name]) for name in places}
    for name, place in places.items():
        write_folder(place, contents[name])
        if pages := sent_pages(name, frameworks[name]):
            write_spreadsheet(place / SENT, pages)
            _draw(place, frameworks[name].id)
    return list(places.values())


def _draw(place: Path, framework: str) -> None:
    """The receipt of the sample in the folder: as many cases as it holds, from the frame that its caseload is."""
    seed = (place / SEED).read_text("utf-8")
    size = len((place / "cases.csv").read_text("utf-8").splitlines()) - 1
    asked = Asked(framework, seed, PLAN, size=size, commitment=commitment(seed))
    draw_sample(place / "caseload.csv", asked, place / RECEIPT)
