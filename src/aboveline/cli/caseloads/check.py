"""`aboveline caseload check`: what a spreadsheet holds beside what is asked of it; nothing is sealed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from aboveline.cases.caseload import Caseload
from aboveline.cases.faults import grouped
from aboveline.cases.headings import Heading, letters
from aboveline.cases.sheets import ReadSheet
from aboveline.cli.caseloads.reading import day, reading_arguments, said
from aboveline.cli.progress import progress
from aboveline.cli.run import told
from aboveline.cli.words import aligned, counted, paragraph
from aboveline.problems import Problem
from aboveline.steps.caseloads import Checked, checked_caseload

HELP = "tell what a spreadsheet holds, and every fault by row"
HOWS = {"exact": "its own name", "synonym": "in other words", "mapping": "as mapped"}
MOST_GROUPS = 15


def arguments(parser: argparse.ArgumentParser) -> None:
    """The spreadsheet and the options."""
    parser.description = (
        "A dry run: which headings are recognised, how many cases there are beside what\n"
        "is expected and planned, who is eligible, and every fault by row. Seals nothing."
    )
    parser.epilog = (
        "examples:\n  aboveline caseload check caseload.xlsx --framework pdu-2023 --expect 250\n"
        "  aboveline caseload check caseload.csv --framework omi-2006 --mapping body.yaml\n"
        '      --map "Risk band=roh-level" --value "tier: Top=4" --errors faults.xlsx'
    )
    reading_arguments(parser)
    parser.add_argument("--fieldwork", type=day, metavar="DATE", help="first day of fieldwork, as 2024-09-02")
    parser.add_argument("--expect", type=int, metavar="N", help="so many cases are expected")
    parser.add_argument("--errors", type=Path, metavar="OUT", help="write the faulty rows here, to send back")


def run(given: argparse.Namespace) -> int:
    """Do it."""
    with progress("Reading the caseload"):
        checked = checked_caseload(
            given.file, given.framework, given.plan, said(given), given.fieldwork, given.theme, given.errors
        )
    print("\n".join(_told(checked, given)))
    problems = grouped(checked.caseload.faults)
    if checked.told_back:
        back = counted(checked.told_back, "row")
        print("\n" + paragraph(f"Written: {given.errors}, {back} to send back.", then="    "))
    if given.expect is not None and given.expect != len(checked.caseload.table):
        what = f"{counted(len(checked.caseload.table), 'case')}, where {given.expect} were expected."
        problems.append(Problem("count-differs", given.file.name, None, what, "Ask the body which is right."))
    if problems:
        print()
        return told(problems, most=None)
    return 0


def _told(checked: Checked, given: argparse.Namespace) -> Iterator[str]:
    found = checked.caseload
    yield from _sheets(found, given.file.name)
    alike: dict[tuple[Heading, ...], list[ReadSheet]] = {}
    for item in found.sheets:
        if item.use != "aside":
            alike.setdefault(item.headings, []).append(item)
    for sheets in alike.values():
        yield from _headings(sheets, len(found.sheets) > 1)
    if found.worked_out:
        yield paragraph(f"Worked out from these: {', '.join(found.worked_out)}.")
    if checked.missing:
        yield paragraph(f"Asked for and not there, so blank: {', '.join(checked.missing)}.")
    if given.mapping is not None and (given.map or given.value):
        yield paragraph(f"Remembered in {given.mapping}.")
    yield ""
    yield from _counts(found, given.expect)
    yield from _eligible(checked, given)
    yield from _plan(checked)
    if found.cautions:
        yield ""
        yield from (paragraph(f"- {text}", then="  ") for text in found.cautions)


def _sheets(found: Caseload, file: str) -> Iterator[str]:
    if len(found.sheets) == 1 and found.sheets[0].use != "aside":
        item = found.sheets[0]
        yield paragraph(f"{file}: headings in row {item.line}, {counted(item.rows, 'row')} below them.")
        return
    yield f"{file}: {counted(len(found.sheets), 'sheet')}"
    uses = {"cases": "headings in row {}", "registers": "registers, headings in row {}", "aside": "left aside"}
    rows = []
    for item in found.sheets:
        count = "" if item.use == "aside" else counted(item.rows, "row")
        rows.append([f"  {item.sheet.name}", uses[item.use].format(item.line), count])
    yield from aligned(rows, right=(2,), flexible=0) if rows else ()


def _headings(sheets: Sequence[ReadSheet], named: bool) -> Iterator[str]:
    """What the headings were taken for of sheets that have the same ones."""
    by_use: dict[str, list[Heading]] = {}
    for heading in sheets[0].headings:
        by_use.setdefault(heading.use, []).append(heading)
    yield ""
    title = f"heading of {sheets[0].sheet.name}" if named else "heading"
    if len(sheets) > 1:
        yield paragraph(f"Alike in {_listed([item.sheet.name for item in sheets])}:")
        title = "heading"
    rows = [[title, "read as", "known by"]]
    rows += [[_shown(heading), heading.column, HOWS[heading.how]] for heading in by_use.get("read", ())]
    yield from aligned(rows, flexible=0)
    for use, words in (
        ("second", "Left aside, as a better one is there"),
        ("not-asked", "Known, and not asked for here"),
        ("left-out", "Left out, as mapped"),
        ("clash", "Claim the same column, so none is read"),
        ("unknown", "Not recognised, and left out"),
    ):
        if use in by_use:
            yield paragraph(f"{words}: {', '.join(map(_shown, by_use[use]))}.")


def _shown(heading: Heading) -> str:
    return " ".join(heading.text.split()) or f"(column {letters(heading.at)})"


def _counts(found: Caseload, expected: int | None) -> Iterator[str]:
    cases = len(found.table)
    beside = "" if expected is None else f" ({expected} expected)"
    people = "1 person" if found.people == 1 else f"{found.people} people"
    several = f" of {people}" if found.same_people else ""
    yield paragraph(f"{counted(cases, 'case')}{beside}{several}; {counted(len(found.faulty_rows), 'faulty row')}.")
    for row, why in list(found.aside.items())[:MOST_GROUPS]:
        yield paragraph(f"Row {row} left aside: {why}.", "  ")
    if len(found.aside) > MOST_GROUPS:
        yield f"  and {len(found.aside) - MOST_GROUPS} more rows left aside."
    for group in found.same_people[:MOST_GROUPS]:
        yield paragraph(f"Rows {_listed(group)}: the same name and date of birth.", "  ")
    if len(found.same_people) > MOST_GROUPS:
        yield f"  and {len(found.same_people) - MOST_GROUPS} more people with several references."


def _eligible(checked: Checked, given: argparse.Namespace) -> Iterator[str]:
    if checked.sifted is None:
        return
    sifted = checked.sifted
    yield ""
    rows = [[f"  {reason.title}", str(reason.cases), reason.standing] for reason in sifted.reasons]
    rows.append(["  eligible", str(len(sifted.kept)), ""])
    yield f"Who is eligible for fieldwork from {given.fieldwork.isoformat()}"
    yield from aligned(rows, right=(1,), flexible=0)


def _plan(checked: Checked) -> Iterator[str]:
    among = "eligible cases" if checked.sifted is not None else "cases"
    if checked.kinds:
        yield ""
        rows = [["what the plan names", "wants", among, "not known"]]
        for kind in checked.kinds:
            wanted = "–" if kind.wanted is None else str(kind.wanted)
            rows.append([kind.title, wanted, str(kind.cases), str(kind.blank) if kind.blank else ""])
        yield from aligned(rows, right=(1, 2, 3), flexible=0)
    if checked.counts:
        yield ""
        for name, values in checked.counts.items():
            said = ", ".join(f"{value or 'not known'} {count}" for value, count in values.items())
            yield paragraph(f"{name}: {said}" if said else f"{name}: none", then="  ")


def _listed(rows: Sequence[str]) -> str:
    return f"{', '.join(rows[:-1])} and {rows[-1]}"
