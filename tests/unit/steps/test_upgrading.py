from pathlib import Path

import pytest

from aboveline.problems import Faulty
from aboveline.steps.inspections import inspection
from aboveline.steps.scores import scored
from aboveline.steps.upgrading import upgraded
from tests.inspections import WALKS, changed, tree, walks

OLD = {
    **changed("inspection.yaml", ("format: 1\n", "")),
    "assessments.csv": None,
    "judgements.csv": "case,question,choices\nW1,shoes,yes\nW1,home,yes\nW2,shoes,no\n",
}


def refused(folder):
    before = tree(folder.parent)
    with pytest.raises(Faulty) as faulty:
        upgraded(folder)
    assert tree(folder.parent) == before
    [problem] = faulty.value.problems
    return problem


@pytest.mark.parametrize("format_line", ["", "format: 0\n"])
def test_a_folder_of_format_0_is_brought_up_to_date_and_kept(tmp_path, format_line):
    text = format_line + OLD["inspection.yaml"]
    folder = walks(tmp_path / "walks", OLD | {"inspection.yaml": text})
    before = tree(folder)
    kept = upgraded(folder)
    assert kept == tmp_path / "walks.format-0"
    assert tree(kept) == before
    found = scored(inspection(folder))
    assert {row.id: row.score for row in found.scores}["shoes"] == 50
    # A case that nobody has judged yet has its reading too.
    assert list(found.inspection.tables["assessments"].columns["case"]) == ["W1", "W2", "W3"]
    assert upgraded(folder) is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["walks", "walks.format-0"]


def test_a_folder_may_be_named_by_a_dot(tmp_path, monkeypatch):
    monkeypatch.chdir(walks(tmp_path / "walks", OLD))
    assert upgraded(Path()) == tmp_path / "walks.format-0"
    assert inspection(tmp_path / "walks")


@pytest.mark.parametrize(
    ("changes", "code", "phrase"),
    [
        ({"inspection.yaml": WALKS["inspection.yaml"].replace("format: 1", "format: 9")}, "format-unknown", "'9'"),
        ({"inspection.yaml": WALKS["inspection.yaml"].replace("format: 1", "format: [1]")}, "format-unknown", "1"),
        ({"inspection.yaml": None}, "file-missing", "not there"),
        (OLD | {"judgements.csv": None}, "file-unreadable", "opened"),
        (OLD | {"judgements.csv": WALKS["judgements.csv"]}, "column-missing", "'case'"),
        (OLD | {"cases.csv": "walk\nW1\n"}, "column-missing", "'case'"),
    ],
)
def test_what_cannot_be_brought_up_to_date_is_left_as_it_was(tmp_path, changes, code, phrase):
    problem = refused(walks(tmp_path / "walks", changes))
    assert problem.code == code
    assert phrase in problem.what


def test_a_folder_that_is_not_there_is_told(tmp_path):
    assert refused(tmp_path / "nowhere").code == "file-missing"


def test_what_was_kept_before_is_not_written_over(tmp_path):
    folder = walks(tmp_path / "walks", OLD)
    (tmp_path / "walks.format-0").mkdir()
    assert refused(folder).code == "file-in-the-way"


def test_where_the_new_one_cannot_take_its_place_the_old_one_does(tmp_path, monkeypatch):
    folder = walks(tmp_path / "walks", OLD)
    rename = Path.rename

    def draft_stays(path, target):
        if path.name.startswith("."):
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", draft_stays)
    assert refused(folder).code == "file-unwritable"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["walks"]
