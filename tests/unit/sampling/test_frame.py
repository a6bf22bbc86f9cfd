from hashlib import sha256

import pytest

from aboveline.cases.table import CASE, COHORT
from aboveline.files.csv import csv_table_of, csv_text
from aboveline.sampling.frame import frame_hash, frame_text
from aboveline.tables import Column, Table, TableSpec, checked_table

SPEC = TableSpec("cases", "", (CASE, COHORT, Column("weather", "the weather")), ("case",))


def frame(**columns):
    columns = {"case": ["2", "1"], "cohort": ["", ""], "weather": ["wet", "dry"]} | columns
    return Table(SPEC, "frame.csv", columns, range(2, 2 + len(columns["case"])))


def test_the_text_is_csv_by_reference():
    assert frame_text(frame()) == "case,cohort,weather\n1,,dry\n2,,wet\n"
    assert frame_text(frame(case=[], cohort=[], weather=[])) == "case,cohort,weather\n"


def test_a_frame_written_so_has_the_hash_of_its_bytes():
    text = frame_text(frame(case=["é", "Z"]))
    assert text.index("Z") < text.index("é")
    assert frame_hash(frame(case=["é", "Z"])) == "sha256:" + sha256(text.encode()).hexdigest()


def test_neither_the_order_of_rows_nor_the_way_to_it_matters():
    turned = frame(case=["1", "2"], weather=["dry", "wet"])
    assert frame_hash(turned) == frame_hash(frame())
    raw, _ = csv_table_of(b"weather;case\r\nwet;2\r\n;\r\ndry;1\r\n", "frame.csv")
    assert frame_hash(checked_table(SPEC, raw)[0]) == frame_hash(frame())


def test_every_field_counts():
    hashes = [frame_hash(table) for table in (frame(), frame(weather=["wet", "wet"]), frame(cohort=["", "june"]))]
    assert len({*hashes}) == 3


@pytest.mark.parametrize("sign", [",", '"', "\n", "a,b", 'a "b" c', ",,\n"])
def test_fields_with_signs_of_csv_are_quoted_as_everywhere(sign):
    rows = [("1", "", sign), ("2", "", "wet")]
    assert frame_text(frame(weather=["wet", sign])) == csv_text(("case", "cohort", "weather"), rows)


def test_a_carriage_return_is_quoted_too():
    # Whether Python does that in CSV depends on its version, and a hash may not.
    assert frame_text(frame(weather=["a\rb", ""])) == 'case,cohort,weather\n1,,\n2,,"a\rb"\n'


def test_a_comma_more_and_a_line_end_less_do_not_pass_for_a_plain_frame():
    assert frame_text(frame(case=["2", "1\n"], weather=["wet", ""])).count('"') == 2
