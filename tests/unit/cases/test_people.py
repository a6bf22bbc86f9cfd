from aboveline.cases.headings import spelling
from aboveline.cases.people import same_people, spellings

NAMES = ["O'Brien, Ann", "obrien ann", "Zoë Strauß", "ZOE STRAUSS", "", "A\nB", "AB", "李"]


def test_names_are_spelled_one_by_one_or_all_at_once_alike():
    assert spellings(NAMES) == list(map(spelling, NAMES))
    assert spellings(NAMES[:2]) == ["obrienann", "obrienann"]
    assert spellings(["A\nB", "AB"]) == ["ab", "ab"]
    assert spellings([""]) == [""]
    assert spellings([]) == []


def test_one_person_is_known_by_name_and_date_of_birth():
    born = ["1980-01-01", "1980-01-01", "1981-01-01", "1980-01-01"]
    assert same_people(["Ann Lee", "ANN-LEE", "Ann Lee", "Ann Lee"], born) == [[0, 1, 3]]


def test_blank_names_and_dates_match_nobody():
    assert same_people(["", "", "Ann", "Ann"], ["1980-01-01", "1980-01-01", "", ""]) == []
    assert same_people(["Ann", "Bob"], ["1980-01-01", "1980-01-01"]) == []
