"""`aboveline voices`: what people said in interviews and questionnaires, with base, response rate and interval."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap

from aboveline.cli.progress import progress
from aboveline.cli.words import chance, counted, paragraph, percent, points, shortened
from aboveline.comparisons.voices import Voice, voices
from aboveline.files.csv import csv_text
from aboveline.problems import Faulty, Problem, near_miss
from aboveline.steps.inspections import inspection

LEVEL = 0.05
CAUTION = (
    "Who answers is not drawn by chance: an interval tells only how far chance alone could move a share of so few, "
    "as if those who answered were a sample of those who might have."
)
WORKED_OUT = "~ No count was given: it is the one that gives the percentage of all who answered."
_CSV = ("respondent", "group", "item", "count", "base", "worked_out", "percent", "low", "high", "rate",
        "apart", "apart_low", "apart_high", "chance", "words", "why", "note")  # fmt: skip
_WIDE = 44


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folder, whose voices, and the format."""
    parser.description = (
        "Tells what people said: each item with its count, base and interval, the\n"
        "response rate, and kinds of respondents beside the others."
    )
    parser.epilog = "example:\n  aboveline voices hampshire-2008 --respondent sentencer"
    parser.add_argument("folder", type=Path, help="the inspection folder")
    parser.add_argument("--respondent", default="", metavar="WHO", help="only these respondents")
    parser.add_argument("--confidence", type=float, default=95, metavar="PERCENT", help="of the intervals (95)")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="how to print")


def run(given: argparse.Namespace) -> int:
    """Print what they said."""
    if not 0 < given.confidence < 100:
        what = f"{given.confidence:g} does not lie between 0 and 100."
        raise Faulty([Problem("option-value", "--confidence", None, what, "Write it in percent, such as 95.")])
    with progress("Reading"):
        found = inspection(given.folder)
        said = voices(list(found.tables["surveys"].rows()), given.confidence / 100)
    known = list(dict.fromkeys(voice.respondent for voice in said))
    if given.respondent and given.respondent not in known:
        what = f"Nobody is called {given.respondent!r} in surveys.csv."
        raise Faulty([Problem("unknown-name", "--respondent", None, what, near_miss(given.respondent, known))])
    said = [voice for voice in said if given.respondent in ("", voice.respondent)]
    if given.format == "json":
        print(json.dumps([_flat(voice) for voice in said], ensure_ascii=False, indent=2))
    elif given.format == "csv":
        rows = [["" if value is None else value for value in _flat(voice).values()] for voice in said]
        print(csv_text(_CSV, rows).rstrip("\n"))
    else:
        print("\n".join([f"{found.settings.body_name} · {found.settings.id}", *_tables(said)]))
    return 0


def _tables(said: Sequence[Voice]) -> Iterator[str]:
    if not said:
        yield "Nobody's answers stand in surveys.csv."
        return
    notes: dict[str, int] = {}
    kinds: dict[tuple[str, str], list[Voice]] = {}
    for voice in said:
        kinds.setdefault((voice.respondent, voice.group), []).append(voice)
    for (respondent, group), voiced in kinds.items():
        yield ""
        yield paragraph(f"{respondent}{f', {group}' if group else ''}{_rate(voiced)}")
        for voice in voiced:
            yield from _lines(voice, notes)
    yield ""
    yield from (paragraph(f"[{at}] {note}", then="    ") for note, at in notes.items())
    if any(voice.worked_out for voice in said):
        yield paragraph(WORKED_OUT)
    if any(voice.interval for voice in said):
        yield paragraph(CAUTION)


def _rate(voiced: Sequence[Voice]) -> str:
    rates = {voice.rate for voice in voiced if voice.rate is not None}
    return f" (response rate {percent(rates.pop())})" if len(rates) == 1 else ""


def _lines(voice: Voice, notes: dict[str, int]) -> list[str]:
    marks = [note for note in (voice.why if voice.why != "Words only." else "", _apart(voice)) if note]
    mark = "".join(f" [{notes.setdefault(note, len(notes) + 1)}]" for note in marks)
    first, *rest = wrap(voice.item, _WIDE)
    return [f"  {first:<{_WIDE}}  {_figure(voice)}{mark}", *(f"    {line}" for line in rest)]


def _figure(voice: Voice) -> str:
    if voice.cases is not None and voice.base:
        share = f"{voice.cases} of {voice.base}"
        ends = f" {100 * voice.interval.low:.0f}–{100 * voice.interval.high:.0f}%" if voice.interval else ""
        return f"{'~' if voice.worked_out else ''}{share:<9}{percent(voice.percent):>4}{ends}"
    if voice.percent is not None:
        return percent(voice.percent)
    return counted(voice.cases, "voice") if voice.cases is not None else shortened(voice.words, 30)


def _apart(voice: Voice) -> str:
    if voice.chance is None:
        return ""
    ends = f"{points(voice.apart)} points [{points(voice.low)}, {points(voice.high)}] from the others asked"
    if voice.chance < LEVEL:
        return f"{ends}: more than chance ({chance(voice.chance)}, all items of the table taken together)."
    return f"{ends}: no more than chance."


def _flat(voice: Voice) -> dict[str, object]:
    low, high = (voice.interval.low, voice.interval.high) if voice.interval else (None, None)
    said = voice._asdict() | {
        "count": voice.cases,
        "low": None if low is None else 100 * low,
        "high": None if high is None else 100 * high,
        "apart_low": voice.low,
        "apart_high": voice.high,
    }
    return {name: said[name] for name in _CSV}
