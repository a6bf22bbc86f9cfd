import pytest

HEADER = "Case ref,Name,DOB,Kind of sentence,Start date,Gender,RoSH\n"
ROWS = """X1,Ann Lee,1/2/1980,Community order,10/11/2023,F,High
X2,Ann Lee,1/2/1980,Licence,12/11/2023,F,Low
X3,Bob Hill,3/4/1990,Community order,12/11/2021,M,Low
X4,Cy Ash,5/6/1991,Community order,12/11/2021,M,Low
"""


@pytest.fixture
def seal(run, tmp_path):
    (tmp_path / "c.csv").write_text(HEADER + ROWS, "utf-8")

    def said(*words, edition="pdu-2023", file="c.csv", day="2024-05-13", output="sealed"):
        return run("caseload", "seal", file, "--framework", edition, "--fieldwork", day, "-o", output, *words)

    return said


def test_a_seal_shows_how_the_rows_became_the_frame(seal):
    found = seal("--prefix", "N24")
    assert (found.code, found.err) == (0, "")
    lines = found.out.splitlines()
    assert lines[1:3] == [
        "c.csv                                       4  ██████████████████",
        "  Begun outside the window                 –2  █████████░░░░░░░░░  assumed",
    ]
    assert "Eligible: the frame                         2  █████████" in lines
    words = " ".join(found.out.split())
    assert "Window: started from 2023-10-13 to 2023-11-13 (assumed)." in words
    assert "Rows 2 and 3, all in the frame, have one name and date of birth." in words
    assert "SHA-256 of the frame, to be handed to the body now: sha256:" in words
    assert "No commitment to a seed stands in the seal" in words
    assert "sealed/private says who the cases are." in words


def test_with_a_commitment_nothing_is_said_against_the_seed(seal):
    assert "No commitment" not in seal("--commitment", "sha256:" + "0f" * 32).out


def test_a_window_says_how_far_about_reaches_and_which_theme_was_not_used(seal, tmp_path):
    row = "X1,Ann,Licence,{}\nX2,Bob,Licence,\n"
    (tmp_path / "i.csv").write_text("Case ref,Name,Kind of sentence,Start date\n" + row.format("2012-09-03"), "utf-8")
    found = seal(edition="iaow-2013", file="i.csv", day="2013-06-03")
    words = " ".join(found.out.split())
    assert "Window: started from 2012-08-03 to 2012-10-03 (published; how far “about” reaches is assumed)." in words
    assert "No theme is given, so rules of the round of violence were not used." in words
    assert found.code == 0


def test_cohorts_are_counted(seal, tmp_path):
    rows = ["X1,Drug testing,2004-02-10,Low", "X2,Licence,2004-09-10,Low", "X3,Licence,2004-09-11,Low"]
    (tmp_path / "e.csv").write_text("Case ref,Kind of sentence,Start date,RoSH\n" + "\n".join(rows), "utf-8")
    words = ("--plan", "hertfordshire-2005", "--value", "sentence: Drug testing=drug-treatment-testing")
    found = seal(*words, edition="esi-2003", file="e.csv", day="2004-11-08")
    assert found.code == 0
    shown = [line.split()[:2] for line in found.out.splitlines()]
    assert ["february", "1"] in shown
    assert ["september", "2"] in shown


def test_it_is_told_where_a_rule_let_cases_stay_that_it_could_not_decide(seal, tmp_path):
    (tmp_path / "mine.yaml").write_text(
        "format: 1\nid: mine\ntitle: Mine\nframework: pdu-2023\nsource: x\nstanding: assumed\ncaseload:\n"
        "  exclusions:\n    - {id: older, title: Older, when: age-band is 50-over, if_blank: kept, source: x, "
        "standing: assumed}\n  source: x\n  standing: assumed\n",
        "utf-8",
    )
    rows = ROWS.replace("3/4/1990", "").replace("1/2/1980", "")
    (tmp_path / "c.csv").write_text(HEADER + rows, "utf-8")
    found = seal("--plan", "mine.yaml")
    assert found.code == 0
    assert "In 3 eligible cases age-band is not known; rules on it let them stay." in " ".join(found.out.split())


def test_many_people_with_several_cases_are_counted(seal, tmp_path):
    rows = "".join(f"X{at:02},Person {chr(65 + at // 2)},1/2/1980,Licence,12/11/2023,F,Low\n" for at in range(24))
    (tmp_path / "c.csv").write_text(HEADER + rows, "utf-8")
    found = seal()
    assert found.out.count("all in the frame, have one name") == 10
    assert "- So have 2 more people." in found.out


def test_faults_are_told_and_nothing_is_written(seal, tmp_path):
    (tmp_path / "c.csv").write_text(HEADER + ROWS.replace("High", "Hihg"), "utf-8")
    found = seal()
    assert (found.code, found.out) == (6, "")
    assert "c.csv:2: 'RoSH' (roh-level): 'Hihg'" in found.err
    assert not (tmp_path / "sealed").exists()
    assert seal("--leave-out-faulty").code == 0


def test_a_seal_is_repeated_with_its_key(seal, tmp_path):
    assert seal().code == 0
    assert seal("--key", "sealed/private/key.txt", output="again").code == 0
    assert (tmp_path / "sealed/frame.csv").read_bytes() == (tmp_path / "again/frame.csv").read_bytes()
    assert seal().code == 3


def test_a_day_is_asked_for(seal):
    assert seal(day="May").code == 2
