"""Charts drawn by hand as SVG: bars per criterion, choices per question, steps of a word scale.

Widths are percentages of whatever room there is and text keeps its size, so a chart reads the same on a phone
and on a desk. The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from aboveline.reports import marks, words
from aboveline.reports.content import ChoiceCount, ScoreRow

GAP = 14
PLOT = 84
"""Per cent of the width that a score of 100 takes; the figures stand in the rest."""
LETTERS = 34
"""Letters of a label in a line: so many leave room for the base, with the smaller type of a narrow phone."""
STEP = 13


def criterion_chart(rows: Sequence[ScoreRow], section: str = "section") -> str:
    """An SVG of horizontal bars, one a criterion, under the sections of `rows`, which come in tree order.

    A diamond in each lane marks the score of its section; an upright stroke the figure printed in the source.
    A criterion without a score says so and has no bar. The description in the SVG lists every figure.
    """
    drawing, y = _legend(rows, section)
    mark: float | None = None
    for row in rows:
        if row.level == "section":
            mark = row.score
            part, y = _heading(row, section, y)
        else:
            part, y = _lane(row, mark, y)
        drawing += part
    return (
        f'<svg class="chart" role="img" aria-labelledby="chart-title chart-desc" width="100%" height="{y}"'
        ' xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="15">'
        f'<title id="chart-title">Scores by {escape(section)}, each from 0% to 100%</title>'
        f'<desc id="chart-desc">{escape(_description(rows))}</desc>{drawing}</svg>'
    )


def distribution_bar(choices: Sequence[ChoiceCount], several: bool = False) -> str:
    """A stacked bar of the choices made, and under it a list of the same, which is its text alternative.

    A tick list has no bar, as its choices overlap; neither has a question on which no choice was made. No
    choices to count give "".
    """
    if not choices:
        return ""
    fills = marks.choice_fills(choices)
    listed = "".join(
        '<li><svg class="swatch" aria-hidden="true" width="12" height="12">'
        f"{marks.box(*fill, '12', 12)}</svg>{escape(choice.label)}: <b>{choice.count:,}</b></li>"
        for choice, fill in zip(choices, fills, strict=True)
    )
    bar = "" if several else _stack(choices, fills)
    return f'{bar}<ul class="choices">{listed}</ul>'


def strength_meter(rating: str | None, scale: Sequence[str]) -> str:
    """Small steps, as many filled as `rating` stands high in `scale`, worst first; for beside the word."""
    reached = scale.index(rating) if rating in scale else -1
    steps = "".join(
        f'<rect x="{STEP * step + 1}" y="1" width="10" height="10"'
        f' class="step {"reached" if step <= reached else "unreached"}"'
        f' fill="{marks.BAR if step <= reached else marks.PAPER}" stroke="{marks.BAR}"/>'
        for step in range(len(scale))
    )
    return f'<svg class="meter" aria-hidden="true" width="{STEP * len(scale)}" height="12">{steps}</svg>'


def _legend(rows: Sequence[ScoreRow], section: str) -> tuple[str, int]:
    drawn = f'<svg y="4" overflow="visible">{marks.box("bar", marks.BAR, "26", 14)}</svg>'
    drawn += marks.text("34", 16, "Score")
    y = 26
    if any(row.level == "section" and row.score is not None for row in rows):
        drawn += marks.diamond("13", y - 1) + marks.text("34", y + 13, f"Score of the {section}")
        y += 26
    if any(_printed(row) is not None for row in rows):
        drawn += marks.stroke("13", y + 2) + marks.text("34", y + 15, "Figure printed in the source")
        y += 28
    return drawn, y


def _heading(row: ScoreRow, section: str, y: int) -> tuple[str, int]:
    title, y = marks.lines(f"{row.id} {row.title}", LETTERS + 3, y + GAP, ' font-weight="700" font-size="1.07em"')
    base = "" if row.base is None else f", {words.count(row.base, 'case')}"
    score = "" if row.heading else f"{section.capitalize()} score: {words.percent(row.score)}{base}{_assumed(row)}"
    return f"{title}{marks.text('0', y + 14, score, 'muted')}", y + marks.LINE + 8


def _lane(row: ScoreRow, mark: float | None, y: int) -> tuple[str, int]:
    base = "" if row.base is None else words.count(row.base, "case")
    aside = marks.text("100%", y + 15, base, "muted", ' text-anchor="end" font-size="0.87em"')
    label, y = marks.lines(f"{row.id} {row.title}{_assumed(row)}", LETTERS, y)
    if row.score is None:
        told, y = marks.lines(row.status or words.NO_SCORE, LETTERS + 6, y, ' font-style="italic"')
        return f"{aside}{label}{told}", y + GAP
    figure = marks.text("100%", y + 15, words.percent(row.score), style=' text-anchor="end" font-weight="700"')
    plot = marks.bar(row.score) + _mark(marks.stroke, _printed(row)) + _mark(marks.diamond, mark)
    lane = f'<svg y="{y}" width="{PLOT}%" height="{marks.LANE}" overflow="visible">{plot}</svg>'
    return f"{aside}{label}{lane}{figure}", y + marks.LANE + GAP


def _mark(shape: Callable[[str], str], score: float | None) -> str:
    return "" if score is None else shape(marks.at(score))


def _printed(row: ScoreRow) -> float | None:
    return words.printed_number(words.printed_score(row.printed))


def _assumed(row: ScoreRow) -> str:
    return " [assumed]" if row.standing == "assumed" else ""


def _description(rows: Iterable[ScoreRow]) -> str:
    told = (f"{row.id} {row.title}: {words.percent(row.score)}{_assumed(row)}" for row in rows if not row.heading)
    return f"{'; '.join(told)}. The table that follows holds the same figures."


def _stack(choices: Sequence[ChoiceCount], fills: Sequence[tuple[str, str]]) -> str:
    """The bar itself, white lines between its parts; '' where nobody chose."""
    total = sum(choice.count for choice in choices)
    parts, before = "", 0
    for choice, fill in zip(choices, fills, strict=True):
        if choice.count:
            x = marks.at(100 * before / total)
            parts += marks.box(*fill, marks.at(100 * choice.count / total), 16, x)
            parts += f'<svg x="{x}" overflow="visible">{marks.box("paper", marks.PAPER, "2", 16, "-1")}</svg>'
        before += choice.count
    return f'<svg class="stack" aria-hidden="true" width="100%" height="16">{parts}</svg>' if total else ""
