"""The catalogue of case facts that an edition may name, with the code lists of each era."""

from __future__ import annotations

from pathlib import Path

from aboveline.frameworks.documents import document
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS, CodeList, Fact
from aboveline.problems import Problem

KINDS = ("code", "yes-no", "number", "date", "text")
RESERVED = ("case", "cohort")
CATALOGUE = Path(__file__).parent / "library" / "facts.yaml"


def fact_catalogue(path: Path = CATALOGUE) -> tuple[dict[str, Fact], list[Problem]]:
    """Every fact by id, in catalogue order, and what is wrong with the catalogue."""
    mapping, problems = document(path, path.name)
    fields = Fields(mapping, problems, "fact catalogue")
    fields.option("format", ("1",))
    found: dict[str, Fact] = {}
    for item in fields.each("facts", "fact", required=True):
        fact = read_fact(item)
        if fact.id in found:
            item.problem("id-repeated", "id", f"The fact {fact.id!r} stands twice.", "Rename or remove one.")
        found[fact.id] = fact
    fields.done()
    return found, problems


def read_fact(fields: Fields) -> Fact:
    """One fact with its code lists."""
    fact = Fact(
        id=fields.text("id"),
        title=fields.text("title"),
        kind=fields.option("kind", KINDS),
        personal=fields.truth("personal", default=True),
        lists=tuple(_code_list(item) for item in fields.each("lists", "code list")),
    )
    if fields.mapping.get("kind") == "code" and not fields.has("lists"):
        fields.problem("key-missing", "", f"The {fields.noun} has no code list.", "Add `lists:` with its codes.")
    if fact.id in RESERVED:
        what = f"{fact.id!r} cannot be the id of a fact: the table of cases has a column of that name."
        fields.problem("id-repeated", "id", what, "Give the fact another id.")
    fields.done()
    return fact


def _code_list(fields: Fields) -> CodeList:
    codes = {}
    for item in fields.each("codes", "code", required=True):
        code = item.text("id")
        codes[code] = item.text("label", code)
        item.text("note", "")
        item.done()
    found = CodeList(
        since=fields.text("from", ""),
        until=fields.text("to", ""),
        codes=codes,
        source=fields.text("source", ""),
        standing=fields.option("standing", STANDINGS, "derived"),
    )
    fields.done()
    return found
