"""The wheel stands on its own: built without a network, installed elsewhere, run from a foreign folder."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input")
# What coverage hands down to commands is left out: it is this wheel that runs, not the tree.
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}

pytestmark = pytest.mark.journey


def printed(*command: str | Path, cwd: Path) -> str:
    """What the command prints; the test fails with what it says where it fails."""
    done = subprocess.run(
        command, cwd=cwd, env=PLAIN, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The project as a wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    printed(*PIP, "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index", "-w", folder, ROOT, cwd=folder)
    return next(folder.glob("aboveline-*.whl"))


@pytest.fixture(scope="module")
def aboveline(wheel, tmp_path_factory) -> Path:
    """The command of an environment that holds the wheel, and the locked dependencies of this one."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    printed(*PIP, "--python", python, "install", "-q", "--no-deps", "--no-index", wheel, cwd=folder)
    # A folder named in a .pth file is searched last, and its own .pth files are not read: no tree in sight.
    site = next((folder / "lib").glob("python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    where = printed(python, "-c", "import aboveline; print(aboveline.__file__)", cwd=folder)
    assert Path(where.strip()).is_relative_to(site)
    return folder / "bin" / "aboveline"


def test_the_wheel_takes_every_data_file_along(wheel):
    package = ROOT / "src" / "aboveline"
    here = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    there = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert there == here


def test_the_wheel_carries_the_licence(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith(".dist-info/licenses/LICENCE") for name in names)


def test_the_installed_command_lists_the_frameworks(aboveline, tmp_path):
    assert "omi-2006" in printed(aboveline, "frameworks", "list", cwd=tmp_path)


def test_the_installed_command_builds_and_scores_an_example(aboveline, tmp_path):
    printed(aboveline, "examples", "build", "built", cwd=tmp_path)
    scores = json.loads(printed(aboveline, "score", "built/hampshire-2008", "--format", "json", cwd=tmp_path))
    assert scores
