from types import SimpleNamespace

import pytest

from aboveline.frameworks.model import CodeList, Fact
from aboveline.sampling.national import NATIONAL, National, national_shares
from aboveline.tables import RawTable, checked_table

FACTS = {
    "sex": Fact("sex", "Sex", "code", True, (CodeList("", "", {"female": "Female", "male": "Male"}, "", "derived"),)),
    "ppo": Fact("ppo", "PPO", "yes-no", False),
    "office": Fact("office", "Office", "text", False),
    "months": Fact("months", "Months", "number", False),
}
EDITION = SimpleNamespace(id="one", facts=FACTS)


def read(*rows):
    header = NATIONAL.column_names
    whole = [(*row[:4], "2012-10", "A report", "published") for row in rows]
    raw = RawTable("national.csv", header, list(zip(*whole, strict=True)), range(2, len(rows) + 2))
    table, problems = checked_table(NATIONAL, raw)
    assert not problems
    return national_shares(table, EDITION)


def test_shares_are_those_of_the_edition():
    found, problems = read(("one", "sex", "male", "89.9"), ("other", "tier", "9", "900"), ("one", "sex", "", "0.5"))
    assert problems == []
    assert found == {
        ("sex", "male"): National(89.9, "2012-10", "A report", "published"),
        ("sex", ""): National(0.5, "2012-10", "A report", "published"),
    }


def test_texts_and_yes_or_no_may_have_shares():
    found, problems = read(("one", "office", "North", "20"), ("one", "ppo", "yes", "3"), ("one", "ppo", "no", "97"))
    assert problems == []
    assert len(found) == 3


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("one", "sexx", "male", "1"), "no fact 'sexx'. Did you mean sex?"),
        (("one", "sex", "mael", "1"), "'mael' is not a value of sex. Did you mean male"),
        (("one", "ppo", "perhaps", "1"), "'perhaps' is not a value of ppo."),
        (("one", "months", "3", "1"), "months is a number, and has no shares of single values."),
        (("one", "sex", "male", "101"), "The share 101 does not lie between 0 and 100."),
        (("one", "sex", "male", "-1"), "The share -1 does not lie between 0 and 100."),
    ],
)
def test_a_row_that_cannot_be_is_told_with_its_line(row, says):
    found, problems = read(("one", "office", "North", "20"), row)
    assert list(found) == [("office", "North")]
    (problem,) = problems
    assert (problem.code, problem.line) == ("cell-unknown", 3)
    assert says in str(problem)


def test_shares_of_one_fact_may_be_rounded_but_not_more_than_a_whole():
    assert read(("one", "sex", "male", "50.5"), ("one", "sex", "female", "50.5"))[1] == []
    _, (problem,) = read(("one", "sex", "male", "60"), ("one", "sex", "female", "50"))
    assert (problem.code, problem.line) == ("shares-over", 3)
    assert "come to 110 per cent" in problem.what
