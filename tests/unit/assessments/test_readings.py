from dataclasses import replace

import numpy as np
import pytest

from aboveline.assessments.readings import (
    first_readings,
    held_together,
    is_local,
    reader_groups,
    readings,
    stacked,
)
from aboveline.assessments.tables import ASSESSMENTS
from aboveline.tables import RawTable, checked_table
from tests.unit.assessments.tables import EDITION, cases, judgements
from tests.unit.assessments.tables import readings as read

NUMBER = {name: at for at, name in enumerate(EDITION.questions)}
NAMES = ("assessment", "case", "reader", "reader_role", "reading", "stands")


def table(*rows):
    """Each row as `assessment case reader role reading`, a dot for a blank and a plus for a space."""
    fields = [[("" if word == "." else word.replace("+", " ")) for word in row.split()] + ["no"] for row in rows]
    columns = [list(column) for column in zip(*fields, strict=True)]
    found, problems = checked_table(ASSESSMENTS, RawTable("assessments.csv", NAMES, columns, range(2, len(rows) + 2)))
    assert not problems
    return found


def coded(rows, given, *facts):
    return readings(EDITION, cases(*facts), read(*rows), judgements(*given), {"main": None})


def test_every_reading_is_coded_whether_it_stands_or_not():
    found = coded(("R1 C1 yes", "S1 C1 no"), ("R1 shoes yes", "S1 shoes no", "S1 coat yes"), "C1 main wet .")
    yes, no = found.codes[:, NUMBER["shoes"]]
    assert {yes, no} <= set(range(found.choices[NUMBER["shoes"]]))
    assert yes != no
    assert found.above[:, NUMBER["shoes"]].tolist() == [1.0, 0.0]
    assert found.codes[0, NUMBER["coat"]] == -1
    assert np.isnan(found.above[0, NUMBER["coat"]])
    assert found.above[1, NUMBER["coat"]] == 1.0


def test_what_is_not_asked_of_the_case_is_no_reading():
    found = coded(("R1 C1 yes",), ("R1 shoes yes", "R1 coat not-applicable"), "C1 main dry .")
    assert found.codes[0, NUMBER["coat"]] == -1


def test_not_applicable_is_a_choice_where_the_scale_has_it_and_lies_on_no_side_of_the_line():
    found = coded(("R1 C1 yes",), ("R1 coat not-applicable",), "C1 main wet .")
    assert found.codes[0, NUMBER["coat"]] == 0
    assert np.isnan(found.above[0, NUMBER["coat"]])
    for name, question in EDITION.questions.items():
        if question.role != "derived" and not question.scale.several:
            assert found.choices[NUMBER[name]] == len(question.scale.choices) + question.scale.not_applicable


def test_tick_lists_and_what_is_worked_out_stay_out():
    found = coded(("R1 C1 yes",), ("R1 coat no", "R1 coat-why x"), "C1 main wet .")
    assert found.codes[0, NUMBER["coat-why"]] == -1
    assert found.choices[NUMBER["coat-why"]] == 0
    derived = [NUMBER[name] for name, question in EDITION.questions.items() if question.role == "derived"]
    assert not found.choices[derived].any()


def test_a_scale_without_not_applicable_counts_from_its_first_choice():
    shoes = EDITION.questions["shoes"]
    strict = replace(shoes, scale=replace(shoes.scale, not_applicable=False))
    edition = replace(EDITION, questions=EDITION.questions | {"shoes": strict})
    tables = cases("C1 main wet ."), read("R1 C1 yes"), judgements(f"R1 shoes {shoes.scale.choices[0].id}")
    found = readings(edition, *tables, {"main": None})
    assert found.codes[0, NUMBER["shoes"]] == 0
    assert found.choices[NUMBER["shoes"]] == len(shoes.scale.choices)
    assert found.above[0, NUMBER["shoes"]] == float(shoes.scale.choices[0].above)


BLIND = table(
    "B2 C1 lead quality+lead second", "A1 C1 ann inspector first", "A2 C2 bob local+assessor first",
    "A3 C3 bob Local-Assessor .", "B3 C3 ann inspector second", "D3 C3 lead quality+lead second",
    "A4 C4 ann inspector first", "B4 C4 ann inspector second",
    "A5 C5 . inspector first", "B5 C5 . inspector second",
)  # fmt: skip


def names(found, rows):
    return [tuple(found.columns["assessment"][at] for at in row) for row in rows]


def test_cases_read_by_several_are_held_together_the_first_reading_first():
    assert names(BLIND, held_together(BLIND, "second")) == [("A1", "B2"), ("A3", "B3", "D3"), ("A5", "B5")]


def test_a_reader_who_reads_a_case_twice_is_no_two_readers():
    assert not any("A4" in row for row in names(BLIND, held_together(BLIND, "second")))


def test_a_validation_is_of_what_a_local_reader_read_first():
    assert names(BLIND, held_together(BLIND, "validation")) == [("A3", "B3", "D3")]
    assert held_together(table("A1 C1 ann inspector first", "B1 C1 bob local+assessor second"), "validation") == []
    assert held_together(table("A1 C1 ann area+assessor first", "B1 C1 bob local+assessor second"), "validation") == []


PRACTICE = table(
    "A1 P1 ann inspector first", "A2 P1 bob local+assessor first", "M1 P1 model . model", "A3 P2 ann inspector first",
    "M3 P3 model . model",
)  # fmt: skip


def test_practice_readings_are_each_held_against_the_model_answers():
    assert names(PRACTICE, held_together(PRACTICE, "benchmark")) == [("A1", "M1"), ("A2", "M1")]
    assert names(PRACTICE, held_together(PRACTICE, "second")) == [("A1", "A2")]


def test_model_answers_are_nobodys_first_reading():
    assert names(PRACTICE, [first_readings(PRACTICE)]) == [("A1", "A3")]
    assert names(BLIND, [first_readings(BLIND)]) == [("A1", "A2", "A3", "A4", "A5")]


@pytest.mark.parametrize(
    ("role", "local"),
    [
        ("local assessor", True), ("Local-assessor", True), ("area assessor", True), ("inspector", False),
        ("practice assessor", False), ("", False), ("localiser", False),
    ],
)  # fmt: skip
def test_who_is_local_is_told_by_the_role(role, local):
    assert is_local(role) is local


def test_readers_are_grouped_as_the_purpose_asks():
    assert reader_groups(BLIND, "second", "reader_role")[:4] == [
        "quality lead", "inspector", "local assessor", "local assessor",
    ]  # fmt: skip
    assert reader_groups(BLIND, "validation", "reader_role")[:4] == [
        "inspectorate", "inspectorate", "local assessor", "local assessor",
    ]  # fmt: skip
    assert reader_groups(BLIND, "second", "reader")[:3] == ["second readers", "ann", "bob"]
    assert reader_groups(BLIND, "second", "reader")[8] == "(no reader)"
    assert reader_groups(PRACTICE, "benchmark", "reader") == ["ann", "bob", "model", "ann", "model"]
    assert reader_groups(PRACTICE, "second", "reader_role")[2] == "(no reader role)"


def test_rows_of_fewer_readers_are_filled_up():
    found = stacked(np.array([[1, 2], [3, 4], [5, 6]]), [(0, 2), (0, 1, 2)], -1)
    assert found.tolist() == [[[1, 2], [5, 6], [-1, -1]], [[1, 2], [3, 4], [5, 6]]]
    assert stacked(np.zeros((3, 2)), [], np.nan).shape == (0, 2, 2)
