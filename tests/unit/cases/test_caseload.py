from dataclasses import replace
from datetime import date

import pytest

from aboveline.cases.caseload import Asked, caseload
from aboveline.cases.columns import asked_facts, caseload_table, column_titles
from aboveline.cases.mapping import BodyMapping
from aboveline.frameworks.read import framework
from aboveline.tables import RawTable, checked_table
from tests.examples.editions import MADE_UP
from tests.unit.cases.caseloads import ORDERS, TODAY, column, read, sheet, told

HEADER = ["CRN", "Name", "DoB", "Sentence type", "Tier"]
ANN = ["X1", "Ann Lee", "4/5/1980", "Community order", "A1"]
BOB = ["X2", "Bob Ash", "1/2/1990", "Licence", "B2"]


def test_the_columns_are_who_it_is_and_the_facts_asked_for():
    names = caseload_table(TODAY).column_names
    assert names[:4] == ("row", "reference", "name", "family-name")
    assert {"disposal", "sentence", "started", "sex"} <= set(names)
    assert not {"ppo", "location"} & set(names)
    assert next(iter(asked_facts(TODAY))) == "disposal"
    assert {"location", "court", "ppo"} <= column_titles(TODAY).keys()


def test_a_caseload_is_read_with_its_codes_and_days():
    found = read(["Our caseload"], HEADER, ANN, BOB)
    assert not found.problems
    assert column(found, "row") == ["3", "4"]
    assert column(found, "reference") == ["X1", "X2"]
    assert column(found, "born") == ["1980-05-04", "1990-02-01"]
    assert column(found, "sentence") == ["community", "licence"]
    assert column(found, "disposal") == ["community-order", "licence"]
    assert column(found, "tier") == ["A1", "B2"]
    assert column(found, "sex") == ["", ""]
    assert (len(found.table), found.people, found.aside, found.same_people) == (2, 2, {}, ())


def test_what_comes_out_is_a_proper_table_of_its_kind():
    table = read(HEADER, ANN, BOB, ["X3", "#N/A", "soon", "odd", "Z9"], on=date(2024, 9, 1)).table
    raw = RawTable("c", tuple(table.columns), list(table.columns.values()), table.lines)
    assert checked_table(table.spec, raw)[1] == []


def test_every_faulty_field_is_told_in_the_order_of_the_rows():
    found = read(HEADER, ["X1", "Ann", "31/2/1980", "Odd", "A1"], ["", "Bob", "4/5/1980", "Fine", "Q"])
    assert told(found) == [
        ("cell-unknown", 2, "'DoB' (born): '31/2/1980' is no day."),
        ("cell-unknown", 2, "'Sentence type' (sentence): 'Odd' is not known here."),
        ("cell-unknown", 3, "'Tier' (tier): 'Q' is not known here."),
        ("cell-missing", 3, "'CRN' (reference): this is blank."),
    ]
    assert found.faulty_rows == {"2", "3"}
    assert found.faulty_places == [0, 1]
    assert column(found, "born") == ["", "1980-05-04"]
    assert '--value "tier: Q=…"' in found.problems[2].do
    assert "--value" not in found.faults[2].problem.do


def test_a_faulty_field_that_others_are_worked_out_from_is_told_too():
    found = read(["CRN", "Date of sentence", "Age", "Location"], ["X1", "soon", "old", "Mars"])
    assert told(found) == [
        ("cell-kind", 2, "'Date of sentence' (sentenced): 'soon' is no day."),
        ("cell-kind", 2, "'Age' (age): 'old' is no number."),
        ("cell-kind", 2, "'Location' (location): 'Mars' is not known here."),
    ]


def test_a_slip_is_likened_to_what_is_known():
    [problem] = read(["CRN", "RoSH", "Sex"], ["X1", "Medum", "m"]).problems
    assert "Did you mean medium?" in problem.do
    [problem] = read(["CRN", "Disposal", "Sex"], ["X1", "Zzyzx", "m"]).problems
    assert "the words of the specification" in problem.do
    [problem] = read(["CRN", "Tier", "Sex"], ["X1", "B9", "m"]).problems
    assert "Known here: A3, A2" in problem.do


def test_a_row_that_stands_twice_is_left_aside():
    found = read(HEADER, ANN, BOB, ANN, [ANN[0].lower(), *ANN[1:]])
    assert found.aside == {"4": "the same as row 2"}
    assert told(found) == [
        ("row-repeated", 5, "The reference 'x1' already stands in row 2, which differs in reference.")
    ]
    assert column(found, "row") == ["2", "3", "5"]


def test_a_reference_with_two_different_rows_is_a_fault():
    found = read(HEADER, ANN, ["X1", "Ann Lee", "4/5/1980", "Licence", "A1"])
    [(code, line, what)] = told(found)
    assert (code, line) == ("row-repeated", 3)
    assert what.endswith("which differs in disposal, sentence.")


def test_the_faults_of_a_repeated_row_are_told_once():
    row = ["X1", "Ann", "soon", "Fine", "A1"]
    assert [line for _, line, _ in told(read(HEADER, row, row))] == [2]


def test_references_with_line_ends_are_compared_too():
    found = read(HEADER, ["X\n1", *ANN[1:]], ["x\n1", *ANN[1:]], BOB)
    assert [code for code, *_ in told(found)] == ["row-repeated"]


def test_people_under_several_references_are_no_fault():
    found = read(
        HEADER, ANN, BOB, ["X3", "LEE-ANN", "4/5/1980", "Licence", ""], ["X4", "ann  lee", "04.05.1980", "Fine", ""]
    )
    assert not found.problems
    assert found.same_people == (("2", "5"),)
    assert found.people == 3


def test_orders_of_one_person_are_cases_of_their_own():
    found = read(["CRN", "Event_No", "Tier"], ["X1", "1", "A1"], ["X1", "2", "A1"])
    assert not found.problems
    assert column(found, "reference") == ["X1/1", "X1/2"]


def test_sheets_are_joined_and_rows_told_with_their_sheet():
    one = sheet(HEADER, ANN, name="Community")
    two = sheet(["x"], ["CRN", "Tier", "RoSH"], ["Y1", "Q1", "low"], ["Total"], name="Licences")
    found = caseload(TODAY, [one, two, sheet(["Ring me"], name="Notes")], Asked("c.xlsx"))
    assert column(found, "row") == ["Community!2", "Licences!3"]
    assert found.problems[0].where == "c.xlsx · Licences:3"
    assert found.aside == {"Licences!4": "a row of totals"}
    assert found.faulty_rows == {"Licences!3"}
    assert [item.use for item in found.sheets] == ["cases", "cases", "aside"]


def test_a_sheet_may_be_picked():
    sheets = [sheet(HEADER, ANN, name="Now"), sheet(HEADER, BOB, name="Then")]
    assert column(caseload(TODAY, sheets, Asked("c.xlsx", only=("THEN",))), "reference") == ["X2"]
    found = caseload(TODAY, sheets, Asked("c.xlsx", only=("Them",)))
    assert told(found)[0][0] == "unknown-name"
    assert "Did you mean Then?" in found.problems[0].do


def test_a_hidden_sheet_is_read_only_where_it_is_named():
    sheets = [sheet(HEADER, ANN, name="Now"), sheet(HEADER, BOB, name="Old (hidden)")]
    found = caseload(TODAY, sheets, Asked("c.xlsx"))
    assert column(found, "reference") == ["X1"]
    assert [(item.sheet.name, item.use) for item in found.sheets] == [("Now", "cases"), ("Old (hidden)", "aside")]
    for name in ("Old (hidden)", "old"):
        assert column(caseload(TODAY, sheets, Asked("c.xlsx", only=(name,))), "reference") == ["X2"]


@pytest.mark.parametrize("sheets", [[], [sheet()], [sheet(["Ring me"], ["Now"])]])
def test_a_spreadsheet_without_any_heading_is_a_fault(sheets):
    found = caseload(TODAY, sheets, Asked("c.xlsx", needed=("sentence",)))
    assert [(code, line) for code, line, _ in told(found)] == [("column-missing", None)]
    assert len(found.table) == 0
    assert len(found.column_problems) == 1


def test_a_missing_reference_is_told_with_what_was_not_recognised():
    found = read(["Our no", "Tier", "Sex"], ["X1", "A1", "m"], ["X2", "A1", "f"])
    assert told(found) == [("column-missing", 1, "No heading stands for the column reference: Case reference number.")]
    assert "Not recognised: 'Our no'" in found.problems[0].do


def test_needed_columns_that_are_missing_are_told():
    found = read(
        HEADER, ANN, needed=("roh-level", "sentence", "disposal", "age-band"), wished=("offence-group", "tier")
    )
    assert [what for *_, what in told(found)] == [
        "No heading stands for the column roh-level: Risk of (serious) harm level.",
    ]
    assert found.cautions == (
        "No heading stands for offence-group (Kind of main offence), which is asked for too: taken as blank.",
    )


def test_of_a_disposal_and_a_sentence_that_are_missing_one_is_told():
    found = read(["CRN", "Name", "Tier"], ["X1", "Ann", "A1"], needed=("disposal", "sentence", "age-band"))
    assert [what.partition(":")[0] for *_, what in told(found)] == [
        "No heading stands for the column sentence",
        "No heading stands for the column age-band",
    ]


def test_two_headings_for_one_column_are_told_and_neither_is_read():
    found = read(["CRN", "Tier", "Tier_Code", "Sex"], ["X1", "A1", "B1", "m"], needed=("tier",))
    assert told(found) == [("column-repeated", 1, "The headings 'Tier' and 'Tier_Code' claim one column, tier.")]
    assert '--map "Tier=tier"' in found.problems[0].do
    assert column(found, "tier") == [""]
    found = read(["CRN", "Tier", "Tier", "Sex"], ["X1", "A1", "B1", "m"])
    assert "--map" not in found.problems[0].do


def test_what_the_body_means_is_remembered():
    mapping = BodyMapping(
        "", {"Band": "tier", "Tier": "-"}, {"tier": {"Top": "A3"}, "delivery-unit": {}, "sentence": {"CO": "custody"}}
    )
    found = read(["CRN", "Band", "Tier", "Sentence"], ["X1", "top", "B1", "CO"], mapping=mapping)
    assert not found.problems
    assert (column(found, "tier"), column(found, "sentence")) == (["A3"], ["custody"])


def test_texts_that_the_body_explains_are_days_and_texts_too():
    mapping = BodyMapping("", {}, {"started": {"Easter 2024": "2024-03-31"}, "team": {"N. 1": "North"}})
    found = read(["CRN", "Start date", "Team"], ["X1", "easter 2024", "n1"], mapping=mapping)
    assert not found.problems
    assert (column(found, "started"), column(found, "team")) == (["2024-03-31"], ["North"])


def test_orders_of_an_older_edition_keep_their_names():
    rows = [["X1", "CPRO"], ["X2", "Community service"], ["X3", "Parole"], ["X4", "Imprisonment"], ["X5", "Fine"]]
    found = read(["CRN", "Disposal type", "Sex"], *rows, framework=ORDERS)
    assert column(found, "sentence") == [
        *("community-punishment-rehabilitation", "community-punishment", "licence", "custody", "")
    ]
    assert column(found, "disposal")[-1] == "fine"


def test_cautions_tell_what_was_taken_for_granted():
    header = ["CRN", "Disposal", "Start date", "RoSH"]
    rows = [["X1", "Custody", "3/25/2024", "low"], ["X2", "Fine", "3/4/2024", ""], ["X3", "", "", "low"]]
    found = read(header, *rows, needed=("sentence", "roh-level"))
    assert found.cautions == (
        "started: dates are read month first, as some cannot be read otherwise.",
        "Nothing says whether 1 people with a custodial sentence are out: they count as in custody.",
        "Disposals that are no kind of sentence here: fine 1.",
        "sentence is blank in 1 of 3 cases.",
        "roh-level is blank in 1 of 3 cases.",
    )


def test_registers_beside_the_cases_tell_facts():
    cases = sheet(["CRN", "Tier", "Sex"], ["X1", "A1", "m"], ["X2", "A1", "m"], name="Cases")
    header = ["CRN", "Register_Code", "Register_Level", "Deregistration_Date"]
    rows = [["X1", "MAPP", "M2", ""], ["X2", "RCPR", "", "1/1/2020"], ["X9", "QQ", "", ""]]
    found = caseload(TODAY, [cases, sheet(header, *rows, name="Registers")], Asked("c.xlsx"))
    assert not found.problems
    assert column(found, "mappa-level") == ["2", "none"]
    assert column(found, "child-safeguarding") == ["", ""]
    assert found.worked_out == ("mappa-level",)
    assert found.cautions == (
        "Registers tell mappa-level; of a case on none they tell no.",
        "Registers that say nothing here: QQ.",
        "On the registers and none of the cases: 1.",
    )


def test_a_column_of_the_cases_goes_before_the_registers():
    rows = [["X1", "MAPP", "M4", "3"], ["X2", "INLL", "", ""]]
    found = read(["CRN", "Register_Code", "Register_Level", "MAPPA level"], *rows)
    assert column(found, "mappa-level") == ["3", ""]
    assert found.cautions == ()


def test_a_level_that_is_none_of_the_edition_is_blank():
    found = read(["CRN", "Register_Code", "Register_Level"], ["X1", "MAPP", "M4"])
    assert column(found, "mappa-level") == [""]


def test_ages_are_reckoned_on_the_day_told():
    found = read(HEADER, ANN, BOB, on=date(2024, 9, 1))
    assert column(found, "age-band") == ["35-49", "25-34"]
    assert "age-band" in found.worked_out
    assert column(read([*HEADER, "Age band"], [*ANN, "44"], on=date(2024, 9, 1)), "age-band") == ["35-49"]


def test_long_texts_are_cut_where_they_are_told():
    [problem] = read(["CRN", "Tier", "Sex"], ["X1", "A " * 99, "m"]).problems
    assert len(problem.what) < 100


def test_an_edition_without_sentences_reads_its_own_facts():
    rows = [["X1", "Adult", "3", "1,500", "Prison"], ["X2", "baby", "2/3/2024", "x", ""]]
    found = read(
        ["Ref", "Membership", "joined", "Loans", "Sentence type"],
        *rows,
        framework=replace(framework(MADE_UP), caseload=None),
    )
    assert [what for *_, what in told(found)] == [
        "'joined' (joined): '3' is no day.",
        "'Membership' (membership): 'baby' is not known here.",
        "'Loans' (loans): 'x' is no number.",
    ]
    assert column(found, "membership") == ["adult", ""]
    assert {heading.use for heading in found.sheets[0].headings if heading.column == "sentence"} == {"not-asked"}


def test_level_and_category_of_mappa_in_one_text_tell_the_level():
    header = ["CRN", "Tier", "Sex", "MAPPA"]
    found = read(
        header, ["X1", "A1", "m", "Level 2 Cat 1"], ["X2", "A1", "f", "Cat 3 / L1"], ["X3", "A1", "f", "Level 9"]
    )
    assert column(found, "mappa-level") == ["2", "1", ""]
    assert [what for _, _, what in told(found)] == ["'MAPPA' (mappa-level): 'Level 9' is not known here."]


def test_a_start_may_be_a_month_and_a_date_of_birth_may_not():
    header = ["CRN", "Tier", "DOB", "Start date"]
    found = read(header, ["X1", "A1", "1/2/1980", "Nov-23"], ["X2", "A1", "Feb 1980", "2023"])
    assert column(found, "started") == ["2023-11", "2023"]
    assert [what for _, _, what in told(found)] == ["'DOB' (born): 'Feb 1980' is no day."]


def test_a_header_in_two_rows_is_one_header():
    found = read(["CRN", "Person", "", "Order"], ["", "Surname", "Sex", "Start date"], ["X1", "Lee", "m", "1/11/2023"])
    assert (column(found, "reference"), column(found, "started")) == (["X1"], ["2023-11-01"])
    assert column(found, "name") == ["Lee"]


def test_a_sheet_that_is_not_there_is_the_only_fault():
    found = caseload(TODAY, [sheet(HEADER, ANN, name="Now")], Asked("c.xlsx", only=("Nov",)))
    assert [(code, what) for code, _, what in told(found)] == [("unknown-name", "There is no sheet 'Nov'.")]


def test_a_heading_that_is_mapped_and_nowhere_is_told():
    mapping = BodyMapping(headings={"Band (now)": "tier", "Teem": "team", "Old": "-"})
    found = read(["CRN", "Sex", "band (Now)"], ["X1", "m", "A1"], mapping=mapping)
    assert not found.problems
    assert found.cautions == ("Mapped, and no heading here: 'Teem', 'Old'.",)
