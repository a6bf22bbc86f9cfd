"""Commands with actions (`aboveline sample draw`): a module for each action, joined under one parser."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Protocol

from aboveline.cli.run import told
from aboveline.problems import Faulty


class Action(Protocol):
    """A module that does one action of a command; `HELP` is its line in the list of actions."""

    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the action's arguments, description and examples."""
        ...  # pragma: no cover: a protocol has no body

    def run(self, given: argparse.Namespace) -> int:
        """Do the work and return the exit code."""
        ...  # pragma: no cover: a protocol has no body


def add_actions(parser: argparse.ArgumentParser, modules: Mapping[str, Action]) -> None:
    """A parser for each action, in the order of the mapping."""
    actions = parser.add_subparsers(dest="action", required=True, title="actions", metavar="ACTION")
    for name, module in modules.items():
        inner = actions.add_parser(
            name, help=module.HELP, formatter_class=parser.formatter_class, allow_abbrev=parser.allow_abbrev
        )
        module.arguments(inner)


def done(modules: Mapping[str, Action], given: argparse.Namespace) -> int:
    """Do the action; every problem is told, for there is no `aboveline check` that would tell the rest."""
    try:
        return modules[given.action].run(given)
    except Faulty as faulty:
        return told(faulty.problems, most=None)
