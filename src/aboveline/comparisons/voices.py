"""What people said, as counts with their base: share, interval, response rate, and one kind of people beside the rest.

Takes rows of plain text as a survey gives them; a percentage without a count is turned back into the only count that
gives it, where there is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from aboveline.stats.exact import fisher
from aboveline.stats.intervals import Interval, difference, interval
from aboveline.stats.multiplicity import holm
from aboveline.stats.rounding import half_up

NO_BASE = "The base was not given."
NO_COUNT = "No whole number of {base} gives {percent:g}%: it was said of others than these {base}."
SEVERAL = "Several whole numbers of {base} give {percent:g}%; {count} is the nearest."
WORDS_ONLY = "Words only."


class Voice(NamedTuple):
    """One thing said by one kind of respondents: by how many (`cases`) of the base, or why that is not known.

    worked_out: the count was not given and follows from the percentage. percent, rate: 0 to 100, None where unknown.
    apart, low, high: by how many points this kind lies above the others who were asked the same, and the interval of
    that; chance: the exact two-sided p against them, held by Holm to be read together with all others of the table.
    None for the whole and where there is nobody to compare with.
    """

    respondent: str
    group: str
    item: str
    cases: int | None
    base: int | None
    percent: float | None
    worked_out: bool
    interval: Interval | None
    words: str
    rate: float | None
    apart: float | None
    low: float | None
    high: float | None
    chance: float | None
    why: str
    note: str


def voices(rows: Sequence[Mapping[str, str]], confidence: float) -> list[Voice]:
    """A voice for each row of the survey table, in its order; `confidence` (a part of one) is that of the intervals."""
    found = [_voice(row, confidence) for row in rows]
    found = [_apart(voice, found, confidence) for voice in found]
    chances = holm([voice.chance for voice in found])
    return [voice._replace(chance=chance) for voice, chance in zip(found, chances, strict=True)]


def _voice(row: Mapping[str, str], confidence: float) -> Voice:
    numbers = {name: int(row[name]) if row[name] else None for name in ("count", "base", "respondents", "invited")}
    base = numbers["base"] if numbers["base"] is not None else numbers["respondents"]
    percent = float(row["percent"]) if row["percent"] else None
    count, why, worked_out = numbers["count"], "", False
    if base is not None and count is not None and numbers["base"] is None and count > base:
        base = None
    if percent is None and count is None:
        why = WORDS_ONLY
    elif not base:
        why = NO_BASE
    elif count is None and percent is not None:
        count, why = _worked_out(percent, base)
        worked_out = count is not None
    share = 100 * count / base if count is not None and base else percent
    bounds = interval(count, base, confidence=confidence) if count is not None and base else None
    asked, answered = numbers["invited"], numbers["respondents"]
    rate = 100 * answered / asked if asked and answered is not None else None
    said = (row["respondent"], row["group"], row["item"])
    return Voice(
        *said, count, base, share, worked_out, bounds, row["words"], rate, None, None, None, None, why, row["note"]
    )


def _worked_out(percent: float, base: int) -> tuple[int | None, str]:
    """The count of the base that gives the percentage, and what has to be said of it."""
    places = len(f"{percent:g}".partition(".")[2])
    fitting = [count for count in range(base + 1) if half_up(100 * count / base, places) == percent]
    if not fitting:
        return None, NO_COUNT.format(base=base, percent=percent)
    nearest = min(fitting, key=lambda count: abs(100 * count / base - percent))
    return nearest, "" if len(fitting) == 1 else SEVERAL.format(base=base, percent=percent, count=nearest)


def _apart(voice: Voice, others: Sequence[Voice], confidence: float) -> Voice:
    """The voice with its difference from the other kinds who were asked the same, and the exact p of that."""
    if not voice.group or voice.cases is None or not voice.base:
        return voice
    rest = [
        other
        for other in others
        if (other.respondent, other.item) == (voice.respondent, voice.item) and other.group not in ("", voice.group)
    ]
    known = [(other.cases, other.base) for other in rest if other.cases is not None and other.base]
    if not known or len(known) < len(rest):
        return voice
    count, base = sum(count for count, _ in known), sum(base for _, base in known)
    own, beside = interval(voice.cases, voice.base, confidence=confidence), interval(count, base, confidence=confidence)
    # Neither base is nought, so there are both intervals and their difference.
    found = own and beside and difference((count / base, *beside[:2]), (voice.cases / voice.base, *own[:2]))
    apart, low, high = (100 * value for value in found or ())
    return voice._replace(apart=apart, low=low, high=high, chance=fisher(voice.cases, voice.base, count, base))
