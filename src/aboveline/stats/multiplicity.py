"""Many tests at once: p values adjusted so that chance findings among them stay few.

Adjusted values come out in the order given, each at least the value that went in, and can be held against the level as
if there had been one test. A test that could not be made (None) stays None and is not counted.
"""

from __future__ import annotations

from collections.abc import Sequence


def holm(values: Sequence[float | None]) -> list[float | None]:
    """Holm's adjusted p: the chance of any false finding at all stays below the level, however the tests depend.

    The j-th smallest of m is multiplied by m - j + 1, and none is below a smaller one's (Holm, Scandinavian Journal of
    Statistics 6, 1979). For a few tests of which each is to be told.
    """
    order = _order(values)
    adjusted, found = 0.0, list(values)
    for place, at in enumerate(order):
        adjusted = max(adjusted, min(1.0, (values[at] or 0.0) * (len(order) - place)))
        found[at] = adjusted
    return found


def benjamini_hochberg(values: Sequence[float | None]) -> list[float | None]:
    """Benjamini and Hochberg's adjusted p: of what is found, the part that is false stays below the level in the mean.

    The j-th smallest of m is multiplied by m / j, and none is above a larger one's (Journal of the Royal Statistical
    Society B 57, 1995); holds for independent tests and for those that go together (Benjamini and Yekutieli, Annals of
    Statistics 29, 2001). For looking through many questions.
    """
    order = _order(values)
    adjusted, found = 1.0, list(values)
    for place, at in reversed(list(enumerate(order, 1))):
        adjusted = min(adjusted, (values[at] or 0.0) * (len(order) / place))
        found[at] = adjusted
    return found


def _order(values: Sequence[float | None]) -> list[int]:
    """The places of the tests that were made, the smallest value first."""
    return sorted((at for at, value in enumerate(values) if value is not None), key=lambda at: values[at] or 0.0)
