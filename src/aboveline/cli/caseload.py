"""`aboveline caseload`: a body's spreadsheet, checked, and made the frame of a sample."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from aboveline.cli.actions import Action, add_actions, done
from aboveline.cli.caseloads import check, seal, template

ACTIONS: Mapping[str, Action] = {"template": template, "check": check, "seal": seal}


def arguments(parser: argparse.ArgumentParser) -> None:
    """template | check | seal."""
    parser.description = (
        "Reads the spreadsheet that a body sends, whatever its headings and words: tells\n"
        "what it holds beside what is asked for, every fault by row, and who is eligible."
    )
    parser.epilog = (
        "examples:\n  aboveline caseload template pdu-2023 -o specification.xlsx\n"
        "  aboveline caseload check caseload.xlsx --framework pdu-2023 --expect 250\n"
        "  aboveline caseload seal caseload.xlsx --framework pdu-2023 \\\n"
        "      --fieldwork 2024-05-13 -o sealed"
    )
    add_actions(parser, ACTIONS)


def run(given: argparse.Namespace) -> int:
    """Do the action."""
    return done(ACTIONS, given)
