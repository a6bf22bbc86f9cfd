"""Laws of reading a caseload: whatever stands in a spreadsheet, every row is told of, and what comes out is sound."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from aboveline.cases.caseload import Asked, caseload
from aboveline.cases.columns import column_titles
from aboveline.cases.dates import BEFORE_FIRST, day
from aboveline.cases.fault_sheets import fault_sheets, fault_table
from aboveline.cases.faults import grouped
from aboveline.cases.headings import heading_lists, letters, meaning, meanings, spelling
from aboveline.cases.mapping import BodyMapping, mapping_text, read_mapping
from aboveline.cases.people import spellings
from aboveline.frameworks.documents import document_of
from aboveline.frameworks.read import installed_framework
from aboveline.tables import RawTable, Sheet, checked_table, is_date

EDITION = installed_framework("pdu-2023")
TITLES = column_titles(EDITION)
LISTS = heading_lists()[0]
KNOWN = meanings(TITLES, LISTS, {})
HEADINGS = sorted({text for item in LISTS for texts in item.headings.values() for text in texts} | set(TITLES))
CELLS = st.one_of(
    st.sampled_from(["", "", "X1", "X2", "A1", "Fine", "Custody", "Total", "1/2/2024", "2024-01-05", "39234", "yes"]),
    st.text(max_size=12).map(str.strip),
)
DAYS = st.dates(date(1928, 1, 1), date(2069, 12, 31))


@st.composite
def sheets(draw):
    """A sheet of up to nine rows, with headings in one of them, some of these known."""
    width, length = draw(st.integers(1, 9)), draw(st.integers(0, 9))
    rows = [[draw(CELLS) for _ in range(width)] for _ in range(length)]
    header = ["CRN", *(draw(st.one_of(st.sampled_from(HEADINGS), CELLS)) for _ in range(width - 1))]
    rows.insert(draw(st.integers(0, length)), header)
    rows = [row for row in rows if any(row)]
    return Sheet(draw(CELLS), [list(column) for column in zip(*rows, strict=True)], list(range(1, len(rows) + 1)))


@given(st.text())
def test_any_text_may_be_a_heading(text):
    found = meaning(text, KNOWN)
    assert found is None or found.column in TITLES
    assert spelling(spelling(text)) == spelling(text)


@given(st.lists(st.text()))
def test_many_texts_are_spelled_as_each(texts):
    assert spellings(texts) == list(map(spelling, texts))


@given(st.text(), st.booleans(), st.integers(0, 100))
def test_any_text_is_a_day_or_none(text, months_first, pivot):
    found = day(text, months_first, pivot)
    assert found == "" or (len(found) == 10 and is_date(found))


@given(DAYS)
def test_a_day_is_read_from_every_form_it_is_written_in(wanted):
    forms = ["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%d %B %Y", "%d-%b-%Y", "%B %d, %Y", "%Y%m%d"]
    assert {day(wanted.strftime(form)) for form in forms} == {wanted.isoformat()}
    assert day(wanted.strftime("%m/%d/%Y"), months_first=True) == wanted.isoformat()
    assert day(str((wanted - BEFORE_FIRST) // timedelta(days=1))) == wanted.isoformat()


@given(st.integers(0, 20000))
def test_letters_count_columns(at):
    number = 0
    for letter in letters(at):
        number = number * 26 + ord(letter) - ord("A") + 1
    assert number - 1 == at


@given(
    st.dictionaries(st.text(min_size=1), st.sampled_from(sorted(TITLES)), max_size=3),
    st.dictionaries(st.sampled_from(sorted(TITLES)), st.dictionaries(st.text(), st.text(), min_size=1, max_size=3)),
)
def test_a_mapping_comes_back_as_it_was_written(headings, values):
    found = BodyMapping("", headings, values)
    content, problems = document_of(mapping_text(found).encode(), "body.yaml")
    assert not problems
    assert read_mapping(content, problems, TITLES) == found


@settings(max_examples=60)
@given(st.lists(sheets(), max_size=3), st.booleans())
def test_whatever_stands_in_a_spreadsheet_every_row_is_told_of_and_the_table_is_sound(given_sheets, told_day):
    asked = Asked("c.xlsx", needed=("sentence", "sex"), on=date(2024, 9, 1) if told_day else None)
    found = caseload(EDITION, [sheet._replace(name=f"S{at}") for at, sheet in enumerate(given_sheets)], asked)
    table = found.table
    rows = sum(len(item.sheet.lines) - item.header - 1 for item in found.sheets if item.use == "cases")
    twins = [why for why in found.aside.values() if why.startswith("the same as")]
    noted = sum(len(item.aside) for item in found.sheets)
    assert len(table) + noted + len(twins) == rows
    assert all(len(texts) == len(table) for texts in table.columns.values())
    raw = RawTable("c", tuple(table.columns), list(table.columns.values()), table.lines)
    amiss = {p.code for p in checked_table(table.spec, raw)[1]}
    assert amiss <= {"cell-missing", "row-repeated"}
    assert not amiss or found.faults
    assert found.faulty_rows <= set(table.columns["row"])
    assert len(grouped(found.faults)) <= len(found.faults)
    told = fault_table(fault_sheets(found))
    assert len({row[0] for row in told.rows} & found.faulty_rows) == len(found.faulty_rows)
