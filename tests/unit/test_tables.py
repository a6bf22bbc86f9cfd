import pytest

from aboveline.tables import Column, RawTable, TableSpec, checked_table, empty_table, is_date, is_number

SPEC = TableSpec(
    "walks",
    "walks that were walked",
    (
        Column("walk", "the reference of the walk", "id", required=True),
        Column("miles", "how far it went", "number"),
        Column("walkers", "how many walked", "whole"),
        Column("day", "when", "date"),
        Column("dry", "whether it stayed dry", "yes-no"),
        Column("weather", "what the sky was like", options=("sun", "cloud")),
        Column("stops", "where they stopped", "list"),
    ),
    key=("walk",),
)


def read(*columns, spec=SPEC):
    """The problems of a table of one or more rows: each column as its name and its fields."""
    names = tuple(name for name, *_ in columns)
    fields = [list(values) for _, *values in columns]
    return checked_table(spec, RawTable("walks.csv", names, fields, range(2, len(fields[0]) + 2)))


def told(*columns, spec=SPEC):
    return [(problem.code, problem.line, str(problem)) for problem in read(*columns, spec=spec)[1]]


def test_a_table_keeps_its_columns_in_order_of_the_declaration_and_fills_in_blanks():
    table, problems = read(("miles", "3.5", ""), ("walk", "a", "b"))
    assert problems == []
    assert list(table.columns) == [column.name for column in SPEC.columns]
    assert len(table) == 2
    first, second = table.rows()
    assert (first["walk"], first["miles"], first["day"]) == ("a", "3.5", "")
    assert second["miles"] == ""


def test_a_table_without_rows():
    table = empty_table(SPEC)
    assert len(table) == 0
    assert list(table.rows()) == []
    assert tuple(table.columns) == SPEC.column_names


def test_proper_fields():
    row = [("walk", "a"), ("miles", "-0.5"), ("walkers", "3"), ("day", "2020-02-29"), ("dry", "no"), ("weather", "sun")]
    assert told(*row, ("stops", "inn|mill")) == []


@pytest.mark.parametrize(
    ("column", "field", "code", "phrase"),
    [
        ("walk", "", "cell-missing", "walk: this field is blank. Fill in the reference of the walk."),
        ("miles", "far", "cell-kind", "miles: 'far' is not a number. Write digits with a point"),
        ("miles", "1,5", "cell-kind", "is not a number"),
        ("walkers", "2.0", "cell-kind", "'2.0' is not a whole number"),
        ("day", "29/2/2020", "cell-kind", "is not a date. Write the day as 2007-11-05"),
        ("dry", "Yes", "cell-kind", "'Yes' is not yes or no. Write yes or no."),
        ("weather", "sunn", "cell-unknown", "'sunn' is not a value of this column. Did you mean sun?"),
    ],
)
def test_a_field_that_is_not_of_its_column(column, field, code, phrase):
    columns = [("walk", "a", "b"), (column, "", field)] if column != "walk" else [("walk", "a", field)]
    ((found, line, sentence),) = told(*columns)
    assert (found, line) == (code, 3)
    assert phrase in sentence


def test_options_are_listed_where_nothing_is_near():
    many = tuple(f"option-{letter}" for letter in "abcdefghijklmnop")
    spec = TableSpec("t", "t", (Column("c", "c", options=many),))
    ((_, _, sentence),) = told(("c", "zebra"), spec=spec)
    assert sentence.endswith("Use one of: " + ", ".join(many) + ".")


def test_every_faulty_field_is_told():
    assert [line for _, line, _ in told(("walk", "a", "b", "c"), ("miles", "x", "1", "x"))] == [2, 4]


def test_a_key_stands_once():
    ((code, line, sentence),) = told(("walk", "a", "b", "a"))
    assert (code, line) == ("row-repeated", 4)
    assert "walk a already stands on line 2" in sentence


def test_a_table_without_a_key_may_repeat_itself():
    assert told(("walk", "a", "a"), spec=SPEC._replace(key=())) == []


def test_fields_of_columns_that_are_missing_or_stand_twice_are_not_looked_at():
    found = told(("wlak", "a"), ("miles", "x"), ("miles", "y"))
    assert [(code, line) for code, line, _ in found] == [
        ("column-repeated", 1),
        ("column-unknown", 1),
        ("column-missing", 1),
    ]
    assert "The column 'miles' stands 2 times. Keep one of them." in found[0][2]
    assert "Did you mean walk?" in found[1][2]
    assert "The column 'walk' is missing: the reference of the walk." in found[2][2]


def test_a_fault_of_the_header_hides_no_fault_of_another_column():
    found = told(("walk", "a", "a"), ("wether", "sun", ""), ("miles", "x", "1"))
    assert [(code, line) for code, line, _ in found] == [("column-unknown", 1), ("cell-kind", 2), ("row-repeated", 3)]


def test_a_key_of_several_columns_may_repeat_each_of_them():
    spec = SPEC._replace(key=("walk", "miles"))
    assert told(("walk", "a", "a", "b"), ("miles", "1", "2", "1"), spec=spec) == []
    ((code, line, sentence),) = told(("walk", "a", "a", "b"), ("miles", "1", "1", "1"), spec=spec)
    assert (code, line) == ("row-repeated", 3)
    assert "walk a, miles 1 already stands on line 2" in sentence


def test_a_column_that_nothing_resembles_is_to_be_removed():
    columns = [(name, "a") for name in SPEC.column_names]
    ((_, _, sentence),) = told(*(("walk", "a") if n == "walk" else (n, "") for n, _ in columns), ("zebra", ""))
    assert sentence.endswith("Remove it or correct its name.")


@pytest.mark.parametrize("text", ["0", "12", "1.5", "+1.5", "-1.5", ".5", "007"])
def test_numbers(text):
    assert is_number(text)


@pytest.mark.parametrize("text", ["", ".", "1.", "1,5", "1e3", "nan", "inf", "1_000", "--1", "1.2.3", " 1", "one"])
def test_no_numbers(text):
    assert not is_number(text)


@pytest.mark.parametrize("text", ["2007", "2007-11", "2007-11-05", "2008-02-29"])
def test_dates(text):
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "07",
        "2007-1",
        "2007-11-5",
        "2007-13",
        "2007-02-29",
        "2007-W45-1",
        "2007/11/05",
        "20071105",
        "٢٠٠٧",
        "2007-11-05T",
    ],
)
def test_no_dates(text):
    assert not is_date(text)
