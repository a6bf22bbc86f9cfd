from datetime import date, time

import pytest

from aboveline.sampling.days import Interview
from aboveline.sampling.timetable import Hours, fieldwork_days, hours_problems, reader_days, slots, timetable

HOURS = Hours(date(2024, 5, 3), 3, (), time(9, 30), time(17), 60, 30, (time(12, 30), time(13, 30)), 3)
NAMES = {name: name.upper() for name in "abcpq"}


def starts(hours):
    return [f"{slot.start:%H:%M}" for slot in slots(hours)]


def test_slots_have_gaps_and_leave_lunch_free():
    assert starts(HOURS) == ["09:30", "11:00", "13:30", "15:00"]
    assert [slot.part for slot in slots(HOURS)] == [0, 0, 1, 1]
    assert slots(HOURS)[0].end == time(10, 30)
    assert starts(HOURS._replace(lunch=None)) == ["09:30", "11:00", "12:30", "14:00", "15:30"]
    assert starts(HOURS._replace(start=time(14))) == ["14:00", "15:30"]
    assert starts(HOURS._replace(start=time(12), gap=0, interview=120)) == ["13:30"]
    # Nothing stands on the day after.
    assert starts(HOURS._replace(start=time(22), end=time(23, 59), lunch=None)) == ["22:00"]


def test_fieldwork_leaves_out_weekends_and_days_named():
    assert fieldwork_days(HOURS) == (date(2024, 5, 3), date(2024, 5, 6), date(2024, 5, 7))
    found = fieldwork_days(HOURS._replace(without=(date(2024, 5, 6),)))
    assert found == (date(2024, 5, 3), date(2024, 5, 7), date(2024, 5, 8))


@pytest.mark.parametrize(
    ("change", "option", "says"),
    [
        ({"days": 0}, "--days", "0 is less than 1."),
        ({"days": 61}, "--days", "more than a timetable is made for"),
        ({"interview": 0}, "--interview", "0 is less than 1."),
        ({"gap": -1}, "--gap", "-1 is less than 0."),
        ({"most": 0}, "--most", "0 is less than 1."),
        ({"first": date(1066, 10, 14)}, "--from", "The year 1066"),
        ({"lunch": (time(14), time(13))}, "--lunch", "ends before it begins"),
        ({"interview": 600}, "--interview", "No interview of 600 minutes fits between 09:30 and 17:00."),
        ({"start": time(17), "end": time(9)}, "--interview", "No interview of 60 minutes"),
    ],
)
def test_hours_that_cannot_be_are_told(change, option, says):
    problems = hours_problems(HOURS._replace(**change))
    assert [(problem.code, problem.file) for problem in problems] == [("option-value", option)]
    assert says in problems[0].what


def test_proper_hours_have_no_problem():
    assert hours_problems(HOURS) == []


DAYS = (date(2024, 5, 13), date(2024, 5, 14), date(2024, 5, 20))


def test_readers_are_there_on_the_days_they_say():
    assert reader_days((), DAYS, "Jo", "team.csv", 2) == ((0, 1, 2), [])
    assert reader_days(("Mon",), DAYS, "Jo", "team.csv", 2) == ((0, 2), [])
    assert reader_days(("tuesday", "2024-05-13", "fri"), DAYS, "Jo", "team.csv", 2) == ((0, 1), [])


@pytest.mark.parametrize("word", ["2024-05-15", "someday"])
def test_a_day_that_is_none_of_the_fieldwork_is_told(word):
    _, problems = reader_days((word,), DAYS, "Jo", "team.csv", 2)
    assert [(problem.code, problem.where) for problem in problems] == [("cell-unknown", "team.csv:2")]
    assert f"Jo: days: {word!r}" in problems[0].what
    assert "mon 2024-05-13, tue 2024-05-14, mon 2024-05-20" in problems[0].do


def interviews(*pairs):
    return [Interview(f"C{at}", *pair) for at, pair in enumerate(pairs)]


def made(those, there, days=1, day_slots=None, most=3):
    return timetable(those, there, days, day_slots or slots(HOURS), most, NAMES)


def test_interviews_of_one_practitioner_stand_next_to_each_other_and_not_over_lunch():
    those = interviews(("a", "q"), ("a", "p"), ("b", "p"), ("b", "q"))
    found, problems = made(those, {"a": (0,), "b": (0,)})
    assert not problems
    assert found.apart == ()
    places = {one.case: slot for one, _, slot in found.booked}
    assert {places["C1"], places["C2"]} in ({0, 1}, {2, 3})
    assert {places["C0"], places["C3"]} in ({0, 1}, {2, 3})
    assert [item.slot for item in found.booked] == sorted(places.values())


def test_what_is_apart_is_moved_together_once_there_is_room():
    # Whoever is put first leaves b and c no common neighbours; in the end there are some.
    those = interviews(("a", "p"), ("b", "p"), ("c", "q"), ("a", "q"), ("b", "q"))
    found, _ = made(those, {"a": (0,), "b": (0,), "c": (0,)})
    assert found.apart == ()


def test_interviews_that_cannot_stand_together_are_named():
    # a is there on the first day only, b on the second.
    found, _ = made(interviews(("a", "p"), ("b", "p")), {"a": (0,), "b": (1,)}, days=2)
    assert found.apart == ("p",)
    # Three of three slots are needed by each, so p and q cannot both have neighbours.
    both = interviews(*[(name, other) for name in "abc" for other in "pqc" if name != other])
    found, problems = made(both, dict.fromkeys("abc", (0,)), day_slots=slots(HOURS))
    assert not problems
    assert found.apart


def test_too_many_interviews_are_counted():
    found, problems = made(interviews(*[("a", "p")] * 3, *[("a", "q")] * 3, ("b", "q")), {"a": (0,), "b": ()}, most=2)
    assert found is None
    assert [(problem.code, problem.file) for problem in problems] == [
        ("timetable-full", "readers.csv"),
        ("timetable-full", "identities.csv"),
    ]
    assert problems[0].what == "3 interviews are too many: A has 6 and can have 4, B has 1 and can have 0."
    assert problems[1].what == "3 interviews are too many: P has 3 and can have 2, Q has 4 and can have 2."
    _, problems = made(interviews(("a", "p"), ("a", "p")), {"a": (0,)}, most=1)
    assert problems[0].what.startswith("1 interview is too many")


def test_a_timetable_that_is_not_found_is_told():
    found, problems = made(interviews(("a", "p"), ("b", "p")), {"a": (0,), "b": (0,)}, days=2, most=1)
    assert found is None
    assert problems[0].what.startswith("No timetable was found")


def test_nobody_who_reads_is_interviewed_at_the_same_time():
    those = interviews(("a", "b"), ("b", "c"), ("a", "c"))
    _, problems = made(those, {"a": (0,), "b": (0,)}, day_slots=slots(HOURS)[:2])
    assert problems[0].what.startswith("No timetable was found")
    found, _ = made(those, {"a": (0,), "b": (0,)}, day_slots=slots(HOURS)[:3])
    assert len({item.slot for item in found.booked}) == 3
