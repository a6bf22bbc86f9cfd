"""The marks that charts are made of: bars, strokes, diamonds and lines of text, as SVG, with their colours.

Each mark has a shape of its own as well as a colour. The colours stand as attributes, so that a chart can be
lifted out of its page; a page's style may set others through the classes. The ratios are contrasts on white.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import wrap

from aboveline.reports.content import ChoiceCount

INK, MUTED = "#1b2a33", "#4d5b64"  # 14.7:1, 7.0:1
BAR, PRINTED = "#22667c", "#a63a00"  # 6.4:1, 6.6:1
TRACK, PAPER = "#e6ecef", "#ffffff"
SHADES = {
    True: ("above", "#1c5468", "#3a8aa3"),  # 8.3:1, 3.9:1
    False: ("below", "#c2571a", "#8a2f10"),  # 4.6:1, 8.6:1
    None: ("neither", "#66727b", "#868f97"),  # 4.9:1, 3.3:1
}
"""Above the line, below it, or neither → class and the two shades that its choices take in turn."""

LINE, LANE = 20, 18
"""Pixels from one line of text to the next, and the height of a bar."""


def at(value: float) -> str:
    """A place along the bar, in per cent of its length."""
    return f"{value:.2f}%"


def text(x: str, y: int, line: str, name: str = "ink", style: str = "") -> str:
    """One line of text standing on `y`, in ink or muted."""
    fill = MUTED if name == "muted" else INK
    return f'<text x="{x}" y="{y}" class="{name}" fill="{fill}"{style}>{escape(line)}</text>'


def lines(label: str, letters: int, y: int, style: str = "") -> tuple[str, int]:
    """The label broken into even lines of at most so many letters, and where the next thing may start."""
    broken = _evenly(label, letters)
    drawn = (text("0", y + 15 + LINE * number, line, style=style) for number, line in enumerate(broken))
    return "".join(drawn), y + LINE * len(broken) + 2


def _evenly(label: str, letters: int) -> list[str]:
    """As few lines as the label needs, and those as even as they come: no last line of one short word."""
    broken = wrap(label, letters, break_long_words=False)
    for width in range(letters - 1, 0, -1):
        narrower = wrap(label, width, break_long_words=False)
        if len(narrower) > len(broken):
            break
        broken = narrower
    return broken


def box(name: str, fill: str, width: str, height: int = LANE, x: str = "0") -> str:
    """A filled box of a class."""
    return f'<rect x="{x}" width="{width}" height="{height}" class="{name}" fill="{fill}"/>'


def bar(score: float) -> str:
    """A bar from 0 to `score` on a track with its quarters marked."""
    quarters = "".join(box("paper", PAPER, "1", x=f"{quarter}%") for quarter in (25, 50, 75))
    return f"{box('track', TRACK, '100%')}{quarters}{box('bar', BAR, at(score))}"


def diamond(x: str, y: int = 0) -> str:
    """A diamond in the middle of a lane, paper inside and ink around, so that it shows on bar and track."""
    path = f'<path d="M0 3 L6 9 L0 15 L-6 9 Z" class="diamond" fill="{PAPER}" stroke="{INK}" stroke-width="2"/>'
    return f'<svg x="{x}" y="{y}" overflow="visible">{path}</svg>'


def stroke(x: str, y: int = 0) -> str:
    """An upright stroke taller than the lane, with paper at its sides."""
    tall = LANE + 8
    halo = f'<rect x="-3" y="-4" width="6" height="{tall}" class="paper" fill="{PAPER}"/>'
    mark = f'<rect x="-1.5" y="-4" width="3" height="{tall}" class="printed" fill="{PRINTED}"/>'
    return f'<svg x="{x}" y="{y}" overflow="visible">{halo}{mark}</svg>'


def choice_fills(choices: Sequence[ChoiceCount]) -> list[tuple[str, str]]:
    """The class and colour of each choice: one family above the line, one below, one for neither."""
    met: dict[bool | None, int] = {True: 0, False: 0, None: 0}
    fills = []
    for choice in choices:
        name, *shades = SHADES[choice.above]
        shade = met[choice.above] % len(shades)
        fills.append((f"{name}-{shade + 1}", shades[shade]))
        met[choice.above] += 1
    return fills
