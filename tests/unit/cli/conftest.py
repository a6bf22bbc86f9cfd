from typing import NamedTuple

import pytest

from aboveline.cli import main
from tests.inspections import ENVIRONMENT, walks


class Said(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """A folder of its own, a terminal of 80 columns, the editions of tests/examples."""
    monkeypatch.chdir(tmp_path)
    for name, value in (ENVIRONMENT | {"COLUMNS": "80"}).items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def run(capsys):
    """The command run in this process; what it says fits in 80 columns, and no fault of Python shows."""

    def said(*words):
        code = main([str(word) for word in words])
        found = Said(code, *capsys.readouterr())
        if not {"json", "csv"} & set(words):
            wide = [line for line in (found.out + found.err).splitlines() if len(line) > 80]
            assert not [line for line in wide if " " in line.strip()], "A line without a path is too wide."
        assert "Traceback" not in found.err
        return found

    return said


@pytest.fixture
def folder(tmp_path):
    """The three walks, in a folder called walks."""
    return walks(tmp_path / "walks")
