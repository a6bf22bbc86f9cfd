"""Formulas that failed in an XLSX workbook, and what stands in their cells: the library that reads them leaves it out.

Without it "#N/A" from a look-up would pass for a cell that nobody filled in.
"""

from __future__ import annotations

import re
import zipfile
from html import unescape
from pathlib import Path

_CHUNK = 1 << 22
_SIGN = b't="e"'
_CELL = re.compile(rb'<c ([^>]*\bt="e"[^>]*)>(.*?)</c>', re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_VALUE = re.compile(rb"<v>([^<]{1,20})</v>")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

Cells = dict[int, dict[int, str]]
"""Line, from one → place of the column, from nought → text."""


def faulty_cells(path: Path) -> dict[str, Cells]:
    """Name of a sheet → its failed formulas. A packed file that is no such workbook, or an odd one, has none."""
    found = {}
    with zipfile.ZipFile(path) as packed:
        members = set(packed.namelist())
        for name, member in _sheet_members(packed, members).items():
            if member in members and (cells := _errors(packed, member)):
                found[name] = cells
    return found


def _sheet_members(packed: zipfile.ZipFile, members: set[str]) -> dict[str, str]:
    """Name of a sheet → the member that holds it."""
    book, relations = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if not {book, relations} <= members:
        return {}
    places = {}
    for item in map(_attributes, _RELATION.findall(packed.read(relations).decode("utf-8", "replace"))):
        target = item.get("Target", "")
        places[item.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"
    sheets = map(_attributes, _SHEET.findall(packed.read(book).decode("utf-8", "replace")))
    return {item.get("name", ""): places.get(item.get("r:id", ""), "") for item in sheets}


def _attributes(tag: str) -> dict[str, str]:
    return {name: unescape(one or other) for name, one, other in _ATTRIBUTE.findall(tag)}


def _errors(packed: zipfile.ZipFile, member: str) -> Cells:
    found: Cells = {}
    rest = b""
    with packed.open(member) as file:
        while chunk := file.read(_CHUNK):
            rest += chunk
            if _SIGN in rest:
                for inside, content in _CELL.findall(rest):
                    place, value = _PLACE.search(inside), _VALUE.search(content)
                    if place and value:
                        cells = found.setdefault(int(place[2]), {})
                        cells[_column(place[1])] = unescape(value[1].decode("utf-8", "replace"))
            # A cell may go over the end of what is read at a time.
            rest = rest[max(rest.rfind(b"<c "), len(rest) - _CHUNK, 0) :]
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
