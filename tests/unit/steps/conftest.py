import pytest

from aboveline.steps.inspections import inspection
from aboveline.steps.scores import scored
from tests.inspections import ENVIRONMENT, walks


@pytest.fixture(autouse=True)
def editions(monkeypatch):
    """The editions of tests/examples are installed."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def read(tmp_path):
    """The three walks with changes, read."""
    return lambda changes=None: inspection(walks(tmp_path / "walks", changes))


@pytest.fixture
def score(read):
    """The three walks with changes, scored."""
    return lambda changes=None, **further: scored(read(changes), **further)
