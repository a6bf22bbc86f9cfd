import csv
import io
import json

import pytest

from aboveline.cases.table import case_table
from aboveline.files.csv import csv_table
from aboveline.frameworks.read import installed_ids
from aboveline.problems import Faulty
from aboveline.sampling.cells import Wanted
from aboveline.sampling.receipt import receipt
from aboveline.steps.editions import edition
from aboveline.steps.profiling import (
    PUBLISHED,
    profile_csv,
    profile_json,
    sample_profile,
    written_profile,
)
from aboveline.tables import checked_table

HEADER = "edition,fact,value,share,as_of,source,standing\n"


@pytest.fixture
def place(tmp_path):
    """A frame of 60 cases, and the receipt of a draw of 12."""
    rows = "".join(
        f"C{at:02},{('community', 'licence')[at % 2]},{('male', 'female', '')[at % 3]}\n" for at in range(60)
    )
    (tmp_path / "frame.csv").write_text("case,sentence,sex\n" + rows, "utf-8")
    item = edition("iaow-2013")
    table, _ = checked_table(case_table(item), csv_table(tmp_path / "frame.csv")[0])
    made = {"framework": {"id": item.id, "hash": item.hash}, "code": "aboveline 0", "seal": None}
    for name, size in (("draw", 12), ("none", 0)):
        content, problems = receipt(table, Wanted(size, 2, (), (), ()), "s", made)
        assert not problems
        (tmp_path / f"{name}.json").write_text(json.dumps(content), "utf-8")
    return tmp_path


def profiled(place, national=None, name="draw"):
    return sample_profile(place / "frame.csv", place / f"{name}.json", national)


def values(found):
    return {(fact.id, row.value): row for fact in found.profile.facts for row in fact.rows}


def fault(place, **given):
    with pytest.raises(Faulty) as caught:
        profiled(place, **given)
    return caught.value.problems


def test_published_shares_stand_beside_by_themselves(place):
    found = profiled(place)
    assert values(found)["sex", "male"].national.share == 89.9
    assert values(found)["sex", ""].national is None
    assert [fact.id for fact in found.profile.facts] == ["sentence", "sex"]


@pytest.mark.parametrize("name", [name for name in installed_ids() if name != "iaow-2013"])
def test_what_was_published_is_of_one_edition_only(name):
    assert f"\n{name}," not in PUBLISHED.read_text("utf-8")


def test_shares_of_ones_own_take_their_place(place):
    own = place / "own.csv"
    own.write_text(f"{HEADER}iaow-2013,sentence,licence,30,2024,A table,assumed\n", "utf-8")
    found = values(profiled(place, own))
    assert found["sentence", "licence"].national.share == 30
    assert found["sex", "male"].national is None


def test_shares_of_another_edition_are_none_here(place):
    own = place / "own.csv"
    own.write_text(f"{HEADER}omi-2006,sex,male,87,2007,A table,assumed\n", "utf-8")
    (problem,) = fault(place, national=own)
    assert "No row is for the edition iaow-2013." in str(problem)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "file-missing"),
        (b"\xff\xfe\xff", "encoding"),
        (b"edition,fact\n", "column-missing"),
        (f"{HEADER}iaow-2013,sex,mael,87,2007,A table,assumed\n".encode(), "cell-unknown"),
        (f"{HEADER}iaow-2013,sex,male,many,2007,A table,assumed\n".encode(), "cell-kind"),
    ],
)
def test_shares_that_cannot_be_read_are_told(place, content, code):
    own = place / "own.csv"
    if content is not None:
        own.write_bytes(content)
    assert code in {problem.code for problem in fault(place, national=own)}


def test_the_frame_must_be_that_of_the_receipt(place):
    frame = place / "frame.csv"
    frame.write_text(frame.read_text("utf-8").replace("C07,licence", "C07,community"), "utf-8")
    assert {problem.code for problem in fault(place)} == {"receipt-differs"}


def test_a_sample_without_cases_has_no_profile(place):
    assert {problem.code for problem in fault(place, name="none")} == {"sample-empty"}


def test_json_and_csv_say_the_same(place):
    found = profiled(place)
    content = json.loads(profile_json(found))
    rows = list(csv.DictReader(io.StringIO(profile_csv(found))))
    assert (content["sample"], content["receipt"]["frame"]["cases"]) == (12, 60)
    assert content["receipt"]["frame"]["hash"].startswith("sha256:")
    assert content["tests"] == found.profile.tests
    told = [(fact, row) for fact in content["facts"] for row in fact["values"]]
    assert len(told) == len(rows) == 5
    for (fact, row), line in zip(told, rows, strict=True):
        assert (line["fact"], line["value"], line["label"]) == (fact["id"], row["value"], row["label"])
        assert float(line["sample_share"]) == row["sample_share"]
        assert float(line["planned_share"]) == row["planned_share"]
        assert line["national_standing"] == (row["national"]["standing"] if row["national"] else "not published")
        assert (float(line["p"]), float(line["adjusted_p"])) == (row["p"], row["adjusted_p"])
        assert line["verdict"] == row["verdict"] == "within"


def test_the_page_is_written_once(place):
    found = profiled(place)
    written_profile(found, place / "new" / "profile.html")
    page = (place / "new" / "profile.html").read_text("utf-8")
    assert "12 cases of 60" in page
    assert "89.9%" in page
    with pytest.raises(Faulty) as caught:
        written_profile(found, place / "new" / "profile.html")
    assert caught.value.problems[0].code == "file-in-the-way"
