import pytest

from aboveline.published import rebuilt
from tests.inspections import tree


@pytest.fixture(autouse=True)
def one_report(tmp_path_factory, monkeypatch):
    """A library of Hampshire alone: what a demo does with one report it does with all."""
    library = tmp_path_factory.mktemp("library")
    (library / "hampshire-2008").symlink_to(rebuilt.LIBRARY / "hampshire-2008", target_is_directory=True)
    monkeypatch.setattr(rebuilt, "LIBRARY", library)


def test_the_demo_does_it_all_and_again_without_loss(run, tmp_path):
    said = run("demo")
    assert said.code == 0
    assert "Hampshire" in said.out
    assert "aboveline trace demo/hampshire-2008 1.2" in " ".join(said.out.split())
    assert (tmp_path / "demo" / "reports" / "hampshire-2008" / "index.html").exists()
    (tmp_path / "demo" / "my-notes.txt").write_text("mine")
    before = tree(tmp_path)
    again = run("demo")
    assert (again.code, again.out) == (0, said.out)
    assert tree(tmp_path) == before


def test_the_demo_never_writes_over_what_it_did_not_make(run, tmp_path):
    (tmp_path / "demo" / "hampshire-2008").mkdir(parents=True)
    said = run("demo")
    assert said.code == 3
    assert "already there" in said.err
