"""What the actions on a receipt say alike."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from aboveline.cli.words import counted


def receipt_arguments(parser: argparse.ArgumentParser) -> None:
    """The frame and the receipt."""
    parser.add_argument("frame", type=Path, help="the case table the sample was drawn from, as CSV")
    parser.add_argument("receipt", type=Path, help="the receipt of the draw")


def sums(content: Mapping[str, Any]) -> Iterator[str]:
    """How many were drawn, and the hashes."""
    places = [row["place"] for row in content["list"]]
    drawn, reserves = places.count("sample"), places.count("reserve")
    replaced = f", {places.count('replaced')} replaced" if "replaced" in places else ""
    said = f"{counted(drawn, 'case')} of {content['frame']['cases']}, {counted(reserves, 'reserve')}{replaced}"
    yield said
    yield f"frame {content['frame']['hash']}"
    yield f"plan  {content['plan']['hash']}"
