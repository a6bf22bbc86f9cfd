import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from aboveline.reports import charts, marks
from aboveline.reports.content import ChoiceCount, ScoreRow
from aboveline.reports.outline import chapters, charted
from tests.unit.reports.made_up import EVERY_STATE, HAMPSHIRE, STRENGTHS

ROWS = charted(chapters(HAMPSHIRE))


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(svg).iter() if node.tag.endswith("text")]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_score_is_drawn_at_its_place_and_told_in_words() -> None:
    svg = charts.criterion_chart(ROWS)
    for row in ROWS:
        if row.level == "criterion":
            assert f'width="{row.score:.2f}%" height="18" class="bar"' in svg
            assert f"{row.id} {row.title}: {row.printed}" in svg or row.id == "3.2"
    assert texts(svg).count("109 cases") == 14


def test_a_chart_has_a_name_and_a_description_and_is_the_same_each_time() -> None:
    svg = charts.criterion_chart(ROWS)
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    named = {node.get("id"): node.text for node in root if node.get("id")}
    assert list(named) == (root.get("aria-labelledby") or "").split()
    assert "3.2 Sustainability of progress: 66%" in (named["chart-desc"] or "")
    assert svg == charts.criterion_chart(ROWS)


def test_the_section_score_and_the_printed_figure_are_marked_by_shape() -> None:
    svg = charts.criterion_chart(ROWS)
    assert svg.count('class="diamond"') == 14 + 1
    assert svg.count('class="printed"') == 14 + 1
    assert marks.stroke("64.00%") in svg
    assert marks.diamond("60.00%") in svg


def test_a_criterion_without_a_score_says_so_and_has_no_bar() -> None:
    svg = charts.criterion_chart(charted(chapters(EVERY_STATE)), "theme")
    assert "not scored: nobody to whom it applies" in texts(svg)
    assert "no score" in texts(svg)
    assert "Theme score: no score, 0 cases" in texts(svg)
    assert "X1 Under no section [assumed]" in texts(svg)
    assert svg.count('class="track"') == 2


def test_a_chart_without_sections_or_printed_figures_explains_neither_mark() -> None:
    row = ScoreRow("criterion", "1", "Alone", 40.0, 3, 3, 1, "published")
    assert texts(charts.criterion_chart([row])) == ["Score", "3 cases", "1 Alone", "40%"]


def test_a_section_without_cases_of_its_own_shows_no_base() -> None:
    row = ScoreRow("section", "1", "Alone", 40.0, None, None, None, "assumed")
    assert "Section score: 40% [assumed]" in texts(charts.criterion_chart([row]))


def test_labels_break_into_even_lines() -> None:
    svg, _ = marks.lines("2.6 Restrictive interventions (control)", 34, 0)
    assert re.findall(r">([^<]+)</text>", svg) == ["2.6 Restrictive", "interventions (control)"]
    assert marks.lines("x", 3, 0)[1] == 22


def test_a_distribution_is_a_bar_and_the_same_in_words() -> None:
    choices = (ChoiceCount("Yes", 3, True), ChoiceCount("No & no", 1, False), ChoiceCount("Unclear", 0, None))
    drawn = charts.distribution_bar(choices)
    assert re.findall(r'x="([\d.]+%)" width="([\d.]+%)"', drawn) == [
        ("0.00%", "75.00%"),
        ("75.00%", "25.00%"),
    ]
    assert "Yes: <b>3</b>" in drawn
    assert "No &amp; no: <b>1</b>" in drawn
    assert "Unclear: <b>0</b>" in drawn


@pytest.mark.parametrize(
    ("choices", "several"),
    [
        ((ChoiceCount("Yes", 0, True),), False),
        ((ChoiceCount("Drugs", 4, None), ChoiceCount("Debt", 5, None)), True),
    ],
)
def test_there_is_no_bar_without_a_whole_to_divide(choices: tuple[ChoiceCount, ...], several: bool) -> None:
    drawn = charts.distribution_bar(choices, several)
    assert 'class="stack"' not in drawn
    assert drawn.count("<li>") == len(choices)


def test_no_choices_give_nothing() -> None:
    assert charts.distribution_bar(()) == ""


def test_choices_take_the_shades_of_their_side_in_turn() -> None:
    sides = (True, True, False, True, None)
    fills = marks.choice_fills([ChoiceCount(str(at), 1, above) for at, above in enumerate(sides)])
    assert [name for name, _ in fills] == ["above-1", "above-2", "below-1", "above-1", "neither-1"]


@pytest.mark.parametrize(("rating", "steps"), [("weak", 1), ("very strong", 5), ("unheard of", 0), (None, 0)])
def test_a_strength_is_as_many_steps_as_it_stands_high(rating: str | None, steps: int) -> None:
    drawn = charts.strength_meter(rating, STRENGTHS)
    assert drawn.count("step reached") == steps
    assert drawn.count("<rect") == 5


def test_colours_can_be_told_from_paper() -> None:
    assert all(contrast(colour, marks.PAPER) >= 4.5 for colour in (marks.INK, marks.MUTED))
    shades = [shade for _, *family in marks.SHADES.values() for shade in family]
    assert all(contrast(colour, marks.PAPER) >= 3 for colour in (marks.BAR, marks.PRINTED, *shades))
    assert contrast(marks.BAR, marks.TRACK) >= 3


def test_a_heading_without_a_rule_says_nothing_of_a_score():
    rows = (
        ScoreRow("section", "2", "Supervision", None, None, None, None, "published", heading=True),
        ScoreRow("criterion", "2.1", "Assessment", 61.0, 74, 74, 45, "published"),
    )
    assert "no score" not in charts.criterion_chart(rows)
    assert "no score" in charts.criterion_chart((replace(rows[0], heading=False), rows[1]))
