"""Workbooks made for tests: proper ones, and such as nobody should send."""

import io
import struct
import zipfile

import xlsxwriter

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
XML = "xl/worksheets/sheet1.xml"


def rows_of(sheet):
    return list(zip(*sheet.columns, strict=True))


def workbook(fill=lambda book: book.add_worksheet().write(0, 0, "Ref")):
    """The bytes of a workbook that `fill` filled."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    fill(book)
    book.close()
    return out.getvalue()


def packed(members, kind=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def changed(content, **members):
    """The packed file with some of its members changed: name → what makes the new one."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return packed({name: members.get(name, lambda old: old)(file.read(name)) for name in file.namelist()})


def with_rows(xml):
    """A workbook whose only sheet has these rows, as XML."""
    return changed(workbook(), **{XML: lambda _: SHEET.format(xml).encode()})


def lying(content, size):
    """The packed file of one member, which says in both places that it is of that size unpacked, with a fitting sum."""
    content = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        [member] = file.infolist()
        start = file.read(member)[:size]
    for mark, at in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        place = content.index(mark) + at
        content[place : place + 4] = struct.pack("<I", zipfile.crc32(start))
        content[place + 8 : place + 12] = struct.pack("<I", size)
    return bytes(content)


def locked(content):
    """The packed file, which says that its first member is locked with a password."""
    content = bytearray(content)
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


# --- The container of XLS, and of workbooks under a password ---------------------------------------------------------

SECTOR, END, FREE, TABLE = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def container(streams):
    """An OLE container of these streams (name → bytes), each stretched to 4096 bytes so that none is a short one."""
    data, chain, entries = b"", [TABLE, *[FREE] * 127], [_entry("Root Entry", 5, END, 0, child=1)]
    chain[1] = END
    for number, (name, content) in enumerate(streams.items(), 1):
        content = content.ljust(4096, b"\0")
        content += b"\0" * (-len(content) % SECTOR)
        first, count = 2 + len(data) // SECTOR, len(content) // SECTOR
        chain[first : first + count] = [*range(first + 1, first + count), END]
        entries.append(_entry(name, 2, first, len(content), right=number + 1 if number < len(streams) else FREE))
        data += content
    entries += [_entry("", 0, 0, 0)] * (-len(entries) % 4)
    assert len(entries) == 4
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    return header + struct.pack("<128I", *chain[:128]) + b"".join(entries) + data


def _entry(name, kind, first, size, child=FREE, right=FREE):
    text = name.encode("utf-16-le").ljust(64, b"\0")
    length = 2 * len(name) + 2 if name else 0
    return (
        text
        + struct.pack("<HBBIII", length, kind, 1, FREE, right, child)
        + b"\0" * 36
        + struct.pack("<IQ", first, size)
    )


def xls(rows):
    """A workbook of Excel 97: numbers, texts and truth values."""
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    name = b"Orders"
    cells = b"".join(_cell(row, at, value) for row, values in enumerate(rows) for at, value in enumerate(values))
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + cells + _record(0x0A, b"")
    listed = len(_record(0x85, struct.pack("<IHBB", 0, 0, len(name), 0) + name))
    place = len(start) + listed + len(_record(0x0A, b""))
    book = start + _record(0x85, struct.pack("<IHBB", place, 0, len(name), 0) + name) + _record(0x0A, b"")
    return container({"Workbook": book + sheet})


def _record(kind, content):
    return struct.pack("<HH", kind, len(content)) + content


def _cell(row, at, value):
    place = struct.pack("<HHH", row, at, 0)
    if isinstance(value, str):
        return _record(0x204, place + struct.pack("<HB", len(value), 0) + value.encode("latin-1"))
    if isinstance(value, bool):
        return _record(0x205, place + struct.pack("<BB", value, 0))
    return _record(0x203, place + struct.pack("<d", value))
