"""Help and version are there at once: nothing heavy is loaded before a command needs it."""

import os
import subprocess
import sys
import time

import pytest

HEAVY = {"numpy", "yaml", "duckdb", "jinja2"}
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
MAIN = "import sys; from aboveline.cli import main; sys.argv = ['aboveline', *sys.argv[1:]]; main()"


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(word):
    code = f"{MAIN}; print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, word], capture_output=True, text=True, env=PLAIN, check=True)
    assert done.stdout
    assert not HEAVY & set(done.stderr.split())


def test_help_takes_no_more_than_five_empty_pythons():
    # The best of several, taken in turn: what else the machine does then hits both alike.
    pairs = [(_seconds("-c", MAIN, "--help"), _seconds("-c", "pass")) for _ in range(9)]
    helped, empty = (min(column) for column in zip(*pairs, strict=True))
    assert helped < 5 * empty


def _seconds(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], capture_output=True, env=PLAIN, check=True)
    return time.perf_counter() - start
