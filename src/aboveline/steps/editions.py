"""Finding an edition, among those that ship and those of the deployer."""

from __future__ import annotations

import os
from pathlib import Path

from aboveline.frameworks.documents import document
from aboveline.frameworks.model import Framework
from aboveline.frameworks.read import LIBRARY, framework, framework_and_problems, installed_ids
from aboveline.problems import Faulty, Problem, near_miss

LOCAL = "ABOVELINE_FRAMEWORKS"
"""Environment variable: a folder of editions of one's own, one folder each."""


def edition_folders() -> dict[str, Path]:
    """Edition id → its folder: those that ship with Aboveline, then the deployer's own.

    `Faulty` where two editions have the same id and different content: an inspection could not know which it meant.
    """
    found = {name: LIBRARY / name for name in installed_ids()}
    own = os.environ.get(LOCAL)
    for path in sorted(Path(own).glob("*/framework.yaml")) if own else ():
        mapping, problems = document(path)
        name = mapping.get("id")
        if problems or not isinstance(name, str):
            name = path.parent.name
        if name in found and _hash(found[name]) != _hash(path.parent):
            what = f"The edition in {found[name]} has the id {name!r} too, and another content."
            do = "Give the changed edition an id of its own."
            raise Faulty([Problem("id-repeated", str(path), mapping.key_lines.get("id"), what, do)])
        found.setdefault(name, path.parent)
    return found


def _hash(folder: Path) -> str:
    return framework_and_problems(folder)[0].hash


def edition(name: str) -> Framework:
    """The edition of that id, or in that folder where the name is a path."""
    folders = edition_folders()
    if name in folders:
        return framework(folders[name])
    if (Path(name) / "framework.yaml").exists():
        return framework(Path(name))
    do = near_miss(name, folders) or "See `aboveline frameworks list`."
    raise Faulty([Problem("unknown-name", name, None, "There is no such framework.", do)])
