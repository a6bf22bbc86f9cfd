"""A line of the table: what took how long, beside whom, and whether its bar is reached."""

from __future__ import annotations

from dataclasses import dataclass


class Differing(Exception):
    """Raised where two contenders do not come to the same numbers: then no time means anything."""


@dataclass(frozen=True)
class Line:
    """One measurement. Seconds are medians, `ratio` the median of the ratios of the rounds.

    bar: at most so many seconds, or at most so many times as long as the peer where `of_peer`; None for information.
    """

    section: str
    what: str
    seconds: float
    peer: str = ""
    peer_seconds: float | None = None
    ratio: float | None = None
    bar: float | None = None
    of_peer: bool = False

    @property
    def reached(self) -> bool | None:
        """Whether the bar is reached; None where there is none."""
        if self.bar is None:
            return None
        measured = self.ratio if self.of_peer else self.seconds
        return measured is not None and measured <= self.bar

    @property
    def bar_words(self) -> str:
        """The bar as it is read."""
        if self.bar is None:
            return ""
        return f"at most {self.bar:g} ×" if self.of_peer else f"at most {self.bar * 1000:g} ms"
