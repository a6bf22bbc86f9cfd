"""What a packed workbook comes to when it is unpacked: counted while inflating, for its own directory may lie.

Loaded in the process that reads workbooks, which knows nothing else of Aboveline.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

LOCKED = "it is locked with a password"
ZIP = b"PK\x03\x04"
_CHUNK = 1 << 18
_INFLATED_AT_ONCE = 1 << 22
_MOST_MEMBERS = 10_000
_LOCKED_FLAG = 1


class FormatFault(Exception):
    """Raised with the end of a sentence: why a packed file is not unpacked."""


class SizeFault(Exception):
    """Raised with the end of a sentence: in what a file is larger than what is read."""


def whole_size(path: Path, most: int) -> int:
    """The bytes that all members of a packed file come to together.

    `FormatFault` where it is damaged or locked, `SizeFault` where it comes to more than `most`. What its directory says
    of sizes is not believed: the packed bytes are inflated to their own end.
    """
    total = 0
    try:
        with zipfile.ZipFile(path) as packed, path.open("rb") as file:
            members = packed.infolist()
            if len(members) > _MOST_MEMBERS:
                raise SizeFault(f"it is packed from more than {_MOST_MEMBERS:,} files")
            for member in members:
                total += _inflated(file, member, most - total)
                if total > most:
                    raise SizeFault(f"unpacked it has more than {most / 1e6:,.0f} MB")
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError) as fault:
        raise FormatFault(f"it is damaged ({fault})") from fault
    return total


def _inflated(file: BinaryIO, member: zipfile.ZipInfo, most: int) -> int:
    """The bytes that a member comes to, or a number above `most`."""
    if member.flag_bits & _LOCKED_FLAG:
        raise FormatFault(LOCKED)
    file.seek(member.header_offset)
    header = file.read(30)
    name, extra = struct.unpack("<4s22xHH", header)[1:]
    if not header.startswith(ZIP):
        raise zipfile.BadZipFile("a member does not begin where it should")
    file.seek(name + extra, 1)
    if member.compress_type == zipfile.ZIP_STORED:
        return member.compress_size
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile("a member is packed in a way no spreadsheet is")
    return _deflated(file, most)


def _deflated(file: BinaryIO, most: int) -> int:
    inflater, total = zlib.decompressobj(-zlib.MAX_WBITS), 0
    while not inflater.eof and total <= most:
        chunk = inflater.unconsumed_tail or file.read(_CHUNK)
        if not chunk:
            raise zipfile.BadZipFile("it breaks off")
        total += len(inflater.decompress(chunk, _INFLATED_AT_ONCE))
    return total
