import pytest

from aboveline.files.blank_rows import without_blank_rows


@pytest.mark.parametrize(
    ("columns", "kept", "lines"),
    [
        ([], [], []),
        ([["a", "b", "c"], ["", "", ""]], [["a", "b", "c"]], [1, 2, 3]),
        ([["a", "", "c"], ["", "", "x"]], [["a", "c"], ["", "x"]], [1, 3]),
        ([["", "", ""], ["x", "", "y"], ["", "", ""]], [["", ""], ["x", "y"]], [1, 3]),
        ([["", "", ""]], [], []),
    ],
)
def test_rows_that_are_blank_in_all_columns_go_and_columns_at_the_right(columns, kept, lines):
    found, left = without_blank_rows(columns, range(1, 4))
    assert (found, list(left)) == (kept, lines)
