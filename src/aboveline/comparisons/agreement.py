"""How far readers of the same case come to the same: for all questions together, for groups of readers, for each one.

Takes codes as plain arrays (rows, readers, questions), -1 where nothing was judged; a row is what was read by several.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.comparisons.leniency import Drift, Leniency, Modelled
from aboveline.stats.agreement import Agreement, agreement, cohen, fleiss, gwet, krippendorff
from aboveline.stats.pooling import pooled

Codes = NDArray[np.int64]

MORE_THAN_TWO = "A case was read by more than two; Fleiss' kappa is for any number."


class Coefficients(NamedTuple):
    """The coefficients of agreement over some questions and rows, each a part of one with its interval.

    rows: cases (or readings held against model answers); judgements: of one question in one row, read at least twice.
    chance: the part that would be alike by each reader's habit alone (of Cohen's kappa, or of Fleiss' where a case was
    read by more than two); None where that is not known.
    """

    rows: int
    judgements: int
    chance: float | None
    alike: Agreement
    cohen: Agreement
    fleiss: Agreement
    gwet: Agreement
    krippendorff: Agreement

    @property
    def kappa(self) -> Agreement:
        """Cohen's kappa; Fleiss' where a case was read by more than two."""
        return self.fleiss if self.several else self.cohen

    @property
    def several(self) -> bool:
        """Whether a case was read by more than two."""
        return self.cohen.why == MORE_THAN_TWO


class Compared(NamedTuple):
    """The coefficients of one question, with its text and role."""

    id: str
    text: str
    role: str
    found: Coefficients


class Agreements(NamedTuple):
    """Everything found of how alike the readings of an inspection are; `why` says the reason where nothing is.

    pooled: over the questions that are scored; others: over reasons and facts, None where none was read twice.
    reference: the group that others are held against, blank where there is none; beside: whom they are held against by
    their first readings, which are of other cases.
    unmodelled: groups of readers whose leniency is not known, so that a modelled score leaves them as they are; why no
    score is modelled stands in `why_not_modelled`.
    """

    purpose: str
    by: str
    confidence: float
    smallest: int
    why: str = ""
    pooled: Coefficients | None = None
    others: Coefficients | None = None
    groups: Mapping[str, Coefficients] = {}
    questions: Sequence[Compared] = ()
    reference: str = ""
    beside: str = ""
    leniency: Sequence[Leniency] = ()
    modelled: Sequence[Modelled] = ()
    unmodelled: Sequence[str] = ()
    why_not_modelled: str = ""
    drifts: Sequence[Drift] = ()
    undated: int = 0


def coefficients(codes: Codes, choices: Codes, confidence: float) -> Coefficients:
    """The coefficients over all the questions given, chance taken question by question: see `stats.pooling`.

    codes: (rows, readers, questions); choices: how many could be made, (questions,).
    """
    several = bool((np.asarray(codes)[:, 2:] >= 0).any())
    named = ("agreement", "cohen", "fleiss", "gwet", "krippendorff")
    found = {kind: pooled(codes, choices, kind, confidence=confidence) for kind in named}
    plain = found["agreement"]
    each = {kind: found[kind].found for kind in named}
    if several:
        each["cohen"] = Agreement(None, None, None, plain.found.units, MORE_THAN_TWO)
    chance = found["fleiss" if several else "cohen"].chance
    return Coefficients(plain.rows, plain.found.units, chance, *(each[kind] for kind in named))


def question_coefficients(codes: Codes, choices: int, confidence: float) -> Coefficients:
    """The coefficients of one question: codes (rows, readers)."""
    several = bool((codes[:, 2:] >= 0).any())
    alike = agreement(codes, confidence=confidence)
    two = (
        Agreement(None, None, None, alike.units, MORE_THAN_TWO)
        if several
        else cohen(codes, choices, confidence=confidence)
    )
    rest = (kind(codes, choices, confidence=confidence) for kind in (fleiss, gwet, krippendorff))
    return Coefficients(alike.units, alike.units, None, alike, two, *rest)


def alike_counts(codes: Codes) -> tuple[Codes, Codes]:
    """For each row, in how many questions all its readings are the same, and how many were read at least twice."""
    read = (codes >= 0).sum(axis=1) >= 2
    lowest = np.where(codes >= 0, codes, np.iinfo(np.int64).max).min(axis=1)
    same = read & (codes.max(axis=1) == lowest)
    return same.sum(axis=1), read.sum(axis=1)
