"""`aboveline sample`: how many, which ones, whether the draw comes out again, and who stands in."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from aboveline.cli.actions import Action, add_actions, done
from aboveline.cli.samples import draw, page, profile, readers, replace, seed, size, top_up, verify

ACTIONS: Mapping[str, Action] = {
    "size": size,
    "seed": seed,
    "draw": draw,
    "top-up": top_up,
    "verify": verify,
    "replace": replace,
    "page": page,
    "profile": profile,
    "readers": readers,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """size | seed | draw | top-up | verify | replace, and what follows a draw."""
    parser.description = (
        "Draws a sample from a frame so that anybody can repeat it: says how large it\n"
        "is to be, draws it, verifies a receipt, and puts a reserve in a case's place."
    )
    parser.epilog = (
        "examples:\n  aboveline sample size --population 200\n"
        "  aboveline sample draw frame.csv --framework omi-2006 --seed 4711 -o draw.json"
    )
    add_actions(parser, ACTIONS)


def run(given: argparse.Namespace) -> int:
    """Do the action."""
    return done(ACTIONS, given)
