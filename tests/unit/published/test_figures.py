import pytest

from aboveline.published.figures import PRINTED, printed_beside, printed_figure
from aboveline.tables import RawTable, checked_table

BLANK = dict.fromkeys(PRINTED.column_names, "")


def printed(*rows):
    columns = [[(BLANK | row)[name] for row in rows] for name in PRINTED.column_names]
    table, problems = checked_table(
        PRINTED, RawTable("printed.csv", PRINTED.column_names, columns, range(2, len(rows) + 2))
    )
    assert not problems
    return table


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"printed": "72"}, "72"),
        ({"printed": "58", "count": "34", "base": "59", "level": "question"}, "58%"),
        ({"words": "all"}, "all"),
        ({"count": "16", "base": "18"}, "16 of 18"),
        ({"count": "13"}, "13 cases"),
    ],
)
def test_a_printed_figure_is_its_number_else_its_words_else_its_count(row, text):
    assert printed_figure(BLANK | row) == text


def test_only_figures_of_the_whole_stand_beside_a_score():
    criterion = {"level": "criterion", "id": "1.1", "place": "1.1 heading"}
    question = {"level": "question", "id": "psr-concise", "place": "1.1 improvement (a)"}
    rows = printed(
        criterion | {"measure": "score", "printed": "72"},
        criterion | {"measure": "rating", "printed": "good", "place": "1.1 conclusion"},
        question | {"measure": "below", "printed": "42"},
        question | {"measure": "above", "printed": "60", "subgroup": "ppo is yes"},
        question | {"measure": "above", "printed": "58"},
    )
    assert printed_beside(rows) == {
        ("criterion", "1.1", "score"): "72",
        ("criterion", "1.1", "rating"): "good",
        ("question", "psr-concise", "above"): "58%",
    }
