"""The profile of a sample on a terminal, as data, and as a page."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from aboveline.cli.progress import progress
from aboveline.cli.words import aligned, counted, paragraph
from aboveline.reports.profile_words import notes, points, share, summary
from aboveline.sampling.profile import BEYOND, UNTESTED, Profile, ProfileRow
from aboveline.steps.profiling import profile_csv, profile_json, sample_profile, written_profile

MARKS = {BEYOND: "BEYOND", UNTESTED: "–"}
"""What came of a test → its mark, where that is not its own word."""


def run(given: argparse.Namespace) -> int:
    """Print the profile, and write the page where one is asked for."""
    with progress("Repeating the draw"):
        found = sample_profile(given.frame, given.receipt, given.national)
        if given.output is not None:
            written_profile(found, given.output)
    if given.format != "table":
        print(profile_json(found) if given.format == "json" else profile_csv(found).rstrip("\n"))
        return 0
    print("\n".join(_table(found.profile)))
    if given.output is not None:
        print(paragraph(f"Written: {given.output}", then="    "))
    return 0


def _table(found: Profile) -> Iterator[str]:
    yield f"{counted(found.sample, 'case')} of {found.frame}"
    yield from map(paragraph, summary(found))
    national = any(fact.national for fact in found.facts)
    rows = [["Shares in per cent", "cases", "sample", "plan", "frame", "differs", "national", "chance"]]
    for fact in found.facts:
        rows += [[fact.title], *map(_row, fact.rows)]
    table = [row if national else row[:6] + row[7:] for row in rows if len(row) > 1]
    lines = iter(aligned(table, right=range(1, len(table[0]) - 1), flexible=0))
    yield ""
    yield from (row[0] if len(row) == 1 else next(lines) for row in rows)
    yield ""
    yield from map(paragraph, notes(found))


def _row(row: ProfileRow) -> list[str]:
    national = share(row.national.share) if row.national else ""
    shares = [share(row.sample_share), share(row.planned), share(row.frame_share), points(row.difference)]
    return [f"  {row.label}", str(row.sample), *shares, national, MARKS.get(row.verdict, row.verdict)]
