import re

import pytest

from aboveline.reports.agreements import agreement_page
from tests.unit.reports.agreements import PAGES


def text(name):
    """What a reader sees of the page, without the marks of it."""
    body = agreement_page(PAGES[name]).partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_whom_it_is_for(name):
    page = agreement_page(PAGES[name])
    assert page.count("For quality leads, not for reports.") == 2
    assert page == agreement_page(PAGES[name])
    assert page.count("<section") == page.count("</section>")


def test_the_page_holds_the_answer_the_tables_and_the_charts():
    said, page = text("found"), agreement_page(PAGES["found"])
    assert "89% of 285 judgements (25 cases)" in said
    assert page.count('<svg class="chart"') == 3
    assert "+3.0 (−6.0 to +12.1)" in said
    assert "They read no case that the others read." in said
    assert "Modelled: were every reader as lenient as inspectors" in said
    assert "There are fewer than three to draw a line through." in said
    assert "Is it &lt; enough?" in page
    assert "The &lt;unit&gt;" in page
    assert "There is no such body" in page


def test_a_page_of_practice_cases_has_no_other_cases_and_nothing_modelled():
    said = text("practice")
    assert "Other cases" not in said
    assert "Practice cases make no score." in said


def test_where_nothing_can_be_said_the_page_says_why():
    said, page = text("bare"), agreement_page(PAGES["bare"])
    assert "No case was read twice." in said
    assert "Leniency" not in said
    assert "There is no such body" not in page


def test_without_a_figure_there_is_no_chart():
    assert 'class="chart"' not in agreement_page(PAGES["silent"])
    assert "Leniency, in points" in text("silent")
