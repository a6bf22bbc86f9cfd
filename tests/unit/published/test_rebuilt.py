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
    assert {"inspection.yaml", "cases.csv", "assessments.csv", "judgements.csv"} <= set(files)
    assert not {"counts.csv", "grid.csv"} & set(files)
    assert framework.hash in files["inspection.yaml"]


@pytest.mark.parametrize("name", rebuilt_ids())
def test_every_rebuilt_inspection_stands_under_an_edition_that_ships(name):
    assert rebuilt_framework(name) in installed_ids()


@pytest.mark.parametrize("name", rebuilt_ids())
def test_every_printed_figure_has_its_place(name):
    figures = printed_figures(name)
    # Nobody printed anything of a body that does not exist.
    assert bool(len(figures)) != name.startswith("fictional-")
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


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A library of one folder, which holds no more than its settings."""
    folder = tmp_path / "made-up"
    folder.mkdir()
    (folder / "inspection.yaml").write_text("framework: {id: pdu-2023, hash: as-installed}\n")
    monkeypatch.setattr(rebuilt, "LIBRARY", tmp_path)
    return folder


def test_judgements_that_the_library_has_are_taken_as_they_are(shelf):
    (shelf / "judgements.csv").write_text("assessment,question,choices,note\na,planning-safe,yes,\n")
    framework = installed_framework("pdu-2023")
    files = rebuilt_files("made-up", framework)
    assert files == {
        "inspection.yaml": f"framework: {{id: pdu-2023, hash: {framework.hash}}}\n",
        "judgements.csv": "assessment,question,choices,note\na,planning-safe,yes,\n",
    }


def test_a_grid_becomes_judgements_in_the_order_in_which_a_file_is_read(shelf):
    (shelf / "grid.csv").write_text("assessment,planning-safe,planning-safe-a,planning-safe-b\na,yes,no,\nb,,yes,yes\n")
    files = rebuilt_files("made-up", installed_framework("pdu-2023"))
    assert files["judgements.csv"].splitlines() == [
        "assessment,question,choices,note",
        "a,planning-safe-a,no,",
        "a,planning-safe,yes,",
        "b,planning-safe-a,yes,",
        "b,planning-safe-b,yes,",
    ]


def test_a_grid_of_other_questions_is_told(shelf):
    (shelf / "grid.csv").write_text("assessment,planning-save\na,yes\n")
    with pytest.raises(Faulty, match="planning-safe"):
        rebuilt_files("made-up", installed_framework("pdu-2023"))
