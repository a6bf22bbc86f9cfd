import csv
import io
import json
import re

import pytest

from aboveline.comparisons.trends import CONSTRUCTED, FICTIONAL, NO_LINE, Line, figure
from aboveline.frameworks.read import framework
from aboveline.problems import Faulty
from aboveline.steps.trend_data import trend_csv, trend_json, written_trend
from aboveline.steps.trends import trend
from tests.examples.editions import SMALL, changed, texts, written
from tests.inspections import HASH, WALKS, walks
from tests.inspections import changed as altered

LATER = ("2020-05}", "2021-05}")
FOLLOWS = ("kind: full", "kind: follow-up\nfollows: {id: walks, recommendations: [1], criteria: [A1, A2]}")
BASIS = "format: 1\ncases: weather is wet\nwithout_questions: [coat]\nsource: a paper\nstanding: derived\n"
PRINTED = "level,id,subgroup,measure,printed,count,base,place\n"


@pytest.fixture
def visits(tmp_path):
    """Two folders of one body, a year apart; changes of the second's settings, and further files of either."""

    def folders(*changes, first=None, second=None, start=()):
        return [
            walks(tmp_path / "one", altered("inspection.yaml", *start) | (first or {})),
            walks(
                tmp_path / "two",
                altered("inspection.yaml", ("id: walks", "id: walks-2"), LATER, *changes) | (second or {}),
            ),
        ]

    return folders


@pytest.fixture
def other(tmp_path, monkeypatch):
    """A changed copy of the small edition called other, and a map between them with those pairs; its hash."""

    def mapped(*pairs, cases="Both read walks."):
        own = tmp_path / "own"
        written(own / "small", texts(SMALL))
        changed(own / "other", ("framework.yaml", "id: small\n", "id: other\n"))
        if pairs:
            head = f"format: 1\nfrom: small\nto: other\ncases: {cases}\nsource: a paper\nstanding: assumed\n"
            lines = "".join(f"  - {{{pair}, reason: So}}\n" for pair in pairs)
            written(own / "maps", {"map.yaml": f"{head}questions:\n{lines}"})
        monkeypatch.setenv("ABOVELINE_FRAMEWORKS", str(own))
        return ("  id: small", "  id: other"), (HASH, framework(own / "other").hash)

    return mapped


def told(folders, *words, **further):
    with pytest.raises(Faulty) as faulty:
        trend(folders, *words, **further)
    return [problem.code for problem in faulty.value.problems], str(faulty.value)


def test_two_visits_under_one_edition_are_joined(visits):
    found = trend(visits(), "A2")
    assert [(point.inspection, figure(point), point.base) for point in found.points] == [
        ("walks", "67%", 3),
        ("walks-2", "67%", 3),
    ]
    assert found.lines == (Line(0, 1),)
    assert found.points[0].interval is not None
    assert (found.level, found.title, found.bodies) == ("part", "Coming home", ("The Walking Club",))
    assert not found.absent


def test_the_order_of_the_folders_does_not_matter(visits):
    folders = visits()
    assert trend(folders, "A2") == trend(folders[::-1], "A2")


def test_a_question_has_counts_and_its_interval(visits):
    found = trend(visits(), "shoes", confidence=0.9)
    assert [(point.above, point.base, figure(point)) for point in found.points] == [(2, 3, "2 of 3")] * 2
    assert found.points[0].interval.method == "exact"
    assert found.level == "question"


def test_points_and_grades_stand_without_a_line(visits):
    folders = visits()
    assert [figure(point) for point in trend(folders, "all").points] == ["2 of 2 points"] * 2
    graded = trend(folders, "B")
    assert [figure(point) for point in graded.points] == ["high"] * 2
    assert NO_LINE in graded.sentences


def test_a_first_visit_is_put_on_the_basis_of_the_one_that_follows_it(visits):
    found = trend(visits(FOLLOWS, second={"basis.yaml": BASIS}), "home")
    assert [figure(point) for point in found.points] == ["1 of 2", "2 of 3"]
    assert found.lines == (Line(0, 1),)
    assert "Basis of every figure: cases where weather is wet, without coat." in found.sentences


def test_a_follow_up_on_another_basis_is_not_joined_to_a_stranger(visits):
    sources = "format: 1\nsources: [file]\nsource: a paper\nstanding: derived\n"
    codes, said = told(visits(FOLLOWS, second={"basis.yaml": sources}), "home")
    assert codes == ["reference-unknown"]
    assert "two/basis.yaml" in said
    stranger = FOLLOWS[0], FOLLOWS[1].replace("walks,", "others,")
    found = trend(visits(stranger, second={"basis.yaml": BASIS}), "home")
    assert found.lines == ()
    assert any("different bases" in sentence for sentence in found.sentences)


def test_cohorts_stand_apart_and_those_out_of_scope_are_not_shown(visits):
    cohorts = (
        "  - {id: main, criteria: all}",
        "  - {id: main, title: May, criteria: all}\n  - {id: late, criteria: [A2]}",
    )
    cases = "case,cohort,sentence,months-served,weather\nW1,main,,,dry\nW2,main,,,wet\nW3,late,,,wet\n"
    judgements = (
        "assessment,question,choices,note\nR1,shoes,yes,\nR1,home,yes,\nR2,home,no,\nS2,home,yes,\nR3,home,yes,\n"
    )
    folders = visits(cohorts, second={"cases.csv": cases, "judgements.csv": judgements})
    found = trend(folders, "A2")
    assert [(point.cohort, figure(point)) for point in found.points] == [("", "67%"), ("May", "50%"), ("late", "100%")]
    assert found.lines == (Line(0, 1), Line(0, 2))
    assert [figure(point) for point in trend(folders, "B").points] == ["high", "high"]
    [absent] = trend(folders, "A1").absent[-1:]
    assert absent.inspection == "walks-2 (late)"
    assert absent.why == "A1 was not scored at this visit"


def test_what_has_no_score_is_counted(visits):
    blank = {"judgements.csv": "assessment,question,choices,note\nR1,home,yes,\n"}
    found = trend(visits(second=blank), "shoes")
    assert [point.inspection for point in found.points] == ["walks"]
    assert [absent.why for absent in found.absent] == ["shoes has no score here"]


def test_of_constructed_folders_only_print_is_shown(visits):
    constructed = ("kind: full", 'kind: full\nconstructed: "yes"')
    printed = (
        PRINTED + "criterion,A2,,score,80,,,a page\nquestion,shoes,,above,,2,3,a page\nquestion,home,,below,33,,,p\n"
    )
    folders = visits(start=[constructed], first={"printed.csv": printed})
    found = trend(folders, "A2")
    assert (figure(found.points[0]), found.points[0].computed) == ("80%", pytest.approx(200 / 3))
    assert found.points[0].interval is None
    assert found.sentences[-1] == CONSTRUCTED
    assert [absent.why for absent in trend(folders, "A1").absent] == [
        "A1 was not printed of this visit, whose cases are constructed"
    ]
    assert [(point.above, point.interval is None) for point in trend(folders, "shoes").points] == [(2, False)] * 2
    home = trend(folders, "home").points[0]
    assert (figure(home), home.interval) == ("2 of 3", None)


def test_a_constructed_first_visit_is_shown_as_the_later_report_printed_it(visits):
    constructed = ("kind: full", 'kind: full\nconstructed: "yes"')
    sheet = "criterion,A2,,original,67,,,p\ncriterion,A2,,adjusted,50,,,p\ncriterion,A1,,original,61,,,p\n"
    own = {"printed.csv": PRINTED + "question,shoes,,above,,2,3,a page\n"}
    later = {"basis.yaml": BASIS, "printed.csv": PRINTED + sheet}
    folders = visits(FOLLOWS, start=[constructed], first=own, second=later)
    assert figure(trend(folders, "A2").points[0]) == "50%"
    assert figure(trend(folders, "A1").points[0]) == "61%"
    assert trend(folders, "shoes").points[0].interval is None
    assert trend(folders, "A").absent[0].why.startswith("A was not printed")


def test_fictional_bodies_are_said_to_be_so(visits):
    assert FICTIONAL in trend(visits(start=[("kind: full", 'kind: full\nfictional: "yes"')]), "A2").sentences


def test_equal_questions_of_two_editions_are_joined(visits, other):
    folders = visits(*other("from: shoes, to: shoes, relation: equal", "from: home, to: shoes, relation: overlaps"))
    found = trend(folders, "shoes")
    assert [(point.edition, point.id, point.relation) for point in found.points] == [
        ("small", "shoes", "equal"),
        ("small", "home", "overlaps"),
        ("other", "shoes", "equal"),
    ]
    assert found.lines == (Line(0, 2),)
    assert found.edition == "other"
    assert "Both read walks." in found.sentences
    assert found.points[0].standing == "assumed"
    other_way = trend(folders, "shoes", edition="small")
    assert (other_way.edition, other_way.lines) == ("small", (Line(0, 1),))


def test_what_is_only_part_of_another_has_no_line(visits, other):
    found = trend(visits(*other("from: shoes, to: shoes, relation: subset")), "shoes")
    assert [point.relation for point in found.points] == ["subset", "equal"]
    assert found.lines == ()
    assert NO_LINE in found.sentences


def test_what_is_paired_with_nothing_is_counted(visits, other):
    folders = visits(*other("from: shoes, to: shoes, relation: equal"))
    assert [absent.why for absent in trend(folders, "home").absent] == ["the map pairs nothing with home of other"]


def test_editions_without_a_map_are_counted(visits, other):
    found = trend(visits(*other()), "home")
    assert [(absent.inspection, absent.why) for absent in found.absent] == [("walks", "no map leads to its edition")]


def test_an_id_that_only_an_older_edition_has_is_found_there(visits, other, tmp_path):
    ids, _ = other()
    renamed = {name: re.sub(r"\bhome\b", "back", text) for name, text in texts(tmp_path / "own" / "other").items()}
    folder = written(tmp_path / "own" / "other", renamed)
    judgements = WALKS["judgements.csv"].replace("home", "back")
    folders = visits(ids, (HASH, framework(folder).hash), second={"judgements.csv": judgements})
    found = trend(folders, "home")
    assert found.edition == "small"
    assert [point.inspection for point in found.points] == ["walks"]


@pytest.mark.parametrize(
    ("words", "further", "code"),
    [
        (["A2"], {"confidence": 1.0}, "option-value"),
        (["A9"], {}, "score-unknown"),
        (["A2"], {"edition": "smal"}, "unknown-name"),
        (["coat-why"], {}, "score-unknown"),
    ],
)
def test_what_cannot_be_asked_is_told(visits, words, further, code):
    assert told(visits(), *words, **further)[0] == [code]


def test_one_inspection_is_no_trend(visits):
    assert told(visits()[:1], "A2")[0] == ["option-value"]


def test_a_folder_given_twice_is_told(visits):
    folders = visits()
    assert told([folders[0], folders[0]], "A2")[0] == ["visits-differ"]


def test_every_faulty_folder_is_told_by_its_name(visits, tmp_path):
    folders = visits(start=[("dates: {fieldwork: 2020-05}\n", "")], second={"cases.csv": "case\n"})
    codes, said = told(folders, "A2")
    assert "setting-missing" in codes
    assert "one/inspection.yaml" in said
    assert "two/cases.csv" in said
    assert told([tmp_path / "none", folders[0]], "A2")[0][0] == "file-missing"


def test_an_edition_that_was_changed_is_another(visits, tmp_path):
    folder = changed(tmp_path / "two" / "framework", ("framework.yaml", "title: A small", "title: Another"))
    codes, said = told(visits((HASH, framework(folder).hash)), "A2")
    assert codes == ["visits-differ"]
    assert "another content of small" in said


def test_several_bodies_are_refused_unless_asked_for(visits):
    folders = visits(("id: club", "id: guild"), ("The Walking Club", "The Guild"))
    codes, said = told(folders, "A2")
    assert codes == ["visits-differ"]
    assert "2 bodies: The Walking Club, The Guild." in said
    found = trend(folders, "A2", several=True)
    assert found.lines == ()
    assert found.bodies == ("The Walking Club", "The Guild")


def test_a_trend_as_data(visits):
    found = trend(visits(second={"judgements.csv": "assessment,question,choices,note\n"}), "A2")
    data = json.loads(trend_json(found))
    assert data["points"][0]["score"] == pytest.approx(200 / 3)
    assert data["not_shown"] == [{"inspection": "walks-2", "edition": "small", "why": "A2 has no score here"}]
    assert data["lines"] == []
    joined = trend(visits(), "A2")
    assert json.loads(trend_json(joined))["lines"] == [{"first": 0, "second": 1, "change": 0.0}]
    rows = list(csv.DictReader(io.StringIO(trend_csv(joined))))
    assert [row["joined_to"] for row in rows] == ["", "walks"]
    assert rows[0]["rating"] == "high"
    assert [row["low"] for row in csv.DictReader(io.StringIO(trend_csv(trend(visits(), "B"))))] == ["", ""]


def test_a_page_is_written_once(visits, tmp_path):
    place = tmp_path / "trend.html"
    written_trend(trend(visits(), "A2"), place)
    assert "Coming home" in place.read_text("utf-8")
    with pytest.raises(Faulty):
        written_trend(trend(visits(), "A2"), place)
