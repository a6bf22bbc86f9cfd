"""Checking an edition: each room checks its own block, this step merges the problems."""

from __future__ import annotations

from pathlib import Path

from aboveline.frameworks.model import Framework
from aboveline.frameworks.read import framework_and_problems
from aboveline.problems import Problem
from aboveline.sampling.eligibility import eligibility_problems
from aboveline.sampling.plan import plan_problems
from aboveline.sampling.readers import local_share
from aboveline.scoring.check import rule_problems
from aboveline.steps.examples import example_problems


def edition_check(folder: Path) -> tuple[Framework, list[Problem]]:
    """The edition in a folder, and every problem that any room finds with it, worked examples included."""
    found, problems = framework_and_problems(folder)
    if problems:
        return found, problems
    problems = rule_problems(found) + eligibility_problems(found) + plan_problems(found) + local_share(found)[1]
    return found, problems or example_problems(found)
