import json

import pytest

from aboveline.problems import Faulty
from aboveline.steps.publishing import written_report
from tests.inspections import changed, tree, walks


def test_the_page_and_its_data_are_written(tmp_path):
    folder = walks(tmp_path / "walks")
    before = tree(folder)
    pages = written_report(folder, tmp_path / "new" / "report")
    assert [path.name for path in pages] == ["index.html", "scores.json", "scores.csv"]
    assert "The Walking Club" in pages[0].read_text("utf-8")
    assert json.loads(pages[1].read_text("utf-8"))["inspection"]["id"] == "walks"
    assert pages[2].read_text("utf-8").startswith("level,id,")
    assert tree(folder) == before


def test_a_report_beside_the_tables_changes_no_hash(tmp_path):
    folder = walks(tmp_path / "walks")
    first = json.loads(written_report(folder, folder)[1].read_text("utf-8"))
    again = json.loads(written_report(folder, folder)[1].read_text("utf-8"))
    assert first == again


def test_nothing_is_written_of_a_faulty_folder(tmp_path):
    folder = walks(tmp_path / "walks", changed("cases.csv", ("dry", "dri")))
    with pytest.raises(Faulty):
        written_report(folder, tmp_path / "report")
    assert not (tmp_path / "report").exists()
