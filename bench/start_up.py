"""Start-up as a person waits for it: whole processes, beside a Python that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.lines import Line
from bench.rounds import timed

SECTION = "Start-up: whole processes"
EMPTY, HELP, SCORE = "empty", "help", "score"
ENTRY = "import sys; from aboveline.cli import main; sys.exit(main())"


def lines(rounds: int) -> Iterator[Line]:
    """The lines of this section."""
    with tempfile.TemporaryDirectory() as made:
        _run(*aboveline("examples", "build", str(Path(made) / "examples")))()
        folder = str(Path(made) / "examples" / "hampshire-2008")
        contenders = {
            EMPTY: _run(sys.executable, "-c", "pass"),
            HELP: _run(*aboveline("--help")),
            SCORE: _run(*aboveline("score", folder)),
        }
        times = timed(contenders, rounds)
    beside = ("python -c pass", times.median(EMPTY))
    yield Line(
        SECTION, "aboveline --help", times.median(HELP), *beside, times.ratio(HELP, EMPTY), bar=5, of_peer=True
    )  # fmt: skip
    yield Line(
        SECTION, "aboveline score hampshire-2008 (110 cases, 244 questions)", times.median(SCORE),
        *beside, times.ratio(SCORE, EMPTY), bar=15, of_peer=True,
    )  # fmt: skip


def aboveline(*words: str) -> list[str]:
    """The command as it is installed beside this Python; the same few words where it is not."""
    installed = Path(sys.executable).with_name("aboveline")
    return [str(installed), *words] if installed.exists() else [sys.executable, "-c", ENTRY, *words]


def _run(*command: str) -> Callable[[], None]:
    # Python keeps its compiled files, as pip leaves them: the first call, which is not measured, writes them.
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run() -> None:
        subprocess.run(command, env=settings, stdout=subprocess.DEVNULL, check=True)

    return run
