"""From a draw to who reads what and when, as a person does it."""

import csv
import json
import subprocess
import sys

import pytest
from icalendar import Calendar

from tests.inspections import aboveline

pytestmark = pytest.mark.journey

CASES = [f"H{at:03}" for at in range(1, 91)]
IDENTITIES = "case,name,practitioner,manager,team\n" + "".join(
    f"{case},Secret Name,Officer {at % 40},Manager {at % 8},Team {at % 8}\n" for at, case in enumerate(CASES)
)
TEAM = """\
reader,name,role,line,reserve
i1,Inspector One,inspector,,
i2,Inspector Two,inspector,,
p1,Practice One,practice-assessor,,
p2,Practice Two,practice-assessor,,
a1,Officer 3,local-assessor,Team 3,
a2,Local Two,local-assessor,Manager 5,
a3,Local Three,local-assessor,Team 7,yes
"""


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def drawn(tmp_path):
    (tmp_path / "frame.csv").write_text("case,sentence\n" + "".join(f"{case},licence\n" for case in CASES), "utf-8")
    (tmp_path / "identities.csv").write_text(IDENTITIES, "utf-8")
    (tmp_path / "team.csv").write_text(TEAM, "utf-8")
    words = ("--framework", "pdu-2023", "--seed", "4711", "--size", "48", "--reserves", "9", "-o", "draw.json")
    done = aboveline("sample", "draw", "frame.csv", *words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def readers(folder, *words):
    files = ("--identities", "identities.csv", "--team", "team.csv", "-o", "allocation")
    return aboveline("sample", "readers", "draw.json", *files, *words, cwd=folder)


def test_a_sample_is_given_out_and_its_interviews_arranged(drawn):
    done = readers(drawn, "--local-share", "1/3", "--validate", "0.2", "--benchmark", "2", "--from", "2024-05-13")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Local assessors read 16 of 48 cases; a share of 1/3 (16) was asked for." in done.stdout
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    folder = drawn / "allocation"
    sample = {
        row["case"] for row in json.loads((drawn / "draw.json").read_text("utf-8"))["list"] if row["place"] == "sample"
    }
    first = {row["case"]: row for row in rows(folder / "readings.csv") if row["purpose"] == "first"}
    assert first.keys() == sample
    assert sorted(row["reader"] for row in first.values()).count("a1") == 8
    assert not any(row["reader"] == "a3" for row in first.values())
    held = {row["case"]: row for row in rows(drawn / "identities.csv")}
    lines = {"a1": "Team 3", "a2": "Manager 5"}
    assert not any(lines.get(row["reader"]) in held[case].values() for case, row in first.items())
    for who in ("reader", "practitioner"):
        places = [(row[who], row["day"], row["from"]) for row in rows(folder / "timetable.csv")]
        assert len(places) == len(set(places)) == 48
    events = [
        event
        for path in (folder / "calendars" / "practitioners").iterdir()
        for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    ]
    assert len({str(event["uid"]) for event in events}) == len(events) == 48
    assert "Secret" not in "".join(path.read_text("utf-8") for path in folder.rglob("*.*"))


def test_the_planned_assessments_fill_the_folder_of_an_inspection(drawn):
    assert readers(drawn).returncode == 0
    assert aboveline("new", "visit", "--framework", "pdu-2023", cwd=drawn).returncode == 0
    planned = rows(drawn / "allocation" / "assessments.csv")
    header = (drawn / "visit" / "assessments.csv").read_text("utf-8").splitlines()[0]
    assert header.split(",") == list(planned[0])
    assert len(planned) == 48


def test_what_does_not_fit_is_told_and_nothing_is_written(drawn):
    done = readers(drawn, "--from", "2024-05-13", "--days", "1")
    assert done.returncode == 6
    assert "interviews are too many" in " ".join(done.stderr.split())
    assert not (drawn / "allocation").exists()


def test_calendars_are_loaded_for_a_timetable_only(drawn):
    code = (
        "import sys; from aboveline.cli import main; code = main(sys.argv[1:]); print(code, 'icalendar' in sys.modules)"
    )
    words = ["sample", "readers", "draw.json", "--identities", "identities.csv", "--team", "team.csv", "-o"]
    for further, loaded in ((["one"], "0 False"), (["two", "--from", "2024-05-13"], "0 True")):
        command = [sys.executable, "-c", code, *words, *further]
        done = subprocess.run(command, cwd=drawn, capture_output=True, text=True, encoding="utf-8", check=True)
        assert done.stdout.splitlines()[-1] == loaded
