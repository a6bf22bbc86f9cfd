"""The words in which numbers are told, and the sentences that every report carries."""

from __future__ import annotations

import re

from aboveline.reports.content import QuestionResult, SurveyItem
from aboveline.stats.rounding import half_up

NO_SCORE = "no score"

CAUTION = (
    "Please do not rank areas by these scores. Samples differ in size and in the kinds of case they hold, so the"
    " figures of two areas are not fully comparable. A score sums up what was found in one place and belongs with"
    " the findings and recommendations beside it."
)

STANDINGS = {
    "published": "printed in the source, with this meaning",
    "derived": "our reading of, or worked out from, what the source prints",
    "assumed": "believed, but printed nowhere we know of",
}
"""How far a rule or question is known, surest first, with its meaning."""

ROLES = {
    "scored": "",
    "fact": "Describes the case; not scored",
    "reason": "Gives a reason; not scored",
    "derived": "Follows from other questions; not scored",
}

MONTHS = ("January February March April May June July August September October November December").split()


def percent(value: float | None) -> str:
    """`72%`, rounded half up to a whole number; `no score` for None."""
    return NO_SCORE if value is None else f"{half_up(value):.0f}%"


def count(number: int, noun: str) -> str:
    """`1 case`, `59 cases`, `1,208 judgements`."""
    return f"{number:,} {noun if number == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """The plural of an edition's word: `sections`, `general criteria`, `people`, `qualities`."""
    for one, many in (("criterion", "criteria"), ("person", "people")):
        if noun.endswith(one):
            return noun.removesuffix(one) + many
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def date(text: str) -> str:
    """`2007-11-05` as `5 November 2007`, `2007-11` as `November 2007`; any other text as it is."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?", text)
    if not found:
        return text
    year, month, day = found.groups()
    return f"{f'{int(day)} ' if day else ''}{MONTHS[int(month) - 1]} {year}"


def printed_score(text: str | None) -> str | None:
    """What was printed as a score, with its sign: `72` as `72%`, `72, good` as `72%, good`; else as it is."""
    return text and re.sub(r"^(\d+(?:\.\d+)?)(?=$|,)", r"\1%", text)


def printed_number(text: str | None) -> float | None:
    """The number in a printed `72%` or `72%, good`; None where nothing, or no percentage, was printed."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?%(?:, .*)?", text or "")
    return float(found[1]) if found else None


def differs(value: float | None, printed: str | None, rating: str | None = None) -> bool:
    """Whether what is shown is not what was printed; never where the two cannot be compared.

    `printed` is a percentage, a rating, or both with a comma between.
    """
    number = printed_number(printed)
    if number is None:
        word = printed if value is None else None
    elif percent(value) != percent(number):
        return True
    else:
        word = str(printed).partition(", ")[2]
    return bool(word and rating) and str(word).casefold() != str(rating).casefold()


def not_counted(result: QuestionResult) -> tuple[str, ...]:
    """The cases outside the base, by reason: `3 not applicable`, `1 unanswered`, `24 not asked`."""
    reasons = (
        (result.not_applicable, "not applicable"),
        (result.unanswered, "unanswered"),
        (result.not_asked, "not asked"),
    )
    return tuple(f"{number:,} {reason}" for number, reason in reasons if number)


def said(item: SurveyItem) -> str:
    """How many said so: `82% of 11`, `15 of 17`, the source's own words, or `no figure`."""
    told = percent(item.percent) if item.percent is not None else item.count
    if told is None:
        return item.words or "no figure"
    return f"{told} of {item.base:,}" if item.base is not None else f"{told} (base not given)"
