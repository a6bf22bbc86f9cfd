import pytest

from tests.inspections import changed, rebuilt, walks


@pytest.fixture
def folders(tmp_path):
    later = changed("inspection.yaml", ("id: walks", "id: walks-2"), ("2020-05}", "2021-05}"))
    return walks(tmp_path / "one"), walks(tmp_path / "two", later)


def test_a_trend_is_printed_with_its_rule_and_its_lines(run, folders):
    said = run("trend", *folders, "--part", "A2")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[:2] == ["The Walking Club", "Coming home (A2 of small)"]
    assert [line.split()[0] for line in lines[3:6]] == ["date", "a", "b"]
    assert lines[5].split()[-1] == "a"
    assert "a to b: +0 points" in lines
    assert "A line joins two figures only where" in said.out
    assert "a, b: Rated high." in lines


def test_counts_have_no_change_and_no_notes(run, folders):
    said = run("trend", *folders, "--part", "shoes")
    assert "2 of 3" in said.out
    assert "a to b" not in said.out


def test_what_is_not_shown_is_counted(run, folders):
    (folders[1] / "judgements.csv").write_text("assessment,question,choices,note\n")
    said = run("trend", *folders, "--part", "shoes")
    assert "Not shown: 1 figure." in said.out
    assert "walks-2 (small): shoes has no score here." in said.out
    (folders[0] / "judgements.csv").write_text("assessment,question,choices,note\n")
    assert "No inspection has a figure of this." in run("trend", *folders, "--part", "shoes").out


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_trend_as_data(run, folders, form):
    said = run("trend", *folders, "--part", "A2", "--format", form)
    assert said.code == 0
    assert "walks-2" in said.out


def test_the_page_is_written_where_asked(run, folders, tmp_path):
    said = run("trend", *folders, "--part", "A2", "-o", tmp_path / "t.html")
    assert said.out.endswith(f"The page:\n{tmp_path / 't.html'}\n")
    assert (tmp_path / "t.html").exists()
    assert run("trend", *folders, "--part", "A2", "--format", "csv", "-o", tmp_path / "t.html").code == 3


def test_between_editions_the_table_tells_what_each_figure_is_of(run, tmp_path):
    said = run("trend", rebuilt("hampshire-2008", tmp_path), rebuilt("devon-cornwall-2013", tmp_path),
               "--part", "4.1", "--bodies")  # fmt: skip
    assert "1.2 of omi-2006 overlaps it." in " ".join(said.out.split())
    assert "shares" in said.out
