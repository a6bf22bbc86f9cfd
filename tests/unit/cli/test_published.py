import json

import pytest

from aboveline.cli import main
from aboveline.published import rebuilt
from aboveline.published.check import NO_PARTS, NOT_REACHABLE, REACHABLE


@pytest.fixture
def report(tmp_path, monkeypatch):
    """A library of one report that prints a section with all its criteria; `section` is what it prints of it."""

    def made(section):
        folder = tmp_path / "a-report"
        folder.mkdir()
        (folder / "inspection.yaml").write_text("id: a-report\nframework: {id: omi-2006}\n")
        scores = {"1.1": 72, "1.2": 64, "1.3": 74, "1.4": 68, "1.5": 62, "3.1": 56}
        rows = [f"criterion,{name},score,{value},its heading" for name, value in scores.items()]
        rows.append(f"section,1,score,{section},the chart")
        (folder / "printed.csv").write_text("\n".join(["level,id,measure,printed,place", *rows]) + "\n")
        monkeypatch.setattr(rebuilt, "LIBRARY", tmp_path)

    return made


def test_a_roll_up_that_can_be_reached(report, capsys):
    report(68)
    assert main(["published", "check"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[1] == "a-report"
    assert out.splitlines()[2].split() == ["1", "score", "68", "68.00", "67.50–68.50", REACHABLE]
    assert "Roll-ups with printed parts: 1. Printed scores without: 6." in out


def test_a_mistyped_figure_fails(report, capsys):
    report(86)
    assert main(["published", "check"]) == 8
    told = capsys.readouterr()
    assert NOT_REACHABLE in told.out
    assert "a-report/printed.csv: 1 (score) is printed as 86, but its parts give 67.50 to 68.50." in " ".join(
        told.err.split()
    )


def test_the_check_as_data(report, capsys):
    report(68)
    assert main(["published", "check", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [figure["verdict"] for figure in found] == [NO_PARTS] * 6 + [REACHABLE]
