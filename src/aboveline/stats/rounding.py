"""Rounding: half up, in one place, at the very end."""

from __future__ import annotations

from math import floor

NEAR = 1e-9
"""A value this close below a half is the half: sums of the same numbers in another order differ by far less."""


def half_up(value: float, places: int = 0) -> float:
    """The value rounded to so many places, halves upwards (62.5 → 63), as the reports print it."""
    scale = 10.0**places
    return floor(value * scale + 0.5 + NEAR) / scale
