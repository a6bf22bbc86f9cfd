"""What git holds: sound locks, one version, reasons beside dependencies, nothing of a single machine."""

import re
import subprocess
import tomllib

import pytest

import aboveline
from tests.house.sources import ROOT, committed, listed
from tools.ready import LEVELS, requirements

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

# Put together from parts, so that this file does not match itself.
FOREIGN = re.compile(
    "|".join((
        r"(?<![\w.~*-])/(?:wor" + r"k|roo" + r"t)(?:/|\b(?=['\"`\s]))",
        "/tmp/bash_" + "jobs",
        r"\.\./sha" + r"red\b",
        r"\.libr" + r"ary/",
        r"pypi\.o" + "rg|pythonhos" + r"ted\.org|registry\.npm" + r"js|deb\.debi" + r"an\.org",
    ))
)  # fmt: skip


def test_nothing_names_a_place_outside_the_repository():
    found = []
    for path in committed():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture or the like
        for number, line in enumerate(text.splitlines(), 1):
            if match := FOREIGN.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {match[0]}")
    assert not found, listed(found)


def test_every_text_file_ends_its_lines_alike():
    contents = {str(path.relative_to(ROOT)): path.read_bytes() for path in committed()}
    assert not {name for name, data in contents.items() if b"\r\n" in data and b"\0" not in data}


def test_set_up_uses_the_locks_there_are():
    assert {requirements(name) for names in LEVELS.values() for name in names} == set(LOCKS)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_versions_and_hashes_and_no_address(lock):
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+( ; .+)? \\\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n)+", entry), entry[:80]


def test_what_is_run_is_what_is_tested():
    tested = _versions("test")
    assert set(_versions("run").items()) <= set(tested.items())
    assert set(_versions("build").items()) <= set(tested.items())


def test_the_locks_hold_what_the_project_asks_for():
    groups = PROJECT["dependency-groups"]
    asked = {"run": PROJECT["project"]["dependencies"], "build": groups["build"], "test": groups["test"]}
    for name, entries in asked.items():
        names = {re.split(r"[<>=~!\[ ]", entry)[0].lower() for entry in entries if isinstance(entry, str)}
        assert names <= set(_versions(name)), f"requirements/{name}.txt is behind: make lock"


def test_every_dependency_says_why():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    asked = re.findall(r'^  "[A-Za-z][\w-]*(?:\[\w+\])?[<>=].*$', text, flags=re.MULTILINE)
    assert len(asked) >= 10
    assert not [line for line in asked if not re.search(r"# \w+", line)]


def test_there_is_one_version():
    assert PROJECT["project"]["version"] == aboveline.__version__


def test_the_package_shows_the_readme():
    assert PROJECT["project"].get("readme") == "README.md"


def test_ci_runs_the_same_tests_as_a_person():
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111, ".ci/run is not executable"
    subprocess.run(["bash", "-n", script], check=True)
    assert "make test" in script.read_text("utf-8")


def _versions(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", requirements(name).read_text("utf-8"), flags=re.MULTILINE))
