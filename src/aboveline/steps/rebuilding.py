"""Building the rebuilt inspections as folders to score."""

from __future__ import annotations

from pathlib import Path

from aboveline.files.folder import write_folder
from aboveline.problems import Faulty, Problem
from aboveline.published.rebuilt import rebuilt_files, rebuilt_framework, rebuilt_ids
from aboveline.steps.editions import edition


def build_examples(folder: Path) -> list[Path]:
    """Write every rebuilt inspection as a folder of its own below that one; none where any is there already."""
    places = {name: folder / name for name in rebuilt_ids()}
    in_the_way = [place for place in places.values() if place.exists()]
    if in_the_way:
        do = "Build into another folder, or move it away."
        raise Faulty([Problem("file-in-the-way", str(p), None, "This is already there.", do) for p in in_the_way])
    contents = {name: rebuilt_files(name, edition(rebuilt_framework(name))) for name in places}
    for name, place in places.items():
        write_folder(place, contents[name])
    return list(places.values())
