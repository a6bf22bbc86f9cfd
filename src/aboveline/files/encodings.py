"""In which encoding a file of unknown make is written: what its first bytes say, else UTF-8, else what Windows writes.

No library guesses here: in names and codes there is too little to go by, and a wrong guess spoils names without a
word. UTF-8 is certain when it decodes; sixteen bits show in their zero bytes; what is left is cp1252, in which every
office programme of these islands saves when it does not save Unicode.
"""

from __future__ import annotations

import codecs
from pathlib import Path

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte-order mark → encoding; the longer of two that begin alike first."""

_LOOKED_AT = 4096
_CHUNK = 1 << 20


def encoding_of(path: Path) -> str:
    """The name of the encoding in which this file is written; `OSError` where it cannot be opened."""
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
        for mark, name in MARKS:
            if start.startswith(mark):
                return name
        if name := _sixteen_bits(start):
            return name
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(start)
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _sixteen_bits(start: bytes) -> str:
    """UTF-16 without its mark: Western text has a zero in nearly every second byte, and on one side only."""
    after, before = start[1::2].count(b"\0"), start[0::2].count(b"\0")
    if after + before > len(start) // 4 and max(after, before) > 9 * min(after, before):
        return "utf-16-le" if after > before else "utf-16-be"
    return ""
