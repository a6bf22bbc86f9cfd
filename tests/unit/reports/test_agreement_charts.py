from xml.etree import ElementTree

from aboveline.reports.agreement_charts import Dot, coefficient_scale, dot_chart, shift_scale
from tests.unit.reports.test_charts import texts

SURE = Dot("all & <more>", 0.5, 0.25, 0.75, "0.50 (0.25 to 0.75)")
UNSURE = Dot("few", 1.0, None, None, "1.00")
CONTRARY = Dot("contrary", -0.1, -0.3, 0.2, "-0.10 (-0.30 to 0.20)")


def test_every_figure_is_drawn_at_its_place_and_told_in_words():
    svg = dot_chart("k", "Kappa & more", [SURE, UNSURE], coefficient_scale([SURE, UNSURE]))
    assert 'x1="25.00%" x2="75.00%"' in svg
    assert '<svg x="50.00%" y="0" overflow="visible"><path d="M0 3' in svg
    assert svg.count('class="reach"') == 1
    assert {"0.50", "1.00", "0: chance", "1"} <= set(texts(svg))
    root = ElementTree.fromstring(svg)
    named = {node.get("id"): node.text for node in root if node.get("id")}
    assert list(named) == (root.get("aria-labelledby") or "").split()
    assert "all & <more>: 0.50 (0.25 to 0.75); few: 1.00." in (named["told-k"] or "")


def test_a_scale_begins_below_nought_where_a_figure_does():
    scale = coefficient_scale([SURE, CONTRARY])
    assert (scale.start, scale.end) == (-0.5, 1.0)
    svg = dot_chart("k", "Kappa", [SURE, CONTRARY], scale)
    assert "-0.5" in texts(svg)
    assert 'text-anchor="middle"' in svg


def test_shifts_lie_to_both_sides_of_nought():
    dots = [Dot("local", 0.03, -0.061, 0.121, "+3.0 (-6.1 to +12.1)")]
    scale = shift_scale(dots)
    assert (scale.start, scale.end) == (-0.15, 0.15)
    assert {"-15", "as lenient", "+15", "+3.0"} <= set(texts(dot_chart("l", "Leniency", dots, scale)))
    assert shift_scale([Dot("none", 0.0, None, None, "0.0")]).end == 0.05


def test_what_lies_beyond_a_scale_is_drawn_at_its_end():
    assert coefficient_scale([SURE]).at(1.4) == "100.00%"
    assert coefficient_scale([SURE]).at(-0.4) == "0.00%"
