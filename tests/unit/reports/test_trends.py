import re

import pytest

from aboveline.comparisons.trends import RULE, Absent
from aboveline.reports.trends import TrendPage, trend_page
from tests.unit.comparisons.trends import TRENDS


def page(name, **further):
    return trend_page(TrendPage(TRENDS[name]._replace(**further), "Aboveline 0"))


@pytest.mark.parametrize("name", TRENDS)
def test_the_rule_stands_on_every_page(name):
    assert page(name).count(RULE) == 2
    assert page(name) == page(name)


def test_the_table_holds_what_the_chart_draws():
    text = page("mixed")
    rows = re.findall(r"<tr>\n<td><b>(.)</b></td>", text)
    assert rows == list("abcdefg")
    assert "one &amp; &lt;only&gt;" in text
    assert "B2 of old is more than it. More." in text
    assert "Basis: sources file" in text
    assert "31–62" in text
    assert "two, autumn" in text
    assert text.count("assumed</span>") == 1


def test_only_marks_that_occur_are_explained():
    assert "shares something" not in page("plain").partition("Marks in the chart")[2]
    assert "shares something" in page("mixed").partition("Marks in the chart")[2]


def test_what_is_not_drawn_or_not_shown_is_said():
    assert "There is no percentage to draw." in page("worded")
    text = page("nothing", absent=(Absent("walks", "small", "there is no map"),))
    assert "No inspection has a figure of this." in text
    assert "Not shown: 1" in text
    assert "walks (small): there is no map." in text
    assert "Not shown" not in page("plain")
    assert "95% intervals" not in page("worded")
