import struct
import zipfile

import pytest

from aboveline.files import packing
from aboveline.files.packing import FormatFault, SizeFault, whole_size
from tests.unit.files.books import locked, lying, packed

ZEROS = {"a.xml": b"0" * 1_000_000, "b.xml": b"0" * 1_000_000}


@pytest.fixture
def check(tmp_path):
    def checked(content, most=5_000_000):
        path = tmp_path / "sent.xlsx"
        path.write_bytes(content)
        return whole_size(path, most)

    return checked


@pytest.mark.parametrize("kind", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_all_members_together_are_counted(check, kind):
    content = packed(ZEROS, kind)
    assert check(content, 2_000_000) == 2_000_000
    with pytest.raises(SizeFault, match="unpacked it has more than 2 MB"):
        check(content, 1_999_999)


def test_a_blank_member_and_a_packed_file_without_members_are_nothing(check):
    assert check(packed({"a/": b""}), 0) == 0
    assert check(packed({}), 0) == 0


def test_what_the_directory_says_of_sizes_is_not_believed(check):
    content = lying(packed({"a.xml": b"0" * 1_000_000}), 10)
    with pytest.raises(SizeFault):
        check(content, 999_999)


def test_members_that_share_their_bytes_are_counted_each(check, monkeypatch):
    """Thousands of entries that name one member's bytes: a bomb without packing inside packing."""
    content = packed({"a.xml": b"0" * 1_000_000})
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry, tail = content[start:end], bytearray(content[end:])
    tail[8:12] = struct.pack("<HH", 50, 50)
    tail[12:16] = struct.pack("<I", 50 * len(entry))
    with pytest.raises(SizeFault):
        check(content[:start] + entry * 50 + bytes(tail), 40_000_000)
    monkeypatch.setattr(packing, "_MOST_MEMBERS", 49)
    with pytest.raises(SizeFault, match="packed from more than 49 files"):
        check(content[:start] + entry * 50 + bytes(tail), 60_000_000)


def test_a_password_is_told(check):
    with pytest.raises(FormatFault, match="password"):
        check(locked(packed(ZEROS)))


def moved(content):
    """The directory says that the first member begins one byte further on."""
    content = bytearray(content)
    place = content.index(b"PK\x01\x02") + 42
    content[place : place + 4] = struct.pack("<I", 1)
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04",
        packed(ZEROS)[:-40],
        packed(ZEROS, zipfile.ZIP_LZMA),
        moved(packed(ZEROS)),
        packed(ZEROS).replace(b"\xed\xc1", b"\xff\xff"),
    ],
    ids=["start alone", "broken off", "packed otherwise", "begins elsewhere", "other bytes"],
)
def test_what_is_damaged_is_told(check, content):
    with pytest.raises(FormatFault, match="it is damaged"):
        check(content)


def test_a_member_that_never_ends_is_told(check):
    whole = packed({"a.xml": bytes(range(256)) * 4})
    start = whole.index(b"PK\x01\x02")
    # An open stream right up to the directory, whose bytes make a stored block that is longer than the file.
    name = whole.index(b"a.xml") + 5
    stream = b"\x00\xff\xff\x00\x00"
    content = whole[:name] + stream + b"\0" * (start - name - len(stream)) + whole[start:]
    with pytest.raises(FormatFault, match="breaks off"):
        check(content)
