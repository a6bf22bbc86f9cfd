"""The command line: arguments in, words out, one exit code per kind of fault.

Takes: the words after `aboveline`.
Gives: text, JSON or files, and an exit code.
Never: imports a room before a command needs it, does arithmetic, or shows a traceback to a user.
"""

from __future__ import annotations

import atexit
import codecs
import gc
import os
import sys
from importlib import import_module

COMMANDS = {
    "demo": ("aboveline.cli.demo", "Do the main job on real input: build, check, score, report."),
    "new": ("aboveline.cli.new", "Make an empty inspection folder with templates to fill in."),
    "check": ("aboveline.cli.check", "Tell every fault of an inspection folder."),
    "caseload": ("aboveline.cli.caseload", "Check a caseload spreadsheet; seal it as the frame of a sample."),
    "sample": ("aboveline.cli.sample", "Draw a sample that anybody can repeat; verify a receipt."),
    "score": ("aboveline.cli.score", "Score an inspection folder."),
    "compare": ("aboveline.cli.compare", "Put groups or visits side by side: what differs, and how surely."),
    "benchmark": ("aboveline.cli.benchmark", "Set a body beside others: averages and control limits, no ranking."),
    "trend": ("aboveline.cli.trend", "Set one thing in order of time, joined only where it may be."),
    "agreement": ("aboveline.cli.agreement", "Tell how alike readers judge the same case; which reading stands."),
    "prevalence": ("aboveline.cli.prevalence", "Tell how common each choice of a question is."),
    "voices": ("aboveline.cli.voices", "Tell what people said, with base, response rate and interval."),
    "trace": ("aboveline.cli.trace", "Show what stands behind a score, down to the judgements."),
    "report": ("aboveline.cli.report", "Write the report of an inspection as one web page."),
    "frameworks": ("aboveline.cli.frameworks", "List, show and check frameworks."),
    "examples": ("aboveline.cli.examples", "Build the inspections that were rebuilt from published reports."),
    "published": ("aboveline.cli.published", "Work printed roll-ups out again from their printed parts."),
    "convert": ("aboveline.cli.convert", "Turn the tables of a folder into Parquet, or back into CSV."),
    "upgrade": ("aboveline.cli.upgrade", "Bring a folder of an older format up to date."),
}
"""Command → (module that runs it, one line of help). Static, so that help costs no import."""


PLAINLY = "aboveline-plainly"
PLAIN_SIGNS = {
    "–": "-",
    "…": "~",
    "·": "-",
    "█": "#",
    "†": "+",
    "├": "[",
    "┤": "]",
    "─": "-",
    "●": "o",
}
"""Sign → what stands for it where the terminal's encoding lacks it; others become question marks."""


def _plainly(fault: UnicodeError) -> tuple[str, int]:
    assert isinstance(fault, UnicodeEncodeError)
    return "".join(PLAIN_SIGNS.get(sign, "?") for sign in fault.object[fault.start : fault.end]), fault.end


codecs.register_error(PLAINLY, _plainly)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code says how it went (0 well, else one per kind of fault)."""
    words = sys.argv[1:] if arguments is None else arguments
    if arguments is None:
        _be_brief()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=PLAINLY)
    try:
        code = _exit_code(words)
        # What a pipe or a full disk refuses is to be known here, not when Python closes its books.
        sys.stdout.flush()
    except SystemExit as ended:
        code = 2 if ended.code else 0
    except OSError as fault:
        code = import_module("aboveline.cli.run").refused(fault)
    except KeyboardInterrupt:
        print("Stopped. Nothing was left half written.", file=sys.stderr)
        code = 130
    return code


def _be_brief() -> None:
    """Settings for a process of our own, which is over in a moment."""
    # Looking for garbage, on the way and once more at the end, took a sixth of a score.
    gc.disable()
    atexit.register(_leave_garbage)
    # The threads of numpy's matrix library kept a second core busy with waiting for products as large as none here is.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _leave_garbage() -> None:
    # What DuckDB finds left over when Python ends, it complains of on standard error.
    if "duckdb" not in sys.modules:
        gc.freeze()


def _exit_code(words: list[str]) -> int:
    code: int = 0
    if not words or words[0] in ("-h", "--help", "help"):
        print(_help())
    elif words[0] == "--version":
        print(f"aboveline {import_module('aboveline').__version__}")
    elif words[0] in COMMANDS:
        code = import_module("aboveline.cli.run").run(import_module(COMMANDS[words[0]][0]), words)
    else:
        code = import_module("aboveline.cli.unknown").unknown_command(words[0])
    return code


def _help() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {line}" for name, (_, line) in COMMANDS.items()]
    return "\n".join([
        "usage: aboveline COMMAND [ARGUMENTS]",
        "",
        "Runs casework inspections: from a framework of criteria to a scored,",
        "traced and reported inspection.",
        "",
        *lines,
        "",
        "`aboveline COMMAND --help` explains one. Begin with `aboveline demo`.",
    ])  # fmt: skip
