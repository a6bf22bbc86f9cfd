import csv
import io
import json

import jsonschema
import pytest

from aboveline.problems import Faulty
from aboveline.steps.data import SCHEMA, scores_json
from aboveline.steps.inspections import inspection
from aboveline.steps.report_data import FORMATS, case_facts, report_formats, written_formats
from aboveline.steps.scores import scored
from tests.csv_on_the_web import METADATA, csv_problems
from tests.inspections import SCORES, changed, tree, walks

EVERYTHING = {
    "surveys.csv": "respondent,respondents,item,percent,count,base\nwalkers,3,liked it,66.7,2,3\nall,,asked,,,\n",
    "recommendations.csv": 'number,text,criteria,origin\n1,"=Buy, or borrow, ""coats""",A1|A2,this inspection\n',
}


@pytest.fixture
def written(tmp_path):
    """The walks with everything, in some formats: the folder they were written to."""

    def write(*formats, changes=None, output="out"):
        written_formats(walks(tmp_path / "walks", EVERYTHING | (changes or {})), tmp_path / output, formats)
        return tmp_path / output

    return write


def test_formats_are_parted_by_commas_and_each_counts_once():
    assert report_formats("html, CSV,csv,json") == ("html", "csv", "json")
    assert report_formats(",".join(FORMATS)) == FORMATS


@pytest.mark.parametrize(("text", "told"), [("pdf,odt", "'pdf' is no format"), ("", "No format"), (" ,", "No format")])
def test_what_is_no_format_is_told(text, told):
    with pytest.raises(Faulty, match=told):
        report_formats(text)


def test_each_format_has_its_files(written):
    found = set(tree(written("html", "ods", "xlsx", "json")))
    assert found == {"index.html", "scores.json", "scores.csv", "walks.ods", "walks.xlsx", "walks.json"}


def test_every_csv_file_has_metadata_that_are_proper_and_fit_it(written):
    place = written("csv")
    files = sorted(path.name for path in place.iterdir())
    described = [name.removesuffix("-metadata.json") for name in files if name.endswith("-metadata.json")]
    assert described == [name for name in files if name.endswith(".csv")] != []
    for name in described:
        metadata = json.loads((place / f"{name}-metadata.json").read_text("utf-8"))
        jsonschema.validate(metadata, METADATA)
        assert metadata["url"] == name
        assert csv_problems(metadata, place) == []
        for column in metadata["tableSchema"]["columns"]:
            assert column["name"] in column["titles"]
            assert column["required"] == (column["name"] in metadata["tableSchema"]["primaryKey"])


def test_the_check_of_csv_sees_what_it_is_to_see(written):
    place = written("csv")
    metadata = json.loads((place / "walks-score-summary.csv-metadata.json").read_text("utf-8"))
    file = place / metadata["url"]
    rows = file.read_bytes().decode().replace("level,id", "level,part").split("\r\n")
    rows = [rows[0], rows[1], rows[1], rows[2].replace("section", "", 1).replace(",3,", ",3.5,", 1), ""]
    file.write_bytes("\r\n".join(rows).encode())
    assert [problem.split()[0] for problem in csv_problems(metadata, place)] == ["header", "3", "3", "key"]


def test_metadata_say_where_figures_come_from_and_claim_no_licence(written, tmp_path):
    place = written(
        "csv", changes=changed("inspection.yaml", ("kind: full", "kind: full\nsource: Minutes of the club"))
    )
    metadata = json.loads((place / "walks-score-summary.csv-metadata.json").read_text("utf-8"))
    found = inspection(tmp_path / "walks")
    assert metadata["dc:source"] == "Minutes of the club"
    hashes = [origin["dc:identifier"] for origin in metadata["prov:wasDerivedFrom"]]
    assert hashes == [found.framework.hash, found.snapshot]
    assert metadata["prov:wasGeneratedBy"]["dc:title"].startswith("aboveline ")
    assert "dc:license" not in metadata
    assert "dc:source" not in json.loads((written("csv", output="b") / "walks-grades.csv-metadata.json").read_text())


def test_numbers_are_unrounded_and_blank_where_there_is_none(written):
    text = (written("csv") / "walks-score-summary.csv").read_text("utf-8")
    found = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert float(found["A2"]["score"]) == pytest.approx(SCORES["A2"], abs=0)
    assert (found["A2"]["score_shown"], found["A2"]["printed"], found["A2"]["rating"]) == ("67%", "", "high")


def test_text_that_begins_like_a_formula_is_made_harmless_in_csv_alone(written):
    place = written("csv", "json")
    assert '"\'=Buy, or borrow, ""coats"""' in (place / "walks-recommendations.csv").read_text("utf-8")
    tables = {table["name"]: table for table in json.loads((place / "walks.json").read_text("utf-8"))["tables"]}
    assert tables["recommendations"]["rows"][0]["text"] == '=Buy, or borrow, "coats"'


def test_the_json_has_all_results_and_all_tables(written, tmp_path):
    content = json.loads((written("json") / "walks.json").read_text("utf-8"))
    tables, version = content.pop("tables"), content.pop("tables_format")
    assert version == 1
    jsonschema.validate(content, json.loads(SCHEMA.read_text("utf-8")))
    assert content == json.loads(scores_json(scored(inspection(tmp_path / "walks"))))
    for table in tables:
        names = [column["name"] for column in table["columns"]]
        assert all(list(row) == names for row in table["rows"])
        assert set(table["key"]) <= set(names)
    [scores] = [table for table in tables if table["name"] == "score-summary"]
    assert {row["id"]: row["score"] for row in scores["rows"]}["A"] == pytest.approx(SCORES["A"], abs=0)
    assert scores["rows"][0]["printed"] is None


def test_two_builds_give_the_same_bytes(written):
    first = tree(written(*FORMATS, output="first"))
    assert {name.rpartition(".")[2] for name in first} == {"html", "csv", "ods", "xlsx", "json"}
    assert tree(written(*FORMATS, output="second")) == first


def test_what_stands_there_is_not_written_over_and_then_nothing_is_written(written):
    place = written("ods")
    before = tree(place)
    with pytest.raises(Faulty, match=r"walks\.ods: This is already there"):
        written("html", "csv", "ods")
    assert tree(place) == before
    (place / "walks.xlsx").symlink_to(place / "nowhere")
    with pytest.raises(Faulty, match=r"walks\.xlsx: This is already there"):
        written("xlsx")


def test_a_page_beside_the_tables_is_replaced_as_ever(written):
    written("html", "json")
    assert "walks.ods" in tree(written("html", "ods"))


def test_nothing_is_written_where_a_workbook_cannot_hold_it(written, tmp_path):
    long = {"recommendations.csv": f"number,text\n1,{'x' * 40_000}\n"}
    with pytest.raises(Faulty, match=r"Write it as \.csv"):
        written("html", "csv", "xlsx", changes=long)
    assert not (tmp_path / "out").exists()


def test_a_name_that_no_file_can_have_is_put_in_plain_letters(written):
    assert "Y-Bala-2.json" in tree(written("json", changes=changed("inspection.yaml", ("id: walks", 'id: "Y Bala/2"'))))
    assert "inspection.json" in tree(
        written("json", changes=changed("inspection.yaml", ("id: walks", 'id: "…"')), output="b")
    )


def test_facts_with_values_are_counted_and_cohorts_where_there_are_several(read):
    cohorts = changed(
        "inspection.yaml", ("{id: main, criteria: all}", "{id: main, criteria: all}\n  - {id: more, criteria: all}")
    ) | changed("cases.csv", ("W3,main", "W3,more"))
    facts = case_facts(scored(read(cohorts)))
    assert [(fact.id, list(fact.values)) for fact in facts if fact.id in ("cohort", "weather")] == [
        ("cohort", ["main", "main", "more"]),
        ("weather", ["dry", "wet", "wet"]),
    ]
    assert "months-served" not in {fact.id for fact in facts}
    assert "cohort" not in {fact.id for fact in case_facts(scored(read()))}
