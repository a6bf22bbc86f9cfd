"""The profile of a sample as a page that people read: charts and tables of sample, plan, frame and nation."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from aboveline.reports import profile_charts, profile_words
from aboveline.reports.html import filled
from aboveline.sampling.profile import LEVEL, VERDICTS, Profile


class ProfilePage(NamedTuple):
    """The profile, the edition whose facts it is of, the frame's hash and the seed, and the version that made it."""

    profile: Profile
    edition: str
    edition_id: str
    frame_hash: str
    seed: str
    code: str


def profile_page(content: ProfilePage, style: str = "plain") -> str:
    """The whole page. The same content gives the same text, byte for byte; the line ends are LF."""
    found = content.profile
    given = {
        "page": content,
        "profile": found,
        "summary": list(profile_words.summary(found)),
        "notes": list(profile_words.notes(found)),
        "legend": [(Markup(swatch), told) for swatch, told in profile_charts.legend(found)],  # noqa: S704  our own marks
        "charts": {fact.id: Markup(profile_charts.fact_chart(fact)) for fact in found.facts},  # noqa: S704  they escape
        "verdicts": VERDICTS,
        "level": LEVEL,
        "told": profile_words,
    }
    return filled("profile.html.j2", ("page.css", "profile.css"), given, style)
