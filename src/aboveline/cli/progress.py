"""A line on standard error when something takes longer than a second, so that nobody wonders."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

PATIENCE = 1.0


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """While the block runs: after a second, say what is being done."""
    timer = Timer(PATIENCE, lambda: print(f"{doing} …", file=sys.stderr, flush=True))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
