import pytest

from aboveline.cases.disposals import LOCATIONS
from aboveline.cases.values import (
    coded,
    days,
    era_codes,
    named_texts,
    numbers,
    plain_texts,
    spelled_codes,
    value_lists,
    years,
)
from aboveline.frameworks.facts import fact_catalogue
from aboveline.frameworks.read import installed_framework, installed_ids

LISTS, PROBLEMS = value_lists()
FACTS = fact_catalogue()[0]


def code(fact, text, era=(2023, 2025)):
    """What the text is in a column of that fact, in those years: None where it is nothing known."""
    known = LOCATIONS if fact == "location" else era_codes(FACTS[fact], era) or {"yes": "yes", "no": "no"}
    name = "yes-no" if FACTS.get(fact) and FACTS[fact].kind == "yes-no" else fact
    found = coded([text], spelled_codes(name, known, LISTS, {}))
    return None if found.faulty else found.values[0]


def test_the_lists_that_ship_are_sound():
    assert not PROBLEMS
    assert all(item.source and item.standing for item in LISTS)
    for item in LISTS:
        known = {"yes-no": ("yes", "no"), "blank": ("blank",), "location": LOCATIONS}.get(item.fact)
        assert not item.codes.keys() - set(known or FACTS[item.fact].codes), item.title


def test_no_list_gives_a_text_two_codes():
    for item in LISTS:
        texts = [text.casefold() for texts in item.codes.values() for text in texts]
        assert len(texts) == len(set(texts)), item.title


@pytest.mark.parametrize("name", installed_ids())
def test_every_edition_tells_its_years(name):
    first, last = years(installed_framework(name).years)
    assert 2000 < first <= last < 2030


def test_the_years_of_an_edition_may_be_open():
    assert years("June 2003 to 2006") == (2003, 2006)
    assert years("2020 onwards") == (2020, 2100)
    assert years("") == (1900, 2100)


def test_the_codes_are_those_of_the_years():
    assert list(era_codes(FACTS["sentence"], (2006, 2009))) == ["community", "licence", "custody"]
    assert "suspended" in era_codes(FACTS["sentence"], (2013, 2014))
    assert list(era_codes(FACTS["tier"], (1990, 1991))) == list(FACTS["tier"].codes)


@pytest.mark.parametrize(
    ("fact", "text", "expected"),
    [
        ("tier", "a1", "A1"),
        ("tier", "A1S", "A1"),
        ("tier", "Tier B-2", "B2"),
        ("roh-level", "VERY HIGH", "very-high"),
        ("roh-level", "V. High", "very-high"),
        ("mappa-level", "Level 2", "2"),
        ("mappa-level", "M3", "3"),
        ("mappa-level", "Not applicable", "none"),
        ("mappa-category", "Cat 1", "1"),
        ("sex", "M", "male"),
        ("sex", "woman", "female"),
        ("ethnicity", "W1", "white"),
        ("ethnicity", "O1", "asian"),
        ("ethnicity", "White: Gypsy or Irish Traveller", "white"),
        ("ethnicity", "NS", ""),
        ("practitioner-grade", "PSO", "probation-services-officer"),
        ("domestic-abuse", "Y", "yes"),
        ("domestic-abuse", "✓", "yes"),
        ("domestic-abuse", "x", "yes"),
        ("domestic-abuse", "None", "no"),
        ("domestic-abuse", "N/K", ""),
        ("domestic-abuse", "-", ""),
        ("location", "LICENCE", "licence"),
        ("location", "Y", "custody"),
        ("sex", "other", None),
        ("roh-level", "extreme", None),
    ],
)
def test_a_text_is_a_code_however_it_is_written(fact, text, expected):
    assert code(fact, text) == expected


@pytest.mark.parametrize(
    ("fact", "text", "expected"),
    [
        ("tier", "Tier 4", "4"),
        ("tier", "T2", "2"),
        ("tier", "A1", None),
        ("ethnicity", "O1", "chinese-other"),
        ("ethnicity", "Chinese", "chinese-other"),
        ("ethnicity", "White - Irish", "white"),
        ("court-report", "FDR", "short"),
    ],
)
def test_the_years_decide_what_a_text_is(fact, text, expected):
    assert code(fact, text, (2006, 2009)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CPRO", "community-punishment-rehabilitation-order"),
        ("CP&RO", "community-punishment-rehabilitation-order"),
        ("C.R.O.", "community-rehabilitation-order"),
        ("Community Punishment Order", "community-punishment-order"),
        ("D.T.T.O", "drug-treatment-testing-order"),
        ("Probation Order", "probation-order"),
        ("CJA - Community Order", "community-order"),
        ("SSO", "suspended-sentence-order"),
        ("IPP", "public-protection"),
        ("ORA Adult Custody (inc PSS)", "custody"),
        ("Adult Custody < 12m", "custody"),
        ("PSS", "post-sentence-supervision"),
        ("Conditional Discharge", "discharge"),
        ("Stand alone curfew", "stand-alone-curfew"),
        ("YRO", "youth-rehabilitation-order"),
        ("Deferred sentence", "deferred"),
        ("Hospital Order", "hospital-order"),
        ("Fine", "fine"),
        ("EDS", "extended-sentence"),
    ],
)
def test_disposals_of_every_era_are_known(text, expected):
    known = spelled_codes("disposal", FACTS["disposal"].codes, LISTS, {})
    assert coded([text], known).values == [expected]


def test_what_a_body_says_of_a_value_wins():
    known = spelled_codes("tier", {"A1": "A1", "B1": "B1"}, LISTS, {"A1": "B1", "Top": "A1", "Odd": "Z9", "Left": ""})
    found = coded(["A1", "top", "odd", "left"], known)
    assert (found.values, found.faulty) == (["B1", "A1", "", ""], {"odd"})


def test_days_of_a_column_are_read_day_first_and_faults_named():
    found = days(["25/3/2007", "3/25/2007", "5/6/2007", "", "tbc"], "started", {"tbc": ""})
    assert found.values == ["2007-03-25", "", "2007-06-05", "", ""]
    assert (found.faulty, found.note) == ({"3/25/2007"}, "")


def test_a_column_that_is_plainly_month_first_is_read_so_and_says_it():
    found = days(["3/25/2007", "5/6/2007"], "started", {})
    assert found.values == ["2007-03-25", "2007-05-06"]
    assert "month first" in found.note
    assert not found.faulty


def test_a_date_of_birth_has_its_own_pivot():
    assert days(["1/2/45"], "born", {}).values == ["1945-02-01"]
    assert days(["1/2/45"], "started", {}).values == ["2045-02-01"]


def test_numbers_lose_the_commas_between_thousands():
    found = numbers(["1,234.5", "5.5", "1,5", "many", "nk", ""], {"nk": ""})
    assert (found.values, found.faulty) == (["1234.5", "5.5", "", "", "", ""], {"1,5", "many"})


def test_texts_stay_but_for_those_that_are_looked_up():
    assert plain_texts(["Leeds N.", "not known", "York"], {"leedsn": "Leeds", "notknown": ""}).values == [
        "Leeds",
        "",
        "York",
    ]


def test_names_stay_but_for_a_dash():
    names = ["Nil", "Not Known", "O'Brien"]
    assert named_texts(names).values is names
    assert named_texts(["Nil", "-", "#N/A"]).values == ["Nil", "", ""]


def test_a_faulty_list_is_told_with_its_line(tmp_path):
    path = tmp_path / "values.yaml"
    path.write_text(
        "format: 1\nlists:\n  - fact: sex\n    title: A\n    source: b\n    standing: derived\n    coeds: {}\n"
    )
    found, problems = value_lists(path)
    assert [(p.code, p.line) for p in problems] == [("key-unknown", 7)]
    assert found[0].codes == {}
