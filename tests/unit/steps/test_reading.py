import csv
from datetime import UTC, date, datetime, time
from fractions import Fraction

import pytest
from icalendar import Calendar

from aboveline.assessments.tables import ASSESSMENTS
from aboveline.problems import Faulty
from aboveline.sampling.readings import BENCHMARK, VALIDATION
from aboveline.sampling.timetable import Hours
from aboveline.steps.edition_check import edition_check
from aboveline.steps.reading import ReadingFiles, ReadingPlan, planned_readings
from aboveline.tables import RawTable, checked_table
from tests.examples.editions import changed
from tests.inspections import tree
from tests.teams import IDENTITIES, RECEIPT, TEAM, papers

STAMP = datetime(2024, 4, 1, 8, tzinfo=UTC)
HOURS = Hours(date(2024, 5, 13), 3, (), time(9, 30), time(17), 60, 30, (time(12, 30), time(13, 30)), 3)
PLAIN = ReadingPlan(None, None, None, 0)
FULL = ReadingPlan(None, Fraction(1, 4), Fraction(1, 2), 1)


def allocated(folder, wishes=PLAIN, hours=HOURS, output="out", stamp=STAMP):
    files = ReadingFiles(folder / "draw.json", folder / "identities.csv", folder / "team.csv")
    return planned_readings(files, wishes, hours, stamp, folder / output)


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def faults(folder, *given, **further):
    before = tree(folder)
    with pytest.raises(Faulty) as caught:
        allocated(folder, *given, **further)
    assert tree(folder) == before, "Something was written."
    return caught.value.problems


def test_the_share_is_that_of_the_edition(tmp_path):
    found = allocated(papers(tmp_path))
    assert sum(reading.reader == "jo" for reading in found.readings) == 4
    assert found.notes[0].endswith("a share of 1/3 (4) was asked for: hampshire-2008, Appendix 3, published.")


def test_another_edition_may_be_named(tmp_path):
    found = allocated(papers(tmp_path), PLAIN._replace(framework="pdu-2023"))
    assert found.notes[0].startswith("Nothing says what part")


def test_readings_tell_who_reads_what_and_when(tmp_path):
    found = allocated(papers(tmp_path), FULL)
    written = rows(tmp_path / "out" / "readings.csv")
    assert list(written[0]) == ["case", "reader", "role", "purpose", "day", "from", "to", "practitioner"]
    assert [(row["case"], row["reader"], row["purpose"]) for row in written] == list(found.readings)
    first = [row for row in written if row["purpose"] == "first"]
    assert [row["case"] for row in first] == [f"N{at:02}" for at in range(1, 13)]
    assert all(row["day"] and row["from"] < row["to"] for row in first)
    assert not any(row["day"] for row in written if row["purpose"] != "first")
    assert {row["case"] for row in written if row["purpose"] == BENCHMARK} == {"N13"}
    assert sum(row["purpose"] == VALIDATION for row in written) == 2
    assert "Practice cases for everybody, from the reserves: N13." in " ".join(found.notes)


def test_planned_assessments_fit_the_table_of_an_inspection(tmp_path):
    allocated(papers(tmp_path), FULL)
    written = rows(tmp_path / "out" / "assessments.csv")
    raw = RawTable("assessments.csv", tuple(written[0]), list(zip(*(row.values() for row in written), strict=True)), ())
    assert checked_table(ASSESSMENTS, raw._replace(lines=range(2, 2 + len(written))))[1] == []
    assert [row["case"] for row in written if row["stands"] == "yes"] == [f"N{at:02}" for at in range(1, 13)]
    again = [row for row in written if row["reading"] == "second"]
    assert [(row["assessment"], row["stands"]) for row in again] == [(f"{row['case']}-2", "no") for row in again]
    assert {row["reader_role"] for row in again} <= {"lead", "inspector"}
    assert not any(row["date"] for row in written)


def test_the_timetable_is_in_order_and_calendars_tell_the_same(tmp_path):
    found = allocated(papers(tmp_path))
    written = rows(tmp_path / "out" / "timetable.csv")
    assert len(written) == 12
    assert written == sorted(written, key=lambda row: (row["day"], row["from"]))
    assert all(row["day"] < "2024-05-15" for row in written if row["reader"] == "bob")
    events = Calendar.from_ical((tmp_path / "out" / "timetable.ics").read_bytes()).walk("VEVENT")
    told = [(f"{e['dtstart'].dt:%Y-%m-%d %H:%M}", str(e["summary"])) for e in events]
    assert told == [
        (f"{row['day']} {row['from']}", f"Interview on case {row['case']}: {row['name']} with {row['practitioner']}")
        for row in written
    ]
    own = Calendar.from_ical((tmp_path / "out" / "calendars" / "ann.ics").read_bytes())
    assert str(own["x-wr-calname"]) == "Interviews, Ann Lead"
    assert {str(event["contact"]) for event in own.walk("VEVENT")} == {"Ann Lead, ann@example.org"}
    assert len(own.walk("VEVENT")) == sum(item.reader.id == "ann" for item in found.appointed)


def test_each_practitioner_has_one_calendar_however_the_name_is_written(tmp_path):
    allocated(papers(tmp_path))
    folder = tmp_path / "out" / "calendars" / "practitioners"
    assert sorted(path.name for path in folder.iterdir()) == [
        *("dee-low.ics", "jo-hall.ics", "kim-moss.ics", "lee-dale.ics", "mo-park.ics", "pat-smith.ics"),
        "zoe-q-o-neill.ics",
    ]
    assert len(Calendar.from_ical((folder / "pat-smith.ics").read_bytes()).walk("VEVENT")) == 3


def test_files_of_people_whose_names_look_alike_are_kept_apart(tmp_path):
    text = IDENTITIES.replace("Dee Low", "Zoe Q ONeill-").replace("Lee Dale", "Łŋ")
    text = text.replace("Zoë Q. O'Neill", "zoë q oneill x").replace("Kim Moss", "ŋŋ")
    allocated(papers(tmp_path, identities=text.replace("zoë q oneill x", "Zoe-q. oneill 1").replace("Mo Park", "×")))
    names = sorted(path.name for path in (tmp_path / "out" / "calendars" / "practitioners").iterdir())
    assert len(names) == len(set(names)) == 7
    assert {"nameless.ics", "nameless-2.ics"} <= set(names)


def test_nothing_written_names_a_person_under_supervision(tmp_path):
    allocated(papers(tmp_path), FULL)
    written = b"\n".join(tree(tmp_path / "out").values()).decode()
    for secret in ("Supervised", "Person", "REF", "PNC", "1980"):
        assert secret not in written


def test_an_interview_keeps_its_id_when_it_is_moved(tmp_path):
    def ids(output):
        events = Calendar.from_ical((tmp_path / output / "timetable.ics").read_bytes()).walk("VEVENT")
        return {str(event["uid"]): event["dtstart"].dt for event in events}

    papers(tmp_path)
    allocated(tmp_path, output="one")
    allocated(tmp_path, output="two", hours=HOURS._replace(first=date(2024, 6, 3)), stamp=STAMP.replace(day=2))
    one, two = ids("one"), ids("two")
    assert one.keys() == two.keys()
    assert not set(one.values()) & set(two.values())
    papers(tmp_path, RECEIPT | {"seed": "4712"})
    allocated(tmp_path, output="three")
    assert not ids("three").keys() & one.keys()


def test_the_same_papers_give_the_same_files(tmp_path):
    papers(tmp_path)
    allocated(tmp_path, FULL, output="one")
    allocated(tmp_path, FULL, output="two")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_without_hours_there_is_no_timetable(tmp_path):
    found = allocated(papers(tmp_path), hours=None)
    assert sorted(tree(tmp_path / "out")) == ["assessments.csv", "readings.csv"]
    assert (found.appointed, found.days) == ((), ())
    assert not any("Bank holidays" in note for note in found.notes)


def test_a_case_without_practitioner_is_read_but_nobody_is_interviewed(tmp_path):
    text = IDENTITIES.replace("Lee Dale", "")
    found = allocated(papers(tmp_path, identities=text))
    assert len(found.appointed) == 11
    row = next(row for row in rows(tmp_path / "out" / "readings.csv") if row["case"] == "N09")
    assert (row["day"], row["practitioner"]) == ("", "")
    assert any(note.startswith("1 of the cases has no practitioner") for note in found.notes)


def test_that_there_is_nothing_to_validate_is_told(tmp_path):
    found = allocated(papers(tmp_path), PLAIN._replace(local=Fraction(0), validate=Fraction(1, 2)))
    assert "No local assessor reads a case, so there is nothing to validate." in found.notes


def test_interviews_apart_are_told(tmp_path):
    found = allocated(
        papers(tmp_path), PLAIN._replace(local=Fraction(0)), HOURS._replace(days=2, interview=150, most=2)
    )
    assert any(note.startswith("Interviews that could not be put next to each other") for note in found.notes)


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        ({"receipt": "{"}, "receipt-faulty", "no receipt"),
        ({"receipt": "[]"}, "receipt-faulty", "no receipt"),
        ({"receipt": "{}"}, "receipt-faulty", "no receipt"),
        ({"receipt": RECEIPT | {"seed": 4711}}, "receipt-faulty", "no receipt"),
        ({"receipt": RECEIPT | {"list": []}}, "receipt-faulty", "no case was drawn"),
        ({"receipt": RECEIPT | {"framework": {"id": "omi-1066"}}}, "unknown-name", "no such framework"),
        ({"identities": IDENTITIES.replace("N07,", "N77,")}, "row-orphan", "'N07' of the receipt is not here"),
        (
            {"identities": "case,practitioner,manager,team\nQ1,Jo,,\n"},
            "row-orphan",
            "None of the cases of the receipt is here",
        ),
        ({"identities": "case,name\n'"}, "row-length", "fields"),
        ({"identities": "name\nJo\n"}, "column-missing", "'case' is missing"),
        ({"team": TEAM.replace("0.5", "half")}, "cell-kind", "'half' is not a number"),
        ({"team": TEAM.replace("North|Bo Marsh", "")}, "cell-missing", "has no line"),
        ({"team": TEAM.replace("mon|tue", "someday")}, "cell-unknown", "'someday'"),
        ({"team": TEAM.split("ann,")[0] + "jo,Jo Hall,,local-assessor,North,,,,\n"}, "reader-none", "Jo Hall"),
        ({"team": TEAM.replace("mon|tue", "fri").replace(",,,0.5", ",,,0")}, "timetable-full", "interview"),
    ],
)
def test_papers_that_do_not_fit_are_told_and_nothing_is_written(tmp_path, change, code, says):
    hours = HOURS._replace(days=1, interview=150)
    problems = faults(papers(tmp_path, **change), hours=hours if code == "timetable-full" else HOURS)
    assert problems[0].code == code
    assert says in problems[0].what
    assert problems[0].file.split("/")[-1] in ("draw.json", "identities.csv", "team.csv", "omi-1066")


def test_a_practitioner_with_too_many_interviews_is_told_with_the_file_of_the_identities(tmp_path):
    (tmp_path / "who.csv").write_text(IDENTITIES, "utf-8")
    files = ReadingFiles(papers(tmp_path) / "draw.json", tmp_path / "who.csv", tmp_path / "team.csv")
    with pytest.raises(Faulty) as caught:
        planned_readings(files, PLAIN, HOURS._replace(days=2, most=1), STAMP, tmp_path / "out")
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == ("timetable-full", "who.csv")
    assert problem.what == "1 interview is too many: Pat Smith has 3 and can have 2."


@pytest.mark.parametrize("name", ["draw.json", "identities.csv", "team.csv"])
def test_a_file_that_is_not_there_or_cannot_be_opened_is_told(tmp_path, name):
    (papers(tmp_path) / name).unlink()
    assert [problem.code for problem in faults(tmp_path)] == ["file-missing"]
    (tmp_path / name).mkdir()
    assert [problem.code for problem in faults(tmp_path)] == ["file-unreadable"]


@pytest.mark.parametrize(
    ("wishes", "option"),
    [
        (PLAIN._replace(benchmark=-1), "--benchmark"),
        (PLAIN._replace(validate=Fraction(0)), "--validate"),
        (PLAIN._replace(benchmark=4), "--benchmark"),
    ],
)
def test_wishes_that_cannot_be_met_are_told(tmp_path, wishes, option):
    problems = faults(papers(tmp_path), wishes)
    assert [(problem.code, problem.file) for problem in problems] == [("option-value", option)]


def test_a_faulty_share_of_an_edition_is_told(tmp_path, monkeypatch):
    block = "sampling:\n  readers: {local_share: most, source: paper, standing: assumed}\n"
    changes = (("framework.yaml", "sampling:\n", block), ("framework.yaml", "id: small\n", "id: own\n"))
    folder = changed(tmp_path / "editions" / "own", *changes)
    monkeypatch.setenv("ABOVELINE_FRAMEWORKS", str(tmp_path / "editions"))
    problems = faults(papers(tmp_path / "papers"), PLAIN._replace(framework="own"))
    assert [problem.code for problem in problems] == ["value-kind"]
    assert edition_check(folder)[1] == list(problems)


def test_hours_that_cannot_be_are_told_before_anything_is_read(tmp_path):
    assert [p.file for p in faults(tmp_path, hours=HOURS._replace(days=0))] == ["--days"]


def test_a_folder_that_is_there_is_not_written_over(tmp_path):
    (papers(tmp_path) / "out").mkdir()
    assert [problem.code for problem in faults(tmp_path)] == ["file-in-the-way"]
