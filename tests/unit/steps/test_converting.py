from aboveline.steps.converting import converted
from aboveline.steps.inspections import inspection
from tests.inspections import SCORES, WALKS, tree, walks

TABLES = [name for name in WALKS if name.endswith(".csv")]


def test_there_and_back_again_gives_equal_tables(tmp_path):
    folder = walks(tmp_path / "walks", {"surveys.csv": "respondent,item\n", "facts.csv": "fact\nweather\n"})
    (folder / "cases.csv").chmod(0o600)
    before = inspection(folder)
    assert converted(folder, "parquet") == [name.replace("csv", "parquet") for name in [*TABLES, "surveys.csv"]]
    assert sorted(path.name for path in folder.glob("*.csv")) == ["facts.csv"]
    assert (folder / "cases.parquet").stat().st_mode & 0o777 == 0o600
    packed = inspection(folder)
    assert converted(folder, "csv") == [*TABLES, "surveys.csv"]
    assert list(folder.glob("*.parquet")) == []
    after = inspection(folder)
    for name, table in before.tables.items():
        assert list(table.rows()) == list(packed.tables[name].rows()) == list(after.tables[name].rows())
    assert (folder / "cases.csv").stat().st_mode & 0o777 == 0o600


def test_what_is_in_that_form_already_is_left_alone(tmp_path):
    folder = walks(tmp_path / "walks")
    before = tree(folder)
    assert converted(folder, "csv") == []
    assert tree(folder) == before


def test_scores_are_the_same_from_either(score, tmp_path):
    before = score().scores
    converted(tmp_path / "walks", "parquet")
    assert {row.id: row.score for row in before if row.score is not None}.keys() == SCORES.keys()
    from_parquet = score(dict.fromkeys(TABLES))
    assert from_parquet.scores == before
