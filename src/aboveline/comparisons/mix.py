"""What scores would be with the mix of cases of a whole set: modelled, from facts that the cases share.

Takes plain arrays of what was judged and of case facts; never judgement tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.stats.logistic import logistic, probabilities

Values = NDArray[np.float64]
Truths = NDArray[np.bool_]

RARE = 10
"""A value of fewer cases than this is joined with the others as rare; where these are as few, with the commonest."""

BEHIND = 5
"""So many cases at least of the rarer outcome stand behind each column (Vittinghoff and McCulloch, American Journal of
Epidemiology 165, 2007); with fewer a model finds what is not there."""

TOO_FEW = "Too few cases above or below the line for so many columns."
ALIKE = "The facts do not vary among the cases it was asked of."
OTHERS = "(rare)"
BLANK = "(blank)"


class Mix(NamedTuple):
    """Case facts as columns of 0 and 1 (cases, columns), with a name each; the commonest value of a fact has none.

    joined: fact → the values that were too rare to stand alone.
    """

    columns: Values
    names: tuple[str, ...]
    joined: Mapping[str, tuple[str, ...]]


class Expected(NamedTuple):
    """The chance of above the line (cases, questions) by the facts alone, and why a question has no model (else "").

    Where there is no model the chance is the pooled share, so that nothing is adjusted.
    """

    chances: Values
    why: tuple[str, ...]


def case_mix(facts: Mapping[str, Sequence[str]]) -> Mix:
    """The columns that facts make: name → one text a case, all as long."""
    columns, names, joined = [], [], {}
    for fact, values in facts.items():
        told = np.array([value or BLANK for value in values], np.str_)
        met, counts = np.unique(told, return_counts=True)
        rare = met[counts < RARE]
        if len(rare):
            joined[fact] = tuple(map(str, rare))
            told = np.where(np.isin(told, rare), OTHERS, told)
            met, counts = np.unique(told, return_counts=True)
            if (lonely := counts[met == OTHERS]) and lonely[0] < RARE and len(met) > 1:
                told = np.where(told == OTHERS, met[np.argmax(np.where(met == OTHERS, 0, counts))], told)
                met, counts = np.unique(told, return_counts=True)
        common = met[np.argmax(counts)]
        for value in met[met != common]:
            columns.append((told == value).astype(np.float64))
            names.append(f"{fact}={value}")
    cases = len(next(iter(facts.values())))
    return Mix(np.array(columns).reshape(len(columns), cases).T, tuple(names), joined)


def expected_chances(above: Truths, applies: Truths, mix: Mix) -> Expected:
    """A logistic model for each question, of all cases of the set that it applied to: (cases, questions) both.

    No body is in the model: what is left to a body is what its facts do not foretell. Indirect standardisation as of
    deaths in hospitals; see `adjusted`.
    """
    chances, why = np.zeros(above.shape), []
    for at in range(above.shape[1]):
        rows = applies[:, at]
        chances[:, at], told = _chances(above[rows, at], mix.columns[rows], mix.columns)
        why.append(told)
    return Expected(chances, tuple(why))


def adjusted(observed: Values, expected: Values, pooled: float) -> Values:
    """Observed by expected times pooled, percentages, cut at 100; nan where nothing was expected."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.minimum(np.where(expected > 0, observed / expected * pooled, np.nan), 100.0)


def _chances(above: Truths, columns: Values, whole: Values) -> tuple[Values, str]:
    share = float(above.mean()) if len(above) else 0.0
    plain = np.full(len(whole), share)
    varying = np.flatnonzero(np.ptp(columns, axis=0) > 0) if len(above) else np.zeros(0, np.int64)
    if not len(varying):
        return plain, ALIKE
    if min(above.sum(), (~above).sum()) < BEHIND * len(varying):
        return plain, TOO_FEW
    # Cases alike in every fact are one row of many trials.
    met, place = np.unique(columns[:, varying], axis=0, return_inverse=True)
    trials = np.bincount(place.reshape(-1))
    shares = np.bincount(place.reshape(-1), above) / trials
    found = logistic(_with_ones(met), shares, trials)
    if found.why:
        return plain, found.why
    return probabilities(_with_ones(whole[:, varying]), found.coefficients), ""


def _with_ones(columns: Values) -> Values:
    return np.concatenate([np.ones((len(columns), 1)), columns], axis=1)
