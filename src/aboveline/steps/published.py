"""Checking the figures of every report in the library against one another."""

from __future__ import annotations

from aboveline.problems import Problem
from aboveline.published.check import NOT_REACHABLE, CheckedFigure, checked_figures
from aboveline.published.rebuilt import followed_ids, printed_figures, rebuilt_framework, rebuilt_ids
from aboveline.steps.editions import edition


def published_check() -> tuple[list[CheckedFigure], list[Problem]]:
    """Every printed score checked, and a problem for each that its printed parts cannot give.

    The figures of a first visit stand in the sheet of its follow-up and are checked there.
    """
    figures = [
        figure
        for name in rebuilt_ids()
        if name not in followed_ids()
        for figure in checked_figures(name, edition(rebuilt_framework(name)), list(printed_figures(name).rows()))
    ]
    return figures, [_problem(figure) for figure in figures if figure.verdict == NOT_REACHABLE]


def _problem(figure: CheckedFigure) -> Problem:
    what = (
        f"{figure.id} ({figure.measure}{', ' + figure.subgroup if figure.subgroup else ''}) is printed as "
        f"{figure.printed:g}, but its parts give {figure.low:.2f} to {figure.high:.2f}."
    )
    return Problem("printed-differs", f"{figure.report}/printed.csv", None, what, "Look for a slip in the figures.")
