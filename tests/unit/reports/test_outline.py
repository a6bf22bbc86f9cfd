import dataclasses

import pytest

from aboveline.reports.content import CriterionResults
from aboveline.reports.outline import chapters, charted, schemes
from tests.unit.reports.made_up import BARE, EVERY_STATE, HAMPSHIRE


def test_each_section_opens_a_chapter_with_its_criteria() -> None:
    found = [(chapter.row.id if chapter.row else None, len(chapter.parts)) for chapter in chapters(HAMPSHIRE)]
    assert found == [("1", 5), ("2", 7), ("3", 2), ("4", 6)]


def test_criteria_before_any_section_stand_in_a_chapter_of_their_own() -> None:
    first, *others = chapters(EVERY_STATE)
    assert first.row is None
    assert [part.row.id for part in first.parts] == ["X1"]
    assert [[part.row.id for part in chapter.parts] for chapter in others] == [
        ["A1", "A2"],
        ["B1"],
        ["C1"],
        [],
    ]


def test_only_chapters_with_scores_are_charted() -> None:
    assert [chapter.graded for chapter in chapters(EVERY_STATE)] == [False, False, False, True, False]
    assert [row.id for row in charted(chapters(EVERY_STATE))] == ["X1", "A", "A1", "A2", "B", "B1"]
    assert charted(chapters(BARE)) == ()


def test_results_without_a_score_row_are_a_fault_and_never_lost() -> None:
    stray = dataclasses.replace(BARE, criteria=(CriterionResults("Z9", ()),), grades=EVERY_STATE.grades)
    with pytest.raises(ValueError, match=r"No score row for Z9, A2\."):
        chapters(stray)


def test_performance_figures_keep_the_order_of_their_schemes() -> None:
    found = {scheme: [row.metric for row in rows] for scheme, rows in schemes(EVERY_STATE).items()}
    assert found == {"Scheme B": ["Starts", "Middles"], "Scheme A": ["Ends"]}
