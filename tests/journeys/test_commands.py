"""Every command as a person runs it: its words fit a terminal of 80 columns, its exit code says how it went."""

import os
import re
import shlex
import signal
import subprocess
import sys

import pytest

from aboveline.cli import COMMANDS
from aboveline.problems import KINDS
from tests.examples.editions import BROKEN, SMALL
from tests.inspections import ENVIRONMENT, aboveline, changed, walks

pytestmark = pytest.mark.journey

AGAIN = changed("inspection.yaml", ("id: walks", "id: again"), ("2020-05", "2021-05"))
OTHER = changed("inspection.yaml", ("id: walks", "id: other"), ("id: club", "id: others"))
OLD = changed("inspection.yaml", ("format: 1\n", "")) | {"judgements.csv": "case,question,choices\nW1,shoes,yes\n"}

RUNS = {
    "demo": "demo --output shown",
    "new": "new fresh --framework small --cases 2",
    "check": "check walks",
    "score": "score walks --questions --by weather",
    "trace": "trace walks all --judgements",
    "report": "report walks -o page",
    "sample": "sample size --population 200",
    "caseload": "caseload template small -o blank.xlsx",
    "compare": "compare walks --by weather --smallest 1",
    "agreement": "agreement walks --questions --smallest 1",
    "benchmark": "benchmark walks other --smallest 1",
    "trend": "trend walks again --part A2",
    "prevalence": "prevalence walks",
    "voices": "voices walks",
    "frameworks": "frameworks show small --questions",
    "examples": "examples build examples",
    "published": "published check",
    "convert": "convert walks --to parquet",
    "upgrade": "upgrade old",
}
FURTHER = (
    "agreement walks --moderation",
    "frameworks map omi-2006 iaow-2013",
    "compare walks again",
    "score walks --intervals",
    "report walks -o figures --format csv,ods",
    "frameworks list",
    f"frameworks check {SMALL}",
    "trace walks coat",
    "score walks",
    "--version",
    "",
)
ACTIONS = (
    *("frameworks list", "frameworks show", "frameworks check", "frameworks map", "examples build", "published check"),
    *("sample size", "sample seed", "sample draw", "sample verify", "sample replace", "sample top-up", "sample page"),
    *("sample profile", "sample readers", "caseload check", "caseload template", "caseload seal"),
)


def narrow(text):
    """Whether every line fits; a path or a hash that stands alone may be as long as it is."""
    return not [line for line in text.splitlines() if len(line) > 80 and " " in line.strip()]


@pytest.fixture
def place(tmp_path):
    walks(tmp_path / "walks")
    walks(tmp_path / "again", AGAIN)
    walks(tmp_path / "other", OTHER)
    walks(tmp_path / "old", OLD)
    (tmp_path / "old" / "assessments.csv").unlink()
    return tmp_path


def test_every_command_is_run_here():
    assert RUNS.keys() == COMMANDS.keys()


@pytest.mark.parametrize("words", [*RUNS.values(), *FURTHER])
def test_a_command_runs_and_its_words_fit(place, words):
    done = aboveline(*shlex.split(words), cwd=place)
    assert done.returncode == 0
    assert done.stdout
    assert narrow(done.stdout)
    # Only what takes long says anything there, and then what it is doing.
    assert re.fullmatch(r"(\w[\w ]* …\n)*", done.stderr)


@pytest.mark.parametrize("words", ["", *COMMANDS, *ACTIONS])
def test_every_command_explains_itself(tmp_path, words):
    done = aboveline(*words.split(), "--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: aboveline")
    assert narrow(done.stdout)


FAULTS = {
    "usage": ("score walks --by wether", {}),
    "file": ("score nowhere", {}),
    "framework": (f"frameworks check {BROKEN[-1]}", {}),
    "inspection": ("check walks", changed("inspection.yaml", ("kind: full", "kind: fool"))),
    "table": ("check walks", changed("cases.csv", ("dry", "dri"))),
    "score": ("trace walks A7", {}),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_every_kind_of_fault_has_its_exit_code(tmp_path, kind):
    words, changes = FAULTS[kind]
    walks(tmp_path / "walks", changes)
    done = aboveline(*shlex.split(words), cwd=tmp_path)
    assert done.returncode == KINDS[kind][0]
    assert done.stdout == ""
    assert narrow(done.stderr)
    assert re.search(r"^\d+ problems?\.$", done.stderr, re.MULTILINE)


def test_only_a_check_that_finds_a_difference_is_not_met_here():
    # It takes a report that contradicts itself in a new way; tests/unit/cli/test_published.py makes one.
    assert set(KINDS) - set(FAULTS) == {"check"}


@pytest.mark.parametrize("words", ["score walks --format json", "trace walks all --judgements", "score --help"])
def test_a_reader_that_goes_away_is_no_fault(place, words):
    command = f"{shlex.quote(sys.executable)} -m aboveline.cli {words} | head -1; exit ${{PIPESTATUS[0]}}"
    environment = os.environ | ENVIRONMENT
    done = subprocess.run(
        ["bash", "-c", command], cwd=place, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")  # noqa: PTH110
def test_output_that_finds_no_room_is_a_fault(place):
    command = f"{shlex.quote(sys.executable)} -m aboveline.cli score walks > /dev/full"
    environment = os.environ | ENVIRONMENT
    done = subprocess.run(
        ["bash", "-c", command], cwd=place, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == KINDS["file"][0]
    assert done.stderr.startswith("output: The system refuses: No space left on device.")


def test_a_terminal_without_our_signs_gets_plain_ones(place):
    done = aboveline("score", "walks", "--questions", "--by", "weather", cwd=place, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "?" not in done.stdout
    assert re.search(r"^coat +- ", done.stdout, re.MULTILINE)


SLOW = """
import os, sys, time
from aboveline.cli import main, check, progress
progress.PATIENCE = 0.05
check.inspection_and_problems = {instead}
sys.exit(main(["check", "walks"]))
"""


def slow(place, instead, **further):
    command = [sys.executable, "-c", SLOW.replace("{instead}", instead)]
    return subprocess.run(
        command, cwd=place, env=os.environ | ENVIRONMENT, capture_output=True, text=True, check=False, **further
    )


def test_what_takes_long_says_so_beside_its_output(place):
    done = slow(place, "lambda folder, whole: time.sleep(0.5) or (None, [])")
    assert (done.stdout, done.stderr) == ("", "Checking …\n0 problems.\n")


def test_somebody_who_stops_it_sees_a_sentence(place):
    done = slow(place, "lambda folder, whole: os.kill(os.getpid(), 2)", preexec_fn=_interruptible)
    assert done.returncode == 130
    assert done.stderr == "Stopped. Nothing was left half written.\n"


def _interruptible():
    # A test run in the background may have been told to leave interrupts alone, and hands that down.
    signal.signal(signal.SIGINT, signal.default_int_handler)
