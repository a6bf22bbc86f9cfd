import pytest


def said(run, words):
    return run("sample", "size", *words.split())


def test_so_many_cases_know_a_share_to_within_a_margin(run):
    found = said(run, "--population 200 --cases 30")
    assert found.out.startswith("30 cases of 200\nAny share is then known to within 10.8 points at 80 % confidence.\n")
    assert said(run, "--cases 30").out.startswith("30 cases\nAny share is then known to within 11.7 points")
    assert "within 0.0 points" in said(run, "--population 30 --cases 30").out


def test_the_margin_is_drawn_against_the_cases_read(run):
    lines = said(run, "--population 200").out.splitlines()
    assert lines[3] == "Margin in points at 80 % confidence, by the cases read of 200"
    chart = lines[4:]
    assert [int(line.split()[0]) for line in chart] == [30, 40, 50, 60, 80, 91, 100, 120, 150, 200]
    bars = [line.count("█") for line in chart]
    assert bars == sorted(bars, reverse=True)
    assert bars[-1] == 0
    assert [line for line in chart if line.endswith("◄")] == [chart[5]]


def test_a_change_says_how_many_cases_show_it(run):
    found = said(run, "--change 10 --from 0.62 --of 500 --population 400")
    assert found.out.startswith("161 cases of 400\nSo many show a change from 62 % of 500 cases to 72 %, at 95 %")
    assert "a chance of 80 %" in found.out
    assert "Least change up that could be shown" in found.out
    assert "rough" not in found.out


def test_a_fall_is_drawn_as_a_fall(run):
    found = said(run, "--change -15 --from 0.62 --of 300")
    assert found.out.startswith("120 cases\n")
    assert "Least change down that could be shown" in found.out
    assert "120   15.0" in found.out


def test_confidence_and_power_may_be_chosen(run):
    surer = said(run, "--change 10 --from 0.62 --of 500 --power 0.9 --confidence 0.8")
    assert "at 80 % confidence" in surer.out
    assert "a chance of 90 %" in surer.out


def test_a_small_earlier_base_is_said_to_be_the_reason(run):
    found = said(run, "--change 10 --from 0.62 --of 30 --power 0.8")
    told = " ".join(found.out.split())
    assert found.code == 0
    assert told.startswith("No number of cases can show it, because the earlier base is too small.")
    assert (
        "With endlessly many cases read now, the least change that could be shown is 21.0 points up (to 83 %)" in told
    )
    assert "With 30 cases read again, the least change that could be shown is 29.9 points up" in told
    assert " 30   29.9  " in found.out
    assert " 10      –  none" in found.out


def test_a_small_caseload_is_read_whole_before_it_is_read_again(run):
    told = " ".join(said(run, "--change 10 --from 0.62 --of 30 --population 20").out.split())
    assert "With all 20 cases read now, the least change" in told
    assert "read again" not in told


def test_so_many_cases_have_a_least_change_that_they_show(run):
    told = " ".join(said(run, "--cases 40 --from 0.62 --of 30").out.split())
    assert told.startswith("40 cases Beside an earlier 62 % of 30 cases, the least change that could be shown is 28.1 ")
    assert "(to 90.1 %) or 33.1 points down (to 28.9 %)" in told
    assert "this is a rough reckoning" in told


def test_where_only_one_way_or_none_is_open_that_is_said(run):
    assert "23.5 points up (to 33.5 %), and none down." in " ".join(
        said(run, "--cases 20 --from 0.1 --of 300").out.split()
    )
    assert "points down (to 66.5 %), and none up." in " ".join(said(run, "--cases 20 --from 0.9 --of 300").out.split())
    assert "no change at all could be shown" in said(run, "--cases 3 --from 0.5 --of 2").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "The number of cases that could be drawn is missing."),
        ("--population 200 --floor 9 --ceiling 8", "The floor 9 lies above the ceiling 8."),
        ("--cases 30 --population 20", "30 cases cannot be read of 20."),
        ("--cases 30 --margin 0.1", "--margin says nothing beside --cases."),
        ("--cases 30 --floor 3 --ceiling 9", "--ceiling says nothing beside --cases."),
        ("--cases 0", "0 is less than 1."),
        ("--change 10", "--from is missing."),
        ("--power 0.8 --population 9", "--power asks about a change, and --of is missing."),
        ("--from 0.6", "--from asks about a change, and --of is missing."),
        ("--from 0.6 --of 30", "It is not clear whether to look for cases or for a change."),
        ("--from 0.6 --of 30 --change 9 --cases 9", "It is not clear whether to look for cases or for a change."),
        ("--from 0.6 --of 30 --change 9 --margin 0.1", "--margin says nothing beside an earlier share."),
        ("--from 62 --of 30 --change 9", "Did you mean 0.62?"),
        ("--from nan --of 30 --change 9", "nan does not lie between 0 and 1."),
        ("--from 0.6 --of 0 --change 9", "0 is less than 1."),
        ("--from 0.6 --of 30 --change 0.1", "Did you mean 10?"),
        ("--from 0.6 --of 30 --change 0", "Write points, such as 10."),
        ("--from 0.6 --of 30 --change nan", "nan is not from 1 to 100 points"),
        ("--from 0.6 --of 30 --change 9 --power 80", "Did you mean 0.8?"),
        ("--from 0.62 --of 30 --change 38", "does not lead to a share between 0 and 100 %."),
        ("--from 0.1 --of 30 --change -20", "From 10 % a change of -20 points does not lead"),
    ],
)
def test_what_does_not_go_together_is_told(run, words, says):
    found = said(run, words)
    assert (found.code, found.out) == (2, "")
    assert says in " ".join(found.err.split())
