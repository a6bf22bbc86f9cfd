"""A chart for each fact of a profile: a bar for the sample, marks on it for plan, frame and nation.

Each mark has a shape of its own as well as a colour. Bars of one chart share a scale, which its foot tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from aboveline.reports import marks
from aboveline.reports.profile_words import points, share
from aboveline.sampling.profile import BEYOND, UNTESTED, VERDICTS, FactProfile, Profile, ProfileRow

GAP = 14
PLOT = 84
"""Per cent of the width that the longest bar may take; the figures stand in the rest."""

LETTERS = 30
SCALES = (10, 25, 50, 100)
"""Ends of a scale, in per cent: the first that holds every share of the fact is used."""

NATION = "#6b3fa0"  # 7.0:1 on white


def legend(found: Profile) -> list[tuple[str, str]]:
    """The swatch of each mark that occurs, and what it stands for."""
    rows = [row for fact in found.facts for row in fact.rows]
    drawn = [(marks.box("bar", marks.BAR, "26", 14), "sample", True)]
    drawn.append((_diamond("13", -2), "expected by the plan", any(row.planned is not None for row in rows)))
    drawn.append((marks.stroke("13", -2), "frame", True))
    drawn.append((_wedge("13", -2), "national", any(row.national for row in rows)))
    return [
        (f'<svg class="swatch" aria-hidden="true" width="26" height="14" overflow="visible">{mark}</svg>', told)
        for mark, told, there in drawn
        if there
    ]


def fact_chart(fact: FactProfile) -> str:
    """An SVG of the values of a fact, a bar each. The description in it lists every share."""
    scale = _scale(fact.rows)
    drawing, y = "", 0
    for row in fact.rows:
        part, y = _lane(row, scale, y)
        drawing += part
    ends = f'<svg width="{PLOT}%" overflow="visible">{marks.text("0", y + 6, "0%", "muted")}'
    ends += marks.text("100%", y + 6, f"{scale}%", "muted", ' text-anchor="end"') + "</svg>"
    name = escape(fact.id)
    return (
        f'<svg class="chart" role="img" aria-labelledby="chart-{name} told-{name}" width="100%" height="{y + 12}"'
        ' xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="15">'
        f'<title id="chart-{name}">{escape(fact.title)}: shares of the sample beside the frame</title>'
        f'<desc id="told-{name}">{escape(_description(fact.rows))}</desc>{drawing}{ends}</svg>'
    )


def _scale(rows: Sequence[ProfileRow]) -> int:
    most = max(value for row in rows for value in _shares(row).values())
    return next(end for end in SCALES if most <= end or end == SCALES[-1])


def _shares(row: ProfileRow) -> dict[str, float]:
    """The shares of a row by what they are of; those that nobody knows are left out."""
    national = row.national.share if row.national else None
    named = {"sample": row.sample_share, "plan": row.planned, "frame": row.frame_share, "national": national}
    return {name: value for name, value in named.items() if value is not None}


def _lane(row: ProfileRow, scale: int, y: int) -> tuple[str, int]:
    beyond = row.verdict == BEYOND
    told = VERDICTS[BEYOND] if beyond else ""
    aside = (
        marks.text("100%", y + 15, told, style=' text-anchor="end" font-weight="700" font-size="0.87em"')
        if told
        else ""
    )
    label, y = marks.lines(row.label, LETTERS if told else LETTERS + 15, y, ' font-weight="700"' if beyond else "")
    at = {name: marks.at(100 * value / scale) for name, value in _shares(row).items()}
    plot = marks.bar(100 * row.sample_share / scale) + marks.stroke(at["frame"])
    plot += _diamond(at["plan"]) if "plan" in at else ""
    plot += _wedge(at["national"]) if "national" in at else ""
    figure = marks.text("100%", y + 15, f"{share(row.sample_share)}%", style=' text-anchor="end" font-weight="700"')
    lane = f'<svg y="{y}" width="{PLOT}%" height="{marks.LANE}" overflow="visible">{plot}</svg>'
    return f"{aside}{label}{lane}{figure}", y + marks.LANE + GAP


def _diamond(x: str, y: int = 0) -> str:
    """The mark of the plan: smaller than the stroke of the frame, so that both show in one place."""
    colours = f'class="diamond" fill="{marks.PAPER}" stroke="{marks.INK}" stroke-width="1.5"'
    return f'<svg x="{x}" y="{y}" overflow="visible"><path d="M0 4 L5 9 L0 14 L-5 9 Z" {colours}/></svg>'


def _wedge(x: str, y: int = 0) -> str:
    """A triangle that points up at the lane's lower edge."""
    path = f'<path d="M0 11 L6 22 L-6 22 Z" class="nation" fill="{NATION}" stroke="{marks.PAPER}"/>'
    return f'<svg x="{x}" y="{y}" overflow="visible">{path}</svg>'


def _description(rows: Sequence[ProfileRow]) -> str:
    told = []
    for row in rows:
        shares = ", ".join(f"{name} {share(value)}%" for name, value in _shares(row).items())
        verdict = "" if row.verdict == UNTESTED else f", {VERDICTS[row.verdict]}"
        told.append(f"{row.label}: {shares}, difference {points(row.difference)} points{verdict}")
    return f"{'; '.join(told)}. The table that follows holds the same figures."
