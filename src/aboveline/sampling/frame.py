"""The frame, the cases that could be drawn: its one text, and the hash of that text."""

from __future__ import annotations

from hashlib import sha256

from aboveline.tables import Table


def frame_text(frame: Table) -> str:
    """The frame as CSV in the one form that is hashed: declared columns, rows by reference, commas, LF ends.

    Fields are quoted only where they hold a comma, a quote or a line end; quotes in them are doubled. Rows are sorted
    by code point, which is the order of the bytes in UTF-8.
    """
    names, cases = frame.spec.column_names, frame.columns["case"]
    columns = [frame.columns[name] for name in names]
    order = sorted(range(len(cases)), key=cases.__getitem__)
    if order != list(range(len(cases))):
        columns = [list(map(column.__getitem__, order)) for column in columns]
    # Joined as if no field had to be quoted; if one has to, a sign is there too often.
    text = "\n".join([",".join(names), *map(",".join, zip(*columns, strict=True))]) + "\n"
    rows = len(cases) + 1
    if text.count(",") == rows * (len(names) - 1) and text.count("\n") == rows and '"' not in text and "\r" not in text:
        return text
    return "".join(",".join(map(_quoted, row)) + "\n" for row in [names, *zip(*columns, strict=True)])


def frame_hash(frame: Table) -> str:
    """`sha256:` and the hash of the frame's text as UTF-8: what `sha256sum` says of a frame written so."""
    return "sha256:" + sha256(frame_text(frame).encode()).hexdigest()


def _quoted(field: str) -> str:
    doubled = field.replace('"', '""')
    return f'"{doubled}"' if any(sign in field for sign in ',"\n\r') else field
