import pytest

from aboveline.cases.table import case_table
from aboveline.frameworks.read import installed_framework
from aboveline.problems import Faulty
from aboveline.published.deal import COUNTS, dealt_judgements, dealt_order
from aboveline.tables import RawTable, checked_table

ALL = 4
FACTS = ("case", "sentence", "drug-rehabilitation")
CASES = [("a", "community", "yes"), ("b", "community", "no"), ("c", "licence", "yes"), ("d", "custody", "no")]


@pytest.fixture(scope="module")
def framework():
    return installed_framework("omi-2006")


def table(spec, header, rows):
    raw = RawTable(f"{spec.name}.csv", header, list(zip(*rows, strict=True)), range(2, len(rows) + 2))
    found, problems = checked_table(spec, raw)
    assert not problems
    return found


def dealt(framework, rows):
    """What comes of counts (question, stratum, choices, cases, start) dealt to the four cases."""
    cases = table(case_table(framework), FACTS, CASES)
    return dealt_judgements(framework, cases, table(COUNTS, ("question", "stratum", "choices", "cases", "start"), rows))


def told(framework, rows):
    with pytest.raises(Faulty) as faulty:
        dealt(framework, rows)
    return [p for p in faulty.value.problems if p.line]


def only(rows, question):
    return {row.case: row.choices for row in rows if row.question == question}


def test_cases_are_dealt_to_in_one_order_that_reaches_each_once():
    for cases in range(1, 120):
        assert sorted(dealt_order(cases)) == list(range(cases))
    assert dealt_order(10) == [0, 7, 4, 1, 8, 5, 2, 9, 6, 3]


def test_every_case_asked_gets_its_choice_and_no_other_case(framework, everything):
    rows = [
        *everything,
        ("drr-review-reports-attendance", "", "yes", "1", "0"),
        ("drr-review-reports-attendance", "", "no", "1", "0"),
    ]
    assert only(dealt(framework, rows), "drr-review-reports-attendance") == {"a": "yes", "c": "no"}


def test_dealing_begins_at_the_start(framework, everything):
    rows = [
        *everything,
        ("drr-review-reports-attendance", "", "yes", "1", "1"),
        ("drr-review-reports-attendance", "", "no", "1", "1"),
    ]
    assert only(dealt(framework, rows), "drr-review-reports-attendance") == {"a": "no", "c": "yes"}


def test_strata_part_the_cases_also_by_what_was_dealt_before(framework, everything):
    rows = [
        *everything,
        ("drr-review-reports-attendance", "sentence is licence", "not-applicable", "1", ""),
        (
            "drr-review-reports-attendance",
            "judged skills-for-life-screening is yes and sentence is community",
            "no",
            "1",
            "",
        ),
    ]
    assert only(dealt(framework, rows), "drr-review-reports-attendance") == {"a": "no", "c": "not-applicable"}


def test_judgements_come_case_by_case_as_a_file_is_read(framework, everything):
    rows = dealt(framework, [*everything, ("drr-review-reports-attendance", "", "yes", "2", "")])
    assert [row.case for row in rows] == sorted(row.case for row in rows)
    first = [row.question for row in rows if row.case == "a"]
    assert first == sorted(first, key=lambda name: framework.questions[name].capture)


@pytest.mark.parametrize(
    ("row", "code", "word"),
    [
        (("no-such", "", "yes", "4", ""), "row-orphan", "no-such"),
        (("skills-for-life-screening", "", "yes", "3", ""), "cell-unknown", "add up to 3, but 4"),
        (
            ("skills-for-life-screening", "sentence is licence", "yes", "2", ""),
            "cell-unknown",
            "where sentence is licence",
        ),
        (("skills-for-life-screening", "", "perhaps", "4", ""), "cell-unknown", "perhaps"),
        (("skills-for-life-screening", "sentence is", "yes", "4", ""), "condition-syntax", "sentence is"),
    ],
)
def test_counts_that_cannot_be_dealt_are_told_with_their_line(framework, row, code, word):
    found = told(framework, [row])
    assert [p.line for p in found if p.code == code and word in p.what] == [2]


def test_no_case_is_dealt_to_twice(framework):
    row = ("skills-for-life-screening", "", "yes", "4", "")
    found = told(framework, [row, ("skills-for-life-screening", "sentence is licence", "no", "1", "")])
    assert [(p.code, p.line) for p in found] == [("row-repeated", 3)]


def test_a_case_that_is_asked_and_gets_nothing_is_told(framework):
    cases = table(case_table(framework), FACTS, CASES)
    with pytest.raises(Faulty, match="skills-for-life-screening is asked of 4 cases that no counts deal to"):
        dealt_judgements(
            framework, cases, table(COUNTS, COUNTS.column_names, [("plan-completed", "", "yes", "4", "", "", "")])
        )


@pytest.fixture(scope="module")
def everything(framework):
    """Counts that judge every other question of the four cases, so that nothing is left out."""
    rows = []
    for _ in framework.questions:
        try:
            dealt(framework, rows or [("plan-completed", "", "yes", "4", "")])
        except Faulty as faulty:
            found = [p.what.split(" ") for p in faulty.problems if p.code == "cell-missing"]
            left = {words[0]: words[4] for words in found if words[0] != "drr-review-reports-attendance"}
            if not left:
                break
            name, number = next(iter(left.items()))
            choice = framework.questions[name].scale.choices[0].id
            rows.append((name, "", choice, number, ""))
    return rows
