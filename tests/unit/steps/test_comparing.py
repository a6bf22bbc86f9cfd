import pytest

from aboveline.steps.comparing import printed_comparison

HEADER = "level,id,subgroup,measure,printed,count,base,words,place\n"


@pytest.fixture
def compare(score):
    def compared(*rows):
        text = HEADER + "".join(f"{row},page {number}\n" for number, row in enumerate(rows))
        return printed_comparison(score({"printed.csv": text}))

    return compared


@pytest.mark.parametrize(
    ("row", "computed", "agrees"),
    [
        ("question,shoes,,above,67,,,", "2 of 3 (67%)", True),
        ("question,shoes,,above,66,,,", "2 of 3 (67%)", False),
        ("question,shoes,,above,,2,3,", "2 of 3 (67%)", True),
        ("question,shoes,,above,,2,4,", "2 of 3 (67%)", False),
        ("question,shoes,,below,,1,,", "1 of 3 (33%)", True),
        ("question,coat-why,,x,,1,1,", "1 of 1 (100%)", True),
        ("question,shoes,weather is dry,above,100,,1,", "1 of 1 (100%)", True),
        ("question,ready,judged shoes is no,above,0,,,", "0 of 0", False),
        ("question,shoes,,above,,,,all", "2 of 3 (67%)", False),
        ("question,shoes,weather is dry,above,,,,all", "1 of 1 (100%)", True),
        ("question,shoes,,above,,,,as ever", "2 of 3 (67%)", None),
        ("criterion,A1,,score,59,,,", "58.89", True),
        ("criterion,A1,,score,58,,,", "58.89", False),
        ("criterion,A1,,rating,high,,,", "high", True),
        ("criterion,B,,rating,low,,,", "high", False),
        ("criterion,B,,score,50,,,", "no score", False),
        ("criterion,C,,score,50,,,", "no such score", False),
    ],
)
def test_a_printed_figure_stands_beside_the_computed_one(compare, row, computed, agrees):
    [found] = compare(row).rows
    assert (found.computed, found.agrees, found.place) == (computed, agrees, "page 0")


def test_a_second_reading_never_enters_a_sub_sample(compare):
    # In the second reading of W2 the coat is no.
    [found] = compare("question,shoes,judged coat is no,above,0,0,1,").rows
    assert found.agrees is True


def test_what_came_of_it_is_said_in_a_sentence(compare):
    comparison = compare("criterion,A1,,score,59,,,", "criterion,A2,,score,66,,,", "question,shoes,,above,,,,as ever")
    assert [row.id for row in comparison.differing] == ["A2"]
    assert comparison.sentence.startswith("1 of 3 printed figures come out as printed, 1 differ")
    assert "1 were printed in words" in comparison.sentence


def test_where_nothing_was_printed_there_is_nothing_to_compare(score):
    comparison = printed_comparison(score())
    assert comparison.rows == ()
    assert comparison.sentence.endswith(".")
