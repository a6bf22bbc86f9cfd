import duckdb
import pytest

from aboveline.files.parquet import parquet_table, write_parquet
from aboveline.problems import Faulty
from tests.inspections import tree

HEADER = ("case", "note")


@pytest.mark.parametrize("columns", [[("1", "2"), ("a, b", "é\n|")], [(), ()]], ids=["rows", "no rows"])
def test_what_is_written_reads_back(tmp_path, columns):
    place = tmp_path / "a [1]*.parquet"
    write_parquet(place, HEADER, columns)
    table, problems = parquet_table(place)
    assert problems == []
    assert (table.header, list(map(tuple, table.columns))) == (HEADER, columns)
    assert list(table.lines) == list(range(1, len(columns[0]) + 1))


def test_what_other_tools_write_becomes_text(tmp_path):
    place = tmp_path / "other.parquet"
    with duckdb.connect() as connection:
        query = "select 7 as number, date '2020-05-01' as day, null::varchar as nothing"
        connection.sql(query).write_parquet(str(place))
    table, _ = parquet_table(place)
    assert list(map(tuple, table.columns)) == [("7",), ("2020-05-01",), ("",)]


def test_what_is_no_parquet_is_told(tmp_path):
    place = tmp_path / "cases.parquet"
    place.write_text("case,note\n")
    table, [problem] = parquet_table(place)
    assert table is None
    assert (problem.code, problem.file) == ("file-unreadable", "cases.parquet")


def test_what_cannot_be_written_leaves_the_old_file(tmp_path, monkeypatch):
    place = tmp_path / "cases.parquet"
    place.write_bytes(b"old")
    refused = duckdb.IOException("No space left\nand more")
    monkeypatch.setattr(duckdb.DuckDBPyRelation, "write_parquet", lambda *_: (_ for _ in ()).throw(refused))
    with pytest.raises(Faulty) as faulty:
        write_parquet(place, HEADER, [(), ()])
    assert [problem.code for problem in faulty.value.problems] == ["file-unwritable"]
    assert "No space left." in str(faulty.value)
    assert tree(tmp_path) == {"cases.parquet": b"old"}
