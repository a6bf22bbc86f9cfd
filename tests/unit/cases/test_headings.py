import pytest

from aboveline.cases.columns import column_titles
from aboveline.cases.headings import (
    Heading,
    header_row,
    heading_lists,
    headings,
    letters,
    meaning,
    meanings,
    spelling,
    with_one_header,
)
from tests.unit.cases.caseloads import TODAY, sheet

LISTS, PROBLEMS = heading_lists()
TITLES = column_titles(TODAY)
KNOWN = meanings(TITLES, LISTS, {})


def uses(*texts, own=None, asked=("reference", "tier", "team", "delivery-unit")):
    row = sheet(list(texts), ["1"] * len(texts))
    return [(h.column, h.how, h.use) for h in headings(row, 0, meanings(TITLES, LISTS, own or {}), asked)]


def test_the_lists_that_ship_are_sound():
    assert not PROBLEMS
    named = {name for item in LISTS for name in (*item.headings, *item.failing_that)}
    assert not named - TITLES.keys()
    assert all(item.source and item.standing for item in LISTS)


def test_no_heading_of_a_list_means_two_columns():
    seen = {}
    for item in LISTS:
        for part in (item.headings, item.failing_that):
            for column, texts in part.items():
                for text in texts:
                    assert seen.setdefault(spelling(text), column) == column, text


def test_a_spelling_is_letters_and_digits_alone():
    assert spelling("  Case_Ref-No.\n(Délius) ") == "caserefnodelius"
    assert spelling("–") == ""


@pytest.mark.parametrize(
    ("text", "column", "how"),
    [
        ("reference", "reference", "exact"),
        ("Case reference number", "reference", "exact"),
        ("Case_Ref_No", "reference", "synonym"),
        ("CaseRefNo", "reference", "synonym"),
        ("DATE OF\nBIRTH", "born", "exact"),
        ("Risk of serious harm level", "roh-level", "exact"),
        ("RoSH", "roh-level", "synonym"),
        ("Report type (as recorded on nDelius)", "court-report", "synonym"),
        ("First name(s)", "first-names", "exact"),
        ("OM_Surname", "practitioner-family-name", "synonym"),
        ("Disposal_Type_Desc", "disposal", "synonym"),
    ],
)
def test_a_heading_is_known_by_its_name_or_in_other_words(text, column, how):
    found = meaning(text, KNOWN)
    assert (found.column, found.how) == (column, how)


@pytest.mark.parametrize("text", ["", "***", "Comments", "tier " * 50])
def test_other_headings_mean_nothing(text):
    assert meaning(text, KNOWN) is None


def test_what_a_body_says_of_a_heading_wins():
    assert uses("Tier", "Band", own={"TIER": "team", "Band": "tier"}) == [
        ("team", "mapping", "read"),
        ("tier", "mapping", "read"),
    ]


def test_a_mapped_heading_stands_before_another_that_claims_the_column():
    assert uses("Tier", "Band", own={"Band": "tier"}) == [("tier", "exact", "second"), ("tier", "mapping", "read")]


def test_a_heading_may_be_left_out_on_purpose():
    assert uses("Tier", "Tiering", own={"Tiering": "-"}) == [("tier", "exact", "read"), ("", "mapping", "left-out")]


def test_two_headings_for_one_column_clash_unless_one_is_better():
    assert [use for *_, use in uses("Tier", "Tier_Code")] == ["clash", "clash"]
    assert [use for *_, use in uses("Team_Code", "Team_Desc")] == ["second", "read"]
    assert [use for *_, use in uses("LDU_Code", "PDU_Code", "LDU_Desc")] == ["second", "second", "read"]


def test_what_is_not_asked_for_is_told_apart_from_what_is_not_known():
    assert uses("Sentencing court", "Comments") == [("court", "exact", "not-asked"), ("", "", "unknown")]


def test_an_empty_column_without_a_heading_is_no_column():
    found = headings(sheet(["Tier", "", ""], ["A1", "", "x"]), 0, KNOWN, ["tier"])
    assert [(h.at, h.use) for h in found] == [(0, "read"), (2, "unknown")]
    assert isinstance(found[0], Heading)


def test_the_header_is_the_row_with_the_most_headings():
    rows = [["Caseload, by tier", ""], ["Tier", ""], ["CRN", "Tier"], ["X1", "A1"], ["CRN", "Tier"]]
    assert header_row(sheet(*rows), KNOWN) == (2, {"reference", "tier"})


def test_the_header_is_not_looked_for_further_than_the_thirtieth_row():
    rows = [["x", "y"]] * 30 + [["CRN", "Tier"]]
    assert header_row(sheet(*rows), KNOWN) == (0, set())
    assert header_row(sheet(*rows[1:]), KNOWN) == (29, {"reference", "tier"})


def test_an_empty_sheet_has_no_header():
    assert header_row(sheet(), KNOWN) == (0, set())


@pytest.mark.parametrize(("at", "text"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_a_place_is_told_in_letters(at, text):
    assert letters(at) == text


def test_a_faulty_list_is_told_with_its_line(tmp_path):
    path = tmp_path / "headings.yaml"
    path.write_text("format: 1\nlists:\n  - id: a\n    title: A\n    source: b\n    standing: sure\n    headings: 3\n")
    found, problems = heading_lists(path)
    assert [(p.code, p.line) for p in problems] == [("value-kind", 7), ("value-unknown", 6)]
    assert found[0].headings == {}


def test_a_header_in_two_rows_is_joined_in_the_lower_one():
    upper = ["CRN", "Offender", "", "Date of", "Order", "", "Note"]
    lower = ["", "Surname", "Forename", "birth", "Disposal", "Start date", "of ours"]
    given = sheet(["A title"], upper, lower, ["X1", "Lee", "Ann", "1/2/80", "Licence", "", ""], lines=[1, 2, 3, 9])
    found = with_one_header(given, KNOWN)
    assert header_row(found, KNOWN)[0] == 2
    joined = ["CRN", "Offender Surname", "Forename", "Date of birth", "Disposal", "Start date", "of ours"]
    assert [column[2] for column in found.columns] == joined
    assert [column[3] for column in found.columns] == [column[3] for column in given.columns]
    assert found.lines == [1, 2, 3, 9]


def test_a_header_in_one_row_stays_whatever_stands_above_and_below():
    given = sheet(["Person", "", "Order"], ["CRN", "Surname", "Disposal"], ["X1", "Name", "Order"])
    assert with_one_header(given, KNOWN) is given
