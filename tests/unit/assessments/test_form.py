import pytest

from aboveline.assessments.form import asked, blank_fact_problems, judged_names, truths
from aboveline.frameworks.conditions import condition
from aboveline.frameworks.read import framework
from aboveline.tables import Table
from tests.examples.editions import changed
from tests.unit.assessments.tables import EDITION, cases

QUESTIONS = list(EDITION.questions)


def asked_of(weather="", scope=None, **chosen):
    """The questions asked in one reading, and what the derived ones come to there."""
    facts = {"weather": [weather], "months-served": [""]}
    found, derived = asked(EDITION, facts, {name.replace("_", "-"): [c] for name, c in chosen.items()}, [scope], 1)
    return [name for name, is_asked in zip(QUESTIONS, found[0], strict=True) if is_asked], derived


def test_a_condition_is_worked_out_row_by_row():
    facts = {"weather": ["wet", "dry", "", "wet"]}
    assert truths(condition("weather is wet"), facts, {}, 4) == [True, False, None, True]


def test_a_name_that_no_column_has_is_not_known():
    assert truths(condition("weather is wet or judged coat is no"), {}, {"coat": ["no", "yes"]}, 2) == [True, None]


def test_facts_decide_what_is_asked():
    assert "coat" in asked_of("wet")[0]
    assert "coat" not in asked_of("dry")[0]
    assert "coat" not in asked_of("")[0]


def test_judgements_decide_what_is_asked():
    assert "coat-why" in asked_of("wet", coat="no")[0]
    assert "coat-why" not in asked_of("wet", coat="yes")[0]
    assert "coat-why" not in asked_of("wet", coat="")[0]


def test_a_judgement_where_its_question_is_not_asked_decides_nothing():
    assert "coat-why" not in asked_of("dry", coat="no")[0]


def test_what_derived_questions_come_to():
    assert asked_of("wet", coat="no", shoes="no")[1] == {"drenched": ["yes"]}
    assert asked_of("wet", coat="no", shoes="yes")[1] == {"drenched": ["no"]}
    assert asked_of("wet", coat="no", shoes="")[1] == {"drenched": [""]}
    assert asked_of("dry", coat="no", shoes="no")[1] == {"drenched": [""]}


def test_the_order_of_questions_in_the_documents_does_not_matter(tmp_path):
    # The first question of the bank now waits for the one after it.
    edition = framework(
        changed(
            tmp_path,
            ("questions/A1.yaml", "scale: yes-no\n    capture: 1", "scale: yes-no\n    applies: judged coat is yes"),
        )
    )
    found, _ = asked(edition, {"weather": ["wet", "dry"]}, {"coat": ["yes", "yes"], "shoes": ["", ""]}, [None] * 2, 2)
    assert found[:, 0].tolist() == [True, False]


def test_scope_leaves_out_the_questions_of_other_criteria():
    assert asked_of("wet", scope=frozenset({"A2"}))[0] == ["home"]
    assert asked_of("wet", scope=frozenset({"A1"}))[0] == [q for q in QUESTIONS if q != "coat-why"]


def test_rows_of_different_scope():
    facts = {"weather": ["dry", "dry", "dry"]}
    found, _ = asked(EDITION, facts, {}, [None, frozenset({"A2"}), frozenset({"A1"})], 3)
    assert found.sum(axis=1).tolist() == [4, 1, 4]


def test_no_rows():
    found, derived = asked(EDITION, {}, {}, [], 0)
    assert found.shape == (0, len(QUESTIONS))
    assert derived == {"drenched": []}


def test_the_judgements_that_conditions_wait_for():
    assert judged_names(EDITION) == {"coat", "shoes"}


def test_a_blank_fact_that_leaves_it_open_whether_a_question_is_asked_is_told():
    (problem,) = blank_fact_problems(EDITION, cases("a main dry .", "b main . .", "c main wet ."))
    assert (problem.code, problem.line) == ("fact-blank", 3)
    assert str(problem) == "cases.csv:3: The case 'b' has no weather; questions wait for that. Fill in that column."


def with_condition(folder, text):
    return framework(changed(folder, ("questions/A1.yaml", "applies: weather is wet", f"applies: {text}")))


def test_a_blank_fact_that_decides_nothing_is_let_be(tmp_path):
    edition = with_condition(tmp_path, "weather is wet or months-served > 3")
    found = blank_fact_problems(edition, cases("a main wet .", "b main . 4", "c main . .", "d main dry ."))
    assert [(problem.line, problem.do) for problem in found] == [
        (4, "Fill in those columns."),
        (5, "Fill in that column."),
    ]
    assert "has no weather, months-served" in found[0].what


def test_conditions_on_judgements_ask_for_no_facts(tmp_path):
    edition = with_condition(tmp_path, "judged shoes is yes and weather is wet")
    assert blank_fact_problems(edition, cases("a main . .")) == []


def test_a_fact_that_is_no_number_is_not_called_blank(tmp_path):
    # The column holds a number by its declaration; a table that breaks it has that problem already.
    edition = with_condition(tmp_path, "months-served > 3")
    table = cases("a main . 4")
    broken = Table(table.spec, table.file, {**table.columns, "months-served": ["many"]}, table.lines)
    assert blank_fact_problems(edition, broken) == []


@pytest.mark.parametrize("theme", ["", "spring"])
def test_blank_facts_of_another_theme_are_let_be(tmp_path, theme):
    folder = changed(tmp_path)
    (folder / "themes").mkdir()
    question = "{id: hat, criterion: A2, text: A hat?, scale: yes-no, applies: months-served > 3}"
    text = f"theme: spring\ntitle: Spring\nquestions:\n  - {question}\n"
    (folder / "themes" / "spring.yaml").write_text(text, "utf-8")
    found = blank_fact_problems(framework(folder), cases("a main dry ."), theme)
    assert len(found) == (theme == "spring")
