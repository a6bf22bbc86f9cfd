import os
import stat
from hashlib import sha256

import pytest

from aboveline.problems import Faulty
from aboveline.steps.seeds import new_seed, seed_text
from tests.inspections import tree


def told(do, *words):
    with pytest.raises(Faulty) as caught:
        do(*words)
    return [problem.code for problem in caught.value.problems]


def test_a_seed_is_random_its_owner_s_and_committed_to_by_the_hash_of_its_file(tmp_path):
    one, other = tmp_path / "new" / "one.txt", tmp_path / "other.txt"
    commitments = [new_seed(one), new_seed(other)]
    assert commitments == [f"sha256:{sha256(path.read_bytes()).hexdigest()}" for path in (one, other)]
    assert seed_text(one) != seed_text(other)
    assert len(seed_text(one)) == 32
    assert int(seed_text(one), 16) >= 0
    if os.name == "posix":
        assert stat.S_IMODE(one.stat().st_mode) == 0o600


def test_a_seed_is_never_written_over(tmp_path):
    new_seed(tmp_path / "seed.txt")
    before = tree(tmp_path)
    assert told(new_seed, tmp_path / "seed.txt") == ["file-in-the-way"]
    assert tree(tmp_path) == before
    assert told(new_seed, tmp_path / "seed.txt" / "more.txt") == ["file-unwritable"]


def test_a_seed_that_cannot_take_its_place_leaves_nothing(tmp_path, monkeypatch):
    def refused(self, target):
        raise PermissionError(13, "Not here")

    monkeypatch.setattr("pathlib.Path.rename", refused)
    assert told(new_seed, tmp_path / "seed.txt") == ["file-unwritable"]
    assert tree(tmp_path) == {}


def test_a_line_end_is_no_part_of_a_seed(tmp_path):
    (tmp_path / "seed.txt").write_bytes(" 4711 é\r\n".encode())
    assert seed_text(tmp_path / "seed.txt") == " 4711 é"


def test_a_seed_that_cannot_be_read_is_told(tmp_path):
    assert told(seed_text, tmp_path / "seed.txt") == ["file-missing"]
    assert told(seed_text, tmp_path) == ["file-unreadable"]
    (tmp_path / "seed.txt").write_bytes(b"\xff")
    assert told(seed_text, tmp_path / "seed.txt") == ["encoding"]
