from xml.etree import ElementTree

import pytest

from aboveline.reports import marks
from aboveline.reports.profile_charts import NATION, fact_chart, legend
from tests.unit.reports.profiles import ALIKE, EVERY_STATE, KIND, NAMED, RARE, SEX
from tests.unit.reports.test_charts import contrast, texts


def test_every_share_is_drawn_at_its_place_and_told_in_words():
    svg = fact_chart(SEX)
    for row in SEX.rows:
        assert f'width="{row.sample_share:.2f}%" height="18" class="bar"' in svg
        assert marks.stroke(f"{row.frame_share:.2f}%") in svg
    assert svg.count('class="diamond"') == 3
    assert svg.count('class="nation"') == 1
    assert texts(svg).count("more than chance") == 2
    root = ElementTree.fromstring(svg)
    named = {node.get("id"): node.text for node in root if node.get("id")}
    assert list(named) == (root.get("aria-labelledby") or "").split()
    assert "Male: sample 83.3%, plan 59.0%, frame 58.3%, national 89.9%, difference +25.0 points, more than chance" in (
        named["told-sex"] or ""
    )
    assert svg == fact_chart(SEX)


def test_titles_are_escaped():
    assert "<more>" not in fact_chart(SEX)
    assert "Sex &amp; &lt;more&gt;" in fact_chart(SEX)


def test_small_shares_have_a_scale_of_their_own():
    svg = fact_chart(RARE)
    assert "10%" in texts(svg)
    assert 'width="83.33%" height="18" class="bar"' in svg
    assert "100%" in texts(fact_chart(KIND))


def test_where_the_plan_is_not_known_it_is_not_drawn():
    svg = fact_chart(NAMED.facts[0])
    assert "diamond" not in svg
    assert "plan" not in svg
    assert "not tested" not in svg


@pytest.mark.parametrize(
    ("found", "names"),
    [
        (EVERY_STATE, ["sample", "expected by the plan", "frame", "national"]),
        (ALIKE, ["sample", "expected by the plan", "frame"]),
        (NAMED, ["sample", "frame"]),
    ],
)
def test_the_legend_has_the_marks_that_occur(found, names):
    assert [told for _, told in legend(found)] == names


def test_the_mark_of_the_nation_can_be_seen():
    assert contrast(NATION, marks.PAPER) > 4.5
    assert contrast(NATION, marks.TRACK) > 3
