"""Text that a spreadsheet programme would take for a formula when it opens a CSV file, and the guard against that.

A field of CSV says nothing of its kind: what begins with one of a few signs is worked out on opening, and can call
other programmes. An apostrophe before it makes it text. Reading takes the apostrophe off again, also one that another
system put there, so that what was written comes back as it was.
"""

from __future__ import annotations

import re

STARTERS = "=+-@＝＋－＠\t\r"
"""What a programme takes for the beginning of a formula, alone or after it has left out a blank."""

_HARMLESS = re.compile(r"-?[0-9]+(?:[.,][0-9]+)*%?|\+[0-9][0-9 ()]*")
"""A negative number and a telephone number: no programme runs them, and with an apostrophe nobody could sort them."""


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a programme would take it for a formula.

    Spaces, quotes and apostrophes before such a sign do not hide it. A plain negative number, and a telephone number
    that begins with a plus, stay as they are.
    """
    return f"'{text}" if _as_formula(text) else text


def unguarded(text: str) -> str:
    """The text without the apostrophe that guards it; any other apostrophe stays."""
    return text[1:] if text[:1] == "'" and _as_formula(text[1:]) else text


def _as_formula(text: str) -> bool:
    # What is blank behind the last sign is left out when it is read again, and so decides nothing.
    return text.rstrip().lstrip(" \n'\"").startswith(tuple(STARTERS)) and not _HARMLESS.fullmatch(text)
