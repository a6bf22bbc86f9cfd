"""Every public name is made of words that WORDS.md explains."""

import re

import pytest

from tests.house.sources import ROOT, listed, modules, public, rooms, words

GLUE = set(
    "a all and as at beside by each every for from has in into is no none not of on one only or per that the to"
    " under with without".split()
)
"""Words that join others and need no entry."""

IRREGULAR = {"criteria": "criterion", "strata": "stratum", "people": "person"}

ROOMS = sorted({path.partition("/")[0] for path in modules()} - {"cli", "__init__.py"})
"""All but the command line, whose names are the commands; its reference page lists them."""


def test_there_is_a_glossary():
    assert len(glossary()) > 30


@pytest.mark.parametrize("room", ROOMS)
def test_public_names_are_words_of_the_glossary(room):
    known = {stem for word in glossary() | GLUE | set(rooms()) for stem in stems(word)}
    unknown = {
        f"{path}: {node.name}: {word}"
        for path, tree in modules().items()
        if path.partition("/")[0] == room
        for node in public(tree)
        for word in words(node.name)
        if not known & stems(word)
    }
    assert not unknown, f"Use a word of WORDS.md, or explain the new one there:{listed(unknown)}"


def glossary() -> set[str]:
    """The words in the first column of the tables of WORDS.md; terms of several words give each of them."""
    text = (ROOT / "WORDS.md").read_text("utf-8")
    cells = re.findall(r"^\|([^|\n]+)\|(?!.*\n\|[\s:|-]+\n)", text, flags=re.MULTILINE)
    return {word for cell in cells for word in re.findall(r"[a-z]+", cell.lower())}


def stems(word: str) -> set[str]:
    """The word, and what it could be the plural or the participle of: `parts`, `counted`, `scored`."""
    found = {word, IRREGULAR.get(word, word)}
    for ending, instead in (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("d", "")):
        if word.endswith(ending):
            found.add(word.removesuffix(ending) + instead)
    return found
