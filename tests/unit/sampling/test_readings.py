from fractions import Fraction

from aboveline.sampling.readers import INSPECTOR, LEAD, LOCAL, PRACTICE, Held, Reader, Share
from aboveline.sampling.readings import (
    BENCHMARK,
    VALIDATION,
    Reading,
    allocation_notes,
    benchmark_readings,
    first_readings,
    tie,
    validation_readings,
)

THIRD = Share(Fraction(1, 3), "a report", "published")


def reader(name, role=INSPECTOR, line="", capacity=1, reserve=False):
    lines = (line,) if line else ()
    return Reader(name.lower(), name, "", role, lines, name, Fraction(capacity), reserve, (), 2)


def cases(*teams, practitioner="P Smith"):
    return [Held(f"C{at:02}", practitioner, "", team) for at, team in enumerate(teams, 1)]


ANN, BOB, CY = reader("Ann"), reader("Bob", PRACTICE), reader("Cy", LOCAL, "North")


def counts(found, *readers):
    return [list(found.values()).count(reader.id) for reader in readers]


def test_a_tie_is_the_number_that_anybody_can_work_out():
    # printf '4711\nC1\nann' | sha256sum | head -c 16
    assert f"{tie('4711', 'C1', 'ann'):016x}" == "e3664fecd50502c2"


def test_local_assessors_get_their_share_and_the_others_are_even():
    found, problems = first_readings(cases(*["South"] * 9), [ANN, BOB, CY], "4711", Fraction(1, 3))
    assert not problems
    assert counts(found, ANN, BOB, CY) == [3, 3, 3]
    assert allocation_notes(cases(*["South"] * 8, "North"), [ANN, BOB, CY], found, THIRD) == [
        "Local assessors read 3 of 9 cases; a share of 1/3 (3) was asked for: a report, published."
    ]


def test_another_seed_gives_the_cases_out_otherwise():
    held = cases(*["South"] * 9)
    assert first_readings(held, [ANN, BOB], "1", None) != first_readings(held, [ANN, BOB], "2", None)


def test_without_a_share_local_assessors_read_like_the_others():
    found, _ = first_readings(cases(*["South"] * 4), [ANN, CY], "4711", None)
    assert counts(found, ANN, CY) == [2, 2]
    assert "Nothing says what part" in allocation_notes(cases(), [ANN, CY], found, None)[0]
    assert allocation_notes(cases(), [ANN], {}, None) == []


def test_a_case_that_nobody_may_read_is_named_with_the_reasons():
    held = [Held("C1", "Ann", "Bob", "North")]
    _, problems = first_readings(held, [ANN, BOB, CY, reader("Dee", capacity=0)], "4711", None)
    assert [problem.code for problem in problems] == ["reader-none"]
    assert problems[0].what == (
        "Nobody may read the case C1 (Ann: is its practitioner; Bob: is its manager; Cy: belongs to its line; "
        "Dee: has no capacity)."
    )


def test_interviews_beyond_all_time_are_counted():
    found, problems = first_readings(cases(*["South"] * 9), [ANN, BOB], "4711", None, {"ann": 3, "bob": 4})
    assert found == {}
    assert [problem.code for problem in problems] == ["timetable-full"]
    assert "2 interviews are too many" in problems[0].what
    assert "time for 7, and 9 are to be read" in problems[0].what
    _, problems = first_readings(cases(*["South"] * 8), [ANN, BOB], "4711", None, {"ann": 3, "bob": 4})
    assert "1 interview is too many" in problems[0].what


def test_a_reserve_reads_only_what_no_other_can_and_that_is_told():
    last = reader("Dee", LOCAL, "West", reserve=True)
    held = [*cases(*["South"] * 3), Held("C9", "Ann", "", "North")]
    found, _ = first_readings(held, [ANN, CY, last], "4711", None)
    assert [case for case, name in found.items() if name == "dee"] == ["C9"]
    notes = allocation_notes(held, [ANN, CY, last], found, None)
    assert "Dee, a reserve, reads what no other can: C9." in notes


def notes_of(held, readers, share, most=None):
    found, problems = first_readings(held, readers, "4711", share.part, most)
    assert not problems
    return " ".join(allocation_notes(held, readers, found, share, most))


def test_why_the_share_was_not_reached_is_told():
    held = cases(*["North"] * 8, "South")
    assert "Local assessors read 1 of 9 cases; a share of 1/3 (3) was asked for" in notes_of(held, [ANN, CY], THIRD)
    assert (
        "More cannot be had: 1 case is open to local assessors who are no reserves, 8 closed, being their own, of "
        "their line, or of unknown line." in notes_of(held, [ANN, CY], THIRD)
    )
    assert "there is no local assessor who reads" in notes_of(held, [ANN], THIRD)
    south = cases(*["South"] * 9)
    assert (
        "9 cases are open to local assessors who are no reserves; these assessors have time for 1 interview."
        in notes_of(south, [ANN, CY], THIRD, {"ann": 9, "cy": 1})
    )


def test_why_the_share_was_passed_is_told():
    held = cases(*["South"] * 6, practitioner="Ann")
    own = Share(Fraction(12, 100), "", "")
    assert "(0.72) was asked for. Fewer cannot be had: 6 cases are closed" in notes_of(held, [ANN, CY], own)
    assert "a share of 0.12" in notes_of(held, [ANN, CY], own)
    south = cases(*["South"] * 6)
    found = notes_of(south, [ANN, CY], own, {"ann": 2, "cy": 9})
    assert "0 cases are closed to all other readers, who have time for 2 interviews." in found


def test_an_uneven_load_is_told_with_its_reason():
    held = [*cases(*["South"] * 6), *[Held(f"D{at}", "Bob", "", "") for at in range(5)]]
    readers = [ANN, BOB._replace(lines=("South",)), reader("Eve")._replace(lines=("South",))]
    found, _ = first_readings(held, readers, "4711", None)
    assert counts(found, *readers) == [6, 0, 5]
    assert allocation_notes(held, readers, found, None) == [
        "The other readers could not be made more even: Ann reads 6, Bob 0, to whom 0 of the 11 cases are open."
    ]
    held = cases(*["South"] * 6)
    found, _ = first_readings(held, [ANN, BOB], "4711", None, {"ann": 9, "bob": 1})
    notes = allocation_notes(held, [ANN, BOB], found, None, {"ann": 9, "bob": 1})
    assert "to whom 6 of the 6 cases are open, who has time for 1." in notes[0]


def test_what_the_identities_leave_open_is_told():
    held = [*cases("South"), Held("C2", "", "", "South"), Held("C3", "", "", "South")]
    found, _ = first_readings(held, [ANN, CY], "4711", None)
    notes = allocation_notes(held, [ANN, CY], found, None)
    assert notes[-2].startswith("2 of the cases have no practitioner in the identities")
    assert notes[-1].startswith("The line of Cy, North, stands nowhere in the identities")
    notes = allocation_notes(held[:2], [ANN, CY], found, None, caseload=[Held("C7", "", "", "north")])
    assert notes[-1].startswith("1 of the cases has no practitioner in the identities")


def test_validation_takes_a_part_of_each_assessors_cases_and_gives_them_to_inspectors():
    dee, eve = reader("Dee", LOCAL, "West"), reader("Eve", LEAD)
    held = cases(*["South"] * 24)
    readers = [ANN, BOB, CY, dee, eve]
    found, _ = first_readings(held, readers, "4711", Fraction(1, 2))
    again, problems = validation_readings(held, readers, "4711", found, Fraction(1, 4))
    assert not problems
    assert len(again) == 3
    assert {found[reading.case] for reading in again} == {"cy", "dee"}
    assert {reading.reader for reading in again} <= {"ann", "eve"}
    assert {reading.purpose for reading in again} == {VALIDATION}


def test_at_least_one_case_of_each_assessor_is_validated():
    dee = reader("Dee", LOCAL, "West")
    held = cases(*["South"] * 4)
    found, _ = first_readings(held, [CY, dee, ANN], "4711", Fraction(1))
    again, _ = validation_readings(held, [CY, dee, ANN], "4711", found, Fraction(1, 100))
    assert {found[reading.case] for reading in again} == {"cy", "dee"}
    assert len(again) == 2


def test_a_case_that_nobody_may_validate_is_told():
    held = cases("South")
    found, _ = first_readings(held, [CY], "4711", None)
    again, problems = validation_readings(held, [CY], "4711", found, Fraction(1))
    assert again == []
    assert problems[0].what == "Nobody may validate the case C01 (there is no inspector)."


def test_practice_cases_are_reserves_that_everybody_may_read():
    reserves = cases("South", "North", "South")
    found, problems = benchmark_readings(reserves, [ANN, CY], "4711", 2)
    assert not problems
    assert sorted(found) == [
        Reading("C01", "ann", BENCHMARK),
        Reading("C01", "cy", BENCHMARK),
        Reading("C03", "ann", BENCHMARK),
        Reading("C03", "cy", BENCHMARK),
    ]
    _, problems = benchmark_readings(reserves, [ANN, CY], "4711", 3)
    assert problems[0].what == "Of 3 reserves, 2 may be read by everybody; 3 practice cases are asked."
