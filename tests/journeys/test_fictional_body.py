"""The whole way of a fictional body: from the spreadsheet that it sends to the score of the sample drawn from it."""

import csv
import hashlib
import shutil

import pytest

from aboveline.cases.table import case_table
from aboveline.files.csv import csv_table
from aboveline.frameworks.read import installed_framework
from aboveline.sampling.frame import frame_text
from aboveline.tables import checked_table
from tests.inspections import aboveline

pytestmark = pytest.mark.journey

BODIES = {"2024": ("2024-05-13", "70"), "2025": ("2025-06-09", "74")}


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    place = tmp_path_factory.mktemp("examples")
    assert aboveline("examples", "build", "all", cwd=place).returncode == 0
    return place / "all"


def column(path, name, **where):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row[name] for row in rows if all(row[key] == value for key, value in where.items())]


@pytest.mark.parametrize("year", BODIES)
def test_from_the_spreadsheet_that_was_sent_to_the_score(examples, tmp_path, year):
    fieldwork, size = BODIES[year]
    body = examples / f"fictional-northmarsh-{year}"
    shutil.copytree(body / "sampling", tmp_path / "sampling")
    asked = ("--framework", "pdu-2023", "--plan", "northmarsh-simple", "--fieldwork", fieldwork)
    sent = "sampling/sent-by-the-body.xlsx"

    checked = aboveline("caseload", "check", sent, *asked, cwd=tmp_path)
    assert checked.returncode == 0, checked.stderr
    assert "0 faulty rows" in checked.stdout
    assert "left aside: a row of totals" in checked.stdout
    assert "Begun outside the window                36" in checked.stdout

    seed = (tmp_path / "sampling" / "seed.txt").read_text("utf-8")
    committed = f"sha256:{hashlib.sha256(seed.encode()).hexdigest()}"
    words = ("--key", "sampling/key.txt", "--prefix", f"N{year[2:]}", "--commitment", committed, "-o", "sealed")
    sealed = aboveline("caseload", "seal", sent, *asked, *words, cwd=tmp_path)
    assert sealed.returncode == 0, sealed.stderr
    frame = tmp_path / "sealed" / "frame.csv"
    raw, _ = csv_table(body / "caseload.csv")
    own, problems = checked_table(case_table(installed_framework("pdu-2023")), raw)
    assert not problems
    assert frame.read_text("utf-8") == frame_text(own)
    assert f"sha256:{hashlib.sha256(frame.read_bytes()).hexdigest()}" in sealed.stdout

    drawing = ("--seed-file", "sampling/seed.txt", "--size", size, "--seal", "sealed/seal.json", "-o", "draw.json")
    drawn = aboveline("sample", "draw", frame, *asked[:4], *drawing, cwd=tmp_path)
    assert drawn.returncode == 0, drawn.stderr
    assert sorted(column(tmp_path / "draw.csv", "case", place="sample")) == sorted(column(body / "cases.csv", "case"))

    verified = aboveline("sample", "verify", frame, "draw.json", "--seal", "sealed/seal.json", cwd=tmp_path)
    assert verified.returncode == 0, verified.stderr
    profile = aboveline("sample", "profile", frame, "draw.json", cwd=tmp_path)
    assert profile.returncode == 0, profile.stderr

    reading = (
        "--identities",
        "sealed/private/identities.csv",
        "--team",
        "sampling/readers.csv",
        "--local-share",
        "1/3",
    )
    hours = ("--from", fieldwork, "--days", "5", "-o", "readings")
    readers = aboveline("sample", "readers", "draw.json", *reading, *hours, cwd=tmp_path)
    assert readers.returncode == 0, readers.stderr
    planned = column(tmp_path / "readings" / "assessments.csv", "case", reading="first")
    assert sorted(planned) == sorted(column(body / "cases.csv", "case"))

    scored = aboveline("score", body, "--weighted", cwd=tmp_path)
    assert scored.returncode == 0, scored.stderr
    assert "which changes nothing" in scored.stdout


def test_the_constructed_caseload_of_hampshire_goes_the_same_way(examples, tmp_path):
    body = examples / "hampshire-2008"
    asked = ("--framework", "omi-2006", "--fieldwork", "2007-11-05")
    checked = aboveline("caseload", "check", body / "caseload.csv", *asked, cwd=tmp_path)
    assert checked.returncode == 0, checked.stderr
    assert "5411 cases; 0 faulty rows" in checked.stdout.replace(",", "")
    sealed = aboveline("caseload", "seal", body / "caseload.csv", *asked, "-o", "sealed", cwd=tmp_path)
    assert sealed.returncode == 0, sealed.stderr
    words = ("--framework", "omi-2006", "--public", "The number of the day", "--seed", "4711", "-o", "draw.json")
    drawn = aboveline("sample", "draw", "sealed/frame.csv", *words, cwd=tmp_path)
    assert drawn.returncode == 0, drawn.stderr
    sentences = column(tmp_path / "sealed" / "frame.csv", "sentence")
    facts = dict(zip(column(tmp_path / "sealed" / "frame.csv", "case"), sentences, strict=True))
    kinds = [facts[case] for case in column(tmp_path / "draw.csv", "case", place="sample")]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"community": 60, "licence": 40, "custody": 10}
