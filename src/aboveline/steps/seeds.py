"""Seeds in files: a random one written for its owner only, and one read again."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from aboveline.files.folder import draft_of, written
from aboveline.problems import Faulty, Problem
from aboveline.sampling.commitment import commitment

SIGNS = 32
"""Hex signs of a random seed: nobody can try 2 to the power of 128."""


def new_seed(path: Path) -> str:
    """The commitment to a random seed, written whole to a file that only its owner may read.

    The file has no line end, so that `sha256sum` of it gives the commitment. `Faulty` where something stands there.
    """
    if path.exists() or path.is_symlink():
        do = "Choose another name; a seed that is committed to must not be lost."
        raise Faulty([Problem("file-in-the-way", str(path), None, "This is already there.", do)])
    seed = secrets.token_hex(SIGNS // 2)
    with written(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = draft_of(path)
        try:
            # The rights are there before the content is.
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                file.write(seed)
            draft.rename(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    return commitment(seed)


def seed_text(path: Path) -> str:
    """The seed in that file, without the line end that an editor leaves; `Faulty` where it cannot be read."""
    do = "Give the file that `aboveline sample seed` wrote, or a text of one line."
    try:
        return path.read_text("utf-8").rstrip("\r\n")
    except FileNotFoundError:
        raise Faulty([Problem("file-missing", str(path), None, "The file is not there.", do)]) from None
    except OSError as fault:
        what = f"The file cannot be opened: {fault.strerror}."
        raise Faulty([Problem("file-unreadable", str(path), None, what, do)]) from fault
    except UnicodeDecodeError as fault:
        raise Faulty([Problem("encoding", str(path), None, "The file is not UTF-8 text.", do)]) from fault
