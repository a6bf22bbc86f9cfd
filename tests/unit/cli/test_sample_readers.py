import pytest

from tests.teams import papers

WORDS = ("sample", "readers", "draw.json", "--identities", "identities.csv", "--team", "team.csv", "-o", "out")


@pytest.fixture
def readers(run, tmp_path):
    papers(tmp_path)

    def said(*words):
        return run(*WORDS, *words)

    return said


def test_who_reads_how_many_is_shown(readers, tmp_path):
    found = readers()
    assert (found.code, found.err) == (0, "")
    lines = found.out.splitlines()
    assert lines[0].split() == ["reader", "role", "cases"]
    assert lines[1].split() == ["Ann", "Lead", "lead", "1"]
    assert lines[5].split() == ["Al", "Hill", "reserve", "0"]
    assert lines[6].split() == ["all", "12"]
    assert "Local assessors read 4 of 12 cases; a share of 1/3 (4) was asked for:" in found.out
    assert found.out.endswith("Written: out\n")
    assert (tmp_path / "out" / "readings.csv").exists()


def test_the_days_are_shown_with_bars(readers):
    found = readers("--from", "2024-05-13", "--days", "7", "--validate", "0.5", "--without", "2024-05-16")
    assert (found.code, found.err) == (0, "")
    assert "Interviews from 13 May 2024, 4 slots a day\n" in found.out
    assert "cases  again  Mon 13  Tue 14  Wed 15  Fri 17  Mon 20\n" in found.out
    assert "Interviews from 21 May 2024, 4 slots a day\n" in found.out
    assert "1 █" in found.out
    assert "·" in found.out


def test_the_hours_of_the_day_can_be_changed(readers, tmp_path):
    found = readers(
        *("--from", "2024-05-13", "--start", "08:00", "--end", "12:00", "--interview", "45", "--gap", "15"),
        *("--lunch", "none", "--most", "2", "--local-share", "0.25", "--benchmark", "1"),
    )
    assert found.code == 0
    assert "4 slots a day" in found.out
    assert "Local assessors read 3 of 12 cases; a share of 1/4 (3) was asked for." in found.out
    text = (tmp_path / "out" / "timetable.csv").read_text("utf-8")
    assert {line.split(",")[1] for line in text.splitlines()[1:]} <= {"08:00", "09:00", "10:00", "11:00"}


@pytest.mark.parametrize(
    ("words", "option", "says"),
    [
        (("--local-share", "most"), "--local-share", "'most' is no part of one."),
        (("--validate", "2"), "--validate", "'2' is no part of one."),
        (("--from", "Monday"), "--from", "'Monday' is no day."),
        (("--from", "2024-05-13", "--without", "13 May"), "--without", "'13 May' is no day."),
        (("--from", "2024-05-13", "--start", "early"), "--start", "'early' is no time of day."),
        (("--from", "2024-05-13", "--lunch", "noon"), "--lunch", "'noon' is no time of day."),
        (("--from", "2024-05-13", "--days", "0"), "--days", "0 is less than 1."),
    ],
)
def test_options_that_cannot_be_are_told(readers, tmp_path, words, option, says):
    found = readers(*words)
    assert (found.code, found.out) == (2, "")
    assert f"{option}: {says}" in found.err
    assert not (tmp_path / "out").exists()


def test_interviews_that_do_not_fit_are_told_with_their_number(readers):
    found = readers("--from", "2024-05-13", "--days", "1", "--interview", "150")
    assert found.code == 6
    assert "interviews are too many" in " ".join(found.err.split())
