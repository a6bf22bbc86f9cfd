import pytest

from aboveline.problems import Faulty
from aboveline.steps.inspections import inspection, inspection_and_problems
from tests.examples.editions import SMALL, texts
from tests.examples.editions import written as edition_in
from tests.inspections import HASH, WALKS, changed, walks

JUDGED = WALKS["judgements.csv"]


def told(folder, changes, **further):
    """What is told about the walks with changes: (code, where) each."""
    found, problems = inspection_and_problems(walks(folder / "walks", changes), **further)
    assert found is None
    return [(problem.code, problem.where) for problem in problems]


def test_a_sound_folder_is_read(read):
    found = read()
    assert (found.settings.id, found.framework.id, found.framework.hash) == ("walks", "small", HASH)
    assert len(found.tables["cases"]) == 3
    assert found.coded.asked.sum() == 3 * 4 + 2 + 1  # everybody shoes, ready, drenched, home; two coat; one coat-why
    assert found.opinion().evidence == {"B.a": "strong", "B.b": "strong"}
    assert found.snapshot.startswith("sha256:")


def test_a_faulty_folder_is_refused(read):
    with pytest.raises(Faulty, match=r"cases\.csv:2: weather"):
        read(changed("cases.csv", ("dry", "dri")))


def test_a_folder_that_is_not_there_is_told(tmp_path):
    found, [problem] = inspection_and_problems(tmp_path / "nowhere")
    assert (found, problem.code) == (None, "file-missing")
    assert "aboveline new" in problem.do


def test_only_a_check_opens_the_identities(tmp_path):
    changes = {"identities.csv": "case,name\nW1,Ann\nW9,Bob\n,Nobody\n"}
    assert inspection(walks(tmp_path / "walks", changes))
    assert told(tmp_path, changes, whole=True) == [
        ("row-orphan", "identities.csv:3"),
        ("cell-missing", "identities.csv:4"),
    ]


def test_a_check_reads_the_words_that_people_chose(tmp_path):
    changes = {"conclusions.csv": "id,cohort,words,by\nA1,,better,ann\nA7,,better,ann\n"}
    assert inspection_and_problems(walks(tmp_path / "scored", changes))[1] == []
    assert told(tmp_path, changes, whole=True) == [("row-orphan", "conclusions.csv:3")]


def test_identities_wait_for_the_cases(tmp_path):
    changes = {"identities.csv": "case,name\nW9,Bob\n", "cases.csv": "casey\nW1\n"}
    assert {file for _, file in told(tmp_path, changes, whole=True)} == {"cases.csv:1"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (changed("inspection.yaml", ("id: small", "id: smal")), ("framework-unknown", "inspection.yaml:5")),
        (changed("inspection.yaml", (HASH, "sha256:0")), ("framework-hash", "inspection.yaml:6")),
        (changed("inspection.yaml", (f'  hash: "{HASH}"\n', "")), ("setting-missing", "inspection.yaml:5")),
        (changed("inspection.yaml", ("  id: small\n", "")), ("setting-missing", "inspection.yaml:5")),
        (
            changed("inspection.yaml", ("criteria: all", "criteria: [A1, A9]")),
            ("setting-unknown", "inspection.yaml:10"),
        ),
        (
            changed("inspection.yaml", ("kind: full", "kind: full\ntheme: rain")),
            ("setting-unknown", "inspection.yaml:8"),
        ),
        ({"inspection.yaml": None}, ("file-missing", "inspection.yaml")),
        ({"cases.csv": "case,cohort,sentence,months-served,weather\n"}, ("sample-empty", "cases.csv")),
        (changed("cases.csv", ("W1,main", "W1,late")), ("row-orphan", "cases.csv:2")),
        (changed("cases.csv", (",dry", ",")), ("fact-blank", "cases.csv:2")),
        ({"cases.csv": None}, ("file-missing", "cases.csv")),
        ({"assessments.csv": None}, ("file-missing", "assessments.csv")),
        ({"judgements.csv": None}, ("file-missing", "judgements.csv")),
        ({"grades.csv": "part,rating,by\nA1,high,ann\n"}, ("row-orphan", "grades.csv:2")),
        (changed("evidence.csv", ("B.a,strong", "B.c,strong")), ("row-orphan", "evidence.csv:2")),
        ({"recommendations.csv": "number,text,criteria\n1,Walk more,A9\n"}, ("row-orphan", "recommendations.csv:2")),
        (
            {"discretions.csv": "part,kind,final,by,reason,date\nA9,score,60,ann,a reason,2020-06-01\n"},
            ("row-orphan", "discretions.csv:2"),
        ),
        (changed("judgements.csv", ("R1,shoes,yes", "R1,shoes,yess")), ("cell-unknown", "judgements.csv:2")),
        ({"judgements.csv": JUDGED + "R1,coat,yes,\n"}, ("judgement-not-asked", "judgements.csv:17")),
        ({"judgements.csv": JUDGED + ",shoes,yes,\n"}, ("cell-missing", "judgements.csv:17")),
        (changed("assessments.csv", ("S2,W2", "S2,")), ("cell-missing", "assessments.csv:4")),
    ],
)
def test_each_fault_is_told_once_and_draws_no_others_along(tmp_path, changes, expected):
    assert told(tmp_path, changes) == [expected]


def test_faults_of_several_files_are_told_at_once_in_the_order_of_the_files(tmp_path):
    changes = {
        **changed("inspection.yaml", ("kind: full", "kind: fool"), (HASH, "sha256:0")),
        **changed("cases.csv", ("W1,main,,,dry", "W1,main,,twelve,dry")),
        **changed("assessments.csv", ("2020-05-01", "May Day"), ("S2,W2", "S2,W7")),
        **changed("judgements.csv", ("R1,home,yes", "R1,hone,yes"), ("R2,home,no", "R9,home,no")),
        **changed("evidence.csv", ("B.b,strong", "B.b,stout")),
        "surveys.csv": "respondent,item,percent\nwalkers,liked it,most\n",
    }
    assert told(tmp_path, changes) == [
        ("framework-hash", "inspection.yaml:6"),
        ("setting-unknown", "inspection.yaml:7"),
        ("cell-kind", "cases.csv:2"),
        ("cell-kind", "assessments.csv:2"),
        ("row-orphan", "assessments.csv:4"),
        ("row-orphan", "judgements.csv:4"),
        ("row-orphan", "judgements.csv:8"),
        ("cell-unknown", "evidence.csv:3"),
        ("cell-kind", "surveys.csv:2"),
    ]


def test_what_is_asked_of_a_case_is_open_while_its_facts_are_faulty(tmp_path):
    changes = changed("cases.csv", ("W2,main,,,wet", "W2,main,,,wett"))
    assert told(tmp_path, changes) == [("cell-unknown", "cases.csv:3")]
    changes |= {"judgements.csv": JUDGED + "R1,coat,yes,\n"}
    assert told(tmp_path, changes) == [("cell-unknown", "cases.csv:3"), ("judgement-not-asked", "judgements.csv:17")]


def test_a_case_that_stands_twice_misleads_no_other_line(tmp_path):
    changes = changed("cases.csv", ("W2,main", "W1,main,,,dry\nW2,main")) | changed(
        "assessments.csv", ("R3,W3,bob,,first,yes", "R3,W3,bob,,first,no")
    )
    assert told(tmp_path, changes) == [("row-repeated", "cases.csv:3"), ("assessment-standing", "cases.csv:5")]


def test_an_edition_of_its_own_travels_in_the_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("ABOVELINE_FRAMEWORKS")
    folder = walks(tmp_path / "walks")
    edition_in(folder / "framework", texts(SMALL))
    assert inspection(folder).framework.hash == HASH
    (folder / "framework" / "framework.yaml").write_text("format: 1\nid: small\n")
    _, problems = inspection_and_problems(folder)
    assert {problem.kind for problem in problems} == {"framework"}


def test_without_the_edition_nothing_else_is_guessed_at(tmp_path, monkeypatch):
    monkeypatch.delenv("ABOVELINE_FRAMEWORKS")
    assert told(tmp_path, {"cases.csv": None}) == [("framework-unknown", "inspection.yaml:5")]
