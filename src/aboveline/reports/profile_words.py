"""What a profile of a sample comes to, in sentences: the same on a terminal and on a page."""

from __future__ import annotations

from collections.abc import Iterator

from aboveline.reports import words
from aboveline.sampling.profile import LEVEL, UNTESTED, Profile, ProfileRow
from aboveline.stats.rounding import half_up

TOLD = 5
"""So many values that differ by more than chance are named at the top; tables mark all."""

WANTED = 1.0
"""Points by which the plan must move a share away from the frame's for that to be said."""

NOT_PUBLISHED = "not published"


def summary(found: Profile) -> Iterator[str]:
    """The answer in a sentence, then what the plan itself moved."""
    if found.named:
        yield (
            "Nothing is tested: the body named cases for this sample, so nobody knows with what chance a case came in, "
            "and how it differs from the frame may have any reason."
        )
    elif not found.tests:
        yield "Nothing was left to chance: the plan fixes how often each value stands in the sample."
    elif not found.beyond:
        yield "Nothing in the sample differs from the frame by more than the plan and chance explain."
    else:
        yield _beyond(found)
    moved = [row for fact in found.facts for row in fact.rows if _moved(row)]
    if moved:
        shares = "a share" if len(moved) == 1 else f"{len(moved)} shares"
        yield f"The plan itself moves {shares} a point or more away from the frame: that was wanted, no accident."


def notes(found: Profile) -> Iterator[str]:
    """How to read the figures, and what they rest on."""
    if found.tests:
        yield (
            "Chance is that of the draw: how often each count comes out under the plan's cells, make-up and minima "
            "(exact, two-sided). A count is beyond chance where it is so unlikely that in "
            f"{100 - 100 * LEVEL:.0f} of 100 draws or more none of the {words.count(found.tests, 'test')} made here "
            "would say so (Holm). Within chance does not mean alike: the fewer the cases, the larger a difference "
            "chance allows. Fixed: the plan leaves no other count."
        )
    if found.replaced and not found.named:
        stand = f"{words.count(found.replaced, 'case')} {'stands' if found.replaced == 1 else 'stand'}"
        yield (
            f"{stand} here for others that could not be read. The test is that of the draw; it holds as far as what "
            "could not be read has nothing to do with the facts."
        )
    sources = {fact.title: fact.national for fact in found.facts if fact.national}
    for title, told in sources.items():
        yield f"National, {title}: {'; '.join(told)}."
    if sources:
        yield (
            "National shares are not tested against: they are of other cases at another time. Where none stands, none "
            "was published."
        )
    else:
        yield "National shares: none was published for the facts of this edition."
    if found.blank:
        yield f"Known of no case in the frame, and so left out: {', '.join(found.blank)}."


def share(value: float | None) -> str:
    """`54.5`, in per cent and rounded half up; blank for None."""
    return "" if value is None else f"{half_up(value, 1):.1f}"


def points(value: float) -> str:
    """`+3.2`, `-0.4`, `0.0`: points, rounded half up away from nought."""
    size = half_up(abs(value), 1)
    return f"{size if value > 0 else -size:+.1f}" if size else "0.0"


def probability(value: float) -> str:
    """`p 0.023`, `p below 0.001`."""
    return "p below 0.001" if value < 0.001 else f"p {half_up(value, 3):.3f}"


def _beyond(found: Profile) -> str:
    named = [f"{fact.title}: {row.label} ({_expected(row)})" for fact, row in found.beyond]
    more = len(named) - TOLD
    told = "; ".join(named[:TOLD]) + (f"; and {more} more" if more > 0 else "")
    return f"The sample differs from the frame by more than the plan and chance explain. {told}."


def _expected(row: ProfileRow) -> str:
    adjusted = probability(row.adjusted) if row.adjusted is not None else UNTESTED
    return f"{share(row.sample_share)}% where {share(row.planned)}% was to be expected, {adjusted}"


def _moved(row: ProfileRow) -> bool:
    return row.planned is not None and abs(row.planned - row.frame_share) >= WANTED
