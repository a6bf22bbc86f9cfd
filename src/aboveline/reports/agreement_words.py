"""What was found of how alike readers judge, in sentences and figures: the same on a terminal and on a page."""

from __future__ import annotations

from collections.abc import Iterator

from aboveline.assessments.readings import AGAIN, INSPECTOR, INSPECTORATE, MODEL, SECOND
from aboveline.comparisons.agreement import Agreements, Coefficients
from aboveline.comparisons.leniency import Beside, Drift, Modelled
from aboveline.reports import words
from aboveline.sampling.readings import BENCHMARK, VALIDATION
from aboveline.stats import agreement, effects, paired
from aboveline.stats.agreement import Agreement
from aboveline.stats.effects import Slope
from aboveline.stats.paired import PairedEffect
from aboveline.stats.rounding import half_up

USE = "For quality leads, not for reports."
NOTHING = "–"

FEW = 10
"""A share of fewer than this is told as a count, and a figure from fewer cases with a caution."""

TITLES = {
    SECOND: "Readings of the same case",
    VALIDATION: "Local assessors' readings, validated by the inspectorate",
    BENCHMARK: "Practice cases, beside the model answers",
}

MEANINGS = (
    "Kappa, AC1 and alpha are 0 where readers agree no more than chance would make them, and 1 where they always do. "
    "Chance is worked out question by question: for kappa from each reader's own habit, for alpha from all readings "
    "together, for AC1 from readers in doubt. Where nearly all cases get the same choice, kappa and alpha fall even "
    "if readers hardly ever differ, and AC1 does not."
)

WHYS = {
    agreement.ONE_READER: "None was judged in two readings.",
    agreement.ONE_UNIT: "Only one was read twice.",
    agreement.ONE_TELLS: "It rests on one case: without that nothing could be said.",
    paired.NOT_MET: "They read no case that the others read.",
    paired.ONE_ROW: "Only one case was read by both.",
    paired.ONE_TELLS: "It rests on one case: without that nothing could be said.",
    effects.ONE_EACH: "Nobody has two first readings, so a reader cannot be told from a case.",
    effects.ALL_ALIKE: "It comes to the same in all of their cases, so nothing tells how sure it is.",
}
"""Why a formula has no number or no interval, in the words of the field."""


def why(text: str) -> str:
    """The reason why a number or an interval is missing, as it is told."""
    return WHYS.get(text, text)


def head(found: Agreements) -> str:
    """The answer in a sentence, or why there is no headline; `found` must hold coefficients."""
    pooled = _pooled(found)
    if not pooled.judgements:
        return "No question that is scored was judged in two readings of a case."
    if pooled.rows < found.smallest:
        return (
            f"Only {_rows(found, pooled.rows)}: with fewer than {found.smallest} there is no headline (assumed; "
            "--smallest sets another number)."
        )
    share, chance = (words.percent(_hundred(value)) for value in (pooled.alike.value, pooled.chance))
    of = f"{share} of {words.count(pooled.judgements, 'judgement')} ({_rows(found, pooled.rows)})"
    who = {
        SECOND: "Two readers of the same case chose alike in",
        VALIDATION: "The inspectorate chose as the local assessor had in",
        BENCHMARK: "Readers chose as the model answers do in",
    }[found.purpose]
    return f"{who} {of}; by chance alone it would be {chance}."


def notes(found: Agreements) -> Iterator[str]:
    """How to read the figures, and what they rest on."""
    pooled = _pooled(found)
    if pooled.rows < FEW:
        yield f"That is {_rows(found, pooled.rows)}: take the intervals, not the figures."
    elif any(group.rows < FEW for group in found.groups.values()):
        yield f"Of readers with fewer than {FEW} {row(found)}s take the intervals, not the figures."
    yield MEANINGS
    yield (
        f"The intervals ({100 * found.confidence:g}%) leave out a {row(found)} at a time, for its judgements hang "
        "together; they speak of readers like these, and nothing is corrected for how few cases there were."
    )
    if found.others:
        share = words.percent(_hundred(found.others.alike.value))
        yield (
            "All this is of questions that are scored. Of reasons and facts "
            f"{share} of {words.count(found.others.judgements, 'judgement')} were alike."
        )
    if found.purpose == VALIDATION:
        yield (
            "Who validates mostly sees what was judged before, and agrees the more easily: blind second readings say "
            "more of how readers agree."
        )


def leniency_notes(found: Agreements) -> Iterator[str]:
    """How to read the leniency and the drift."""
    beside = reference(found.reference)
    if beside:
        yield (
            f"Same cases: choices above the line, in points more (+) or fewer (-) than {beside}, on cases that were "
            "read by both or that a third links; what the cases are like falls out."
        )
    if found.purpose != BENCHMARK:
        yield (
            f"Other cases: by first readings alone, beside those of {reference(found.beside) or 'everybody'}, so that "
            "a difference between the cases shows as leniency."
        )
    if found.undated:
        yield f"Without a full date, and so not in the drift: {words.count(found.undated, 'reading')}."


def modelled_title(found: Agreements) -> str:
    """What is modelled, as a heading."""
    return f"Modelled: were every reader as lenient as {reference(found.reference)}"


def modelled_note(found: Agreements) -> str:
    """What a modelled score is, and what it is not."""
    left = f" Not known, and so left as they are: {', '.join(found.unmodelled)}." if found.unmodelled else ""
    return (
        "The leniency found on the same cases is taken from every question alike; from and to are the ends of its "
        "interval. It shows how much hangs on who read, and stands beside the score, never in its place. Discretions "
        f"are left out of both.{left}"
    )


def row(found: Agreements) -> str:
    """What was drawn: a case, or a reading that is held against the model answers."""
    return "reading" if found.purpose == BENCHMARK else "case"


def reference(name: str) -> str:
    """The group that others are held against, in words; blank where there is none."""
    return {
        INSPECTOR: "inspectors",
        INSPECTORATE: "the inspectorate",
        AGAIN: "the second readers",
        MODEL: "the model answers",
    }.get(name, name)


def coefficients(found: Coefficients) -> list[tuple[str, Agreement]]:
    """The coefficients with their names: of kappas the one that fits."""
    kappa = "Fleiss' kappa" if found.several else "Cohen's kappa"
    return [(kappa, found.kappa), ("Gwet's AC1", found.gwet), ("Krippendorff's alpha", found.krippendorff)]


def alike(found: Coefficients) -> str:
    """The share alike with its interval: `89% (84–92)`; `7 of 8` where there are few; a dash where none."""
    value, low, high = (_hundred(number) for number in found.alike[:3])
    if value is None:
        return NOTHING
    if found.judgements < FEW:
        return f"{half_up(value * found.judgements / 100):.0f} of {found.judgements}"
    ends = f" ({half_up(low):.0f}–{half_up(high):.0f})" if low is not None and high is not None else ""
    return words.percent(value) + ends


def coefficient(found: Agreement) -> str:
    """`0.74 (0.62 to 0.83)`, without the interval where there is none, a dash where nothing can be said."""
    if found.value is None:
        return NOTHING
    ends = f" ({_two(found.low)} to {_two(found.high)})" if found.low is not None and found.high is not None else ""
    return _two(found.value) + ends


def shift(found: PairedEffect | Beside | Slope) -> str:
    """A difference of shares in points: `+3.0 (-6.0 to +12.1)`; a dash where there is none."""
    if found.value is None:
        return NOTHING
    ends = f" ({point(found.low)} to {point(found.high)})" if found.low is not None and found.high is not None else ""
    return point(found.value) + ends


def point(value: float) -> str:
    """A part of one in points, `+3.0`, rounded half up away from nought."""
    size = half_up(abs(100 * value), 1)
    return f"{size if value > 0 else -size:+.1f}" if size else "0.0"


def drift_name(drift: Drift) -> str:
    """What drifts: `alike, cases read twice`, `above the line, inspector`."""
    if drift.what == "alike":
        return "alike, of what was read twice"
    return f"above the line, {drift.group or 'all first readings'}"


def figure(row: Modelled, at: int) -> str:
    """One of the four figures of a modelled part: a whole percentage, or points where ratings earn points."""
    points = row.points[at]
    return words.percent(row.scores[at]) if points is None else f"{points:g} of {row.most_points:g}"


def span(row: Modelled) -> str:
    """From the lower to the higher end of a modelled score."""
    low, high = (figure(row, at) for at in row.ends)
    return low if low == high else f"{low.partition('%')[0].partition(' of ')[0]} to {high}"


def other_rating(row: Modelled) -> str:
    """The modelled rating, where it is another than the plain one."""
    plain, rating = row.ratings[:2]
    return rating or NOTHING if rating != plain else ""


def _pooled(found: Agreements) -> Coefficients:
    assert found.pooled is not None, "there is nothing to tell of readings that were not found"
    return found.pooled


def _rows(found: Agreements, number: int) -> str:
    return words.count(number, row(found))


def _hundred(value: float | None) -> float | None:
    return None if value is None else 100 * value


def _two(value: float) -> str:
    size = half_up(abs(value), 2)
    return f"{size if value > 0 else -size:.2f}" if size else "0.00"
