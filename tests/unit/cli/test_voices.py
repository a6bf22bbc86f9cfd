import csv
import io
import json

import pytest

from tests.inspections import walks

SURVEYS = """\
respondent,group,invited,respondents,item,percent,count,base,words,note
walker,,40,20,liked it,,15,,,
walker,women,,,liked it,,9,10,,
walker,men,,,liked it,,1,10,,
dog,,,4,barked at something that went by on the other side of the road,,,,most of them,
walker,,40,20,was early,45,,,,
walker,,40,20,was late,33,,,,
cat,,,,purred,50,,,,
cat,,,3,slept,,5,,,
"""


@pytest.fixture
def asked(folder):
    walks(folder, {"surveys.csv": SURVEYS})
    return folder


def test_each_item_has_its_count_base_share_and_interval(run, asked):
    out = run("voices", asked).out
    assert "walker (response rate 50%)" in out
    assert "  liked it                                      15 of 20  75% 51–91%" in out
    assert "walker, women" in out


def test_a_count_that_was_not_given_is_worked_out_where_only_one_gives_the_percentage(run, asked):
    out = run("voices", asked).out
    assert "~9 of 20   45%" in out
    assert "No whole number of 20 gives 33%" in out
    assert "~ No count was given" in out


def test_a_large_base_leaves_several_counts(run, folder):
    walks(folder, {"surveys.csv": "respondent,item,percent,base\nwalker,liked it,75,400\n"})
    assert "Several whole numbers of 400 give 75%; 300 is the nearest." in " ".join(run("voices", folder).out.split())


def test_words_and_voices_without_a_base_are_told_as_they_are(run, asked):
    out = run("voices", asked).out
    assert "most of them" in out
    assert "    other side of the road" in out
    assert "5 voices [" in out
    assert "50% [" in out


def test_a_kind_of_people_stands_beside_the_others(run, asked):
    out = run("voices", asked).out
    assert "+80 points [+31, +94] from the others asked: more than chance (<1%" in " ".join(out.split())
    rows = json.loads(run("voices", asked, "--format", "json").out)
    chances = {row["group"]: row["chance"] for row in rows if row["item"] == "liked it"}
    # Fisher by hand: (C(10,9)·C(10,1) + C(10,10)·C(10,0)) · 2 / C(20,10), twice for two tests.
    assert chances["women"] == pytest.approx(2 * 2 * (100 + 1) / 184756)
    assert chances[""] is None


def test_a_kind_of_people_lies_so_many_points_apart_with_an_interval(run, asked):
    rows = json.loads(run("voices", asked, "--format", "json").out)
    women, men = (row for row in rows if row["item"] == "liked it" and row["group"])
    # Newcombe's distances from the ends of both intervals.
    low = 80 - ((90 - women["low"]) ** 2 + (men["high"] - 10) ** 2) ** 0.5
    assert (women["apart"], women["apart_low"]) == (pytest.approx(80), pytest.approx(low))
    assert (men["apart"], men["apart_low"]) == (pytest.approx(-80), pytest.approx(-women["apart_high"]))
    assert [row["apart"] for row in rows if not row["group"]] == [None] * 6


def test_kinds_alike_do_not_differ(run, folder):
    rows = "walker,women,liked it,5,10\nwalker,men,liked it,5,10\nwalker,women,sang,5,10\nwalker,men,sang,,\n"
    walks(folder, {"surveys.csv": "respondent,group,item,count,base\n" + rows})
    said = run("voices", folder)
    assert "from the others asked: no more than chance." in " ".join(said.out.split())
    chances = [row["chance"] for row in json.loads(run("voices", folder, "--format", "json").out)]
    assert chances[:2] == [1, 1]
    # What the others said of this is not known.
    assert chances[2:] == [None, None]


def test_the_same_as_csv_and_of_some_only(run, asked):
    rows = list(csv.DictReader(io.StringIO(run("voices", asked, "--respondent", "walker", "--format", "csv").out)))
    assert {row["respondent"] for row in rows} == {"walker"}
    assert (rows[0]["count"], rows[0]["base"], rows[0]["rate"]) == ("15", "20", "50.0")
    assert rows[-1]["low"] == ""


def test_nobody_was_asked(run, folder):
    assert "Nobody's answers stand in surveys.csv." in run("voices", folder).out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--respondent", "wolker"), "Nobody is called 'wolker' in surveys.csv."),
        (("--confidence", "0"), "0 does not lie between 0 and 100"),
    ],
)
def test_what_cannot_be_is_told(run, asked, words, told):
    said = run("voices", asked, *words)
    assert said.code == 2
    assert told in " ".join(said.err.split())


def test_words_alone_need_no_caution(run, folder):
    walks(folder, {"surveys.csv": "respondent,item,words\nwalker,liked it,most\n"})
    assert "by chance" not in run("voices", folder).out
