import csv
import io
import json

import pytest

from tests.inspections import changed, rebuilt, walks
from tests.weighed import put


@pytest.fixture(scope="module")
def devon(tmp_path_factory):
    return rebuilt("devon-cornwall-2013", tmp_path_factory.mktemp("made"))


PRINTED = {
    "Thinking and behaviour": ("65", "60%", "38%"),
    "Alcohol misuse": ("61", "57%", "42%"),
    "Emotional well-being": ("39", "31%", "21%"),
    "Accommodation": ("25", "60%", "28%"),
    "Drug misuse": ("23", "78%", "30%"),
}
"""Devon & Cornwall 2013, 3.4: cases with the factor, and the shares with enough interventions and progress."""


def test_the_table_of_factors_comes_out_as_printed(run, devon):
    said = run("prevalence", devon, "offending-factors")
    assert said.code == 0
    for label, (cases, interventions, progress) in PRINTED.items():
        [line] = [line for line in said.out.splitlines() if line.startswith(label)]
        words = line.removeprefix(label).split()
        assert (words[0], words[3], words[6]) == (cases, interventions, progress)
    assert "[1] interventions: share of “Sufficient” among those cases" in said.out


def test_a_constructed_folder_has_intervals_only_where_figures_were_printed(run, devon):
    rows = json.loads(run("prevalence", devon, "offending-factors", "--by", "sex", "--format", "json").out)
    whole, *groups = rows
    assert whole["why_no_interval"] == ""
    first = whole["choices"][0]
    counts = [choice["cases"] for choice in whole["choices"]]
    assert counts == sorted(counts, reverse=True)
    assert first["interval"]["low"] < first["share"] / 100 < first["interval"]["high"]
    assert groups
    for group in groups:
        assert "constructed" in group["why_no_interval"]
        assert not any(choice["interval"] for choice in group["choices"])
    assert "No interval: this folder is constructed" in run("prevalence", devon, "--by", "sex").out


def test_every_tick_list_is_told_where_no_question_is_named(run, folder):
    said = run("prevalence", folder)
    assert "(coat-why)" in said.out
    assert "1 case with a choice. More than one may be ticked." in said.out


def test_any_question_has_its_distribution_beside_the_line(run, folder):
    said = run("prevalence", folder, "shoes")
    assert "3 cases with a choice. 67% lie above the line (+)." in said.out
    rows = list(csv.DictReader(io.StringIO(run("prevalence", folder, "shoes", "--format", "csv").out)))
    assert [(row["choice"], row["above"], row["cases"], row["base"]) for row in rows] == [
        ("yes", "yes", "2.0", "3.0"),
        ("no", "no", "1.0", "3.0"),
    ]


def test_what_nobody_answered_has_no_share(run, folder):
    said = run("prevalence", folder, "coat-why", "--by", "weather")
    assert "weather=dry: 0 cases with a choice." in said.out
    rows = list(
        csv.DictReader(io.StringIO(run("prevalence", folder, "coat-why", "--by", "weather", "--format", "csv").out))
    )
    assert {(row["group"], row["share"], row["low"]) for row in rows if row["base"] == "0.0"} == {
        ("weather=dry", "", "")
    }
    assert "–" in said.out


def test_few_cases_are_told_as_a_count(run, folder):
    assert "1 of 1" in run("prevalence", folder, "coat").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("shoos",), "has no question 'shoos'"),
        (("shoes", "--confidence", "100"), "100 does not lie between 0 and 100"),
    ],
)
def test_what_cannot_be_is_told(run, folder, words, told):
    said = run("prevalence", folder, *words)
    assert said.code == 2
    assert told in " ".join(said.err.split())


def test_an_edition_without_tick_lists_says_so(run, tmp_path):
    place = rebuilt("fictional-northmarsh-2024", tmp_path)
    said = run("prevalence", place)
    assert said.code == 2
    assert "pdu-2023 has no tick list" in said.err


def test_intervals_are_corrected_for_the_draw_and_that_is_said(run, folder):
    def ends():
        return [
            row["interval"]
            for row in json.loads(run("prevalence", folder, "shoes", "--format", "json").out)[0]["choices"]
        ]

    walks(folder)
    assert "nothing is corrected" in " ".join(run("prevalence", folder, "shoes").out.split())
    wide = ends()
    put(folder)
    assert "Corrected for the 5 cases that could be drawn" in run("prevalence", folder, "shoes").out
    for narrow, other in zip(ends(), wide, strict=True):
        assert narrow["high"] - narrow["low"] < other["high"] - other["low"]


def test_without_any_interval_nothing_is_said_of_them(run, folder):
    walks(folder, changed("inspection.yaml", ("kind: full", 'kind: full\nconstructed: "yes"')))
    out = run("prevalence", folder, "shoes").out
    assert "No interval" in out
    assert "confidence" not in out


def test_a_question_that_nobody_answered_has_no_interval_to_speak_of(run, folder):
    walks(folder, changed("judgements.csv", ("R3,coat-why,x|y,\n", "")))
    assert "interval: at" not in run("prevalence", folder, "coat-why").out
