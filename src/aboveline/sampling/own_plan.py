"""An inspection's own plan: who is eligible and how the sample is made up, where it departs from its edition."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from aboveline.frameworks.documents import Mapping, document
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS, Framework
from aboveline.frameworks.read import content_hash
from aboveline.problems import Problem

LIBRARY = Path(__file__).parent / "library"


class OwnPlan(NamedTuple):
    """A plan document: for which edition, and the blocks that take the place of the edition's (None: its own stays)."""

    id: str
    title: str
    framework: str
    hash: str
    sampling: Mapping | None
    caseload: Mapping | None
    source: str
    standing: str


def own_plan(path: Path) -> tuple[OwnPlan, list[Problem]]:
    """The plan in that document as far as it can be read, and every problem with its form."""
    mapping, problems = document(path, path.name)
    if not mapping:
        return OwnPlan(path.stem, "", "", "", None, None, "", STANDINGS[-1]), problems
    fields = Fields(mapping, problems, "plan")
    fields.option("format", ("1",))
    found = OwnPlan(
        id=fields.text("id"),
        title=fields.text("title"),
        framework=fields.text("framework"),
        hash=content_hash([mapping]),
        sampling=fields.block("sampling"),
        caseload=fields.block("caseload"),
        source=fields.text("source"),
        standing=fields.option("standing", STANDINGS),
    )
    fields.text("note", "")
    fields.done()
    return found, problems


def own_plans() -> dict[str, Path]:
    """The plans that ship with Aboveline: id → document."""
    return {path.stem: path for path in sorted(LIBRARY.glob("*.yaml"))}


def under_plan(framework: Framework, plan: OwnPlan) -> Framework:
    """The edition with the plan's blocks in the place of its own."""
    return replace(
        framework,
        sampling=framework.sampling if plan.sampling is None else plan.sampling,
        caseload=framework.caseload if plan.caseload is None else plan.caseload,
    )
