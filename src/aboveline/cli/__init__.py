"""The command line: arguments in, words out, one exit code per kind of fault.

Takes: the words after `aboveline`.
Gives: text, JSON or files, and an exit code.
Never: imports a room before a command needs it, does arithmetic, or shows a traceback to a user.
"""

from __future__ import annotations

import sys
from importlib import import_module

COMMANDS = {
    "demo": ("aboveline.cli.demo", "Do the main job on real input: build, check, score, report."),
    "new": ("aboveline.cli.new", "Make an empty inspection folder with templates to fill in."),
    "check": ("aboveline.cli.check", "Tell every fault of an inspection folder."),
    "score": ("aboveline.cli.score", "Score an inspection folder."),
    "trace": ("aboveline.cli.trace", "Show what stands behind a score, down to the judgements."),
    "report": ("aboveline.cli.report", "Write the report of an inspection as one web page."),
    "frameworks": ("aboveline.cli.frameworks", "List, show and check frameworks."),
    "examples": ("aboveline.cli.examples", "Build the inspections that were rebuilt from published reports."),
    "convert": ("aboveline.cli.convert", "Turn the tables of a folder into Parquet, or back into CSV."),
    "upgrade": ("aboveline.cli.upgrade", "Bring a folder of an older format up to date."),
}
"""Command → (module that runs it, one line of help). Static, so that help costs no import."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code says how it went (0 well, else one per kind of fault)."""
    words = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if not words or words[0] in ("-h", "--help", "help"):
        print(_help())
        return 0
    if words[0] == "--version":
        print(f"aboveline {import_module('aboveline').__version__}")
        return 0
    module = COMMANDS.get(words[0], ("aboveline.cli.unknown", ""))[0]
    code: int = import_module("aboveline.cli.run").run(import_module(module), words)
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
