"""The set-up as a newcomer meets it, on made-up machines: pythons, uv and apt-get are small scripts."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SET_UP = ("tools/ready.py", "pyproject.toml", "Makefile")

pytestmark = pytest.mark.journey


class Machine:
    """A clone and a PATH that holds only what is put there."""

    def __init__(self, folder: Path) -> None:
        self.clone, self.bin, self.log = folder / "clone", folder / "bin", folder / "log"
        self.bin.mkdir()
        self.log.touch()
        for name in (*SET_UP, *(str(p.relative_to(ROOT)) for p in ROOT.glob("requirements/*.txt"))):
            (self.clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.clone / name)
        for tool in ("sh", "make", "mkdir", "ln", "grep"):
            (self.bin / tool).symlink_to(shutil.which(tool))

    def has(self, name: str, script: str) -> None:
        """Put a command on the path."""
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def has_python(self, name: str, version: tuple[int, int] = (3, 11), *, ensurepip: bool = True) -> None:
        """Put a Python on the path that calls itself that version; it runs scripts as this one does."""
        answer = f'["{self.bin / name}", [{version[0]}, {version[1]}], {str(ensurepip).lower()}, true]'
        self.has(name, f"""[ "$1" = -c ] && echo '{answer}' && exit 0\nexec {sys.executable} "$@" """)

    def has_uv(self, installs: str = "exit 0") -> None:
        """Put a uv on the path that notes what it is asked and installs like that."""
        last = 'for last; do :; done; mkdir -p "$last/bin"; ln -sf ' + sys.executable + ' "$last/bin/python"'
        self.has("uv", f'echo "uv $1 $2" >> {self.log}\n[ "$1" = venv ] || {installs}\n{last}')

    def make(self, target: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """What `make TARGET` says there."""
        home = {"PATH": str(self.bin), "HOME": str(self.clone.parent), **environment}
        return subprocess.run(
            ["make", target],
            cwd=self.clone,
            env=home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def noted(self) -> list[str]:
        """What was asked of the tools since the last look."""
        lines = self.log.read_text().splitlines()
        self.log.write_text("")
        return lines


@pytest.fixture
def machine(tmp_path) -> Machine:
    """A machine with a shell and make, and nothing else yet."""
    return Machine(tmp_path)


def test_without_any_python_a_sentence_says_what_to_install(machine):
    done = machine.make("demo")
    assert done.returncode != 0
    assert "Python 3.11 or newer" in done.stderr
    assert "apt-get install python3" in done.stderr


def test_too_old_a_python_gets_a_sentence(machine):
    machine.has_python("python3", (3, 9))
    done = machine.make("demo")
    assert done.returncode != 0
    assert "needs Python 3.11 or newer; found here: 3.9" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_ensurepip_the_one_apt_line_is_named(machine):
    machine.has_python("python3", ensurepip=False)
    done = machine.make("demo")
    assert done.returncode != 0
    assert "apt-get install python3" in done.stderr
    assert "-venv" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_python_that_was_asked_for_and_does_not_run_is_named(machine):
    machine.has("python3.99", "exit 1")
    machine.has_python("python3")
    done = machine.make("ready-run", PYTHON="python3.99")
    assert done.returncode != 0
    assert "PYTHON=python3.99 is not a Python 3.11 or newer that runs here" in done.stderr


def test_the_newest_python_is_taken_and_broken_ones_are_passed_over(machine):
    for name, version in {"python3": (3, 11), "python3.12": (3, 12)}.items():
        machine.has_python(name, version)
    machine.has("python3.13", "echo not installed here >&2; exit 127")
    machine.has("uv", f'echo "$@" >> {machine.log}; exit 1')
    machine.make("ready-run")
    assert f"-p {machine.bin / 'python3.12'}" in machine.noted()[0]


def test_the_second_time_nothing_is_done_until_something_changes(machine):
    machine.has_python("python3")
    machine.has_uv()
    assert machine.make("ready-run").returncode == 0
    assert machine.noted() == ["uv venv -q", "uv pip install", "uv pip install"]
    again = machine.make("ready-run")
    assert (again.returncode, again.stderr, machine.noted()) == (0, "", [])
    lock = machine.clone / "requirements" / "run.txt"
    lock.write_text(lock.read_text() + "# newer\n")
    assert machine.make("ready-run").returncode == 0
    assert machine.noted() == ["uv pip install", "uv pip install"]


def test_what_is_ready_to_test_is_ready_to_run(machine):
    machine.has_python("python3")
    machine.has_uv()
    machine.has("chromium", "exit 0")
    assert machine.make("ready-test").returncode == 0
    machine.noted()
    assert machine.make("ready-run").returncode == 0
    assert machine.noted() == []


def test_a_failed_install_is_told_in_a_sentence_and_tried_again(machine):
    machine.has_python("python3")
    machine.has_uv(installs='{ echo "ERROR: no such host"; exit 1; }')
    done = machine.make("ready-run")
    assert done.returncode != 0
    assert "Can this machine reach its package index?" in done.stderr
    assert "ERROR: no such host" in done.stderr
    assert "Traceback" not in done.stderr
    machine.has_uv()
    assert machine.make("ready-run").returncode == 0


def test_chromium_is_installed_by_root_where_there_is_apt(machine):
    machine.has_python("python3")
    machine.has_uv()
    machine.has("apt-get", f'echo "apt-get $*" >> {machine.log}')
    done = machine.make("ready-test")
    assert done.returncode == 0
    apt = [line for line in machine.noted() if line.startswith("apt-get")]
    if os.geteuid() == 0:
        assert [line.split()[5] for line in apt] == ["update", "install"]
        assert apt[1].endswith("chromium fonts-dejavu-core")
    else:
        assert not apt
        assert "are skipped" in done.stderr


def test_without_apt_a_sentence_says_which_tests_are_skipped(machine):
    machine.has_python("python3")
    machine.has_uv()
    done = machine.make("ready-test")
    assert done.returncode == 0
    assert "No Chromium here" in done.stderr
