"""The text in bytes of unknown encoding: what its first bytes say, else UTF-8, else what Windows writes.

No library guesses here: in names and codes there is too little to go by, and a wrong guess spoils names without a
word. UTF-8 is certain when it decodes; sixteen bits show in their zero bytes; what is left is cp1252, in which every
office programme of these islands saves when it does not save Unicode.
"""

from __future__ import annotations

import codecs

from aboveline.problems import Problem

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte-order mark → encoding; the longer of two that begin alike first."""

LOOKED_AT = 4096


def decoded(content: bytes, file: str) -> tuple[str, list[Problem]]:
    """The text (blank where it is none), and what is wrong with its encoding; `file` is named in problems."""
    encoding = encoding_of(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        return "", [_not_text(file, f"at byte {fault.start:,} it is not {encoding}")]
    if "\0" in text:
        return "", [_not_text(file, "it holds zero bytes")]
    return text, []


def encoding_of(content: bytes) -> str:
    """The name of the encoding in which these bytes are written."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return name
    start = content[:LOOKED_AT]
    if zeros := start.count(b"\0"):
        # Western text in sixteen bits has a zero in nearly every second byte, and on one side only.
        after, before = start[1::2].count(b"\0"), start[0::2].count(b"\0")
        if zeros > len(start) // 4 and max(after, before) > 9 * min(after, before):
            return "utf-16-le" if after > before else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _not_text(file: str, why: str) -> Problem:
    do = 'Save it as "CSV UTF-8" (in Excel: Save as, CSV UTF-8), or as XLSX.'
    return Problem("encoding", file, None, f"The file is not text: {why}.", do)
