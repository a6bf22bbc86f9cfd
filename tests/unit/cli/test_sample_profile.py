import json

import pytest

from tests.unit.steps.test_profiling import place

__all__ = ["place"]


@pytest.fixture
def profiled(run, place):
    def said(*words):
        return run("sample", "profile", place / "frame.csv", place / "draw.json", *words)

    return said


def test_a_profile_begins_with_the_answer(profiled):
    found = profiled()
    assert (found.code, found.err) == (0, "")
    lines = found.out.splitlines()
    assert lines[0] == "12 cases of 60"
    told = " ".join(found.out.split())
    assert "Nothing in the sample differs from the frame by more than the plan and chance explain." in told
    assert "National, Sex: 2012-10: devon-cornwall-2013, Appendix 1" in told


def test_a_row_has_sample_plan_frame_difference_nation_and_chance(profiled):
    lines = profiled().out.splitlines()
    header = next(line for line in lines if line.startswith("Shares in per cent"))
    assert header.split()[4:] == ["cases", "sample", "plan", "frame", "differs", "national", "chance"]
    at = lines.index("Sex")
    assert [line.split()[0] for line in lines[at + 1 : at + 4]] == ["Female", "Male", "not"]
    female = lines[at + 1].split()
    assert female[3:] == ["33.3", "33.3", female[5], "10.1", "within"]


def test_without_a_national_share_there_is_no_column_for_it(profiled, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("edition,fact,value,share,as_of,source,standing\niaow-2013,visor,yes,9,2024,A,assumed\n", "utf-8")
    found = profiled("--national", own)
    assert "national" not in found.out.splitlines()[6]
    assert "none was published" in " ".join(found.out.split())


def test_the_page_is_written_and_named(profiled, tmp_path):
    # A long path stands on a line of its own.
    assert profiled("-o", tmp_path / "p.html").out.split()[-2:] == ["Written:", str(tmp_path / "p.html")]
    assert "<svg" in (tmp_path / "p.html").read_text("utf-8")
    assert profiled("-o", tmp_path / "p.html").code == 3


def test_data_goes_out_alone(profiled, tmp_path):
    found = profiled("--format", "json", "-o", tmp_path / "p.html")
    assert json.loads(found.out)["sample"] == 12
    assert profiled("--format", "csv").out.splitlines()[0].startswith("fact,value,title")


def test_another_frame_is_refused(run, place):
    (place / "other.csv").write_text("case\nC1\n", "utf-8")
    found = run("sample", "profile", place / "other.csv", place / "draw.json")
    assert found.code in (6, 8)
    assert found.out == ""
