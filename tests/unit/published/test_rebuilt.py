import pytest

from aboveline.frameworks.read import installed_framework, installed_ids
from aboveline.problems import Faulty
from aboveline.published import rebuilt
from aboveline.published.rebuilt import printed_figures, rebuilt_files, rebuilt_framework, rebuilt_ids


def test_hampshire_is_rebuilt():
    assert "hampshire-2008" in rebuilt_ids()


@pytest.mark.parametrize("name", rebuilt_ids())
def test_every_rebuilt_inspection_can_be_built(name):
    framework = installed_framework(rebuilt_framework(name))
    files = rebuilt_files(name, framework)
    assert {"inspection.yaml", "cases.csv", "assessments.csv", "judgements.csv", "printed.csv"} <= set(files)
    assert "counts.csv" not in files
    assert framework.hash in files["inspection.yaml"]


@pytest.mark.parametrize("name", rebuilt_ids())
def test_every_rebuilt_inspection_stands_under_an_edition_that_ships(name):
    assert rebuilt_framework(name) in installed_ids()


@pytest.mark.parametrize("name", rebuilt_ids())
def test_every_printed_figure_has_its_place(name):
    figures = printed_figures(name)
    assert len(figures) > 100
    assert all(figures.columns["place"])


def test_an_unknown_one_is_told_with_a_near_miss():
    with pytest.raises(Faulty, match="hampshire-2008"):
        printed_figures("hampshire-2009")


def test_a_faulty_library_is_told(tmp_path, monkeypatch):
    folder = tmp_path / "made-up"
    folder.mkdir()
    (folder / "inspection.yaml").write_text("framework: {id: omi-2006}\n")
    (folder / "printed.csv").write_text("level,id,measure,printed,place\nheap,1.1,score,72,1.1 heading\n")
    monkeypatch.setattr(rebuilt, "LIBRARY", tmp_path)
    with pytest.raises(Faulty, match="'heap' is not a value of this column"):
        printed_figures("made-up")
