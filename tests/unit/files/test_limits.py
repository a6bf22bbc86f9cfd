import pytest

from aboveline.files.limits import LIMITS, reading_problem, size_problem


@pytest.mark.parametrize(
    ("counts", "fault"),
    [
        ((2, 2, 4), ""),
        ((3, 1, 3), "it has more than 2 rows"),
        ((1, 3, 3), "it has more than 2 columns"),
        ((2, 2, 5), "it has more than 4 cells"),
    ],
)
def test_the_number_beyond_its_limit_is_told(counts, fault):
    assert LIMITS._replace(rows=2, columns=2, cells=4).fault(*counts) == fault


def test_problems_say_what_to_do():
    for problem in (size_problem("a.csv", "it is"), reading_problem("a.csv", "it is", 3)):
        assert problem.do.startswith("Save ")
        assert "it is." in problem.what
