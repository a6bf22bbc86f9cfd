from aboveline.cases.template import ABOUT, column_rows, template_columns
from aboveline.frameworks.read import framework
from tests.examples.editions import MADE_UP
from tests.unit.cases.caseloads import ORDERS, TODAY, read

NEEDED = ("started", "disposal", "sentence", "sex", "age-band")


def columns(edition=TODAY):
    return {column.name: column for column in template_columns(edition, NEEDED)}


def test_the_importer_recognises_every_heading():
    for edition in (TODAY, ORDERS):
        found = list(columns(edition).values())
        rows = [[column.heading for column in found], [(*column.choices, "x")[0] for column in found]]
        used = {heading.column: heading.use for heading in read(*rows, framework=edition).sheets[0].headings}
        assert used == {column.name: "read" for column in found}


def test_every_choice_is_understood():
    for edition in (TODAY, ORDERS):
        for column in filter(lambda column: column.choices, columns(edition).values()):
            rows = [[f"X{at}", "P", "T", choice] for at, choice in enumerate(column.choices)]
            found = read(["CRN", "Officer", "PNC number", column.heading], *rows, framework=edition)
            assert not found.problems, column.name


def test_what_follows_from_others_is_not_asked_for():
    assert not {"sentence", "age-band", "name"} & columns().keys()
    assert {"disposal", "location", "born", "family-name"} <= columns().keys()


def test_what_only_the_inspection_finds_is_not_asked_for():
    assert "offender-interviewed" not in columns(ORDERS)


def test_needed_is_what_others_need_too():
    needed = {name for name, column in columns().items() if column.needed}
    assert needed == {"reference", "started", "disposal", "location", "sex", "born"}


def test_orders_of_the_time_can_be_chosen():
    assert "Community service order" in columns(ORDERS)["disposal"].choices
    assert "Community service order" not in columns()["disposal"].choices


def test_each_column_is_explained():
    rows = {row[-1]: row for row in column_rows(tuple(columns().values()))}
    assert len(ABOUT) == len(rows["sex"])
    assert rows["sex"][1:4] == ("Female; Male", "yes", "yes")
    assert rows["born"][1] == "a day, such as 5/11/2007"
    assert rows["reference"][1] == "text"
    assert rows["roh-level"][3] == "no"


def test_an_edition_without_sentences_asks_for_none():
    found = {column.name for column in template_columns(framework(MADE_UP), ())}
    assert {"membership", "born"} <= found
    assert not {"disposal", "location", "sentence", "age-band"} & found
