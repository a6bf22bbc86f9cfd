from collections import Counter

import pytest

from aboveline.cases.table import case_table
from aboveline.files.csv import csv_table_of
from aboveline.frameworks.read import installed_framework
from aboveline.problems import Faulty
from aboveline.published.caseload import CASELOAD_COUNTS, constructed_caseload
from aboveline.published.rebuilt import rebuilt_files
from aboveline.tables import checked_table

HEADER = "fact,among,value,cases,standing,source\n"


def made(text):
    raw, problems = csv_table_of((HEADER + text).encode(), "caseload-counts.csv")
    table, found = checked_table(CASELOAD_COUNTS, raw)
    assert not problems + found
    header, rows = constructed_caseload(table)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_values_are_given_out_in_their_numbers():
    rows = made("sentence,,community,6,published,p. 1\nsentence,,licence,4,published,p. 1\n")
    assert Counter(row["sentence"] for row in rows) == {"community": 6, "licence": 4}
    assert [row["reference"] for row in rows] == [f"X{at:05}" for at in range(1, 11)]
    assert rows == made("sentence,,community,6,published,p. 1\nsentence,,licence,4,published,p. 1\n")


def test_counts_may_be_for_some_of_the_cases_only():
    rows = made(
        "sentence,,community,6,published,p. 1\nsentence,,licence,4,published,p. 1\n"
        "ppo,sentence is licence,yes,3,published,p. 1\nppo,sentence is licence,,1,assumed,Invented\n"
    )
    assert Counter((row["sentence"], row["ppo"]) for row in rows) == {
        ("community", ""): 6,
        ("licence", "yes"): 3,
        ("licence", ""): 1,
    }


def test_a_month_of_beginning_is_dealt_to_its_days():
    rows = made("started,,2007-02,30,assumed,Invented\nstarted,,,2,assumed,Invented\n")
    days = Counter(row["started"] for row in rows)
    assert days.pop("") == 2
    assert {min(days), max(days)} == {"2007-02-01", "2007-02-28"}
    assert sum(days.values()) == 30


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ("ppo,,yes,3,published,p. 1\nsex,,female,2,published,p. 1\n", "come to 2, and there are 3"),
        ("ppo,,yes,3,published,p. 1\nsex,ppo was yes,female,3,published,p. 1\n", "cannot be read"),
        ("ppo,,yes,3,published,p. 1\nsex,tier is 1,female,3,published,p. 1\n", "names tier, which no row further up"),
    ],
)
def test_counts_that_do_not_fit_are_told(rows, what):
    with pytest.raises(Faulty, match=what):
        made(rows)


@pytest.fixture(scope="module")
def hampshire():
    content = rebuilt_files("hampshire-2008", installed_framework("omi-2006"))["caseload.csv"]
    raw, problems = csv_table_of(content.encode(), "caseload.csv")
    assert not problems
    return dict(zip(raw.header, raw.columns, strict=True))


def test_hampshire_has_a_caseload_with_the_published_counts(hampshire):
    held = [at for at, sentence in enumerate(hampshire["sentence"]) if sentence != "custody"]
    assert len(held) == 5011
    levels = Counter(hampshire["mappa-level"][at] for at in held)
    assert (levels["1"], levels["2"], levels["3"]) == (575, 918, 46)
    assert Counter(hampshire["ppo"])["yes"] == 188
    shares = Counter(hampshire["sex"][at] for at in held)
    assert (round(100 * shares["female"] / 5011), round(100 * shares["male"] / 5011)) == (13, 87)
    white = sum(hampshire["ethnicity"][at] == "white" for at in held)
    minority = sum(hampshire["ethnicity"][at] not in ("white", "") for at in held)
    assert (round(100 * white / 5011), round(100 * minority / 5011)) == (93, 6)


def test_the_facts_of_hampshires_caseload_are_those_of_its_edition(hampshire):
    spec = case_table(installed_framework("omi-2006"))
    options = {column.name: column.options for column in spec.columns if column.options}
    for name, values in hampshire.items():
        assert set(values) <= {"", *options.get(name, values)}, name
