import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from aboveline.frameworks.pairs import RELATIONS
from aboveline.reports.trend_charts import APART, LEFT, RIGHT, SHAPES, description, swatch, trend_chart
from tests.unit.comparisons.trends import TRENDS, point, trend

SVG = "{http://www.w3.org/2000/svg}"


def drawn(name):
    return ET.fromstring(trend_chart(TRENDS[name]))


@pytest.mark.parametrize("name", ["plain", "mixed", "single"])
def test_a_chart_is_well_formed_and_told_in_words(name):
    chart = drawn(name)
    assert chart.get("role") == "img"
    titles = {part.tag.removeprefix(SVG): part.text for part in chart if part.get("id")}
    assert chart.get("aria-labelledby") == "trend-title trend-desc"
    assert titles["desc"] == description(TRENDS[name])


@pytest.mark.parametrize("name", ["worded", "nothing"])
def test_without_a_percentage_there_is_no_chart(name):
    assert trend_chart(TRENDS[name]) == ""


def test_only_percentages_have_marks_and_lines_join_only_what_is_joined():
    chart = drawn("mixed")
    shapes = [part.get("d") for part in chart.iter(f"{SVG}path") if part.get("class") in ("disc", "apart")]
    assert sorted(map(shapes.count, SHAPES.values())) == [1, 1, 1, 3]
    lines = list(chart.iter(f"{SVG}line"))
    assert len(lines) == 2
    assert len([part for part in chart.iter(f"{SVG}path") if part.get("class") == "whisker"]) == 1


def test_marks_of_one_date_are_moved_apart_in_their_order():
    text = trend_chart(TRENDS["mixed"])
    places = [float(x) for x in re.findall(r'<svg x="([\d.]+)%" overflow="visible">(?=<path|<svg)', text)]
    assert len(places) == 6
    assert all(second - first >= APART - 0.01 for first, second in pairwise(places))
    assert places[0] >= LEFT
    assert places[-1] <= RIGHT


def test_many_marks_share_the_room_there_is():
    text = trend_chart(trend(*(point(date="2005", inspection=str(at)) for at in range(30))))
    places = [float(x) for x in re.findall(r'<svg x="([\d.]+)%" overflow="visible">(?=<path|<svg)', text)]
    assert places == sorted(set(places))
    assert min(places) >= LEFT - 0.01
    assert ">30</text>" in text


def test_the_years_stand_at_the_ends_of_the_axis():
    assert re.findall(r">(\d{4})</text>", trend_chart(TRENDS["mixed"])) == ["2003", "2021"]
    assert re.findall(r">(\d{4})</text>", trend_chart(TRENDS["single"])) == ["2005"]


def test_the_description_tells_figures_dates_relations_and_lines():
    told = description(TRENDS["mixed"])
    assert "a, 2003: 0%, the same as asked for; " in told
    assert "c, 2004: 50%, only part of what is asked for; " in told
    assert "d, 2004: 2 of 5, what is asked for and more; " in told
    assert "f, 2021: 50%, the same as asked for, joined by a line to a and b; " in told
    assert "g, 2021: Good" in told


@pytest.mark.parametrize("relation", RELATIONS)
def test_each_relation_has_a_shape_of_its_own(relation):
    assert SHAPES[relation] in swatch(relation)
    assert len(set(SHAPES.values())) == len(RELATIONS)
