import pytest

from aboveline.problems import Faulty
from aboveline.published.rebuilt import rebuilt_ids
from aboveline.steps.inspections import inspection
from aboveline.steps.rebuilding import build_examples
from tests.inspections import tree


def test_every_rebuilt_inspection_becomes_a_sound_folder(tmp_path):
    folders = build_examples(tmp_path / "examples")
    assert [folder.name for folder in folders] == rebuilt_ids()
    for folder in folders:
        assert inspection(folder).settings.id == folder.name


def test_nothing_is_built_where_one_of_them_stands(tmp_path):
    (tmp_path / rebuilt_ids()[-1]).mkdir()
    with pytest.raises(Faulty) as faulty:
        build_examples(tmp_path)
    assert [problem.code for problem in faulty.value.problems] == ["file-in-the-way"]
    assert tree(tmp_path) == {}
