import csv
import io
import json

import pytest

from tests.inspections import changed, rebuilt, walks
from tests.weighed import put


@pytest.fixture(scope="module")
def northmarsh(tmp_path_factory):
    return rebuilt("fictional-northmarsh-2024", tmp_path_factory.mktemp("made"))


def contrasts(run, *words):
    return json.loads(run("compare", *words, "--format", "json").out)["contrasts"]


def test_a_group_stands_beside_the_rest(run, northmarsh):
    said = run("compare", northmarsh, "--by", "sex", "--questions")
    assert said.code == 0
    assert "No difference here is more than chance may bring about." in said.out
    assert "sex=female: 15 cases beside 55 others" in said.out
    # The others are the men, so that the men beside the others would say the same again.
    assert "sex=male" not in said.out
    line = next(line for line in said.out.splitlines() if line.startswith("planning-engages"))
    assert line.split()[1:-1] == ["87%", "of", "15", "62%", "of", "55", "+25", "[-5,", "+42]"]


def test_the_exact_test_of_a_question_is_fishers(run, northmarsh):
    from scipy.stats import fisher_exact  # noqa: PLC0415

    for row in contrasts(run, northmarsh, "--by", "sex"):
        if row["level"] == "question":
            table = [
                [row["above"], row["base"] - row["above"]],
                [row["rest_above"], row["rest_base"] - row["rest_above"]],
            ]
            assert row["chance"] == pytest.approx(fisher_exact(table).pvalue)
            assert row["difference"] == pytest.approx(row["share"] - row["rest"])
            assert row["low"] < row["difference"] < row["high"]
            assert row["held"] >= row["chance"]


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("reader_role", {"reader_role=local assessor", "reader_role=inspector"}),
        ("judged domestic-abuse-enquiry", {"judged domestic-abuse-enquiry=yes"}),
        ("practitioner-grade", {"practitioner-grade=probation-officer", "practitioner-grade=in-training"}),
    ],
)
def test_groups_come_from_facts_judgements_and_readers(run, northmarsh, by, groups):
    found = {row["group"] for row in contrasts(run, northmarsh, "--by", by)}
    assert found & groups


def test_ticks_may_put_a_case_into_several_groups(run, folder):
    walks(folder)
    found = contrasts(run, folder, "--by", "judged coat-why", "--smallest", "1")
    assert {row["group"] for row in found} == {"judged coat-why=x", "judged coat-why=y"}


def test_what_differs_by_more_than_chance_is_told(run, northmarsh, tmp_path):
    # Whoever is above the line on one question makes a group: that question differs as much as it can.
    said = run("compare", northmarsh, "--by", "judged assessment-safe", "--questions")
    assert "More than chance:" in said.out
    assert "assessment-safe (judged assessment-safe=yes)" in " ".join(said.out.split())
    line = next(line for line in said.out.splitlines() if line.startswith("assessment-safe "))
    assert line.endswith("*")


def test_small_groups_are_only_counted(run, northmarsh):
    said = run("compare", northmarsh, "--by", "tier", "--smallest", "6")
    assert "Too few cases, or too few others, for more than a count:" in said.out
    assert "tier=A3 (2 cases)" in " ".join(said.out.split())
    few = run("compare", northmarsh, "--by", "tier", "--smallest", "36")
    assert "There is no group with cases enough" in few.out


def test_shares_of_few_cases_are_told_as_counts(run, northmarsh):
    out = run("compare", northmarsh, "--by", "tier", "--questions").out
    assert "1 of 6" in out
    assert "told as counts" in out
    assert "told as counts" not in run("compare", northmarsh, "--by", "sex", "--questions").out


def test_no_chance_is_told_as_none_at_all(run, northmarsh):
    out = run("compare", northmarsh, "--by", "judged assessment-safe", "--questions").out
    assert "<1% *" in out
    assert " 0%  *" not in out


def test_what_is_corrected_for_the_draw_is_told(run, folder):
    walks(folder)
    assert "A corrected interval" not in run("compare", folder, "--by", "weather", "--smallest", "1").out
    put(folder)
    assert "A corrected interval" in run("compare", folder, "--by", "weather", "--smallest", "1").out


def test_data_tell_what_they_were_asked_with(run, northmarsh):
    found = json.loads(run("compare", northmarsh, "--by", "sex", "--confidence", "90", "--format", "json").out)
    assert (found["confidence"], found["smallest"]) == (90, 5)


def test_a_table_and_the_same_in_a_table_of_data(run, northmarsh):
    rows = list(csv.DictReader(io.StringIO(run("compare", northmarsh, "--by", "sex", "--format", "csv").out)))
    assert {row["level"] for row in rows} == {"question", "criterion", "overall"}
    assert {row["above"] for row in rows if row["level"] != "question"} == {""}


def test_both_engines_say_the_same(run, northmarsh):
    memory = contrasts(run, northmarsh, "--by", "sex")
    assert contrasts(run, northmarsh, "--by", "sex", "--engine", "duckdb") == memory


def test_a_score_that_is_absent_on_one_side_is_no_difference(run, folder):
    # The coat is asked about in the wet only.
    walks(folder)
    rows = {row["id"]: row for row in contrasts(run, folder, "--by", "weather", "--smallest", "1")}
    assert rows["coat"]["rest"] is None or rows["coat"]["share"] is None
    assert (rows["coat"]["difference"], rows["coat"]["chance"], rows["coat"]["held"]) == (None, None, None)
    assert "–" in run("compare", folder, "--by", "weather", "--smallest", "1", "--questions").out


def test_nothing_is_inferred_from_constructed_cases(run, folder):
    walks(folder, changed("inspection.yaml", ("kind: full", 'kind: full\nconstructed: "yes"')))
    said = run("compare", folder, "--by", "weather")
    assert said.code == 0
    assert "nothing can be inferred" in " ".join(said.out.split())
    assert "weather=" not in said.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--by", "wether"), "has no case fact 'wether'"),
        (("--by", "judged shoos"), "has no question 'shoos'"),
        ((), "It is not clear what to compare."),
        (("other", "--by", "sex"), "It is not clear what to compare."),
        (("--by", "weather", "--confidence", "0"), "0 does not lie between 0 and 100"),
        (("--by", "weather", "--smallest", "0"), "0 is less than 1"),
    ],
)
def test_what_cannot_be_is_told(run, folder, words, told):
    walks(folder)
    said = run("compare", folder, *words)
    assert said.code == 2
    assert told in " ".join(said.err.split())


def test_groups_of_nobody_are_told(run, folder):
    walks(folder, changed("judgements.csv", ("R3,coat-why,x|y,\n", "")))
    said = run("compare", folder, "--by", "judged coat-why")
    assert said.code == 2
    assert "Nobody is in any of these groups" in said.err
