"""A person who takes the figures of a report away, in the formats people use."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from aboveline.files.spreadsheets import spreadsheet
from aboveline.published.rebuilt import rebuilt_ids
from aboveline.reports.words import printed_score
from aboveline.steps.report_data import written_formats
from tests.csv_on_the_web import METADATA, csv_problems
from tests.inspections import aboveline, rebuilt, tree

pytestmark = pytest.mark.journey

NAME = "hampshire-2008"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with Hampshire, and its report in every format."""
    found = tmp_path_factory.mktemp("here")
    rebuilt(NAME, found)
    done = aboveline("report", NAME, "-o", "one", "--format", "html,csv,ods,xlsx,json", cwd=found)
    assert done.returncode == 0, done.stderr
    return found


def rows_of_csv(file: Path):
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode(), newline="")))


def rows_of_workbook(file: Path, name):
    """The table of one sheet, by the headings of its CSV file."""
    sheets, problems = spreadsheet(file)
    assert not problems
    [sheet] = [sheet for sheet in sheets if sheet.name == name]
    return list(zip(*sheet.columns, strict=True))[4:]


def printed_scores(folder: Path):
    """(level, id) → the score that the report printed."""
    return {
        (row["level"], row["id"]): row["printed"]
        for row in rows_of_csv(folder / "printed.csv")
        if row["measure"] == "score" and not row["subgroup"]
    }


def test_every_printed_score_stands_in_the_score_table(place):
    printed = printed_scores(place / NAME)
    assert len(printed) > 14
    found = {(row["level"], row["id"]): row for row in rows_of_csv(place / "one" / f"{NAME}-score-summary.csv")}
    for key, score in printed.items():
        assert found[key]["printed"].partition(", ")[0] == printed_score(score)
        assert (found[key]["score_shown"] == printed_score(score)) == (found[key]["differs"] == "no")
    assert [key for key in printed if found[key]["differs"] == "yes"] == []


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_the_workbooks_hold_the_same_table(place, kind):
    for name, sheet in (("score-summary", "Score summary"), ("question-results", "Question results")):
        plain = rows_of_csv(place / "one" / f"{NAME}-{name}.csv")
        packed = rows_of_workbook(place / "one" / f"{NAME}.{kind}", sheet)
        assert len(plain) == len(packed)
        for row, cells in zip(plain, packed, strict=True):
            for (heading, text), cell in zip(row.items(), cells, strict=True):
                if text and heading in ("score", "share"):
                    assert float(cell) == pytest.approx(float(text), rel=1e-14)
                else:
                    assert cell == text or (text == "" and cell in ("[x]", "[z]"))


def test_the_same_folder_gives_the_same_bytes_in_another_process(place):
    done = aboveline(
        "report",
        NAME,
        "-o",
        "two",
        "--format",
        "json,xlsx,ods,csv,html",
        cwd=place,
        PYTHONHASHSEED="7",
        TZ="Asia/Tokyo",
    )
    assert done.returncode == 0, done.stderr
    assert tree(place / "two") == tree(place / "one")


def test_a_second_report_in_the_same_place_is_refused_whole(place):
    before = tree(place)
    done = aboveline("report", NAME, "-o", "one", "--format", "ods,xlsx", cwd=place)
    assert done.returncode == 3
    assert done.stderr.count("This is already there.") == 2
    assert tree(place) == before


@pytest.mark.parametrize("name", rebuilt_ids())
def test_every_inspection_that_ships_can_be_taken_away(tmp_path, name):
    files = written_formats(rebuilt(name, tmp_path), tmp_path / "out", ["csv", "ods", "xlsx", "json"])
    described = [file for file in files if file.name.endswith("-metadata.json")]
    assert len(described) > 4
    for file in described:
        metadata = json.loads(file.read_text("utf-8"))
        jsonschema.validate(metadata, METADATA)
        assert csv_problems(metadata, file.parent) == [], file.name
    for kind in ("ods", "xlsx"):
        sheets, problems = spreadsheet(tmp_path / "out" / f"{name}.{kind}")
        assert not problems
        assert len(sheets) == len(described) + 4
