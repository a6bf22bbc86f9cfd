"""Nothing is lost: forms of a table are equal, a write that fails leaves the old whole, second readings are kept."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from aboveline.files.folder import write_folder
from aboveline.problems import Faulty
from aboveline.published.rebuilt import rebuilt_files
from aboveline.steps.converting import converted
from aboveline.steps.editions import edition
from aboveline.steps.inspections import inspection
from aboveline.steps.publishing import written_report
from aboveline.steps.scores import scored
from tests.inspections import A1, ENVIRONMENT, HASH, changed, tree, walks

pytestmark = pytest.mark.journey

OLD = changed("inspection.yaml", ("format: 1\n", "")) | {"judgements.csv": "case,question,choices\nW1,shoes,yes\n"}


@pytest.fixture(autouse=True)
def editions(monkeypatch):
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def folder(tmp_path):
    return walks(tmp_path / "walks")


def test_a_whole_inspection_goes_into_parquet_and_back(tmp_path):
    folder = tmp_path / "hampshire-2008"
    write_folder(folder, rebuilt_files("hampshire-2008", edition("omi-2006")))
    before = tree(folder)
    found = inspection(folder)
    scores = scored(found).scores
    converted(folder, "parquet")
    packed = inspection(folder)
    # What is no table of an inspection stays as it was.
    kept = {path.name for path in folder.glob("*.csv")}
    assert kept == {"caseload.csv", "caseload-counts.csv"}
    packed_size = sum(path.stat().st_size for path in folder.iterdir() if path.name not in kept)
    assert packed_size < sum(len(content) for name, content in before.items() if name not in kept) / 4
    for name, table in found.tables.items():
        assert list(packed.tables[name].rows()) == list(table.rows())
    assert scored(packed).scores == scores
    converted(folder, "csv")
    back = inspection(folder)
    for name, table in found.tables.items():
        assert list(back.tables[name].rows()) == list(table.rows())
    assert tree(folder).keys() == before.keys()
    assert tree(folder)["judgements.csv"] == before["judgements.csv"]


def full(*_, **__):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["replace", "write_text", "mkdir"])
def test_a_report_that_fails_midway_leaves_the_old_one(folder, tmp_path, monkeypatch, step):
    written_report(folder, tmp_path / "report")
    before = tree(tmp_path)
    walks(folder, changed("inspection.yaml", ("The Walking Club", "The Running Club")))
    before |= {"walks/inspection.yaml": (folder / "inspection.yaml").read_bytes()}
    monkeypatch.setattr(Path, step, full)
    with pytest.raises(Faulty, match="No space left on device"):
        written_report(folder, tmp_path / "report")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("step", ["rename", "write_text", "mkdir"])
def test_a_folder_that_fails_midway_leaves_nothing(tmp_path, monkeypatch, step):
    monkeypatch.setattr(Path, step, full)
    with pytest.raises(Faulty, match="No space left on device"):
        write_folder(tmp_path / "new", {"a.csv": "a\n", "b.csv": "b\n"})
    assert list(tmp_path.iterdir()) == []


def test_what_is_stopped_midway_leaves_nothing(tmp_path, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "new", {"a.csv": "a\n"})
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_cannot_be_turned_stays_as_it_was_and_the_others_stay_whole(folder, monkeypatch):
    rows = {name: list(table.rows()) for name, table in inspection(folder).tables.items()}
    replace = Path.replace

    def no_judgements(path, target):
        return full() if target.name.startswith("judgements") else replace(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", no_judgements)
        with pytest.raises(Faulty, match=r"judgements\.parquet: This cannot be written"):
            converted(folder, "parquet")
    assert sorted(path.name for path in folder.iterdir()) == [
        "assessments.parquet", "cases.parquet", "evidence.csv", "inspection.yaml", "judgements.csv"
    ]  # fmt: skip
    assert {name: list(table.rows()) for name, table in inspection(folder).tables.items()} == rows


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on the size of files")
@pytest.mark.parametrize(
    "words",
    [
        "new fresh --framework small --cases 200",
        "report walks -o page",
        "convert walks --to parquet",
        "upgrade old",
        "examples build examples",
    ],
)
def test_a_disk_that_fills_up_leaves_everything_as_it_was(folder, words):
    place = folder.parent
    walks(place / "old", OLD | {"judgements.csv": "case,question,choices\n" + "W1,shoes,yes\nW2,shoes,no\n" * 200})
    (place / "old" / "assessments.csv").unlink()
    before = tree(place)
    # What coverage writes would run into the limit as well.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (400, 400))  # noqa: E731
    done = subprocess.run(
        [sys.executable, "-B", "-m", "aboveline.cli", *words.split()],
        cwd=place, env=plain, preexec_fn=limit, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert "This cannot be written" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    after = tree(place)
    # A report and a conversion are many files, each of them whole or not there; all others are one.
    assert {name: after[name] for name in before} == before
    assert set(after) == set(before)


def test_a_second_reading_never_scores_and_is_kept(folder):
    first = {row.id: row.score for row in scored(inspection(folder)).scores}
    without = walks(
        folder.parent / "without",
        changed("assessments.csv", ("S2,W2,bob,,second,no,,read again\n", ""))
        | changed("judgements.csv", ("S2,shoes,no,\nS2,coat,no,\nS2,home,yes,\n", "")),
    )
    assert {row.id: row.score for row in scored(inspection(without)).scores} == first
    assert first["A1"] == pytest.approx(A1)
    converted(folder, "parquet")
    kept = [row for row in inspection(folder).tables["judgements"].rows() if row["assessment"] == "S2"]
    assert [(row["question"], row["choices"]) for row in kept] == [("shoes", "no"), ("coat", "no"), ("home", "yes")]


def test_another_reading_can_be_made_the_one_that_stands(folder):
    walks(
        folder,
        changed(
            "assessments.csv", ("R2,W2,ann,lead,first,yes", "R2,W2,ann,lead,first,no"), ("second,no", "second,yes")
        ),
    )
    scores = {row.id: row.score for row in scored(inspection(folder)).scores}
    # Shoes 1 of 3, coat 0 of 2, home 3 of 3, ready 1 of 1.
    assert scores["A1"] == pytest.approx(0.8 * (100 / 3 + 0 + 100) / 3 + 0.2 * 100)


def test_the_hash_says_that_what_was_read_is_what_is_there(folder):
    report = json.loads(written_report(folder, folder.parent / "report")[1].read_text("utf-8"))
    assert report["framework"]["hash"] == HASH
    assert report["snapshot"] == inspection(folder).snapshot
    walks(folder, changed("judgements.csv", ("R1,home,yes", "R1,home,no")))
    assert report["snapshot"] != inspection(folder).snapshot
