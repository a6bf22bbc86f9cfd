"""Finding the equivalence maps between editions, and checking them beside the editions they are between."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from aboveline.frameworks.maps import MAPS, EditionMap, edition_map, map_between, map_problems, way_problems
from aboveline.frameworks.model import Framework
from aboveline.frameworks.read import framework_and_problems
from aboveline.problems import Faulty, Problem
from aboveline.steps.editions import LOCAL, edition_folders


def edition_maps() -> list[EditionMap]:
    """The maps that ship with Aboveline, then the deployer's own, from the folder `maps` beside their editions.

    `Faulty` with every problem where one of them cannot be read, names what its editions lack, or contradicts another.
    """
    own = os.environ.get(LOCAL)
    files = sorted(MAPS.glob("*.yaml")) + (sorted((Path(own) / "maps").glob("*.yaml")) if own else [])
    found, problems = [], list[Problem]()
    for file in files:
        read, faults = edition_map(file)
        found.append(read)
        problems += faults
    if not problems:
        editions = _editions(found)
        problems = [problem for read in found for problem in map_problems(read, editions)] or way_problems(found)
    if problems:
        raise Faulty(problems)
    return found


def _editions(maps: list[EditionMap]) -> Mapping[str, Framework]:
    """The editions that the maps are between, those of them that there are; a faulty one as far as it can be read."""
    named = {name for found in maps for name in (found.one, found.other)}
    folders = edition_folders()
    return {name: framework_and_problems(folders[name])[0] for name in folders if name in named}


def map_of(one: str, other: str) -> EditionMap | None:
    """The map from one edition to another, along others where need be; None where there is no way between them."""
    return map_between(one, other, edition_maps())
