import csv
import io
import json

import pytest

from aboveline.comparisons.changes import Change
from tests.inspections import WALKS, changed, rebuilt, walks

FOLLOWS = ("kind: full", "kind: follow-up\nfollows: {id: walks, recommendations: [1, 2]}")
SETTINGS = changed("inspection.yaml", ("id: walks", "id: walks-again"), FOLLOWS)["inspection.yaml"]
COHORTS = "  - {id: main, title: In May, criteria: [A2]}\n  - {id: june, criteria: all}"
RECOMMENDATIONS = "number,text,criteria,origin,conclusion\n1,Set out well,A2,walks,somewhat better\n"
CONCLUSIONS = "id,cohort,words,by,reason,date\nA2,,no better,ann,we saw it,2020-06-01\nB,,better,bob,,\n"


@pytest.fixture
def compare(run, tmp_path):
    """What `compare` says of two visits to the walks, the second with changes."""

    def said(*words, changes=None):
        second = {"inspection.yaml": SETTINGS, "recommendations.csv": RECOMMENDATIONS} | (changes or {})
        return run("compare", walks(tmp_path / "first"), walks(tmp_path / "second", second), *words)

    return said


@pytest.fixture
def pair(run, tmp_path):
    """What `compare` says of two of the built inspections."""
    return lambda one, two, *words: run("compare", rebuilt(one, tmp_path), rebuilt(two, tmp_path), *words)


def flat(said):
    assert said.code == 0, said.err
    return " ".join(said.out.split())


def line(said, start):
    return next(text for text in said.out.splitlines() if text.startswith(start)).split()


def test_a_plain_summary_comes_first(pair):
    said = pair("fictional-northmarsh-2024", "fictional-northmarsh-2025")
    text = flat(said)
    assert "70 cases at the first visit, 74 at the second. Improved in 5 of 12 measures." in text
    assert "Suggested: too few cases to tell: 2.1, 2.2, 2.3, 2.4." in text
    assert "With all of them taken together, no single change is beyond chance." in text
    assert text.index("Improved in 5") < text.index("Implementation")
    assert "Fictional: there is no such body." in text
    assert "1.1 Leadership: Requires improvement → Good" in text
    assert "1.3 Services: Good, as before" in text


def test_each_part_has_its_change_interval_chance_and_suggested_words(pair):
    row = line(pair("fictional-northmarsh-2024", "fictional-northmarsh-2025"), "2.1 ")
    assert row[1:5] == ["Assessment", "46%", "61%", "+15"]
    assert row[5].startswith("[")
    assert row[-2:] == ["too", "few"]


def test_recommendations_have_their_measures_and_what_is_recorded(compare):
    said = compare()
    text = flat(said)
    assert "1 Set out well A2 67% → 67%: 0 [" in text
    assert "improved in 0 of 1 measure recorded: somewhat better 2 It stands in neither visit's" in text
    assert "home 2 of 3" not in text
    assert "home 2 of 3 → 2 of 3: 0 [" in flat(compare("--questions"))


def test_words_that_were_chosen_stand_beside_the_suggested_ones(compare):
    text = flat(compare(changes={"conclusions.csv": CONCLUSIONS}))
    assert "Words that were chosen A2 no better (suggested: too few cases to tell) – ann, 2020-06-01: we saw it" in text
    assert "B better – bob" in text


def test_the_rule_and_what_is_assumed_are_told(compare):
    text = flat(compare("--worthwhile", "12.5", "--smallest", "1", "--confidence", "90"))
    assert "[assumed: 12.5 points, 1 case]" in text
    assert "at 90% confidence" in text
    assert "There is no receipt of a draw" in text
    assert "No basis is given" in text


def test_questions_with_cases_at_one_visit_only_are_told_of(compare):
    lines = WALKS["judgements.csv"].splitlines(True)
    without = "".join(text for text in lines if ",coat" not in text)
    assert "1 question has cases at one visit only" in flat(compare(changes={"judgements.csv": without}))
    fewer = "".join(text for text in lines if ",coat" not in text and ",ready" not in text)
    said = compare("--questions", changes={"judgements.csv": fewer})
    assert "2 questions have cases at one visit only" in flat(said)
    assert line(said, "coat")[:5] == ["coat", "1", "of", "2", "–"]
    # A1 wants both, so the first visit has a score and the second none.
    assert line(said, "A1")[-2:] == ["59%", "–"]


def test_each_cohort_has_its_summary_and_table(compare):
    judged = WALKS["judgements.csv"].splitlines(True)
    kept = "".join(text for text in judged if text[:2] not in ("R1", "R2", "S2") or ",home" in text)
    said = compare(
        changes={
            "inspection.yaml": SETTINGS.replace("  - {id: main, criteria: all}", COHORTS),
            "judgements.csv": kept,
            "conclusions.csv": CONCLUSIONS,
            **changed("cases.csv", ("W3,main", "W3,june")),
        },
    )
    text = flat(said)
    assert "In May: 3 cases at the first visit, 2 at the second. Improved in 0 of 1 measure." in text
    assert "june: 3 cases at the first visit, 1 at the second." in text
    assert "Not re-scored: A1." in text
    assert "A2 (main) 67% → 50%" in text
    assert "main: improved in 0 of 1 measure june: improved in 1 of 1 measure" in text
    assert "A2 (june) no better" in text


def test_a_change_beyond_chance_is_marked(run, tmp_path):
    folders = [rebuilt(f"fictional-northmarsh-{year}", tmp_path) for year in (2024, 2025)]
    judgements = folders[1] / "judgements.csv"
    judgements.write_text(judgements.read_text().replace(",no,", ",yes,"))
    said = run("compare", *folders)
    text = flat(said)
    assert "as much in all in <1% of dealings" in text
    assert "Suggested: improved: 2.1, 2.2, 2.3, 2.4." in text
    assert "beyond chance are 2.1, 2.2" in text
    assert line(said, "2.1 ")[-3:] == ["<1%", "*", "improved"]


def test_a_chance_next_to_certainty_is_not_called_certain(run, tmp_path):
    folders = [rebuilt(f"fictional-northmarsh-{year}", tmp_path) for year in (2024, 2025)]
    judgements = folders[1] / "judgements.csv"
    judgements.write_text(judgements.read_text().replace(",yes,", ",no,"))
    text = flat(run("compare", *folders))
    assert "Improved in 0 of 12 measures." in text
    assert "as much in all in 100% of dealings" in text
    assert "Suggested: poorer: 2.1, 2.2, 2.3, 2.4." in text


def test_rebuilt_visits_have_their_sheet_and_a_sentence(pair):
    said = pair("west-midlands-2004", "west-midlands-2005")
    text = flat(said)
    assert "nothing can be inferred from it" in text
    assert "Improved in 18 of 22 measures." in text
    assert "B1 Assessment of risk of harm 48% 48% 62%" in text
    assert "of dealings" not in text
    assert "chance is how often" not in text
    assert "recorded: decisive progress" in text
    assert line(said, "roh-classification")[-2:] == ["89%", "83%"]
    found = line(said, "rmp-satisfactory")
    assert found[1:8] == ["39%", "of", "23", "43%", "of", "23", "+4"]


def test_rebuilt_recommendations_read_as_the_sheet_does(pair):
    text = flat(pair("hertfordshire-2003", "hertfordshire-2005"))
    assert "D3 Not met Not met Satisfactorily met Satisfactorily met" in text
    assert "C2 (february) 63% → 45% (62%)" in text
    assert "A1 (september) Poor → Partly met" in text
    assert "No question has figures for both visits" in text
    assert "[assumed:" not in text


def test_the_changes_as_data(compare):
    found = json.loads(compare("--format", "json", changes={"conclusions.csv": CONCLUSIONS}).out)
    assert found["visits"] == ["walks", "walks-again"]
    assert found["worthwhile"] == {"points": 10, "standing": "assumed"}
    assert found["measures"][0]["of"] == 4
    assert found["measures"][0]["chance_of_change"] > 0.5
    row = next(row for row in found["changes"] if row["id"] == "A2")
    assert (row["suggested"], row["words"]) == ("too few cases to tell", "no better")
    assert found["recommendations"][0]["counts"] == [{"cohort": "", "improved": 0, "of": 1}]
    assert found["sheet"]["columns"] == ["original", "follow-up"]


def test_the_changes_as_a_table_of_values(compare):
    rows = list(csv.DictReader(io.StringIO(compare("--format", "csv").out)))
    assert tuple(rows[0]) == Change._fields
    home = next(row for row in rows if row["id"] == "home")
    assert (home["first_above"], home["measure"], home["test"], home["words"]) == ("2.0", "yes", "barnard", "")
    assert "nan" not in " ".join(value for row in rows for value in row.values())


@pytest.mark.parametrize("points", ["-1", "101", "nan"])
def test_what_is_worthwhile_lies_between_none_and_all(compare, points):
    said = compare("--worthwhile", points)
    assert said.code == 2
    assert "--worthwhile" in said.err
    assert "Write it in points" in said.err


def test_one_folder_twice_is_a_sentence(run, folder):
    said = run("compare", folder, folder)
    assert said.code != 0
    assert "Both visits are the same folder." in " ".join(said.err.split())


def test_visits_without_any_judgement_have_dashes_and_sentences(run, tmp_path):
    nothing = {"judgements.csv": "assessment,question,choices,note\n"}
    alone = SETTINGS.replace("\nfollows: {id: walks, recommendations: [1, 2]}", "")
    first = walks(tmp_path / "first", nothing)
    text = flat(run("compare", first, walks(tmp_path / "second", nothing | {"inspection.yaml": alone})))
    assert "No question has figures for both visits, so no measure can be counted." in text
    assert "high, as before" in text
    assert "Recommendations" not in text
    assert "nan" not in text


def test_one_visit_without_judgements_beside_one_that_has_them(compare):
    text = flat(compare(changes={"judgements.csv": "assessment,question,choices,note\n"}))
    assert "4 questions have cases at one visit only" in text
    assert "No question has figures for both visits" in text
    assert "nan" not in text
