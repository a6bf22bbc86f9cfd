import pytest

from aboveline.files.encodings import encoding_of


@pytest.fixture
def told(tmp_path):
    """The encoding of a file with that content."""

    def found(content):
        path = tmp_path / "sent.csv"
        path.write_bytes(content)
        return encoding_of(path)

    return found


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(told, encoding, name):
    assert told("Ref,Name\n1,Zoë\n".encode(encoding)) == name


def test_marks_of_sixteen_bits_from_the_other_end_are_known(told):
    assert told(b"\xfe\xff\0R\0e") == "utf-16"
    assert told(b"\0\0\xfe\xff\0\0\0R") == "utf-32"


@pytest.mark.parametrize("content", [b"", b"Ref", "Zoë".encode()])
def test_what_decodes_is_utf_8(told, content):
    assert told(content) == "utf-8"


def test_zero_bytes_on_both_sides_or_few_of_them_are_not_sixteen_bits(told):
    assert told(b"\0\0a\0\0b" * 10) == "utf-8"
    assert told(b"abc\0" * 10 + b"abcdefgh" * 10) == "utf-8"


@pytest.mark.parametrize("end", [b"", b"\xc3", b"\xff" + b"a" * 10])
def test_what_stands_far_down_decides_too(told, end):
    assert told(b"a" * 2_000_001 + "ë".encode() + end) == ("utf-8" if end == b"" else "cp1252")


def test_a_sign_that_falls_between_two_readings_stays_whole(told):
    assert told(b"a" * 4095 + "ë".encode() * 1_000_000) == "utf-8"
