import pytest

from aboveline.reports.phrases import Interval, phrase_interval


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("half", 47.5, 52.5),
        ("only half", 47.5, 52.5),
        ("one-half", 47.5, 52.5),
        ("almost three-quarters", 70, 75),
        ("three-quarter[s]", 72.5, 77.5),
        ("slightly more than two-third[s]", 200 / 3, 215 / 3),
        ("just over a third", 100 / 3, 115 / 3),
        ("a third", 100 / 3 - 2.5, 100 / 3 + 2.5),
        ("over 80%", 80, 90),
        ("less than one-half", 35, 50),
        ("a sizable minority", 25, 50),
        ("A large majority", 70, 99.99),
        ("all [implied]", 100, 100),
        ("none", 0, 0),
        ("about one-tenth", 6, 14),
    ],
)
def test_a_phrase_stands_for_an_interval(words, low, high):
    assert phrase_interval(words) == Interval(pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize("words", ["", "some", "a higher proportion [than a sizable minority]", "almost", "over there"])
def test_words_without_a_share_have_none(words):
    assert phrase_interval(words) is None


def test_intervals_stay_between_nothing_and_everything():
    assert phrase_interval("over nine-tenths") == Interval(90, 100)
    assert phrase_interval("less than one-tenth") == Interval(0, 10)


def test_both_ends_are_held():
    assert [phrase_interval("half").holds(share) for share in (47.4, 47.5, 52.5, 52.6)] == [False, True, True, False]
