from datetime import date

from aboveline.cases.disposals import disposal_list
from aboveline.cases.registers import Registration, register_list, spelled_registers
from aboveline.cases.worked_out import (
    age_bands,
    band_texts,
    cases_of_events,
    locations,
    register_facts,
    sentences,
    starts,
    whole_names,
)

DISPOSALS = disposal_list()[0]
KNOWN = spelled_registers(register_list()[0])
BANDS = ("18-20", "21-24", "50-over", "odd")


def names(**columns):
    found = {name.replace("_", "-"): texts for name, texts in columns.items()}
    return whole_names(found, "name", "first-names", "family-name")


def test_a_name_is_put_together_of_its_parts():
    assert names(first_names=["Ann", ""], family_name=["Lee", "Ash"]) == {"name": ["Ann Lee", "Ash"]}
    assert names(first_names=["Ann"], family_name=["Lee"]) == {"name": ["Ann Lee"]}
    assert names(family_name=["Lee"]) == {"name": ["Lee"]}
    assert names(first_names=["Ann"]) == {}
    assert names(name=["Ann Lee"], family_name=["Ash"]) == {}


def test_orders_of_one_person_are_told_apart():
    assert cases_of_events({"reference": ["X1", "X1", "", "X2"], "event": ["1", "2", "1", ""]}) == {
        "reference": ["X1/1", "X1/2", "", "X2"]
    }
    assert cases_of_events({"reference": ["X1"]}) == {}
    assert cases_of_events({"event": ["1"]}) == {}


def test_whoever_was_released_and_of_whom_nothing_is_said_is_on_licence():
    columns = {"location": ["", "custody", ""], "released": ["2024-05-01", "2024-05-01", "2025-01-01"]}
    assert locations(columns, date(2024, 9, 1)) == {"location": ["licence", "custody", ""]}
    assert locations({"released": ["2024-05-01"]}, date(2024, 9, 1)) == {"location": ["licence"]}
    assert locations(columns, None) == {}
    assert locations({}, date(2024, 9, 1)) == {}


def worked(kinds=("community", "licence", "custody"), named=None, **columns):
    found = sentences({name.replace("_", "-"): texts for name, texts in columns.items()}, named or {}, kinds, DISPOSALS)
    return list(zip(found["sentence"], found["disposal"], strict=True)) if found else []


def test_the_kind_of_sentence_follows_from_the_disposal_and_the_place():
    disposals, places = (
        ["community-order", "custody", "custody", "fine", ""],
        ["community", "licence", "", "", "licence"],
    )
    assert worked(disposal=disposals, location=places) == [
        ("community", "community-order"),
        ("licence", "custody"),
        ("custody", "custody"),
        ("", "fine"),
        ("licence", "licence"),
    ]


def test_what_the_sentence_column_says_goes_before_the_disposal():
    columns = {"sentence": ["Prison", "Community", "", "Odd"], "disposal_said": ["custody", "", "", ""]}
    found = worked(named={"Community": "community"}, disposal=["fine", "", "custody", "custody"], **columns)
    assert found == [("custody", "fine"), ("community", "community-order"), ("custody", "custody"), ("", "custody")]


def test_a_disposal_of_no_kind_may_be_a_kind_by_its_name():
    found = worked(named={"PSS": "post-sentence"}, kinds=["post-sentence"], sentence=["PSS"], disposal_said=["fine"])
    assert found == [("post-sentence", "fine")]


def test_nothing_follows_from_nothing():
    assert worked() == []


def test_a_case_starts_as_told_or_with_release_or_sentence():
    columns = {
        "started": ["2024-01-01", "", "", ""],
        "released": ["2024-02-02", "2024-02-02", "2024-02-02", ""],
        "sentenced": ["2023-03-03"] * 4,
        "sentence": ["licence", "licence", "custody", "licence"],
    }
    assert starts(columns) == {"started": ["2024-01-01", "2024-02-02", "2023-03-03", "2023-03-03"]}
    assert starts({"sentenced": ["2023-03-03"]}) == {"started": ["2023-03-03"]}
    assert starts({"started": ["2024-01-01"]}) == {}


def test_ages_fall_into_bands():
    on = date(2024, 9, 1)
    assert age_bands({"born": ["2004-09-02", "2004-09-01", "1950-01-01", ""]}, BANDS, on) == {
        "age-band": ["18-20", "18-20", "50-over", ""]
    }
    assert age_bands({"age": ["19", "24.5", "17", "", "1000", "x"]}, BANDS, None) == {
        "age-band": ["18-20", "21-24", "", "", "", ""]
    }
    assert age_bands({"born": ["1990-01-01"]}, BANDS, None) == {}
    assert age_bands({}, BANDS, on) == {}
    assert age_bands({"age-band": ["18-20"], "age": ["60"]}, BANDS, on) == {}


def test_an_age_may_stand_in_the_place_of_its_band():
    found = band_texts(BANDS)
    assert (found["18"], found["24"], found["99"]) == ("18-20", "21-24", "50-over")
    assert "30" not in found


def test_registers_tell_facts_of_every_case_so_far_as_they_are_told_of_at_all():
    registrations = [("X1", Registration("MAPP", "2", "1")), ("X2", Registration("RCPR")), ("X1", Registration("QQ"))]
    registrations += [("X1", Registration("MAPP")), ("X3", Registration("MAPP")), ("X9", Registration("QQ, ZZ"))]
    columns, unknown = register_facts(["X1", "X2", "X3"], registrations, KNOWN)
    assert columns == {
        "mappa-eligible": ["yes", "no", "yes"],
        "mappa-level": ["2", "none", ""],
        "mappa-category": ["1", "none", ""],
        "child-safeguarding": ["no", "yes", "no"],
    }
    assert unknown == {"QQ": 2, "ZZ": 1}
