import shutil

import pytest

from aboveline.frameworks.read import installed_ids
from aboveline.problems import Faulty
from aboveline.steps.maps import edition_maps, map_of
from tests.examples.editions import SMALL, changed

MAP = """\
format: 1
from: small
to: other
cases: Both read walks.
source: a paper
standing: derived
questions:
  - {from: shoes, to: shoes, relation: equal, reason: The same}
"""


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Two editions of one's own with a map between them, of that text."""

    def written(text=MAP):
        folder = tmp_path / "own"
        shutil.copytree(SMALL, folder / "small")
        changed(folder / "other", ("framework.yaml", "id: small\n", "id: other\n"))
        (folder / "maps").mkdir()
        (folder / "maps" / "small_other.yaml").write_text(text, "utf-8")
        monkeypatch.setenv("ABOVELINE_FRAMEWORKS", str(folder))

    return written


def test_the_maps_of_the_library_are_sound(monkeypatch):
    monkeypatch.delenv("ABOVELINE_FRAMEWORKS")
    maps = edition_maps()
    assert {name for found in maps for name in (found.one, found.other)} == set(installed_ids())


def test_maps_of_ones_own_join_those_that_ship(own):
    own()
    found = map_of("other", "small")
    assert [pair.relation for pair in found.pairs] == ["equal"]
    assert map_of("small", "omi-2006") is None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("format: 1", "format: 2", "value-unknown"),
        ("to: other", "to: others", "reference-unknown"),
        ("to: shoes", "to: shoe", "reference-unknown"),
    ],
)
def test_every_fault_of_a_map_is_told(own, old, new, code):
    own(MAP.replace(old, new))
    with pytest.raises(Faulty) as faulty:
        edition_maps()
    assert [problem.code for problem in faulty.value.problems] == [code]
