import dataclasses

import pytest

from aboveline.reports.table_columns import KINDS, NOT_APPLICABLE, NOT_AVAILABLE, Blank
from aboveline.reports.tables import CaseFact, report_tables
from tests.unit.reports.made_up import BARE, EVERY_STATE, HAMPSHIRE

SEX = CaseFact("sex", "Sex", {"m": "Male", "f": "Female", "u": "Unknown"}, ["f", "", "m", "m"])
NEVER = CaseFact("tier", "Tier", {"1": "Tier 1"}, ["", "", "", ""])
TYPES = {"text": (str,), "whole": (int,), "percent": (int, float), "yes-no": (bool,)}


def tables(content, *facts):
    return {table.name: table for table in report_tables(content, facts)}


def rows(table):
    names = [heading.name for heading in table.headings]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


@pytest.mark.parametrize("content", [HAMPSHIRE, EVERY_STATE])
def test_every_table_keeps_to_its_headings_and_its_key(content):
    for table in report_tables(content, [SEX]):
        names = [heading.name for heading in table.headings]
        assert len(set(names)) == len({heading.title for heading in table.headings}) == len(names)
        assert all(heading.meaning for heading in table.headings)
        assert table.rows
        for row in table.rows:
            for heading, value in zip(table.headings, row, strict=True):
                assert type(value) in (*TYPES[heading.kind], Blank), (table.name, heading.name, value)
                assert value != ""
        keys = [tuple(row[name] for name in table.key) for row in rows(table)]
        assert len(set(keys)) == len(keys)
        assert not [key for key in keys if any(isinstance(value, Blank) for value in key)]
    assert set(TYPES) == set(KINDS)


def test_everything_that_a_report_says_has_its_table():
    assert list(tables(HAMPSHIRE, SEX)) == [
        "score-summary", "question-results", "question-choices", "grades", "evidence-items", "survey-items",
        "performance", "recommendations", "sample-profile", "contradictions", "rules-in-use",
    ]  # fmt: skip


def test_a_table_without_rows_is_left_out():
    assert tables(BARE) == {}


def test_a_score_stands_unrounded_beside_what_is_shown_and_printed():
    found = {row["id"]: row for row in rows(tables(HAMPSHIRE)["score-summary"])}
    assert (found["3.2"]["score"], found["3.2"]["score_shown"]) == (66.2, "66%")
    assert (found["3.2"]["printed"], found["3.2"]["differs"]) == ("64%", True)
    assert found["1.1"]["differs"] is False
    assert found["1"]["differs"] is NOT_APPLICABLE
    assert (found["4.1"]["score"], found["4.1"]["rating"]) == (NOT_APPLICABLE, "Satisfactorily met")
    assert found["roh"]["level"] == "thread"


def test_points_are_shown_as_points():
    points = dataclasses.replace(EVERY_STATE.scores[0], points="9 of 21")
    [found] = rows(tables(dataclasses.replace(BARE, scores=(points,)))["score-summary"])
    assert (found["score"], found["score_shown"]) == (50.0, "9 of 21")


def test_a_score_that_could_be_there_is_marked_otherwise_than_one_that_could_not():
    heading = dataclasses.replace(EVERY_STATE.scores[4], id="H", status="no score of its own", heading=True)
    page = dataclasses.replace(EVERY_STATE, scores=(*EVERY_STATE.scores, heading))
    found = {row["id"]: row for row in rows(tables(page)["score-summary"])}
    assert found["A"]["score"] is found["A"]["score_shown"] is NOT_AVAILABLE
    assert found["H"]["score"] is found["H"]["score_shown"] is NOT_APPLICABLE
    assert found["D"]["score"] is NOT_APPLICABLE


def test_a_question_has_its_base_and_those_outside_it():
    found = {row["id"]: row for row in rows(tables(EVERY_STATE)["question-results"])}
    scale = found["q-scale"]
    assert (scale["base"], scale["above"], scale["share"], scale["share_shown"]) == (4, 2, 50.0, "50%")
    assert (scale["not_applicable"], scale["unanswered"], scale["not_asked"]) == (3, 1, 24)
    assert found["q-none"]["share"] is found["q-none"]["share_shown"] is NOT_AVAILABLE
    assert found["q-derived"]["share"] is found["q-derived"]["share_shown"] is NOT_APPLICABLE
    assert found["q-reason"]["several"] is True


def test_the_choices_of_a_question_have_their_share_of_its_base():
    found = [row for row in rows(tables(EVERY_STATE)["question-choices"]) if row["id"] == "q-scale"]
    assert [(row["number"], row["choice"], row["cases"], row["share_shown"]) for row in found] == [
        (1, "Excellent", 1, "25%"), (2, "Sufficient", 1, "25%"), (3, "Insufficient", 1, "25%"),
        (4, "Poor", 0, "0%"), (5, "Unclear", 1, "25%"),
    ]  # fmt: skip
    assert [row["above_line"] for row in found] == [True, True, False, False, NOT_APPLICABLE]
    none = [row for row in rows(tables(EVERY_STATE)["question-choices"]) if row["id"] == "q-none"]
    assert {row["share"] for row in none} == {row["share_shown"] for row in none} == {NOT_AVAILABLE}


def test_what_people_said_keeps_the_words_where_there_is_no_number():
    found = [row["shown"] for row in rows(tables(HAMPSHIRE)["survey-items"])]
    assert found == ["3 of 12", "the majority", "82% of 11", "73% (base not given)", "15 of 17"]
    assert rows(tables(EVERY_STATE)["survey-items"])[0]["shown"] is NOT_AVAILABLE


def test_a_fact_is_counted_over_the_cases_where_it_is_recorded():
    found = rows(tables(HAMPSHIRE, SEX, NEVER)["sample-profile"])
    assert [(row["value"], row["cases"], row["base"], row["share_shown"]) for row in found] == [
        ("m", 2, 3, "67%"), ("f", 1, 3, "33%"), ("not-recorded", 1, NOT_APPLICABLE, NOT_APPLICABLE),
    ]  # fmt: skip
    assert found[0]["share"] == pytest.approx(200 / 3)


@pytest.mark.parametrize(("content", "real"), [(HAMPSHIRE, False), (EVERY_STATE, True)])
def test_a_profile_says_what_it_leaves_out(content, real):
    notes = " ".join(tables(content, SEX)["sample-profile"].notes)
    assert ("these are real cases" in notes) == real
    assert "Small counts are not withheld" in notes


def test_what_must_be_known_of_constructed_cases_goes_with_every_table_of_theirs():
    found = tables(HAMPSHIRE, SEX)
    told = HAMPSHIRE.inspection.constructed_note
    for name in ("score-summary", "question-results", "question-choices", "sample-profile"):
        assert told in found[name].notes
