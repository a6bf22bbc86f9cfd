import pytest

from aboveline.files import folder as room
from aboveline.files.folder import (
    folder_problems,
    folder_tables,
    snapshot_hash,
    whole_file,
    write_file,
    write_files,
    write_folder,
)
from aboveline.files.parquet import write_parquet
from aboveline.problems import Faulty
from aboveline.tables import Column, TableSpec
from tests.inspections import tree

WALKS = TableSpec("walks", "who walked", (Column("case", "the case", required=True), Column("note", "a note")))
MAYBE = WALKS._replace(name="maybe", optional=True)


def told(faulty):
    [problem] = faulty.value.problems
    return problem


def test_a_table_is_read_as_csv_or_parquet(tmp_path):
    (tmp_path / "walks.csv").write_text("case,note\n1,dry\n")
    write_parquet(tmp_path / "maybe.parquet", ("case",), [("2",)])
    tables, problems = folder_tables(tmp_path, [WALKS, MAYBE])
    assert problems == []
    assert list(tables["walks"].rows()) == [{"case": "1", "note": "dry"}]
    assert list(tables["maybe"].rows()) == [{"case": "2", "note": ""}]


def test_what_is_missing_or_there_twice_is_told(tmp_path):
    (tmp_path / "maybe.csv").write_text("case\n")
    write_parquet(tmp_path / "maybe.parquet", ("case",), [()])
    tables, problems = folder_tables(tmp_path, [WALKS, MAYBE])
    assert [(problem.code, problem.file) for problem in problems] == [
        ("file-missing", "walks.csv"),
        ("table-twice", "maybe.csv"),
    ]
    assert "case, note" in problems[0].do
    assert len(tables["walks"]) == len(tables["maybe"]) == 0


def test_an_optional_table_may_be_absent(tmp_path):
    tables, problems = folder_tables(tmp_path, [MAYBE])
    assert (len(tables["maybe"]), problems) == (0, [])


def test_a_folder_that_is_none_is_told(tmp_path):
    (tmp_path / "file").touch()
    assert folder_problems(tmp_path) == []
    assert [problem.code for problem in folder_problems(tmp_path / "file")] == ["file-missing"]


def test_a_snapshot_is_of_what_was_read_and_of_nothing_else(tmp_path):
    (tmp_path / "walks.csv").write_text("case\n1\n")
    (tmp_path / "maybe.csv").mkdir()
    before = snapshot_hash(tmp_path, ["walks", "maybe"])
    (tmp_path / "identities.csv").write_text("case,name\n1,Ann\n")
    (tmp_path / "walks.txt").write_text("a remark")
    assert snapshot_hash(tmp_path, ["walks", "maybe"]) == before
    (tmp_path / "walks.csv").write_text("case\n2\n")
    assert snapshot_hash(tmp_path, ["walks", "maybe"]) != before
    assert before.startswith("sha256:")


def test_a_folder_is_written_with_the_folders_inside_it(tmp_path):
    write_folder(tmp_path / "new" / "deep", {"a.csv": "é\r\n", "inner/b.yaml": "b"})
    assert tree(tmp_path) == {"new/deep/a.csv": "é\r\n".encode(), "new/deep/inner/b.yaml": b"b"}


def test_nothing_is_written_over_what_is_there(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("folder", "file", "link"):
        with pytest.raises(Faulty) as faulty:
            write_folder(tmp_path / name, {})
        assert told(faulty).code == "file-in-the-way"


def test_a_folder_that_cannot_be_made_is_told_and_leaves_nothing(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(Faulty) as faulty:
        write_folder(tmp_path / "file" / "new", {"a.csv": "a"})
    assert told(faulty).code == "file-unwritable"
    assert tree(tmp_path) == {"file": b"mine"}


def test_a_folder_that_is_half_written_is_taken_away_again(tmp_path):
    with pytest.raises(Faulty) as faulty:
        write_folder(tmp_path / "new", {"a": "a", "a/b": "b"})
    assert told(faulty).code == "file-unwritable"
    assert list(tmp_path.iterdir()) == []


def test_a_file_takes_its_place_whole_and_keeps_its_rights(tmp_path):
    place = tmp_path / "new" / "a.csv"
    write_file(place, "one\n")
    place.chmod(0o600)
    write_file(place, "two\n")
    assert tree(tmp_path) == {"new/a.csv": b"two\n"}
    assert place.stat().st_mode & 0o777 == 0o600


def test_a_fault_within_leaves_the_old_file_as_it_was(tmp_path):
    place = tmp_path / "a.csv"
    place.write_text("old")

    def half_written():
        with whole_file(place) as draft:
            draft.write_text("half")
            raise LookupError

    with pytest.raises(LookupError):
        half_written()
    assert tree(tmp_path) == {"a.csv": b"old"}


def test_a_fault_without_a_reason_is_told_by_its_words(tmp_path):
    with pytest.raises(Faulty) as faulty, room.written(tmp_path):
        raise OSError("The disk is on holiday")
    assert "holiday" in told(faulty).what


def test_files_take_their_places_together_and_keep_their_rights(tmp_path):
    (tmp_path / "b").write_text("old")
    (tmp_path / "b").chmod(0o600)
    write_files({tmp_path / "new" / "a": "one\n", tmp_path / "b": "two\n"})
    assert tree(tmp_path) == {"new/a": b"one\n", "b": b"two\n"}
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o600


def test_where_one_of_several_files_cannot_be_written_all_are_as_before(tmp_path):
    (tmp_path / "b").write_text("old")
    (tmp_path / "c").mkdir()
    for last in (tmp_path / "c", tmp_path / "b" / "d"):
        with pytest.raises(Faulty) as faulty:
            write_files({tmp_path / "a": "one", tmp_path / "b": "two", last: "three"})
        assert (told(faulty).code, told(faulty).file) == ("file-unwritable", str(last))
        assert tree(tmp_path) == {"b": b"old"}


def test_a_private_folder_and_its_files_are_their_owners_alone(tmp_path):
    write_folder(tmp_path / "new", {"open.txt": "a", "private/who.txt": "b", "other/x.txt": "c"}, private=["private"])
    modes = {place.name: place.stat().st_mode & 0o777 for place in (tmp_path / "new").rglob("*")}
    assert (modes["private"], modes["who.txt"]) == (0o700, 0o600)
    assert modes["open.txt"] == modes["x.txt"] == (tmp_path / "new" / "open.txt").stat().st_mode & 0o777
    assert modes["open.txt"] & 0o400
    assert tree(tmp_path / "new")["private/who.txt"] == b"b"
