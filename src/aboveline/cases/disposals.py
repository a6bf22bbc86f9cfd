"""The kind of sentence that follows from a disposal of any era, and from where the person is now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from aboveline.frameworks.documents import document
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS
from aboveline.problems import Problem

LIBRARY = Path(__file__).parent / "library" / "disposals.yaml"
CUSTODY, LICENCE, COMMUNITY = "custody", "licence", "community"
LOCATIONS = {LICENCE: "On licence", COMMUNITY: "In the community", CUSTODY: "In custody"}


class Disposal(NamedTuple):
    """The kinds of sentence a disposal counts as, best first; `released` those it does once the person is out."""

    sentence: tuple[str, ...]
    released: tuple[str, ...]


class Disposals(NamedTuple):
    """Disposal → what it counts as; kind of sentence → the disposal it means where nothing else is said."""

    counts_as: Mapping[str, Disposal]
    plainly: Mapping[str, str]

    def kind(self, disposal: str, location: str, kinds: Collection[str]) -> str:
        """The kind of sentence among those of the edition; blank where the disposal is of none of them, or not known.

        location: where the person is (custody, licence, community, or blank).
        """
        if not disposal:
            return location if location in kinds else ""
        found = self.counts_as.get(disposal, Disposal((), ()))
        out = location in (LICENCE, COMMUNITY) and found.released
        return next((kind for kind in (found.released if out else found.sentence) if kind in kinds), "")


def disposal_list(path: Path = LIBRARY) -> tuple[Disposals, list[Problem]]:
    """What disposals count as, and what is wrong with the document that says so."""
    mapping, problems = document(path, path.name)
    fields = Fields(mapping, problems, "list of disposals")
    fields.option("format", ("1",))
    fields.text("source")
    fields.option("standing", STANDINGS)
    fields.text("note", "")
    found = {}
    for item in fields.each("disposals", "disposal", required=True):
        found[item.text("id")] = Disposal(item.words("sentence"), item.words("released"))
        item.text("note", "")
        item.done()
    plainly = fields.pairs("plainly")
    fields.done()
    return Disposals(found, plainly), problems
