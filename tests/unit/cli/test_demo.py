import pytest

from aboveline.published import rebuilt
from tests.inspections import tree


@pytest.fixture(autouse=True)
def one_report(tmp_path_factory, monkeypatch):
    """A library of Hampshire and a fictional body: what a demo does with one report it does with all."""
    library = tmp_path_factory.mktemp("library")
    for name in ("hampshire-2008", "fictional-northmarsh-2024"):
        (library / name).symlink_to(rebuilt.LIBRARY / name, target_is_directory=True)
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
    after = tree(tmp_path)
    assert after.keys() == before.keys()
    # A seal says when it was made, and the receipt has the seal's hash.
    assert {name for name in after if after[name] != before[name]} <= {
        f"demo/sealed/{name}" for name in ("seal.json", "draw.json", "draw.html")
    }


def test_the_demo_goes_from_a_spreadsheet_to_a_sample_and_says_how_sure_it_is(run, tmp_path):
    out = run("demo").out
    assert "Eligible: the frame                          120" in out
    assert "70 cases of 120, 2 reserves" in out
    assert "came out the same" in " ".join(out.split())
    assert "Corrected for the 120 cases that could be drawn" in out


def test_a_demo_of_published_reports_alone_leaves_the_sample_out(run):
    (rebuilt.LIBRARY / "fictional-northmarsh-2024").unlink()
    said = run("demo")
    assert said.code == 0
    assert "4. Printed roll-ups" in said.out
    assert "5. From the spreadsheet" not in said.out


def test_the_demo_never_writes_over_what_it_did_not_make(run, tmp_path):
    (tmp_path / "demo" / "hampshire-2008").mkdir(parents=True)
    said = run("demo")
    assert said.code == 3
    assert "already there" in said.err
