"""What a run leaves behind: the table as text, an entry in the history, and the page of the reference."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from bench.lines import Line

HERE = Path(__file__).parent
TABLE, HISTORY = HERE / "table.md", HERE / "history.json"
REFERENCE = HERE.parent / "docs" / "reference" / "benchmarks.md"

_HEADER = ("", "time", "beside", "time", "ratio", "bar", "")

_PAGE = """\
<!-- Written by `make bench`, which writes it anew. -->

# Benchmarks

Every time is the median of at least nine rounds in which the contenders run in turn; every ratio is the median of the
ratios within a round. Machines drift by half within minutes, so times of different runs cannot be compared; ratios
nearly can. Before anything is timed the contenders' numbers are compared: where they differ, nothing is timed and
`make bench` fails. A bar is what we hold ourselves to; one that is missed is shown as missed.

{table}
Measured on {machine}. Earlier runs stand in
[bench/history.json](../../bench/history.json).

## What is measured

**Start-up.** Whole processes, from nothing to the last line printed, on the rebuilt Hampshire inspection. The compiled
files that Python keeps are there, as after any first call. The unit is a Python that does nothing.

**One inspection.** The judgements are in memory, as reading an inspection folder leaves them. Timed is all that
follows: the working order of the edition, the tally, the roll-up, and a row for every question, criterion, section and
thread. A replicate draws as many cases as there are, with replacement, and scores that sample; 10,000 of them tell how
sure every composite is. Drawing is included. pandas works out the scores alone, once, from a table that holds only the
judgements that count.

**A nation.** Both sides begin with the same arrays. The bare SQL is what one would write by hand: a join with the case
facts, one `group by` for each fact and one for the whole, joined by `union all`, with the sums of what is above the
line and of what is applicable. Our engine gives the counts of every choice as well.

**Caseloads.** A body's CSV file becomes a sealed frame: decoded, its headings recognised, its texts turned into codes
and days, people who stand there twice looked for, who is eligible worked out, references dealt, and the frame, the
identities and the seal written. DuckDB reads the same file into a table and does none of that. The draw begins with a
frame in memory and ends with its receipt: thousands of cells joined to as many as there are cases to draw, the hashes
of frame and plan, and the numbers of all cases; the peer sorts those numbers.
"""


def table(lines: Sequence[Line]) -> str:
    """The lines as Markdown, a table for each section."""
    parts = []
    for section, inside in groupby(lines, key=lambda line: line.section):
        rows = [_HEADER, tuple("-" * 3 for _ in _HEADER), *map(_cells, inside)]
        parts.append(f"**{section}**\n\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows))
    return "\n".join(parts)


def write(lines: Sequence[Line], machine: Mapping[str, str], day: str) -> None:
    """The table, the entry of this run in the history, and the reference page."""
    shown = table(lines)
    TABLE.write_text(shown, "utf-8")
    history = json.loads(HISTORY.read_text("utf-8")) if HISTORY.exists() else []
    history.append({"day": day, "machine": dict(machine), "lines": [_entry(line) for line in lines]})
    HISTORY.write_text(json.dumps(history, ensure_ascii=False, indent=1) + "\n", "utf-8")
    REFERENCE.write_text(_PAGE.format(table=shown, machine=described(machine)), "utf-8")


def described(machine: Mapping[str, str]) -> str:
    """The machine in a line."""
    named = ("processor", "cores", "memory", "system")
    versions = ", ".join(f"{name} {version}" for name, version in machine.items() if name not in named)
    return f"{machine['processor']}, {machine['cores']} cores, {machine['memory']}, {machine['system']}; {versions}"


def _cells(line: Line) -> tuple[str, ...]:
    peer = "" if line.peer_seconds is None else _time(line.peer_seconds)
    ratio = "" if line.ratio is None else f"{line.ratio:.3g} ×"
    reached = {None: "", True: "reached", False: "**not reached**"}[line.reached]
    return (line.what, _time(line.seconds), line.peer, peer, ratio, line.bar_words, reached)


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.{1 if seconds < 0.1 else 0}f} ms"


def _entry(line: Line) -> dict[str, object]:
    return {
        "section": line.section,
        "what": line.what,
        "ms": round(line.seconds * 1000, 3),
        "beside": line.peer,
        "beside_ms": None if line.peer_seconds is None else round(line.peer_seconds * 1000, 3),
        "ratio": None if line.ratio is None else round(line.ratio, 3),
        "bar": line.bar_words,
        "reached": line.reached,
    }
