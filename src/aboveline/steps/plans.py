"""The edition that an inspection is drawn under, with the inspection's own plan where it has one."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from aboveline.frameworks.model import Framework
from aboveline.problems import Faulty, Problem, near_miss
from aboveline.sampling.eligibility import eligibility_problems
from aboveline.sampling.own_plan import own_plan, own_plans, under_plan
from aboveline.sampling.plan import plan_problems
from aboveline.steps.editions import edition


class Planned(NamedTuple):
    """The edition under a plan, with the id and the hash of what planned it: the own plan, or else the edition."""

    framework: Framework
    id: str
    hash: str


def planned(name: str, plan: Path | str | None = None) -> Planned:
    """The edition of that name under an inspection's own plan, named by its id or its path, if there is one.

    `Faulty` where there is no such edition or plan, or the plan is faulty or for another edition.
    """
    framework = edition(name)
    if plan is None:
        return Planned(framework, framework.id, framework.hash)
    path = _path(plan)
    found, problems = own_plan(path)
    if problems:
        raise Faulty(problems)
    if found.framework != framework.id:
        what = f"The plan {found.id} is for the edition {found.framework}, not for {framework.id}."
        raise Faulty([Problem("option-value", "--plan", None, what, "Name the edition it is for, or another plan.")])
    under = under_plan(framework, found)
    if problems := eligibility_problems(under) + plan_problems(under):
        raise Faulty(problems)
    return Planned(under, found.id, found.hash)


def planned_edition(name: str, plan: Path | str | None = None) -> Framework:
    """The edition of that name, with the blocks of an inspection's own plan in the place of its own."""
    return planned(name, plan).framework


def _path(plan: Path | str) -> Path:
    known = own_plans()
    if str(plan) in known:
        return known[str(plan)]
    if Path(plan).is_file():
        return Path(plan)
    do = near_miss(str(plan), known) or "Give the file of a plan."
    raise Faulty([Problem("unknown-name", str(plan), None, "There is no such plan.", do)])
