import pytest

from aboveline.frameworks.read import framework
from aboveline.problems import Faulty
from aboveline.steps.edition_check import edition_check
from aboveline.steps.inspections import inspection, inspection_and_problems
from aboveline.steps.scores import scored
from tests.examples.editions import changed, written
from tests.inspections import HASH, WALKS, walks
from tests.inspections import changed as walks_with

RAIN = """\
theme: rain
title: Rain
source: paper
standing: published
note: The second year.
questions:
  - id: umbrella
    criterion: A2
    text: Was there an umbrella?
    scale: yes-no
    applies: weather is wet
  - {id: hat, criterion: A2, text: Was there a hat?, scale: yes-no}
"""


def edition(folder, text=RAIN, name="rain", *changes):
    """The small edition with a theme of the round."""
    return written(changed(folder, *changes), {f"themes/{name}.yaml": text})


def walked(folder, theme="theme: rain", judgements="", cases=None):
    """Walks under the small edition with the theme."""
    own = edition(folder / "framework")
    settings = WALKS["inspection.yaml"].replace(HASH, framework(own).hash).replace("kind: full", f"kind: full\n{theme}")
    further = {"inspection.yaml": settings, "judgements.csv": WALKS["judgements.csv"] + judgements}
    return walks(folder, further | (cases or {}))


def test_questions_of_a_theme_stand_in_criteria_of_the_edition(tmp_path):
    found = framework(edition(tmp_path))
    assert found.themes == {"rain": "Rain"}
    assert [(q.id, q.theme, q.file) for q in found.questions_of("A2")] == [
        ("home", "", "questions/A2.yaml"),
        ("umbrella", "rain", "themes/rain.yaml"),
        ("hat", "rain", "themes/rain.yaml"),
    ]
    assert edition_check(tmp_path)[1] == []


def test_a_theme_belongs_to_what_an_edition_says(tmp_path):
    other = edition(tmp_path / "2", RAIN.replace("a hat", "a cap"))
    assert framework(edition(tmp_path / "1")).hash != framework(other).hash


def test_where_the_theme_is_on_its_questions_are_asked_and_count(tmp_path):
    found = scored(
        inspection(walked(tmp_path, judgements="R1,hat,yes,\nR2,hat,no,\nR2,umbrella,no,\nR3,umbrella,no,\n"))
    )
    rows = {row.id: row for row in found.scores}
    assert (rows["hat"].score, rows["umbrella"].score) == (50, 0)
    assert rows["A2"].score == pytest.approx((200 / 3 + 50 + 0) / 3)


def test_where_no_theme_is_on_they_are_not_asked(tmp_path):
    found = scored(inspection(walked(tmp_path, theme="", judgements="R1,hat,,\n")))
    rows = {row.id: row for row in found.scores}
    assert (rows["hat"].score, rows["hat"].base) == (None, 0)
    assert rows["A2"].score == pytest.approx(200 / 3)
    assert {result.question.id: result.not_asked for result in found.questions()}["hat"] == 3


def test_a_judgement_on_a_theme_that_is_off_is_told(tmp_path):
    with pytest.raises(Faulty) as faulty:
        inspection(walked(tmp_path, theme="", judgements="R1,hat,yes,\nR2,umbrella,yes,\n"))
    assert {(problem.code, problem.line) for problem in faulty.value.problems} == {
        ("judgement-not-asked", 17), ("judgement-not-asked", 18)
    }  # fmt: skip
    assert all("the theme rain, which this inspection does not have" in p.what for p in faulty.value.problems)


def test_a_blank_fact_matters_only_where_a_question_that_is_asked_waits_for_it(tmp_path):
    rain = RAIN.replace("weather is wet", "months-served >= 2")
    for theme, count in (("", 0), ("theme: rain", 3)):
        folder = tmp_path / f"walks{count}"
        own = edition(folder / "framework", rain)
        settings = WALKS["inspection.yaml"].replace(HASH, framework(own).hash)
        walks(folder, {"inspection.yaml": settings.replace("kind: full", f"kind: full\n{theme}")})
        assert sum(p.code == "fact-blank" for p in inspection_and_problems(folder)[1]) == count


def test_a_theme_that_the_edition_lacks_is_told_with_a_near_miss(tmp_path):
    with pytest.raises(Faulty) as faulty:
        inspection(walked(tmp_path, theme="theme: rian"))
    [problem] = faulty.value.problems
    assert (problem.code, problem.line, problem.do) == ("setting-unknown", 8, "Did you mean rain?")
    changed(tmp_path / "plain" / "framework")
    with pytest.raises(Faulty, match="has no themes"):
        inspection(walks(tmp_path / "plain", walks_with("inspection.yaml", ("kind: full", "kind: full\ntheme: rain"))))


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "says"),
    [
        ("id: hat", "id: shoes", "id-repeated", 12, "already stands at questions/A1.yaml:3"),
        ("id: hat", "id: umbrella", "id-repeated", 12, "already stands at themes/rain.yaml:7"),
        ("criterion: A2, text", "criterion: A9, text", "reference-unknown", 12, "'A9'"),
        ("criterion: A2, text", "text", "key-missing", 12, "lacks 'criterion'"),
        ("title: Rain\n", "", "key-missing", 1, "lacks 'title'"),
        ("note: The", "nope: The", "key-unknown", 5, "'nope'"),
        ("questions:", "questions: [", "yaml-syntax", 7, "not well-formed"),
    ],
)
def test_faults_of_a_theme_are_told_with_their_file_and_line(tmp_path, old, new, code, line, says):
    assert RAIN.count(old) == 1
    _, problems = edition_check(edition(tmp_path, RAIN.replace(old, new)))
    assert [(p.code, p.file, p.line) for p in problems if says in p.what] == [(code, "themes/rain.yaml", line)], (
        problems
    )


def test_two_files_of_one_theme_are_told(tmp_path):
    again = "theme: rain\ntitle: More rain\nquestions:\n  - {id: boots, criterion: A2, text: Boots?, scale: yes-no}\n"
    _, problems = edition_check(written(edition(tmp_path), {"themes/snow.yaml": again}))
    assert [(p.code, p.file, p.line) for p in problems] == [("id-repeated", "themes/snow.yaml", 1)]


def test_an_example_may_say_which_theme_is_on(tmp_path):
    gives = "gives: {shoes: 50,"
    for number, (theme, codes) in enumerate({"rain": [], "snow": ["value-unknown"]}.items()):
        case = ("examples.yaml", gives, f"theme: {theme}\n    {gives}")
        assert [p.code for p in edition_check(edition(tmp_path / str(number), RAIN, "rain", case))[1]] == codes
