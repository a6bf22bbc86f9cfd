import shutil

from aboveline.files.spreadsheet_writing import Page, write_spreadsheet
from aboveline.files.spreadsheets import spreadsheet
from tests.examples.editions import SMALL

HEADER = "CRN,Family name,First names,DoB,Gender,Type of sentence,Start date,RoSH,Comments"
GOOD = [
    "X1,Lee,Ann,4/5/1980,F,Community order,10/2/2024,High,",
    "X2,Ash,Bob,1/2/1990,M,Licence,12/2/2024,Low,",
]


def written(path, *rows):
    path.write_text("\n".join(rows) + "\n")
    return path


def plain(text):
    """The text on one line."""
    return " ".join(text.split())


def test_a_sound_caseload_is_told_with_what_was_recognised(run, tmp_path):
    said = run("caseload", "check", written(tmp_path / "c.csv", HEADER, *GOOD), "--framework", "pdu-2023")
    assert (said.code, said.err) == (0, "")
    assert "c.csv: headings in row 1, 2 rows below them." in said.out
    assert "Type of sentence sentence in other words" in plain(said.out)
    assert "Not recognised, and left out: Comments." in said.out
    assert "Worked out from these: name, disposal." in plain(said.out)
    assert "2 cases; 0 faulty rows." in said.out
    assert "sentence: community 1, licence 1" in said.out
    assert "Who is eligible" not in said.out


def test_who_is_eligible_is_told_for_a_day_of_fieldwork(run, tmp_path):
    path = written(tmp_path / "c.csv", HEADER, *GOOD, "X3,Oak,Cy,1/2/1990,M,Fine,12/2/2024,Low,")
    said = run("caseload", "check", path, "--framework", "pdu-2023", "--fieldwork", "2024-08-26")
    assert "Who is eligible for fieldwork from 2024-08-26" in said.out
    assert "Fine or discharge" in said.out
    assert said.out.split("eligible  ")[1].split()[0] == "2"


def test_the_plan_stands_beside_what_there_is(run, tmp_path):
    header = f"{HEADER},PPO,AP,VLO,Ethnicity,Tier"
    said = run(
        "caseload", "check", written(tmp_path / "c.csv", header, f"{GOOD[0]},n,n,n,W1,2"), "--framework", "omi-2006"
    )
    assert said.code == 0
    [line] = [line for line in said.out.splitlines() if line.startswith("Community orders")]
    assert line.split()[-2:] == ["60", "1"]
    [line] = [line for line in said.out.splitlines() if line.startswith("High or very high")]
    assert line.split()[-2:] == ["–", "1"]


def test_faults_are_told_and_written_to_send_back(run, tmp_path):
    rows = ["X3,Oak,Cy,31/2/1990,M,Licence,soon,Low,", "X4,Elm,Di,31/2/1990,M,Licence,,Low,", "Total,2"]
    path = written(tmp_path / "c.csv", HEADER, *GOOD, *[row + "," * (8 - row.count(",")) for row in rows])
    out = tmp_path / "faults.csv"
    said = run("caseload", "check", path, "--framework", "pdu-2023", "--errors", out)
    assert said.code == 6
    assert "Row 6 left aside: a row of totals." in said.out
    assert "2 rows to send back" in plain(said.out)
    assert "c.csv:4: 'DoB' (born): '31/2/1990' is no day. So in 2 rows: 4, 5." in plain(said.err)
    assert "2 problems." in said.err
    assert len(spreadsheet(out)[0][0].lines) == 3


def test_another_number_than_expected_is_a_difference(run, tmp_path):
    path = written(tmp_path / "c.csv", HEADER, *GOOD)
    said = run("caseload", "check", path, "--framework", "pdu-2023", "--expect", "3")
    assert said.code == 8
    assert "2 cases (3 expected)" in said.out
    assert "2 cases, where 3 were expected." in said.err
    assert run("caseload", "check", path, "--framework", "pdu-2023", "--expect", "2").code == 0


def test_many_rows_left_aside_and_people_seen_twice_are_told_in_short(run, tmp_path):
    rows = ["Total" + "," * 8] * 20
    for number in range(20):
        rows += [f"{letter}{number},Lee{number},Ann,4/5/1980,F,Licence,10/2/2024,Low," for letter in "XYZ"]
    said = run("caseload", "check", written(tmp_path / "c.csv", HEADER, *rows), "--framework", "pdu-2023")
    assert said.code == 0
    assert "60 cases of 20 people; 0 faulty rows." in said.out
    assert "and 5 more rows left aside." in said.out
    assert "Rows 22, 23 and 24: the same name and date of birth." in said.out
    assert "and 5 more people with several references." in said.out


def test_headings_are_told_with_the_use_that_is_made_of_them(run, tmp_path):
    header = "CRN,Tier,Tiering,Team_Code,Team_Desc,Sentencing court,Junk,"
    path = written(tmp_path / "c.csv", header, "X1,A1,A1,7,North,Leeds,,x")
    said = run("caseload", "check", path, "--framework", "pdu-2023", "--map", "Junk=-")
    assert "Left aside, as a better one is there: Team_Code." in said.out
    assert "Known, and not asked for here: Sentencing court." in said.out
    assert "Left out, as mapped: Junk." in said.out
    assert "Claim the same column, so none is read: Tier, Tiering." in said.out
    assert "Not recognised, and left out: (column H)." in said.out
    assert "The headings 'Tier' and 'Tiering' claim one column, tier." in said.err


def test_what_was_said_is_remembered_for_the_next_time(run, tmp_path):
    path = written(tmp_path / "c.csv", HEADER.replace("RoSH", "Band"), *GOOD)
    words = ("caseload", "check", path, "--framework", "pdu-2023", "--mapping", tmp_path / "body.yaml")
    said = run(*words, "--map", "Band=roh-level")
    assert said.code == 0
    assert "Band roh-level as mapped" in plain(said.out)
    assert "Remembered in" in said.out
    said = run(*words)
    assert said.code == 0
    assert "Remembered in" not in said.out


def test_a_spreadsheet_without_headings_is_told(run, tmp_path):
    said = run("caseload", "check", written(tmp_path / "c.csv", "a,b", "1,2"), "--framework", "pdu-2023")
    assert said.code == 6
    assert "left aside" in said.out
    assert "No row among the first thirty" in said.err


def test_what_is_asked_for_and_missing_is_a_caution(run, tmp_path):
    path = written(tmp_path / "c.csv", HEADER, *GOOD)
    said = run("caseload", "check", path, "--framework", "iaow-2013")
    assert "- No heading stands for offence-group" in said.out


def test_a_day_must_be_one(run, tmp_path):
    said = run("caseload", "check", "c.csv", "--framework", "pdu-2023", "--fieldwork", "soon")
    assert said.code == 2
    assert "--fieldwork: 'soon' is no day." in said.err
    assert "Write year, month and day: 2024-09-02." in said.err


def test_a_template_is_written(run, tmp_path):
    said = run("caseload", "template", "pdu-2023", "-o", tmp_path / "s.xlsx")
    assert said.code == 0
    assert "21 columns" in plain(said.out)
    assert {sheet.name for sheet in spreadsheet(tmp_path / "s.xlsx")[0]} >= {"Caseload", "Columns"}
    assert run("caseload", "template", "pdu-2023", "-o", tmp_path / "s.xlsx").code == 3


def test_an_edition_without_a_plan_counts_cases_alone(run, tmp_path):
    shutil.copytree(SMALL, tmp_path / "plain")
    document = tmp_path / "plain" / "framework.yaml"
    document.write_text(document.read_text("utf-8").partition("sampling:")[0], encoding="utf-8")
    path = written(tmp_path / "c.csv", "Ref,Sentence,Months served,Weather", "X1,Licence,3,dry")
    said = run("caseload", "check", path, "--framework", tmp_path / "plain", "--fieldwork", "2024-09-02")
    assert said.code == 0
    assert said.out.endswith("Worked out from these: disposal.\n\n1 case; 0 faulty rows.\n")


def test_sheets_with_the_same_headings_are_told_once(run, tmp_path):
    rows = [HEADER.split(","), GOOD[0].split(",")]
    other = [HEADER.split(","), GOOD[1].replace("Low", "Odd").split(",")]
    pages = [Page(name, sheet[0], sheet[1:]) for name, sheet in (("North", rows), ("South", other))]
    write_spreadsheet(tmp_path / "c.xlsx", pages)
    said = run("caseload", "check", tmp_path / "c.xlsx", "--framework", "pdu-2023")
    assert said.out.count("Type of sentence") == 1
    assert "Alike in North and South:" in said.out
    assert "c.xlsx · South:2" in said.err


def test_one_person_with_several_cases_is_one_person(run, tmp_path):
    path = written(tmp_path / "c.csv", HEADER, GOOD[0], GOOD[0].replace("X1", "X2"))
    assert "2 cases of 1 person;" in run("caseload", "check", path, "--framework", "pdu-2023").out
