from dataclasses import replace
from datetime import date

import pytest

from aboveline.cases.table import fact_column
from aboveline.frameworks.documents import document_of
from aboveline.frameworks.facts import fact_catalogue
from aboveline.frameworks.read import installed_framework, installed_ids
from aboveline.sampling.eligibility import Reason, eligibility, eligibility_problems, eligible
from aboveline.tables import Table, TableSpec

FIELDWORK = date(2007, 11, 5)
EDITION = installed_framework("iaow-2013")
RULES = """
asks: [started, ended, disposal, offence-group]
window: {months: 6, about: {months: 1, source: x, standing: assumed}, source: x, standing: published}
live: {source: x, standing: derived}
exclusions:
  - {id: fined, title: Fined, when: disposal is fine, if_blank: kept, source: x, standing: derived}
  - {id: other, title: Another kind, when: "not sentence in (community, licence)", source: x, standing: published}
  - {id: mild, title: Mild, when: not offence-group is violence, theme: violence, source: x, standing: published}
source: x
standing: published
"""
GOOD = {"started": "2007-05-05", "sentence": "community", "disposal": "community-order", "offence-group": "violence"}


def rules(text=RULES):
    block, problems = document_of(text.encode(), "rules.yaml")
    assert not problems
    found, problems = eligibility(replace(EDITION, caseload=block))
    assert problems == []
    return found


def caseload(*rows, without=()):
    asked = [fact for name, fact in fact_catalogue()[0].items() if name not in without]
    columns = {fact.id: [{**GOOD, **row}.get(fact.id, "") for row in rows] for fact in asked}
    return Table(TableSpec("caseload", "x", tuple(map(fact_column, asked))), "x.csv", columns, range(2, len(rows) + 2))


def reason(theme="", **row):
    """Why the case is left out; blank where it is eligible."""
    found = eligible(caseload({name.replace("_", "-"): text for name, text in row.items()}), rules(), FIELDWORK, theme)
    return found.left_out[0][1] if found.left_out else ""


def test_every_edition_says_who_is_eligible_with_sources_and_standings():
    for name in installed_ids():
        found, problems = eligibility(installed_framework(name))
        assert problems == []
        assert all(rule.source and rule.standing for rule in (*found.windows, *found.exclusions))


@pytest.mark.parametrize(
    ("edition", "months", "about"),
    [
        ("omi-2006", (5, 7), "assumed"),
        ("esi-2003", (8, 10), "assumed"),
        ("iaow-2013", (8, 10), "assumed"),
        ("pdu-2023", (6, 7), ""),
    ],
)
def test_the_months_are_known_and_how_far_about_reaches_is_assumed(edition, months, about):
    [window] = eligibility(installed_framework(edition))[0].windows
    assert (window.months, window.about) == (months, about)
    assert window.standing == ("assumed" if edition == "pdu-2023" else "published")


def test_an_edition_may_say_nothing():
    assert eligibility(replace(EDITION, caseload=None)) == (None, [])
    assert eligibility_problems(replace(EDITION, caseload=None)) == []


@pytest.mark.parametrize(
    ("started", "why"),
    [
        ("2007-04-05", ""),
        ("2007-04-04", "outside-window"),
        ("2007-06-05", ""),
        ("2007-06-06", "outside-window"),
        ("2007-05", ""),
        ("2007-04", "not known: started"),
        ("2007-03", "outside-window"),
        ("2007", "not known: started"),
        ("2006", "outside-window"),
        ("", "not known: started"),
        ("soon", "not known: started"),
    ],
)
def test_a_case_must_have_begun_in_the_window(started, why):
    assert reason(started=started) == why


@pytest.mark.parametrize(
    ("ended", "why"),
    [
        ("", ""),
        ("2007-11-04", "over"),
        ("2007-11-05", ""),
        ("2008-01", ""),
        ("2007-10", "over"),
        ("2007-11", "not known: ended"),
        ("2007", "not known: ended"),
        ("2006", "over"),
        ("soon", "not known: ended"),
    ],
)
def test_a_case_must_be_live_on_the_first_day_of_fieldwork(ended, why):
    assert reason(ended=ended) == why


def test_the_first_rule_that_is_sure_gives_the_reason():
    assert reason(disposal="fine", sentence="custody") == "fined"
    assert reason(sentence="custody") == "other"
    assert reason(started="", sentence="custody") == "other"
    assert reason(started="", ended="2007-01-01") == "over"
    assert reason(started="2001-01-01", ended="2007-01-01", disposal="fine") == "outside-window"
    assert reason(started="", sentence="") == "not known: started"


def test_what_cannot_be_decided_leaves_out_unless_the_rule_lets_it_stay():
    assert reason(sentence="") == "not known: sentence"
    assert reason(disposal="") == ""
    found = eligible(caseload({"disposal": ""}, {}, {"disposal": "", "sentence": ""}), rules(), FIELDWORK)
    assert found.kept == [0, 1]
    assert found.blank == {"disposal": 1}


def test_a_column_that_is_not_there_is_blank():
    found = eligible(caseload({}, without=("disposal",)), rules(), FIELDWORK)
    assert (found.kept, found.blank) == ([0], {"disposal": 1})


def test_a_round_has_rules_of_its_own():
    assert reason(offence_group="theft") == ""
    assert reason("violence", offence_group="theft") == "mild"
    assert reason("violence", offence_group="") == "not known: offence-group"
    assert rules().needed() == ("started", "sentence")
    assert rules().needed("violence") == ("started", "sentence", "offence-group")


def test_reasons_are_counted_rules_first_and_even_where_they_took_nobody():
    rows = [{}, {"started": "2001"}, {"started": ""}, {"sentence": ""}, {"disposal": "fine"}, {}]
    found = eligible(caseload(*rows), rules(), FIELDWORK, faulty=[5])
    assert found.kept == [0]
    assert found.left_out == [
        (1, "outside-window"),
        (2, "not known: started"),
        (3, "not known: sentence"),
        (4, "fined"),
        (5, "faulty"),
    ]
    assert list(found.reasons) == [
        Reason("faulty", "A fault in the row", 1, ""),
        Reason("outside-window", "Begun outside the window", 1, "published"),
        Reason("over", "Over before fieldwork", 0, "derived"),
        Reason("fined", "Fined", 1, "derived"),
        Reason("other", "Another kind", 0, "published"),
        Reason("not known: sentence", "Not known: sentence", 1, ""),
        Reason("not known: started", "Not known: started", 1, ""),
    ]


def test_without_rules_everybody_is_eligible():
    found = eligible(caseload({"started": ""}, {"sentence": ""}), rules("source: x\nstanding: assumed\n"), FIELDWORK)
    assert (found.kept, found.cohorts, found.reasons) == ([0, 1], ["", ""], ())


def test_each_case_is_of_the_cohort_in_whose_window_it_began():
    windows = """
asks: [started]
windows:
  - {cohort: february, from: 2004-02, to: 2004-02, source: x, standing: published}
  - {cohort: september, from: 2004-09-01, to: 2004-09-30, source: x, standing: published}
source: x
standing: published
"""
    days = ["2004-09-30", "2004-02-29", "2004-03-01", "2004-02", "2004"]
    found = eligible(caseload(*({"started": day} for day in days)), rules(windows), FIELDWORK)
    assert list(zip(found.kept, found.cohorts, strict=True)) == [(0, "september"), (1, "february"), (3, "february")]
    assert found.left_out == [(2, "outside-window"), (4, "not known: started")]


def test_windows_of_months_may_stand_side_by_side():
    windows = """
asks: [started]
windows:
  - {cohort: new, months: 2, source: x, standing: published}
  - {cohort: usual, months: 8, up_to: 10, source: x, standing: published}
source: x
standing: published
"""
    found = eligible(caseload({"started": "2007-09-05"}, {"started": "2007-02-01"}), rules(windows), FIELDWORK)
    assert found.cohorts == ["new", "usual"]
