"""A programme of today, and the body that does not exist: what it comes to, counted the slow way, beside its truth."""

import hashlib
import json
from collections import Counter
from fractions import Fraction
from math import ceil, sqrt

import pytest

from aboveline.cli import main
from aboveline.files.folder import write_folder
from aboveline.frameworks.documents import document, plain
from aboveline.frameworks.read import LIBRARY as EDITIONS
from aboveline.frameworks.read import installed_framework
from aboveline.published.rebuilt import LIBRARY, rebuilt_files
from aboveline.steps.comparing import printed_comparison
from aboveline.steps.edition_check import edition_check
from aboveline.steps.inspections import inspection
from aboveline.steps.reporting import report_content
from aboveline.steps.scores import scored
from tests.published.counting import rows

VISITS = ("fictional-northmarsh-2024", "fictional-northmarsh-2025")
STANDARDS = {"2.1": "assessment", "2.2": "planning", "2.3": "delivery", "2.4": "reviewing"}
POINTS = {"Inadequate": 0, "Requires improvement": 1, "Good": 2, "Outstanding": 3}

KNOWN = {
    "fictional-northmarsh-2024": (70, {"2.1": "32/70", "2.2": "22/54", "2.3": "1/2", "2.4": "28/54"}, 6),
    "fictional-northmarsh-2025": (74, {"2.1": "45/74", "2.2": "31/60", "2.3": "46/74", "2.4": "26/60"}, 9),
}
"""Cases, the lowest key question of each case standard, and the points of all seven."""


@pytest.fixture(scope="module")
def framework():
    return installed_framework("pdu-2023")


@pytest.fixture(scope="module", params=VISITS)
def visit(request):
    return request.param


@pytest.fixture(scope="module")
def files(visit, framework):
    return rebuilt_files(visit, framework)


@pytest.fixture(scope="module")
def truth(visit):
    return plain(document(LIBRARY / visit / "truth.yaml")[0])


@pytest.fixture(scope="module")
def keys(framework):
    return [question.id for question in framework.questions.values() if question.role == "scored"]


@pytest.fixture(scope="module")
def folder(visit, files, tmp_path_factory):
    place = tmp_path_factory.mktemp("fictional") / visit
    write_folder(place, files)
    return place


@pytest.fixture(scope="module")
def found(folder):
    return scored(inspection(folder))


def judged(files, stands):
    """(case, question) → choice, of the readings that stand or of those that do not."""
    case = {row["assessment"]: row["case"] for row in rows(files["assessments.csv"]) if row["stands"] == stands}
    return {
        (case[row["assessment"]], row["question"]): row["choices"]
        for row in rows(files["judgements.csv"])
        if row["assessment"] in case
    }


def share(judgements, question):
    choices = [choice for (_, name), choice in judgements.items() if name == question]
    return Fraction(choices.count("yes"), len(choices))


def word(number):
    """The band of a share, whole percent rounded half up."""
    whole = int(number * 100 + Fraction(1, 2))
    return (
        "Outstanding"
        if whole >= 80
        else "Good"
        if whole >= 65
        else "Requires improvement"
        if whole >= 50
        else "Inadequate"
    )


def test_the_edition_is_free_of_faults_and_its_examples_come_out():
    _, problems = edition_check(EDITIONS / "pdu-2023")
    assert problems == []


def test_every_rule_that_was_not_read_in_a_source_is_marked_as_assumed(framework):
    assert {rule.standing for rule in framework.rules.values()} == {"assumed"}
    assert framework.rules["case-standard-rating"].near.standing == "assumed"


def test_there_are_twelve_key_questions_and_prompts_under_each(framework, keys):
    assert keys == [f"{stem}-{name}" for stem in STANDARDS.values() for name in ("engages", "desistance", "safe")]
    prompts = Counter(q.reason_of for q in framework.questions.values() if q.role == "reason")
    assert set(prompts) == set(keys)
    assert min(prompts.values()) >= 2
    for question in framework.questions.values():
        if question.role == "reason":
            parent = framework.questions[question.reason_of]
            assert question.capture < parent.capture, "an inspector sums up at the end"
            assert question.applies_text == parent.applies_text


def test_low_risk_of_serious_harm_leaves_the_base_of_safety_from_planning_on(framework, keys):
    waiting = [name for name in keys if framework.questions[name].applies_text]
    assert waiting == ["planning-safe", "delivery-safe", "reviewing-safe"]


def test_totals_of_seven_standards_and_fewer_follow_the_rule_of_halves(framework):
    for count, bands in framework.rules["overall-rating"].bands_by_parts.items():
        for band, mean in zip(bands, (0.5, 1.5, 2.5, 3), strict=True):
            assert band.edge == int(mean * count)
    assert [band.edge for band in framework.rules["overall-rating"].bands_by_parts[7]] == [3, 10, 17, 21]


def test_standards_and_total_come_out_as_counted_by_hand(visit, files, found, keys):
    cases, lowest, points = KNOWN[visit]
    standing = judged(files, "yes")
    assert len({case for case, _ in standing}) == cases
    scores = {row.id: row for row in found.scores}
    total = 0
    for part, stem in STANDARDS.items():
        number = min(share(standing, name) for name in keys if name.startswith(stem))
        assert number == Fraction(lowest[part])
        assert scores[part].score == pytest.approx(float(100 * number))
        assert scores[part].computed_rating == word(number)
        total += POINTS[scores[part].rating]
    for row in rows(files["grades.csv"]):
        assert scores[row["part"]].rating == row["rating"]
        total += POINTS[row["rating"]]
    assert (scores["overall"].points, scores["overall"].most_points) == (total, 21) == (points, 21)
    assert scores["overall"].rating == "Requires improvement"


def test_the_flags_of_each_visit(visit, found):
    assert [(flag.part, flag.ground) for flag in found.flags()] == {
        "fictional-northmarsh-2024": [
            ("2.1", "near-edge"), ("2.3", "near-edge"), ("2.3", "one-case"), ("2.4", "near-edge"),
        ],
        "fictional-northmarsh-2025": [("2.1", "near-edge"), ("2.2", "near-edge"), ("2.3", "near-edge")],
    }[visit]  # fmt: skip


def test_a_discretion_stands_on_a_flag_and_keeps_the_computed_rating(visit, found):
    flags = {(flag.part, flag.ground) for flag in found.flags()}
    changes = [row for row in found.scores if row.discretion]
    assert [row.id for row in changes] == ([] if visit == VISITS[0] else ["2.1"])
    for row in changes:
        assert (row.id, row.discretion.ground) in flags
        assert (row.computed_rating, row.rating) == ("Requires improvement", "Good")


def test_the_sample_is_drawn_from_the_caseload_as_said(files, truth):
    caseload = {row["case"]: row for row in rows(files["caseload.csv"])}
    sample = {row["case"]: row for row in rows(files["cases.csv"])}
    assert len(caseload) == int(truth["sample"]["caseload"]) > len(sample)
    assert all(caseload[case] == {k: v for k, v in row.items() if k != "cohort"} for case, row in sample.items())
    seed, size = truth["sample"]["seed"], int(truth["sample"]["size"])
    number = {case: hashlib.sha256(f"{seed}\n{case}".encode()).hexdigest() for case in caseload}
    assert sorted(sample) == sorted(sorted(caseload, key=number.__getitem__)[:size])


def test_the_sample_has_the_size_of_the_plan(framework, truth):
    assert (framework.sampling["confidence"], framework.sampling["margin"]) == ("80", "5")
    infinite = 1.2816**2 * 0.25 / 0.05**2
    assert int(truth["sample"]["size"]) == ceil(infinite / (1 + (infinite - 1) / int(truth["sample"]["caseload"])))


def test_what_was_found_can_be_part_of_what_is_true(files, truth, keys):
    standing = judged(files, "yes")
    assert list(truth["shares"]) == keys
    for name, told in truth["shares"].items():
        chosen = [choice for (_, question), choice in standing.items() if question == name]
        above, base = int(told["caseload"]["above"]), int(told["caseload"]["base"])
        assert chosen.count("yes") <= above
        assert chosen.count("no") <= base - above


def test_estimates_lie_about_the_truth(files, truth):
    standing = judged(files, "yes")
    off = []
    for name, told in truth["shares"].items():
        base = sum(question == name for _, question in standing)
        true, whole = int(told["share"]) / 100, int(told["caseload"]["base"])
        caseload = int(told["caseload"]["above"]) / whole
        assert abs(caseload - true) < 3.5 * sqrt(true * (1 - true) / whole)
        error = sqrt(caseload * (1 - caseload) / base * (whole - base) / (whole - 1))
        off.append((float(share(standing, name)) - caseload) / error)
    assert max(map(abs, off)) < 3.5
    assert sum(abs(each) < 2 for each in off) >= 10


def test_what_truly_changed_is_told_at_the_second_visit():
    first, second = (plain(document(LIBRARY / name / "truth.yaml")[0]) for name in VISITS)
    change = {name: int(points) for name, points in second["change"].items()}
    assert change == {
        name: int(told["share"]) - int(first["shares"][name]["share"]) for name, told in second["shares"].items()
    }
    assert Counter("same" if points == 0 else "up" if points > 0 else "down" for points in change.values()) == {
        "up": 6,
        "same": 5,
        "down": 1,
    }


def test_second_readings_agree_in_part_and_never_stand(files, truth, keys):
    readings = rows(files["assessments.csv"])
    second = [row for row in readings if row["reading"] == "second"]
    assert {row["stands"] for row in second} == {"no"}
    assert len(second) in (24, 25)
    first = {row["case"]: row["reader"] for row in readings if row["reading"] == "first"}
    assert all(row["reader"] != first[row["case"]] for row in second)
    again, standing = judged(files, "no"), judged(files, "yes")
    assert {question for _, question in again} == set(keys)
    pairs = [(standing[place], choice) for place, choice in again.items()]
    assert 0.75 < sum(one == other for one, other in pairs) / len(pairs) < 0.95
    assert {"same": "70", "leniency": "0"}.items() <= truth["second_readings"].items()


def test_a_second_reading_does_not_move_a_score(visit, files, found, tmp_path):
    without = {row["assessment"] for row in rows(files["assessments.csv"]) if row["reading"] == "first"}
    kept = {
        name: "\n".join(line for line in text.split("\n") if line.split(",")[0] in {"assessment", *without}) + "\n"
        for name, text in files.items()
        if name in ("assessments.csv", "judgements.csv")
    }
    write_folder(tmp_path / visit, files | kept)
    assert scored(inspection(tmp_path / visit)).scores == found.scores


def test_everything_says_that_the_body_is_fictional(folder, found, capsys):
    assert main(["score", str(folder)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Fictional: there is no such body." in said
    assert "Ratings near a boundary, for a panel to look at. What counts as near is assumed." in said
    assert "2.1 near-edge: " in said
    assert "of 21 Requires improvement*" in said
    assert "Constructed" not in said
    assert main(["score", str(folder), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["inspection"]["fictional"], data["inspection"]["constructed"]) == (True, False)
    assert [tuple(flag.values()) for flag in data["flags"]] == found.flags()
    content = report_content(found)
    assert content.inspection.fictional_note.startswith("There is no such body.")
    assert content.scores[0].points in ("6 of 21", "9 of 21")


def test_nothing_printed_is_nothing_to_hold_it_against(found):
    assert printed_comparison(found).rows == ()


def test_the_second_visit_follows_the_first(framework, tmp_path):
    write_folder(tmp_path / "second", rebuilt_files(VISITS[1], framework))
    follows = inspection(tmp_path / "second").settings.follows
    assert follows.id == VISITS[0]
    first = {row["number"]: row["text"] for row in rows(rebuilt_files(VISITS[0], framework)["recommendations.csv"])}
    second = rows(rebuilt_files(VISITS[1], framework)["recommendations.csv"])
    assert set(follows.recommendations) == set(first)
    assert first == {row["number"]: row["text"] for row in second if row["origin"] == VISITS[0]}
