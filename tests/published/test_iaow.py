"""Devon & Cornwall 2013, rebuilt: what its cases give, counted here the slow way, beside what the report printed."""

from collections import Counter
from fractions import Fraction

import pytest

from aboveline.frameworks.read import installed_framework
from aboveline.published.rebuilt import rebuilt_files
from aboveline.steps.inspections import inspection
from aboveline.steps.scores import scored
from tests.published.counting import asked, holds, rows, whole

OUTCOMES = {"1": 82, "2": 78, "3": 69, "4": 70, "5": 78}
"""Printed beside each outcome."""

BY_CRITERIA = {"1": 82, "2": 80, "3": 68, "4": 74, "5": 77}
"""What the same judgements come to where an outcome is the mean of its criteria."""

WORDS = {
    "all": (100, 100), "always": (100, 100), "every case": (100, 100), "none": (0, 0),
    "nearly all": (91, 99), "a high percentage": (85, 99), "most": (65, 90), "a sizable minority": (30, 45),
    "over four-fifths": (80, 86), "about four-fifths": (77, 83), "almost four-fifths": (76, 80),
    "over three-quarters": (75, 80), "more than three-quarters": (75, 80), "just over three-quarters": (75, 78),
    "three-quarters": (73, 77), "almost three-quarters": (71, 75), "slightly less than three-quarters": (71, 75),
    "a higher percentage": (75, 80),
    "just over seven-tenths": (70, 73), "around seven-tenths": (68, 73),
    "over two-thirds": (66.7, 72), "more than two-thirds": (66.7, 72), "a similar proportion": (38, 72),
    "just over two-thirds": (66.7, 70), "slightly more than two-thirds": (66.7, 70), "two-thirds": (65, 68.5),
    "almost two-thirds": (62, 66.7),
    "more than three-fifths": (60, 65), "three-fifths": (58, 62), "slightly less than three-fifths": (57, 60),
    "over half": (50, 58), "more than half": (50, 58), "half": (50, 50), "one-half": (50, 50), "only half": (50, 50),
    "almost half": (46, 50), "less than half": (40, 50), "less than one-half": (40, 50),
    "over two-fifths": (40, 45), "slightly more than two-fifths": (40, 43), "a higher proportion": (40, 48),
    "about two-fifths": (37, 43), "approximately two-fifths": (37, 43), "two-fifths": (38, 42),
    "almost two-fifths": (36, 40),
    "over one-third": (33.4, 38), "slightly more than one-third": (33.4, 36), "just over one-third": (33.4, 36),
    "around one-third": (30, 37), "one-third": (32, 35), "almost one-third": (30, 33.3),
    "over one-quarter": (25, 30), "more than one-quarter": (25, 30), "a slightly higher proportion": (27, 31),
    "just over one-quarter": (25, 28), "slightly more than one-quarter": (25, 28), "around one-quarter": (22, 28),
    "one-quarter": (23, 27), "almost one-quarter": (22, 25), "just under one-quarter": (22, 25),
    "more than one-fifth": (20, 24), "about one-fifth": (17, 23), "one-fifth": (18, 22),
}  # fmt: skip
"""What a reader would let each of the report's phrases stand for, in percent."""

CANNOT_BE_HAD = {
    ("offending-factors", "lifestyle", "O3 1.6"),
    ("offending-factors", "emotional-well-being", "O3 1.6"),
}
"""Figures the report contradicts itself on; contradictions.csv says how."""


@pytest.fixture(scope="module")
def framework():
    return installed_framework("iaow-2013")


@pytest.fixture(scope="module")
def files(framework):
    return rebuilt_files("devon-cornwall-2013", framework)


@pytest.fixture(scope="module")
def cases(files):
    return {row["case"]: row for row in rows(files["cases.csv"])}


@pytest.fixture(scope="module")
def chosen(files):
    """Question → case → ticks."""
    case = {row["assessment"]: row["case"] for row in rows(files["assessments.csv"])}
    found = {}
    for row in rows(files["judgements.csv"]):
        found.setdefault(row["question"], {})[case[row["assessment"]]] = row["choices"].split("|")
    return found


@pytest.fixture(scope="module")
def printed(files):
    return rows(files["printed.csv"])


def derived(question, cases, chosen):
    found = {}
    for name, case in cases.items():
        truth = holds(question.when_text, case, chosen) if asked(question, case, chosen) else None
        if truth is not None:
            found[name] = ["yes" if truth else "no"]
    return found


def counted(framework, row, cases, chosen):
    """(cases with that measure, base) of a printed question figure, counted case by case."""
    question = framework.questions[row["id"]]
    judged = derived(question, cases, chosen) if question.role == "derived" else chosen[question.id]
    above = {choice.id for choice in question.scale.choices if choice.above}
    inside = [
        ticks
        for name, ticks in judged.items()
        if ticks != ["not-applicable"] and (not row["subgroup"] or holds(row["subgroup"], cases[name], chosen) is True)
    ]
    wanted = {"above": above, "below": {c.id for c in question.scale.choices} - above}
    return sum(bool(wanted.get(row["measure"], {row["measure"]}) & set(ticks)) for ticks in inside), len(inside)


def question_share(framework, name, chosen):
    """The share above the line of everybody asked, exactly."""
    above = {choice.id for choice in framework.questions[name].scale.choices if choice.above}
    judged = [ticks[0] for ticks in chosen[name].values() if ticks != ["not-applicable"]]
    return Fraction(sum(choice in above for choice in judged), len(judged))


def mean(shares):
    return sum(shares) / len(shares)


def shares_by_criterion(framework, chosen):
    """Criterion → question → share; a question that counts in two criteria stands in both."""
    found = {}
    for question in framework.questions.values():
        if question.role == "scored":
            for place in (question.criterion, *question.also_in):
                found.setdefault(place, {})[question.id] = question_share(framework, question.id, chosen)
    return found


def test_every_printed_question_figure_is_given_back_or_listed(framework, cases, chosen, printed):
    figures = [row for row in printed if row["level"] == "question"]
    assert len(figures) == 305
    for row in figures:
        count, base = counted(framework, row, cases, chosen)
        low, high = WORDS[row["words"]] if row["words"] else (0, 100)
        agrees = (
            (not row["printed"] or whole(Fraction(count, base)) == int(row["printed"]))
            and (not row["count"] or count == int(row["count"]))
            and (not row["base"] or base == int(row["base"]))
            and low <= Fraction(100 * count, base) <= high
        )
        assert agrees != ((row["id"], row["measure"], row["place"]) in CANNOT_BE_HAD), (row, count, base)


def test_what_is_printed_as_more_than_something_else_is_more(framework, cases, chosen):
    def share(name, measure):
        count, base = counted(framework, {"id": name, "measure": measure, "subgroup": ""}, cases, chosen)
        return Fraction(count, base)

    swiftly = share("roh-changes-identified-swiftly", "below")
    assert swiftly < share("roh-changes-acted-upon", "below")
    assert swiftly < share("roh-increase-notified-agencies", "below")
    assert share("victim-safety-priority", "above") < share("victim-concerns-considered", "above")
    progress = [share("progress-most-significant-factors", band) for band in ("good", "some")]
    assert progress[0] < progress[1]


def test_what_cannot_be_had_is_listed(files):
    places = {row["place"] for row in rows(files["contradictions.csv"])}
    assert {"O3 1.6 and the table of O3 3.4", "O2 2.10 and O2 3.2", "Summary, five scores", "Appendix 5"} <= places


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_outcomes_come_to_their_printed_scores(framework, chosen, printed, outcome):
    shares = {}
    for criterion, inside in shares_by_criterion(framework, chosen).items():
        if criterion.startswith(outcome):
            shares |= inside
    assert whole(mean(shares.values())) == OUTCOMES[outcome]
    assert [row["printed"] for row in printed if row["id"] == outcome] == [str(OUTCOMES[outcome])]


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_read_otherwise_the_outcomes_are_means_of_their_criteria(framework, chosen, outcome):
    by_criterion = shares_by_criterion(framework, chosen)
    scores = [mean(inside.values()) for criterion, inside in by_criterion.items() if criterion.startswith(outcome)]
    assert whole(mean(scores)) == BY_CRITERIA[outcome]


@pytest.mark.parametrize("reading", ["", "by-criteria"])
def test_the_program_scores_as_counted_here(framework, files, chosen, tmp_path, reading):
    for name, content in files.items():
        (tmp_path / name).write_text(content, "utf-8")
    found = {row.id: row.score for row in scored(inspection(tmp_path), reading=reading).scores}
    by_criterion = shares_by_criterion(framework, chosen)
    for criterion, inside in by_criterion.items():
        assert found[criterion] == pytest.approx(float(100 * mean(inside.values())), abs=1e-9)
    for outcome in OUTCOMES:
        own = [inside for criterion, inside in by_criterion.items() if criterion.startswith(outcome)]
        questions = {name: share for inside in own for name, share in inside.items()}
        wanted = mean([mean(inside.values()) for inside in own]) if reading else mean(questions.values())
        assert found[outcome] == pytest.approx(float(100 * wanted), abs=1e-9)


def test_work_for_victims_counts_in_outcome_4_as_well(framework):
    both = [q for q in framework.questions.values() if q.also_in]
    assert {(q.criterion[0], *(place[0] for place in q.also_in)) for q in both} == {("5", "4")}
    assert {q.criterion for q in both} == {"5.1", "5.2", "5.3"}


def test_questions_that_were_not_published_lie_within_what_is_printed_in_their_criterion(framework, chosen):
    unpublished = {q.id: q for q in framework.questions.values() if "unpublished" in q.tags}
    assert Counter(q.criterion for q in unpublished.values()) == {"1.1": 2, "2.2": 2, "3.3": 2, "4.2": 9, "5.5": 1}
    assert {q.standing for q in unpublished.values()} == {"assumed"}
    by_criterion = shares_by_criterion(framework, chosen)
    for name, question in unpublished.items():
        known = [share for other, share in by_criterion[question.criterion].items() if other not in unpublished]
        assert min(known) <= question_share(framework, name, chosen) <= max(known), name


def test_every_judgement_is_on_a_question_asked_of_that_case_and_none_is_left_out(framework, cases, chosen):
    for question in framework.questions.values():
        if question.role != "derived":
            wanted = {name for name, case in cases.items() if asked(question, case, chosen)}
            assert set(chosen[question.id]) == wanted, question.id


def test_progress_on_single_factors_agrees_with_progress_on_any(framework, cases, chosen):
    factors = [choice.id for choice in framework.questions["offending-factors"].scale.choices]
    for name in cases:
        progress = any(chosen[f"progress-{factor}"].get(name) == ["sufficient"] for factor in factors)
        assert chosen["progress-any-factor"][name] == ["yes" if progress else "no"]


def test_the_sample_is_made_up_as_the_report_says(cases):
    def number(**facts):
        return sum(
            all(case[fact.replace("_", "-")] == value for fact, value in facts.items()) for case in cases.values()
        )

    assert len(cases) == 72
    assert number(sex="female") == 9
    reports = Counter(case["court-report"] for case in cases.values())
    assert reports == {"oral": 11, "full": 15, "short": 18, "missing": 4, "not-needed": 24}
    assert number(court_report="missing", sentence="suspended") == 1
    assert number(court_report="missing", sentence="community") == 3
    assert number(mappa_eligible="yes") == 23
    assert [number(mappa_eligible="yes", mappa_level=level) for level in ("none", "1", "2")] == [3, 14, 6]
    assert number(visor="yes") == number(visor="yes", mappa_eligible="yes") == 11
    assert number(approved_premises="resident") == number(approved_premises="resident", sentence="licence") == 6
    assert number(restrictive_requirement="yes") == 34
    assert number(curfew="yes") == number(curfew="yes", restrictive_requirement="yes") == 5
    assert number(specified_activity="yes") == 18
    assert number(accredited_programme="yes") == 23
    assert number(domestic_violence="yes") == 20
    assert number(victim_contact="yes") == number(victim_contact="yes", sentence="licence") == 21
    assert number(transferred_in="yes") == 3
    assert number(transferred_out="yes") == 2
    assert number(transferred_in="yes", transferred_out="yes") == 0
    assert number(roh_level="low") == 72 - 59 - 8


def test_the_folder_says_that_its_cases_are_constructed_and_pins_its_edition(files, framework):
    assert 'constructed: "yes"' in files["inspection.yaml"]
    assert framework.hash in files["inspection.yaml"]


def test_building_twice_gives_the_same_files(files, framework):
    assert rebuilt_files("devon-cornwall-2013", framework) == files
