"""Logistic regression: what the chance of an outcome owes to each of several columns, and to nothing else in the data.

Plain maximum likelihood, with no penalty. Where the columns foretell the outcome without fail there is no such maximum;
that is found and said, never hidden in a huge number.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from aboveline.stats.intervals import Numbers

STEPS = 25
"""From nought a fit that exists settles in some ten steps; where there is none, each step adds about one for ever."""

SETTLED = 1e-9
"""A step that moves no row's log odds by more than this is the last."""

NO_ROWS = "There are fewer rows than columns."
ONE_OUTCOME = "All outcomes are the same."
DEPENDENT = "A column can be had from the others, so their parts cannot be told from one another."
SEPARATED = "Some columns foretell the outcome without fail, so their parts have no bound."
UNSETTLED = "It did not settle: some columns nearly foretell the outcome, or have values very far from the others."


class Fit(NamedTuple):
    """Coefficients and standard errors in log odds by unit of the column, in their order; empty where `why` says why.

    covariance: (columns, columns) of the coefficients; likelihood: the natural logarithm of that of the data.
    """

    coefficients: Numbers
    errors: Numbers
    covariance: Numbers
    likelihood: float | None
    steps: int
    why: str = ""


def logistic(columns: ArrayLike, outcome: ArrayLike, weights: ArrayLike = 1.0) -> Fit:
    """The fit of outcomes (rows,), 0 or 1 or a share, to columns (rows, columns); the caller adds a column of ones.

    weights: how many trials a row stands for, so that a row may be a share of many. By Newton's steps, which for this
    model are weighted least squares again and again (McCullagh and Nelder, Generalized Linear Models, 1989, section
    4.4); standard errors from the inverse of the information. Separation: Albert and Anderson, Biometrika 71, 1984.
    Errors: none; see Fit.why.
    """
    x, y = np.asarray(columns, np.float64), np.asarray(outcome, np.float64)
    weight = np.broadcast_to(np.asarray(weights, np.float64), y.shape)
    x, y, weight = x[weight > 0], y[weight > 0], weight[weight > 0]
    why = _hindrance(x, y)
    if why:
        return _none(0, why)
    # Columns of one length: then how near to dependent they are does not hang on their units.
    length = np.sqrt((x**2).sum(axis=0))
    scaled: Numbers = x / length
    found: Numbers = np.zeros(x.shape[1])
    change: Numbers = found
    for step in range(1, STEPS + 1):
        chance = probabilities(scaled, found)
        change = np.asarray(np.linalg.lstsq(*_worked(scaled, y, weight, chance), rcond=None)[0], np.float64)
        before = _likelihood(scaled, y, weight, found)
        # Far from the top a whole step may fall down the other side.
        while _likelihood(scaled, y, weight, found + change) < before - SETTLED:
            change *= 0.5
        found = found + change
        if np.abs(scaled @ change).max() < SETTLED:
            return _fit(scaled, y, weight, found, length, step)
    return _none(STEPS, SEPARATED if _separated(scaled @ change, y) else UNSETTLED)


def probabilities(columns: ArrayLike, coefficients: ArrayLike) -> Numbers:
    """The chance of the outcome in each row, (rows,)."""
    odds = np.asarray(columns, np.float64) @ np.asarray(coefficients, np.float64)
    return 0.5 * (1 + np.tanh(0.5 * odds))


def _hindrance(x: Numbers, y: Numbers) -> str:
    if len(y) < x.shape[1] or not len(y):
        return NO_ROWS
    if np.all(y == 0) or np.all(y == 1):
        return ONE_OUTCOME
    length = np.sqrt((x**2).sum(axis=0))
    if np.any(length == 0) or np.linalg.matrix_rank(x / length) < x.shape[1]:
        return DEPENDENT
    return ""


def _separated(way: Numbers, y: Numbers) -> bool:
    """Whether the last step still goes a way that no row is against: up where the outcome is 1, down where it is 0."""
    against = np.where(y == 1, -way, np.where(y == 0, way, np.abs(way)))
    return bool(against.max() < 1e-3 * np.abs(way).max())


def _worked(x: Numbers, y: Numbers, weight: Numbers, chance: Numbers) -> tuple[Numbers, Numbers]:
    """The least-squares problem of one step: rows and what is left to explain, by the root of their information."""
    spread = np.maximum(chance * (1 - chance), np.finfo(np.float64).tiny)
    root = np.sqrt(weight * spread)
    return root[:, None] * x, root * (y - chance) / spread


def _fit(x: Numbers, y: Numbers, weight: Numbers, found: Numbers, length: Numbers, steps: int) -> Fit:
    chance = probabilities(x, found)
    covariance = np.linalg.inv((x * (weight * chance * (1 - chance))[:, None]).T @ x) / np.outer(length, length)
    likelihood = _likelihood(x, y, weight, found)
    return Fit(found / length, np.sqrt(np.diag(covariance)), covariance, likelihood, steps)


def _likelihood(x: Numbers, y: Numbers, weight: Numbers, found: Numbers) -> float:
    odds = x @ found
    return float(weight @ (y * odds - np.logaddexp(0, odds)))


def _none(steps: int, why: str) -> Fit:
    empty = np.zeros(0)
    return Fit(empty, empty, np.zeros((0, 0)), None, steps, why)
