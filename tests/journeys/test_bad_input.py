"""What people get wrong: told with file, row and remedy, all at once, without a traceback, and nothing half written."""

import json
import re
import signal
import subprocess
import sys
import time

import pytest

from aboveline.cli import main
from aboveline.steps.inspections import inspection_and_problems
from tests.inspections import A1, ENVIRONMENT, HASH, WALKS, aboveline, changed, tree, walks

pytestmark = pytest.mark.journey

JUDGED = WALKS["judgements.csv"]


@pytest.fixture
def told(tmp_path, monkeypatch, capsys):
    """What `aboveline check` and `aboveline score` say of the walks with changes; nothing in the folder changes."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)

    def said(changes):
        folder = walks(tmp_path / "walks", changes)
        before = tree(folder)
        check = main(["check", str(folder)]), capsys.readouterr()
        score = main(["score", str(folder), "--format", "json"]), capsys.readouterr()
        assert tree(folder) == before
        assert check[0] == score[0]
        assert check[1].err == score[1].err
        assert "Traceback" not in check[1].err
        return check[0], " ".join(check[1].err.split()), score[1].out

    return said


CASES = {
    "no inspection.yaml": ({"inspection.yaml": None}, 3, "inspection.yaml: The file is not there.", "Create it"),
    "no cases": ({"cases.csv": None}, 3, "cases.csv: The table cases is missing", "its columns are case, cohort"),
    "no assessments": ({"assessments.csv": None}, 3, "assessments.csv: The table assessments is missing", "Add it"),
    "no judgements": ({"judgements.csv": None}, 3, "judgements.csv: The table judgements is missing", "Add it"),
    "unknown question": (
        changed("judgements.csv", ("R1,shoes", "R1,shoe")),
        6, "judgements.csv:2: small has no question 'shoe'.", "Did you mean shoes",
    ),
    "unknown reading": (
        {"judgements.csv": JUDGED + "R8,shoes,yes,\n"},
        6, "judgements.csv:17: The assessment 'R8' is not in assessments.csv.", "Known here: R1, R2",
    ),
    "unknown case": (
        changed("assessments.csv", ("R3,W3", "R3,W8")),
        6, "assessments.csv:5: The assessment 'R3' reads the case 'W8', which is not in cases.csv.", "Known here: W1",
    ),
    "unknown choice": (
        changed("judgements.csv", ("R1,shoes,yes", "R1,shoes,Yes")),
        6, "judgements.csv:2: 'Yes' is not a choice of shoes", "Did you mean yes?",
    ),
    "several choices": (
        changed("judgements.csv", ("R1,shoes,yes", "R1,shoes,yes|no")),
        6, "judgements.csv:2: shoes cannot take 'yes|no'", "Keep one choice.",
    ),
    "a derived question judged": (
        {"judgements.csv": JUDGED + "R3,drenched,yes,\n"},
        6, "judgements.csv:17: drenched follows from other judgements", "Remove the row.",
    ),
    "a judgement twice": (
        {"judgements.csv": JUDGED + "R1,shoes,no,\n"},
        6, "judgements.csv:17: assessment R1, question shoes already stands on line 2.", "Keep one of the rows.",
    ),
    "a case twice": (
        {"cases.csv": WALKS["cases.csv"] + "W3,main,,,wet\n"},
        6, "cases.csv:5: case W3 already stands on line 4.", "Keep one of the rows.",
    ),
    "a reading twice": (
        {"assessments.csv": WALKS["assessments.csv"] + "S2,W2,cy,,second,no,,\n"},
        6, "assessments.csv:6: assessment S2 already stands on line 4.", "Keep one of the rows.",
    ),
    "a question not asked": (
        {"judgements.csv": JUDGED + "R1,coat,yes,\n"},
        6, "judgements.csv:17: coat is not asked of this case", "Remove the row, or correct the facts of the case.",
    ),
    "two readings that stand": (
        changed("assessments.csv", ("second,no", "second,yes")),
        6, "assessments.csv:4: The case 'W2' already has an assessment that stands, on line 3.", "Set stands to no",
    ),
    "no reading that stands": (
        changed("assessments.csv", ("R1,W1,ann,lead,first,yes", "R1,W1,ann,lead,first,no")),
        6, "cases.csv:2: The case 'W1' has no assessment that stands.", "Add one to assessments.csv",
    ),
    "another hash": (
        changed("inspection.yaml", (HASH, "sha256:0")),
        5, "inspection.yaml:6: The inspection was made under another content of small", f"write hash: {HASH}",
    ),
    "another framework": (
        changed("inspection.yaml", ("id: small", "id: smaller")),
        5, "inspection.yaml:5: The framework 'smaller' is not installed.", "Did you mean small?",
    ),
    "UTF-16": (
        {"cases.csv": WALKS["cases.csv"].encode("utf-16")},
        3, "cases.csv:1: The file is not UTF-8 text.", 'Save it as "CSV UTF-8"',
    ),
    "Windows letters": (
        {"evidence.csv": WALKS["evidence.csv"].replace("seen", "caf\xe9").encode("cp1252")},
        3, "evidence.csv:3: The file is not UTF-8 text.", 'Save it as "CSV UTF-8"',
    ),
    "no table at all": ({"cases.csv": b"PK\x03\x04\0\0"}, 3, "cases.csv:1: The file is not UTF-8 text.", "CSV UTF-8"),
    "an empty file": ({"cases.csv": ""}, 6, "cases.csv:1: The file is empty.", "Write the names of the columns"),
    "open quotes": (
        {"judgements.csv": JUDGED.replace('"a note, with a comma"', '"a note')},
        3, "judgements.csv:16: The quotes in this row, or in one above, do not close", "Write a quote inside",
    ),
    "short rows": (
        {"judgements.csv": JUDGED.replace("R1,home,yes,", "R1,home")},
        6, "judgements.csv:4: The row has 2 fields, the header 4.", "fill up short rows",
    ),
    "an unknown column": (
        changed("cases.csv", ("weather", "wether")),
        6, "cases.csv:1: The column 'wether' is not one of the table cases.", "Did you mean weather?",
    ),
    "a date that is none": (
        changed("assessments.csv", ("2020-05-01", "31/05/2020")),
        6, "assessments.csv:2: date: '31/05/2020' is not a date.", "Write the day as 2007-11-05",
    ),
    "a day that no calendar has": (
        changed("assessments.csv", ("2020-05-01", "2020-02-30")),
        6, "assessments.csv:2: date: '2020-02-30' is not a date.", "Write the day as 2007-11-05",
    ),
    "a date in the settings that is none": (
        changed("inspection.yaml", ("2020-05", "Spring")),
        5, "inspection.yaml:8: The date fieldwork is 'Spring', which is no date.", "Write it as 2007-11-05",
    ),
    "an empty sample": (
        {"cases.csv": WALKS["cases.csv"].splitlines()[0] + "\n"},
        7, "cases.csv: The inspection has no cases, so there is nothing to score.", "Add the cases of the sample",
    ),
    "a newer folder": (
        changed("inspection.yaml", ("format: 1", "format: 7")),
        5, "inspection.yaml:1: This folder has format 7; this Aboveline reads format 1.", "Install a newer Aboveline",
    ),
    "a blank fact": (
        changed("cases.csv", (",dry", ",")),
        6, "cases.csv:2: The case 'W1' has no weather; questions wait for that.", "Fill in that column.",
    ),
    "a table in two forms": (
        {"cases.parquet": b"PAR1"},
        6, "cases.csv: The table cases stands here twice", "Move one of them away.",
    ),
    "no Parquet": (
        {"cases.csv": None, "cases.parquet": b"PAR1"},
        3, "cases.parquet: The file is not a readable Parquet file", "Write it again.",
    ),
    "settings that are no YAML": (
        changed("inspection.yaml", ("kind: full", "kind: [full")),
        5, "inspection.yaml:", "Look at the indentation",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", CASES)
def test_a_fault_is_told_with_its_place_and_its_remedy(told, fault):
    changes, code, what, remedy = CASES[fault]
    found, said, scores = told(changes)
    assert (found, scores) == (code, "")
    assert what in said
    assert remedy in said
    # One fault draws no others along, but for those that it is.
    assert said.endswith("1 problem.") or fault in ("unknown case",)


def test_several_faults_in_several_files_are_told_at_once_and_in_order(told):
    code, said, _ = told(
        {
            **changed("inspection.yaml", ("kind: full", "kind: fool"), ("2020-05", "Spring")),
            **changed("cases.csv", ("W1,main", "W1,late")),
            **changed("assessments.csv", ("first,yes,2020-05-01", "frist,yes,May Day")),
            **changed("judgements.csv", ("R1,shoes,yes", "R1,shoes,oui"), ("R3,home,yes", "R3,hut,yes")),
            **changed("evidence.csv", ("B.a,strong", "B.a,stout")),
            "discretions.csv": "part,kind,final,by,reason,date\nA1,score,much,ann,a reason,2020-06-01\n",
        }
    )
    places = re.findall(r"(?<![\w.])(\w+\.(?:csv|yaml)):(\d+): ", said)
    assert places == [
        ("inspection.yaml", "7"),
        ("inspection.yaml", "8"),
        ("cases.csv", "2"),
        ("assessments.csv", "2"),
        ("assessments.csv", "2"),
        ("judgements.csv", "2"),
        ("judgements.csv", "16"),
        ("evidence.csv", "2"),
        ("discretions.csv", "2"),
    ]
    assert said.endswith("9 problems.")
    assert code == 5


EXCEL = {
    "mark": lambda text: "\ufeff" + text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "semicolons": lambda text: text.replace('"a note, with a comma"', '"a note| with a comma"').replace(",", ";"),
    "blank rows": lambda text: text + "," * text.split("\n")[0].count(",") + "\n",
    "blank columns": lambda text: text.replace("\n", ",,\n"),
}


@pytest.mark.parametrize("way", EXCEL)
def test_what_excel_saves_reads_as_what_is_plain(told, way):
    _, _, plain = told({})
    saved = {name: EXCEL[way](text) for name, text in WALKS.items() if name.endswith(".csv")}
    code, said, scores = told(saved)
    assert (code, said) == (0, "")
    plain, scores = json.loads(plain), json.loads(scores)
    assert plain.pop("snapshot") != scores.pop("snapshot")
    assert plain == scores
    assert next(row["score"] for row in scores["scores"] if row["id"] == "A1") == pytest.approx(A1)


def test_a_question_that_applies_to_nobody_has_no_score_and_never_0(told):
    dry = changed("cases.csv", ("wet", "dry"))
    _, _, scores = told(dry | {"judgements.csv": re.sub(r".*,coat(-why)?,.*\n", "", JUDGED)})
    rows = {row["id"]: row for row in json.loads(scores)["scores"]}
    assert (rows["coat"]["score"], rows["coat"]["base"]) == (None, 0)
    # A mean without it, not with a nought for it.
    assert rows["A1"]["score"] == pytest.approx(0.8 * 200 / 3 + 0.2 * 50)


def test_an_inspection_that_nobody_has_judged_yet_has_no_scores_and_never_0(told):
    _, _, scores = told({"judgements.csv": JUDGED.splitlines()[0] + "\n", "evidence.csv": None})
    rows = json.loads(scores)["scores"]
    assert {row["score"] for row in rows} == {row["rating"] for row in rows} == {None}


@pytest.mark.parametrize("words", ["new walks --framework small", "report walks -o walks/cases.csv/report"])
def test_what_is_in_the_way_stays(tmp_path, words):
    walks(tmp_path / "walks")
    before = tree(tmp_path)
    done = aboveline(*words.split(), cwd=tmp_path)
    assert done.returncode == 3
    assert re.search(r"walks\S*: This (is already there|cannot be written)", done.stderr)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("after", [0.1, 0.2, 0.3, 0.5])
def test_what_is_killed_leaves_whole_folders_only(tmp_path, after):
    command = [sys.executable, "-m", "aboveline.cli", "examples", "build", "built"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        time.sleep(after)
        running.send_signal(signal.SIGKILL)
    for folder in (tmp_path / "built").glob("[!.]*"):
        assert inspection_and_problems(folder)[1] == []
