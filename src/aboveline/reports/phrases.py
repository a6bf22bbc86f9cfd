"""Shares in words, as the reports write them ("almost three-quarters"), and the interval each phrase stands for.

The reports never say what they mean by a phrase. The intervals are our reading, `assumed`: wide enough that every
phrase printed beside a figure of its own fits that figure, narrow enough that neighbours differ.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Interval(NamedTuple):
    """The shares, in percent, that a phrase can stand for; both ends included."""

    low: float
    high: float

    def holds(self, share: float) -> bool:
        """Whether the share lies in the interval."""
        return self.low <= share <= self.high


FRACTIONS = {
    "one-tenth": 10.0,
    "one-fifth": 20.0,
    "a quarter": 25.0,
    "one-quarter": 25.0,
    "a third": 100 / 3,
    "one-third": 100 / 3,
    "two-fifths": 40.0,
    "half": 50.0,
    "one-half": 50.0,
    "three-fifths": 60.0,
    "two-thirds": 200 / 3,
    "seven-tenths": 70.0,
    "three-quarters": 75.0,
    "four-fifths": 80.0,
    "nine-tenths": 90.0,
}
"""Fraction → percent."""

QUALIFIERS = {
    "": (-2.5, 2.5),
    "only": (-2.5, 2.5),
    "exactly": (0.0, 0.0),
    "about": (-4.0, 4.0),
    "around": (-4.0, 4.0),
    "approximately": (-4.0, 4.0),
    "almost": (-5.0, 0.0),
    "nearly": (-5.0, 0.0),
    "just under": (-5.0, 0.0),
    "slightly less than": (-5.0, 0.0),
    "just over": (0.0, 5.0),
    "slightly more than": (0.0, 5.0),
    "over": (0.0, 10.0),
    "more than": (0.0, 10.0),
    "under": (-15.0, 0.0),
    "less than": (-15.0, 0.0),
}
"""Qualifier → how far from the fraction the share may lie, downwards and upwards, in percentage points."""

WHOLES = {
    "all": (100.0, 100.0),
    "always": (100.0, 100.0),
    "every case": (100.0, 100.0),
    "none": (0.0, 0.0),
    "nearly all": (90.0, 99.99),
    "almost all": (90.0, 99.99),
    "vast majority": (80.0, 99.99),
    "large majority": (70.0, 99.99),
    "high percentage": (75.0, 99.99),
    "most": (50.0, 99.99),
    "majority": (50.0, 99.99),
    "sizable minority": (25.0, 50.0),
    "minority": (0.01, 50.0),
}
"""Phrases that stand by themselves."""

_REMARK = re.compile(r"\s*\[[^]]*\]")
_SHARE = re.compile(r"(\d+)%")


def phrase_interval(words: str) -> Interval | None:
    """The interval that a phrase stands for; None where it has no share of its own ("a higher proportion").

    Remarks in square brackets are passed over, and so is an article before a phrase.
    """
    phrase = _REMARK.sub("", words.lower()).strip()
    phrase = re.sub(r"^(?:a|the) (?!quarter|third)", "", phrase)
    if phrase in WHOLES:
        return Interval(*WHOLES[phrase])
    for qualifier in sorted(QUALIFIERS, key=len, reverse=True):
        rest = phrase.removeprefix(qualifier).strip() if phrase.startswith(qualifier) else None
        if rest is not None and (share := _fraction(rest)) is not None:
            low, high = QUALIFIERS[qualifier]
            return Interval(max(0.0, share + low), min(100.0, share + high))
    return None


def _fraction(text: str) -> float | None:
    number = _SHARE.fullmatch(text)
    if number:
        return float(number[1])
    if text in FRACTIONS:
        return FRACTIONS[text]
    return FRACTIONS.get(f"{text}s") if text else None
