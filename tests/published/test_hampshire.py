"""Hampshire 2008, rebuilt: what its cases give, counted here the slow way, beside what the report printed."""

from collections import Counter
from fractions import Fraction

import pytest

from aboveline.frameworks.read import installed_framework
from aboveline.published.rebuilt import rebuilt_files
from tests.published.counting import asked, holds, rows, whole

SCORES = {
    "1.1": 72, "1.2": 64, "1.3": 74, "1.4": 68, "1.5": 62,
    "2.1": 58, "2.2": 62, "2.3": 67, "2.4": 80, "2.5": 61, "2.6": 85, "2.7": 65,
    "3.1": 56, "3.2": 64,
}  # fmt: skip
"""Printed beside each criterion."""

EXACT_WORDS = {"all": Fraction(1), "only half": Fraction(1, 2), "a third": Fraction(1, 3)}

CANNOT_BE_HAD = {
    ("pre-release-liaison-sufficient", "below"),
    ("pre-release-liaison-sufficient--not-hindered", "yes"),
}
"""Figures the report contradicts itself on; contradictions.csv says how."""


@pytest.fixture(scope="module")
def framework():
    return installed_framework("omi-2006")


@pytest.fixture(scope="module")
def files(framework):
    return rebuilt_files("hampshire-2008", framework)


@pytest.fixture(scope="module")
def cases(files):
    return {row["case"]: row for row in rows(files["cases.csv"])}


@pytest.fixture(scope="module")
def chosen(files):
    """Question → case → choices."""
    case = {row["assessment"]: row["case"] for row in rows(files["assessments.csv"])}
    found = {}
    for row in rows(files["judgements.csv"]):
        found.setdefault(row["question"], {})[case[row["assessment"]]] = row["choices"]
    return found


@pytest.fixture(scope="module")
def printed(files):
    return rows(files["printed.csv"])


def derived(question, cases, chosen):
    found = {}
    for name, case in cases.items():
        truth = holds(question.when_text, case, chosen) if asked(question, case, chosen) else None
        if truth is not None:
            found[name] = "yes" if truth else "no"
    return found


def counted(framework, row, cases, chosen):
    """(cases with that measure, base) of a printed question figure, counted case by case."""
    question = framework.questions[row["id"]]
    judged = derived(question, cases, chosen) if question.role == "derived" else chosen[question.id]
    above = {choice.id for choice in question.scale.choices if choice.above}
    inside = [
        choices.split("|")
        for name, choices in judged.items()
        if choices != "not-applicable" and (not row["subgroup"] or holds(row["subgroup"], cases[name], chosen) is True)
    ]
    wanted = {"above": above, "below": {c.id for c in question.scale.choices} - above}
    return sum(bool(wanted.get(row["measure"], {row["measure"]}) & set(ticks)) for ticks in inside), len(inside)


def question_share(framework, name, chosen):
    """The share above the line of everybody asked, exactly."""
    above = {choice.id for choice in framework.questions[name].scale.choices if choice.above}
    judged = [choice for choice in chosen[name].values() if choice != "not-applicable"]
    return Fraction(sum(choice in above for choice in judged), len(judged))


def scored(framework, criterion):
    return [q for q in framework.questions.values() if q.criterion == criterion and q.role == "scored"]


def criterion_score(framework, criterion, chosen):
    questions = scored(framework, criterion)
    [summary] = [q.id for q in questions if "summary" in q.tags]
    others = [question_share(framework, q.id, chosen) for q in questions if q.id != summary]
    return Fraction(8, 10) * sum(others) / len(others) + Fraction(2, 10) * question_share(framework, summary, chosen)


def test_every_printed_question_figure_is_given_back_or_listed(framework, cases, chosen, printed):
    figures = [row for row in printed if row["level"] == "question"]
    assert len(figures) == 251
    for row in figures:
        count, base = counted(framework, row, cases, chosen)
        agrees = (
            (not row["printed"] or whole(Fraction(count, base)) == int(row["printed"]))
            and (not row["count"] or count == int(row["count"]))
            and (not row["base"] or base == int(row["base"]))
            and (not row["words"] or Fraction(count, base) == EXACT_WORDS[row["words"]])
        )
        assert agrees != ((row["id"], row["measure"]) in CANNOT_BE_HAD), (row, count, base)


def test_what_cannot_be_had_is_listed(files):
    places = {row["place"] for row in rows(files["contradictions.csv"])}
    assert {"2.4 improvement (a)", "2.4 improvement (a), next sentence", "Table 2", "1.5 conclusion"} <= places


@pytest.mark.parametrize("criterion", SCORES)
def test_the_criteria_come_to_their_printed_scores(framework, chosen, printed, criterion):
    assert whole(criterion_score(framework, criterion, chosen) / 1) == SCORES[criterion]
    assert {row["printed"] for row in printed if (row["id"], row["measure"]) == (criterion, "score")} == {
        str(SCORES[criterion])
    }


def test_the_thread_comes_to_69_with_the_membership_assumed(framework, chosen):
    members = [q for c in SCORES if c[0] in "12" for q in scored(framework, c) if "risk-of-harm" in q.tags]
    shares = [question_share(framework, q.id, chosen) for q in members]
    assert len(shares) == 60
    assert whole(sum(shares) / len(shares)) == 69


@pytest.mark.parametrize(
    ("question", "yes", "base"),
    [
        ("plan-shape-change-goals-none", 13, 110),
        ("review-flow-shape-ownership-none", 29, 88),
        ("pre-release-joint-work-none", 17, 42),
        ("ppo-neither-contact-nor-pattern", 3, 12),
        ("no-reoffending-score", 3, 21),
        ("any-demonstrable-benefit", 66, 110),
        ("home-visit-carried-out", 8, 13),
    ],
)
def test_what_follows_from_other_judgements_overlaps_as_printed(framework, cases, chosen, question, yes, base):
    found = Counter(derived(framework.questions[question], cases, chosen).values())
    assert (found["yes"], found.total()) == (yes, base)


def test_every_judgement_is_on_a_question_asked_of_that_case_and_none_is_left_out(framework, cases, chosen):
    for question in framework.questions.values():
        if question.role != "derived":
            wanted = {name for name, case in cases.items() if asked(question, case, chosen)}
            assert set(chosen[question.id]) == wanted, question.id


def test_the_sample_is_made_up_as_the_report_says(cases):
    def number(**facts):
        return sum(
            all(case[fact.replace("_", "-")] == value for fact, value in facts.items()) for case in cases.values()
        )

    assert Counter(case["sentence"] for case in cases.values()) == {"community": 60, "licence": 40, "custody": 10}
    assert sum(case["mappa-level"] != "none" for case in cases.values()) == 29
    assert sum(case["approved-premises"] != "none" for case in cases.values()) == 6
    assert sum(case["ethnicity"] != "white" for case in cases.values()) == 7
    assert number(sex="female") == 14
    assert number(ppo="yes") == 12
    assert number(approved_premises="resident") == 4
    assert number(victim_contact="yes") == 18
    assert number(child_safeguarding="yes") == 18
    assert number(victim_safety="yes") == 59
    assert number(domestic_violence="yes") == 25
    assert number(drug_rehabilitation="yes") == 7
    assert number(accredited_programme="yes") == 16
    assert number(transferred_in="yes") == 5
    assert number(moved_prison="yes") == number(moved_prison="yes", sentence="custody") == 6
    assert number(recalled="yes") == number(recalled="yes", sentence="licence") == 3
    assert sum(case["sentence"] == "custody" and int(case["months-served"]) >= 12 for case in cases.values()) == 7


def test_the_facts_of_a_case_agree_with_one_another(cases):
    for case in cases.values():
        high = case["roh-level"] in ("high", "very-high")
        assert not (high or case["ppo"] == "yes") or case["tier"] == "4"
        assert case["approved-premises"] == "none" or case["sentence"] == "licence"
        assert case["unpaid-work"] == "no" or case["sentence"] == "community"
        assert case["drug-rehabilitation"] == "no" or case["sentence"] == "community"
        assert case["victim-contact"] == "no" or case["sentence"] != "community"
        assert case["victim-contact"] == "no" or case["victim-safety"] == "yes"
        assert (case["months-served"] == "0") == (case["sentence"] == "community")


def test_about_a_third_of_the_cases_are_read_by_area_assessors(files):
    readers = Counter(row["reader_role"] for row in rows(files["assessments.csv"]))
    assert readers == {"inspector": 74, "area assessor": 36}


def test_the_folder_says_that_its_cases_are_constructed_and_pins_its_edition(files, framework):
    assert 'constructed: "yes"' in files["inspection.yaml"]
    assert framework.hash in files["inspection.yaml"]
    assert "as-installed" not in files["inspection.yaml"]


def test_building_twice_gives_the_same_files(files, framework):
    assert rebuilt_files("hampshire-2008", framework) == files
