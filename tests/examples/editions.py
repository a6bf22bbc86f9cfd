"""Editions to test with: the folders that stand here, and copies of the small one with something changed."""

from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
MADE_UP = HERE / "made-up"
SMALL = HERE / "small"
BROKEN = sorted(path for path in (HERE / "broken").iterdir() if path.is_dir())


def texts(folder: Path) -> dict[str, str]:
    """Each document of an edition by its name in the folder."""
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))}


def written(folder: Path, documents: Mapping[str, str]) -> Path:
    """The folder, with these documents in it."""
    for name, text in documents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def changed(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """The small edition in that folder, with changes: in which document, which text (standing once), what instead."""
    documents = texts(SMALL)
    for name, old, new in changes:
        assert documents[name].count(old) == 1, f"{old!r} stands {documents[name].count(old)} times in {name}"
        documents[name] = documents[name].replace(old, new)
    return written(folder, documents)
