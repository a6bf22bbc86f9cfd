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


class Unpackable(Exception):
    """Raised with the end of a sentence: why a packed file is not unpacked."""


class TooLarge(Exception):
    """Raised with the end of a sentence: in what a file is larger than what is read."""


def check_packing(path: Path, most: int) -> None:
    """Nothing, where all members of a packed file inflate, and to no more than `most` bytes together.

    `Unpackable` where it is damaged or locked, `TooLarge` where it comes to more. What a member's entry in the
    directory says of its size is not believed: the packed bytes are inflated to their own end.
    """
    try:
        with zipfile.ZipFile(path) as packed, path.open("rb") as file:
            members = packed.infolist()
            if len(members) > _MOST_MEMBERS:
                raise TooLarge(f"it is packed from more than {_MOST_MEMBERS:,} files")
            left = most
            for member in members:
                left -= _inflated(file, member, left)
                if left < 0:
                    raise TooLarge(f"unpacked it has more than {most / 1e6:,.0f} MB")
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError) as fault:
        raise Unpackable(f"it is damaged ({fault})") from fault


def _inflated(file: BinaryIO, member: zipfile.ZipInfo, most: int) -> int:
    """The bytes that a member comes to, or a number above `most`."""
    if member.flag_bits & _LOCKED_FLAG:
        raise Unpackable(LOCKED)
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
