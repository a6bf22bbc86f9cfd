"""Somebody's own inspection of three cases: sheets filled in by hand, checked, scored, traced and reported."""

import csv
import io
import json
import re

import pytest

from tests.inspections import aboveline

pytestmark = pytest.mark.journey

QUESTIONS = {
    # question: what the three cases get; by hand beside it the share above the line
    "oasys-score-calculated": ("yes", "yes", "no"),  # 2/3
    "ogrs-score-calculated": ("", "", "yes"),  # 1/1, asked only where there is no OASys score
    "criminogenic-assessment-on-time": ("yes", "no", "not-applicable"),  # 1/2
    "positive-factors-identified": ("no", "no", "no"),  # 0/3
    "criminogenic-factors-comprehensive": ("yes", "yes", "yes"),  # 3/3
    "lor-draws-on-other-agencies": ("yes", "", "no"),  # 1/2
    "summary-1-3": ("sufficient", "insufficient", "sufficient"),  # 2/3
    "skills-for-life-screening": ("yes", "yes", "no"),  # 2/3
    "rem-classification-recorded": ("yes", "yes", "yes"),  # 3/3
    "basic-skills-full-assessment": ("not-applicable", "yes", ""),  # 1/1
    "effective-methods-considered": ("sufficient", "insufficient", "insufficient"),  # 1/3
    "learning-style-considered-early": ("no", "no", "no"),  # 0/3
    "diversity-needs-assessed": ("yes", "yes", "no"),  # 2/3
    "diversity-impact-plans": ("not-applicable", "not-applicable", "not-applicable"),  # applies to nobody
    "summary-1-4": ("sufficient", "sufficient", "sufficient"),  # 3/3
}
THIRD = 100 / 3
# 80 % of the mean of the questions and 20 % of the summary question.
SCORE_1_3 = 0.8 * (2 * THIRD + 100 + 50 + 0 + 100 + 50) / 6 + 0.2 * 2 * THIRD  # 62.2
SCORE_1_4 = 0.8 * (2 * THIRD + 100 + 100 + THIRD + 0 + 2 * THIRD) / 6 + 0.2 * 100  # 68.9
STRENGTHS = ("strong", "strong", "strong", "strong", "good", "satisfactory")  # most strong, none below satisfactory

EXCEL = {"comma": ",", "semicolon": ";"}


def rows(path, separator=","):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def save(path, rows, separator):
    """As Excel saves "CSV UTF-8": a byte-order mark, CRLF, the separator of the country."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes("\ufeff".encode() + out.getvalue().encode())


def fill_in(folder, separator):
    values = {row["fact"]: row["values"] for row in rows(folder / "facts.csv")}
    cases = rows(folder / "cases.csv")
    for case, sentence in zip(cases, ("community", "licence", "custody"), strict=True):
        for fact, allowed in values.items():
            first = re.split("[ ,]", allowed)[0]
            case[fact] = {"yes": "no", "a": "7"}.get(first, first)
        case["sentence"] = sentence
    save(folder / "cases.csv", cases, separator)
    judgements = rows(folder / "judgements.csv")
    readings = list(dict.fromkeys(row["assessment"] for row in judgements))
    for row in judgements:
        if row["question"] in QUESTIONS:
            row["choices"] = QUESTIONS[row["question"]][readings.index(row["assessment"])]
    save(folder / "judgements.csv", judgements, separator)
    evidence = rows(folder / "evidence.csv")
    for row, strength in zip(evidence, STRENGTHS, strict=False):
        row["rating"] = strength
    save(folder / "evidence.csv", evidence, separator)
    text = (folder / "inspection.yaml").read_text("utf-8")
    named = text.replace("NAME OF THE BODY", "Riverside").replace("BODY", "riverside")
    (folder / "inspection.yaml").write_text("\ufeff" + named, "utf-8", newline="\r\n")


@pytest.mark.parametrize("saved", EXCEL)
def test_three_cases_from_empty_sheets_to_a_report(tmp_path, saved):
    made = aboveline("new", "my-audit", "--framework", "omi-2006", "--cases", 3, cwd=tmp_path)
    assert (made.returncode, made.stderr) == (0, "")
    folder = tmp_path / "my-audit"
    unfilled = aboveline("check", "my-audit", cwd=tmp_path)
    assert unfilled.returncode == 6
    assert "cases.csv:2: The case 'C001' has no" in unfilled.stderr
    fill_in(folder, EXCEL[saved])

    checked = aboveline("check", "my-audit", cwd=tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "3 cases, 41 judgements" in checked.stdout

    scored = json.loads(aboveline("score", "my-audit", "--format", "json", cwd=tmp_path).stdout)
    scores = {row["id"]: row for row in scored["scores"]}
    assert scores["oasys-score-calculated"]["score"] == pytest.approx(2 * THIRD)
    assert (scores["ogrs-score-calculated"]["score"], scores["ogrs-score-calculated"]["base"]) == (100, 1)
    assert (scores["positive-factors-identified"]["score"], scores["positive-factors-identified"]["base"]) == (0, 3)
    assert (scores["diversity-impact-plans"]["score"], scores["diversity-impact-plans"]["base"]) == (None, 0)
    assert scores["1.3"]["score"] == pytest.approx(SCORE_1_3) == pytest.approx(62.2222, abs=1e-4)
    assert scores["1.4"]["score"] == pytest.approx(SCORE_1_4) == pytest.approx(68.8889, abs=1e-4)
    assert scores["1"]["score"] == pytest.approx((SCORE_1_3 + SCORE_1_4) / 2)
    assert scores["1.2"]["score"] is scores["2"]["score"] is scores["roh"]["score"] is None
    assert scores["4.1"]["rating"] == "Satisfactorily met"
    assert scores["4.2"]["rating"] is None
    assert scored["inspection"]["body"]["name"] == "Riverside"

    table = aboveline("score", "my-audit", "--by", "sentence", cwd=tmp_path)
    assert re.search(r"^1\.3 .* 62%", table.stdout, re.MULTILINE)
    assert re.search(r"^1\.2 .* –", table.stdout, re.MULTILINE)

    traced = json.loads(aboveline("trace", "my-audit", "1.3", "--format", "json", cwd=tmp_path).stdout)
    assert traced["trace"]["value"] == pytest.approx(SCORE_1_3)
    lines = (folder / "judgements.csv").read_text("utf-8-sig").splitlines()
    for question, judgements in traced["judgements"].items():
        for row in judgements:
            assert lines[row["line"] - 1].split(EXCEL[saved])[:2] == [row["assessment"], question]

    reported = aboveline("report", "my-audit", "-o", "my-report", cwd=tmp_path)
    assert reported.stdout.splitlines()[0] == "my-report/index.html"
    page = (tmp_path / "my-report" / "index.html").read_text("utf-8")
    assert "Riverside" in page
    assert "62%" in page


BY_HAND = {
    "inspection.yaml": """\
format: 1
id: three-of-ours
kind: focused
body: {id: riverside, name: Riverside}
framework: {id: omi-2006}
cohorts:
  - {id: ours, criteria: ["1.3"]}
""",
    "cases.csv": """\
case,sentence,roh-level,mappa-level,approved-premises,child-safeguarding,tier,transferred-in,moved-prison,\
months-served,recalled,victim-contact,victim-safety,unpaid-work,ppo,curfew,drug-rehabilitation,\
accredited-programme,domestic-violence
A,community,low,none,none,no,2,no,no,3,no,no,no,no,no,no,no,no,no
B,licence,high,2,none,no,3,no,no,3,no,no,no,no,no,no,no,no,no
C,custody,medium,none,none,no,4,no,no,3,no,no,no,no,no,no,no,no,no
""",
    "assessments.csv": "assessment,case,stands\na,A,yes\nb,B,yes\nc,C,yes\n",
    "judgements.csv": "assessment,question,choices\n"
    + "".join(
        f"{reading},{question},{choices[at]}\n"
        for at, reading in enumerate("abc")
        for question, choices in QUESTIONS.items()
        if question in list(QUESTIONS)[:7]
    ),
}


def test_three_cases_written_by_hand_alone(tmp_path):
    folder = tmp_path / "ours"
    folder.mkdir()
    for name, text in BY_HAND.items():
        (folder / name).write_text(text, "utf-8")
    told = aboveline("check", "ours", cwd=tmp_path)
    assert told.returncode == 5
    advice = re.search(r"hash: (sha256:[0-9a-f]{64})", " ".join(told.stderr.split()))
    text = BY_HAND["inspection.yaml"].replace("{id: omi-2006}", f"{{id: omi-2006, hash: '{advice[1]}'}}")
    (folder / "inspection.yaml").write_text(text, "utf-8")
    assert aboveline("check", "ours", cwd=tmp_path).returncode == 0
    scored = json.loads(aboveline("score", "ours", "--format", "json", cwd=tmp_path).stdout)
    scores = {row["id"]: row for row in scored["scores"]}
    assert scores["1.3"]["score"] == pytest.approx(SCORE_1_3)
    # Only 1.3 is in scope, so it alone makes its section.
    assert scores["1"]["score"] == scores["1.3"]["score"]
    asked = {row["id"]: row["not_asked"] for row in scored["questions"]}
    assert (asked["oasys-score-calculated"], asked["skills-for-life-screening"]) == (0, 3)


def test_a_folder_of_the_first_draft_is_upgraded_and_scores_alike(tmp_path):
    made = aboveline("new", "now", "--framework", "omi-2006", cwd=tmp_path)
    assert made.returncode == 0
    pinned = re.search(r'hash: ("sha256:\w+")', (tmp_path / "now" / "inspection.yaml").read_text("utf-8"))[1]
    old = tmp_path / "ours"
    old.mkdir()
    case = {"a": "A", "b": "B", "c": "C"}
    judgements = [line.split(",") for line in BY_HAND["judgements.csv"].splitlines()[1:]]
    texts = {
        "inspection.yaml": BY_HAND["inspection.yaml"]
        .replace("format: 1\n", "")
        .replace("{id: omi-2006}", f"{{id: omi-2006, hash: {pinned}}}"),
        "cases.csv": BY_HAND["cases.csv"],
        "judgements.csv": "case,question,choices\n"
        + "".join(f"{case[reading]},{question},{choice}\n" for reading, question, choice in judgements),
    }
    for name, text in texts.items():
        (old / name).write_text(text, "utf-8")
    told = aboveline("score", "ours", cwd=tmp_path)
    assert told.returncode == 5
    assert "aboveline upgrade" in told.stderr
    assert aboveline("upgrade", "ours", cwd=tmp_path).returncode == 0
    scored = json.loads(aboveline("score", "ours", "--format", "json", cwd=tmp_path).stdout)
    scores = {row["id"]: row["score"] for row in scored["scores"]}
    assert scores["1.3"] == pytest.approx(SCORE_1_3)
    kept = {path.name: path.read_text("utf-8") for path in (tmp_path / "ours.format-0").iterdir()}
    assert kept == texts
