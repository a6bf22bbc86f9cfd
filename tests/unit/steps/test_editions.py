import pytest

from aboveline.frameworks.read import installed_ids
from aboveline.problems import Faulty
from aboveline.steps.edition_check import edition_check
from aboveline.steps.editions import edition, edition_folders
from tests.examples.editions import BROKEN, MADE_UP, SMALL, changed, texts
from tests.examples.editions import written as edition_in
from tests.inspections import HASH


def test_our_own_editions_stand_beside_those_that_ship(monkeypatch):
    assert edition_folders()["small"] == SMALL
    monkeypatch.delenv("ABOVELINE_FRAMEWORKS")
    assert list(edition_folders()) == installed_ids()


def test_an_edition_is_known_by_its_id_or_its_folder(tmp_path):
    assert edition("small").hash == HASH
    assert edition(str(edition_in(tmp_path / "other", texts(SMALL)))).hash == HASH


def test_an_edition_that_is_none_is_told(tmp_path):
    with pytest.raises(Faulty, match="Did you mean small"):
        edition("smal")


def test_a_document_that_cannot_be_read_is_known_by_its_folder(tmp_path, monkeypatch):
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "framework.yaml").write_text("id: [a")
    monkeypatch.setenv("ABOVELINE_FRAMEWORKS", str(tmp_path))
    assert edition_folders()["half"] == tmp_path / "half"


def test_one_id_is_one_content(tmp_path, monkeypatch):
    changed(tmp_path / "same")
    edition_in(tmp_path / "again", texts(SMALL))
    monkeypatch.setenv("ABOVELINE_FRAMEWORKS", str(tmp_path))
    assert edition_folders()["small"] == tmp_path / "again"
    changed(tmp_path / "other", ("framework.yaml", "A small edition\n", "Another edition\n"))
    with pytest.raises(Faulty) as faulty:
        edition_folders()
    [problem] = faulty.value.problems
    assert (problem.code, problem.line) == ("id-repeated", 3)


@pytest.mark.parametrize("folder", [SMALL, MADE_UP], ids=lambda folder: folder.name)
def test_a_sound_edition_has_no_problems(folder):
    assert edition_check(folder)[1] == []


@pytest.mark.parametrize("folder", BROKEN, ids=lambda folder: folder.name)
def test_every_broken_edition_has_some(folder):
    assert edition_check(folder)[1]
