from aboveline.frameworks.read import framework
from aboveline.steps.reporting import report_content
from aboveline.steps.scores import scored
from tests.examples.editions import changed as changed_edition
from tests.inspections import HASH, WALKS, changed

TABLES = {
    "discretions.csv": (
        "part,kind,final,by,by_role,reason,date\n"
        "A1,score,60,ann,lead,Rain on all days,2020-06-01\n"
        "B,rating,low,ann,lead,The map was of elsewhere,2020-06-01\n"
    ),
    "surveys.csv": (
        "respondent,respondents,item,percent,count,base,words\n"
        "walkers,3,liked it,66.7,2,3,\nwalkers,3,would come again,,,,most\ninnkeepers,,were friendly,,,,all\n"
    ),
    "performance.csv": "scheme,domain,metric,actual\nclub,walks,walks walked,3 of 4\n",
    "recommendations.csv": "number,text,criteria,origin\n1,Buy coats,A1|A2,this inspection\n2,Walk more,,\n",
    "printed.csv": (
        "level,id,measure,printed,place\ncriterion,A1,score,59,page 1\ncriterion,A1,rating,high,page 1\n"
        "question,shoes,above,67,page 2\n"
    ),
    "contradictions.csv": "place,printed,obtained,reason\npage 3,4 walks,3 walks,One fell out\n",
}


def rows(page):
    return {row.id: row for row in (*page.scores, *page.threads)}


def test_everything_the_folder_holds_is_in_the_report(score):
    page = report_content(score(TABLES))
    assert page.inspection.body == "The Walking Club"
    assert page.inspection.constructed_note == ""
    assert [(survey.respondent, survey.respondents, len(survey.items)) for survey in page.surveys] == [
        ("walkers", 3, 2),
        ("innkeepers", None, 1),
    ]
    assert page.performance[0].metric == "walks walked"
    assert [recommendation.criteria for recommendation in page.recommendations] == [("A1", "A2"), ()]
    assert page.contradictions[0].reason == "One fell out"
    assert rows(page)["A1"].printed == "59, high"
    assert rows(page)["A2"].printed is None
    shoes = next(question for question in page.criteria[0].questions if question.id == "shoes")
    assert (shoes.printed, shoes.base, shoes.above) == ("67%", 3, 2)
    assert [criterion.id for criterion in page.criteria] == ["A1", "A2"]
    assert [question.id for question in page.criteria[1].questions] == ["home"]
    assert "home" in [question.id for question in page.criteria[0].questions]


def test_a_discretion_is_told_with_what_was_before(score):
    page = report_content(score(TABLES))
    assert (rows(page)["A1"].score, rows(page)["B"].rating) == (60, "low")
    assert rows(page)["A1"].discretion == "Changed from 58.89 to 60 by ann, 2020-06-01: Rain on all days"
    assert rows(page)["B"].discretion.startswith("Changed from high to low by ann")


def test_a_discretion_where_there_was_no_score_says_so(score):
    nobody = {name: text for name, text in TABLES.items() if name == "discretions.csv"}
    judgements = "\n".join(line for line in WALKS["judgements.csv"].splitlines() if ",ready," not in line) + "\n"
    page = report_content(score(nobody | {"judgements.csv": judgements}))
    assert rows(page)["A1"].discretion.startswith("Changed from no score to 60")


def test_why_there_is_no_score_is_said(score):
    page = report_content(
        score({"judgements.csv": "assessment,question,choices\nR1,shoes,yes\n", "evidence.csv": None})
    )
    assert rows(page)["A2"].status == "nothing that counts was judged"
    assert rows(page)["A1"].status == "the rule needs a part that has no score"
    assert rows(page)["B"].status
    [grade] = page.grades
    assert [item.rating for item in grade.items] == [None, None]


def test_constructed_cases_are_said_to_be_so(score):
    settings = changed("inspection.yaml", ("kind: full", "kind: full\nconstructed: true"))
    page = report_content(score(settings))
    assert page.inspection.constructed_note.startswith("The cases in this inspection are constructed")


def test_what_has_no_rule_has_a_row_and_what_is_assumed_is_named(read, tmp_path):
    edition = changed_edition(
        tmp_path / "walks" / "framework",
        ("framework.yaml", "    score: points\n    rating: total\n", ""),
        ("framework.yaml", "    otherwise: low\n    missing: absent\n    source: paper\n    standing: published\n",
         "    otherwise: low\n    missing: absent\n    source: a guess\n    standing: assumed\n"),
    )  # fmt: skip
    found = read(changed("inspection.yaml", (HASH, framework(edition).hash)))
    page = report_content(scored(found, by=["weather"]))
    assert rows(page)["all"].status == "no score of its own"
    assert [(rule.name, rule.standing, rule.parts) for rule in page.assumed_rules] == [("graded", "assumed", ("B",))]
    assert [question.id for question in page.criteria[1].questions] == ["home"]
