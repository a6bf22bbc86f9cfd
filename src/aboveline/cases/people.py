"""Who may be one person under several references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from aboveline.cases.headings import spelling

_DROPPED = {ord(sign): None for sign in map(chr, range(128)) if not sign.isalnum() and sign != "\n"}


def spellings(texts: Sequence[str]) -> list[str]:
    """The spelling of each text; all at once, for no two of a quarter of a million names need be the same."""
    whole = "\n".join(texts)
    if not whole.isascii() or whole.count("\n") >= max(len(texts), 1):
        whole = "\n".join([text if text.isascii() and "\n" not in text else spelling(text) for text in texts])
    return whole.lower().translate(_DROPPED).split("\n") if texts else []


def same_people(names: Sequence[str], born: Sequence[str]) -> list[list[int]]:
    """Rows, from nought, that hold the same name and date of birth, each person's together; blank ones match none."""
    spelled = spellings(names)
    # Most names stand there once: only the others are looked at row by row.
    often = {name for name, rows in Counter(spelled).items() if rows > 1 and name}
    found: dict[tuple[str, str], list[int]] = {}
    for row in [row for row, name in enumerate(spelled) if name in often]:
        if born[row]:
            found.setdefault((spelled[row], born[row]), []).append(row)
    return [rows for rows in found.values() if len(rows) > 1]
