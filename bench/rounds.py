"""Timing contenders in turn. What else the machine does then hits all of them, so ratios hold where seconds drift."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Times:
    """Seconds of each contender, round by round: those at the same place were taken one after the other."""

    seconds: Mapping[str, tuple[float, ...]]

    def median(self, name: str) -> float:
        """The median seconds of one contender."""
        return statistics.median(self.seconds[name])

    def ratio(self, name: str, beside: str) -> float:
        """The median of the ratios of the rounds: how many times as long one contender takes as the other."""
        pairs = zip(self.seconds[name], self.seconds[beside], strict=True)
        return statistics.median(one / other for one, other in pairs)


def timed(contenders: Mapping[str, Callable[[], object]], rounds: int, repeats: int = 1) -> Times:
    """The contenders timed in turn, in every second round in the opposite order; each once before, unmeasured.

    With `repeats` a time is the mean of so many calls, for what is over too soon to be measured alone.
    """
    for run in contenders.values():
        run()
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds):
        _tell(f"  round {number + 1} of {rounds}")
        names = list(contenders)[:: 1 if number % 2 == 0 else -1]
        for name in names:
            seconds[name].append(_seconds(contenders[name], repeats))
    _tell("")
    return Times({name: tuple(taken) for name, taken in seconds.items()})


def _seconds(run: Callable[[], object], repeats: int) -> float:
    gc.collect()
    start = time.perf_counter()
    for _ in range(repeats):
        run()
    return (time.perf_counter() - start) / repeats


def _tell(words: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{words}", end="", file=sys.stderr, flush=True)
