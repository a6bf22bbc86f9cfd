"""Two visits compared, as a table in a terminal or as data."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence

from aboveline.cli.progress import progress
from aboveline.cli.score import FICTIONAL
from aboveline.cli.visits import basis_lines, sheet_data, sheet_text
from aboveline.cli.words import FEW, SMALL, aligned, based, chance, counted, paragraph, percent, points
from aboveline.comparisons.changes import IMPROVED, LITTLE, POORER, TOO_FEW, Change, Threshold
from aboveline.comparisons.visits import NO_SCORE, NOT_RE_SCORED
from aboveline.files.csv import csv_text
from aboveline.problems import Faulty, Problem
from aboveline.steps.changes import Changes, Measured, changes
from aboveline.steps.recommendations import Followed
from aboveline.steps.visits import compared_cells

LEVEL = 0.05

SHORT = {IMPROVED: "improved", LITTLE: "little", POORER: "poorer", TOO_FEW: "too few"}

CHANCE = (
    "chance is how often chance alone would part the visits as far: for questions by an exact test, for the rest by "
    "dealing whole cases anew. * below 5% with all here taken together: composites by Holm, questions by the rate of "
    "false findings (Benjamini and Hochberg). Measures are the scored questions in scope with cases at both visits."
)


def run(given: argparse.Namespace) -> int:
    """Print what changed between two visits."""
    if not 0 <= given.worthwhile <= 100:
        what = f"{given.worthwhile:g} does not lie between 0 and 100."
        raise Faulty([Problem("option-value", "--worthwhile", None, what, "Write it in points, such as 10.")])
    first, second = given.folders
    by = Threshold(given.worthwhile, given.smallest, 1 - given.confidence / 100)
    with progress("Reading and comparing two visits"):
        found = changes(first, second, given.confidence / 100, by, given.engine)
    if given.format == "json":
        print(json.dumps(_data(found, given), ensure_ascii=False, indent=2))
    elif given.format == "csv":
        print(csv_text(Change._fields, map(_cells, found.rows)).rstrip("\n"))
    else:
        print("\n".join(_lines(found, given)))
    return 0


def _lines(found: Changes, given: argparse.Namespace) -> Iterator[str]:
    if found.refused:
        yield sheet_text(found.sheet, "table")
        yield from ("", paragraph(found.refused), "")
    else:
        yield from _heading(found)
    for measured in found.measured:
        rows = [row for row in found.rows if row.cohort == measured.cohort]
        yield from _summary(measured, rows, found)
    for measured in found.measured:
        rows = [row for row in found.rows if row.cohort == measured.cohort]
        yield from _tables(measured, rows, found, given.questions)
    yield from _conclusions(found.rows)
    yield from _recommendations(found, given.questions)
    yield from _notes(found, given)


def _heading(found: Changes) -> Iterator[str]:
    said = found.sheet.second.settings
    yield f"{said.body_name} · {found.sheet.first.settings.id} and {said.id}"
    if said.fictional:
        yield paragraph(FICTIONAL)
    yield ""


def _summary(measured: Measured, rows: Sequence[Change], found: Changes) -> Iterator[str]:
    """The plain words first: how much improved, what the words suggested come to, what is more than chance."""
    one, two = measured.first_cases, measured.second_cases
    about = f"{measured.title}: " if measured.title else ""
    yield paragraph(f"{about}{counted(one, 'case')} at the first visit, {two} at the second. {_improved(measured)}")
    if found.refused:
        return
    parts = [row for row in rows if row.level != "question"]
    for words in (IMPROVED, POORER, LITTLE, TOO_FEW):
        if named := [row.id for row in parts if row.suggested == words]:
            yield paragraph(f"Suggested: {words}: {', '.join(named)}.", "  ", "    ")
    apart = [row.id for row in rows if row.held is not None and row.held < LEVEL]
    told = f"beyond chance are {', '.join(apart)}." if apart else "no single change is beyond chance."
    yield paragraph(f"With all of them taken together, {told}", "  ", "    ")


def _improved(measured: Measured) -> str:
    made = measured.joint
    if not made.of:
        return "No question has figures for both visits, so no measure can be counted."
    told = f"Improved in {made.improved} of {counted(made.of, 'measure')}."
    if made.p_change is None or made.p_count is None:
        return told
    return (
        f"{told} Were nothing different, dealing the cases to the visits anew would improve them as much in all in "
        f"{chance(made.p_change)} of dealings (and as many of them in {chance(made.p_count)})."
    )


def _tables(measured: Measured, rows: Sequence[Change], found: Changes, questions: bool) -> Iterator[str]:
    parts = [row for row in rows if row.level != "question"]
    asked = [row for row in rows if row.level == "question"]
    if not found.refused:
        yield from ("", *([measured.title] if measured.title else []))
        # What has no score at either visit would leave titles no room: words are long.
        scored = [row for row in parts if row.first is not None or row.second is not None]
        if kept := [row for row in scored if not row.said]:
            yield from _table(kept)
        for row in parts:
            if row not in scored and (row.first_rating or row.second_rating):
                yield paragraph(f"{row.id}  {row.title}: {_words(row)}", "", "    ")
        if unscored := [row.id for row in parts if row.said]:
            yield paragraph(f"{NOT_RE_SCORED}: {', '.join(unscored)}.", "", "    ")
    if asked and (questions or found.refused):
        head = f"{measured.title}: questions" if measured.title else "questions"
        yield from ("", *_questions(asked, head, found.refused is not None))


def _words(row: Change) -> str:
    """The ratings of both visits; one where they are the same."""
    one, two = row.first_rating or NO_SCORE, row.said or row.second_rating or NO_SCORE
    return f"{one}, as before" if one == two else f"{one} → {two}"


def _table(rows: Sequence[Change]) -> list[str]:
    """The parts with their titles; of how many cases they are the summary says."""
    lines = [["", "", "first", "second", "change", "interval", "chance", "suggested"]]
    for row in rows:
        figures = [_share(row.first, row.first_rating), _share(row.second, row.second_rating)]
        lines.append([row.id, row.title, *figures, *_sure(row), SHORT.get(row.suggested, "")])
    return aligned(lines, right=(2, 3, 4, 5, 6))


def _questions(rows: Sequence[Change], head: str, refused: bool) -> list[str]:
    """The questions, each with its base; of rebuilt visits only where both reports print it."""
    lines = [[head, "first", "second", "change", "chance", "suggested"]]
    for row in rows:
        known = row.change is not None or not refused
        figures = (
            [based(row.first, row.first_above, row.first_base), based(row.second, row.second_above, row.second_base)]
            if known
            else [percent(row.first), percent(row.second)]
        )
        change, ends, beyond = _sure(row)
        lines.append([row.id, *figures, f"{change} {ends}".strip(), beyond, SHORT.get(row.suggested, "")])
    if refused:
        # Nothing was tested, and names of questions are long.
        lines = [[*cells[:4], cells[5]] for cells in lines]
    return aligned(lines, right=(1, 2, 3) if refused else (1, 2, 3, 4), flexible=0)


def _sure(row: Change) -> list[str]:
    """Change, interval and chance of a row."""
    if row.change is None:
        return ["", "", ""]
    mark = " *" if row.held is not None and row.held < LEVEL else "  "
    beyond = "" if row.chance is None else f"{chance(row.chance)}{mark}"
    return [points(row.change), f"[{points(row.low)}, {points(row.high)}]", beyond]


def _share(score: float | None, rating: str) -> str:
    return rating if score is None and rating else percent(score)


def _conclusions(rows: Sequence[Change]) -> Iterator[str]:
    chosen = [row for row in rows if row.words]
    if chosen:
        yield from ("", "Words that were chosen")
    for row in chosen:
        beside = f" (suggested: {row.suggested})" if row.suggested else ""
        by = ", ".join(filter(None, (row.by, row.date)))
        cohort = f" ({row.cohort})" if row.cohort else ""
        reason = f": {row.reason}" if row.reason else ""
        yield paragraph(f"{row.id}{cohort}  {row.words}{beside} – {by}{reason}", "  ", "    ")


def _recommendations(found: Changes, questions: bool) -> Iterator[str]:
    if found.followed:
        yield from ("", "Recommendations followed up")
    for item in found.followed:
        yield paragraph(f"{item.number}  {item.text}".rstrip(), "", "   ")
        named = {*item.parts, *(item.questions if questions else ())}
        for row in found.rows:
            if row.id in named:
                yield paragraph(_told(row, found), "   ", "      ")
        for cohort, improved, of in item.counts:
            about = f"{cohort}: " if cohort else ""
            if of:
                yield paragraph(f"{about}improved in {improved} of {counted(of, 'measure')}", "   ")
        if item.said:
            yield paragraph(item.said, "   ")
        yield paragraph(f"recorded: {item.conclusion or 'nothing yet'}", "   ", "      ")


def _told(row: Change, found: Changes) -> str:
    """One line of a recommendation. Of rebuilt visits a part reads as on the sheet, with print in brackets."""
    cohort = f" ({row.cohort})" if row.cohort else ""
    first, second = _share(row.first, row.first_rating), row.said or _share(row.second, row.second_rating)
    if found.refused and row.level != "question":
        cohorts = [one.id for one in found.sheet.second.settings.cohorts]
        first, *others = compared_cells(found.sheet, row.id)
        second = others[cohorts.index(row.cohort) if row.cohort else 0]
    if row.level == "question" and (row.change is not None or not found.refused):
        first = based(row.first, row.first_above, row.first_base)
        second = based(row.second, row.second_above, row.second_base)
    change, ends, _ = _sure(row)
    words = f"suggested: {row.suggested}" if row.suggested else ""
    told = ", ".join(filter(None, [f"{change} {ends}".strip(), words]))
    return f"{row.id}{cohort}  {first} → {second}{': ' if told else ''}{told}"


def _notes(found: Changes, given: argparse.Namespace) -> Iterator[str]:
    yield ""
    if any(row.change is not None for row in found.rows):
        yield paragraph(_rule(given))
    shown = [row for row in found.rows if row.level == "question" and (row.change is not None or not found.refused)]
    bases = [base for row in shown for base in (row.first_base, row.second_base) if base]
    if (given.questions or found.refused) and any(base < FEW for base in bases):
        yield paragraph(SMALL)
    if found.refused:
        yield paragraph("Measures are the questions of which both reports print a figure; words and bases may differ.")
        return
    yield paragraph(CHANCE)
    lone = sum(bool(row.first_base) != bool(row.second_base) for row in found.rows if row.level == "question")
    if lone:
        have = "question has" if lone == 1 else "questions have"
        yield paragraph(f"{lone} {have} cases at one visit only, and count in the scores of that one.")
    yield from map(paragraph, found.sentences)
    yield from basis_lines(found.sheet)[1:]


def _rule(given: argparse.Namespace) -> str:
    points, few = f"{given.worthwhile:g}", counted(given.smallest, "case")
    return (
        f"[ ] is the interval of the change in points at {given.confidence:g}% confidence. Words are suggested, and a "
        "person chooses (conclusions.csv). A change is sure where its whole interval is above 0 or below and chance, "
        f"where tested, less than {100 - given.confidence:g}%. Improved: a sure rise of {points} or more; poorer: a "
        f"sure fall; little improvement: a sure rise of less, or an interval without a change of {points}; else, and "
        f"below {few}, too few cases to tell. [assumed: {points} points, {few}]"
    )


def _cells(row: Change) -> list[object]:
    return ["" if value is None else ("yes" if value else "no") if isinstance(value, bool) else value for value in row]


def _data(found: Changes, given: argparse.Namespace) -> dict[str, object]:
    sheet = found.sheet
    return {
        "format": 1,
        "visits": [sheet.first.settings.id, sheet.second.settings.id],
        "framework": {"id": sheet.second.framework.id, "hash": sheet.second.framework.hash},
        "snapshots": [sheet.first.snapshot, sheet.second.snapshot],
        "confidence": given.confidence,
        "worthwhile": {"points": given.worthwhile, "standing": "assumed"},
        "smallest": given.smallest,
        "refused": found.refused,
        "said": list(found.sentences),
        "measures": [_measures(measured) for measured in found.measured],
        "changes": [row._asdict() for row in found.rows],
        "recommendations": [_recommendation(item) for item in found.followed],
        "sheet": sheet_data(sheet),
    }


def _measures(measured: Measured) -> dict[str, object]:
    made = measured.joint
    return {
        "cohort": measured.cohort,
        "cases": [measured.first_cases, measured.second_cases],
        "improved": made.improved,
        "of": made.of,
        "chance_of_change": made.p_change,
        "chance_of_count": made.p_count,
        "exact": made.exact,
    }


def _recommendation(item: Followed) -> dict[str, object]:
    counts = [{"cohort": cohort, "improved": improved, "of": of} for cohort, improved, of in item.counts]
    return item._asdict() | {"counts": counts}
