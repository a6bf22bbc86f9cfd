"""Reading the tree of an edition (sections, criteria, what stands above them) and its threads."""

from __future__ import annotations

from collections.abc import Mapping

from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import LEVELS, STANDINGS, EvidenceItem, Part, Rule, Thread
from aboveline.frameworks.rules import RATING_OPERATORS, SCORE_OPERATORS
from aboveline.problems import near_miss


def read_part(fields: Fields, rules: Mapping[str, Rule]) -> Part:
    """One part with everything below it."""
    level = fields.option("level", LEVELS)
    if fields.mapping.get("level") != level:
        level = "section" if fields.has("parts") else "criterion"
    part = Part(
        id=fields.text("id"),
        level=level,
        title=fields.text("title"),
        line=fields.line(),
        file=fields.file,
        about=fields.text("about", ""),
        score=_rule(fields, "score", rules, SCORE_OPERATORS),
        rating=_rule(fields, "rating", rules, RATING_OPERATORS),
        importance=fields.text("importance", ""),
        counted=fields.truth("counted", default=True),
        evidence=tuple(_item(item) for item in fields.each("evidence", "evidence item")),
        parts=tuple(read_part(item, rules) for item in fields.each("parts", "part")),
    )
    if part.parts and part.level == "criterion":
        what = f"The {fields.noun} is a criterion and cannot hold parts of its own."
        fields.problem("value-unknown", "parts", what, "Make it a section, or move its parts beside it.")
    fields.done()
    return part


def read_thread(fields: Fields, rules: Mapping[str, Rule]) -> Thread:
    """One thread."""
    thread = Thread(
        id=fields.text("id"),
        title=fields.text("title"),
        score=_rule(fields, "score", rules, SCORE_OPERATORS),
        line=fields.line(),
        about=fields.text("about", ""),
        rating=_rule(fields, "rating", rules, RATING_OPERATORS),
    )
    if not fields.has("score"):
        fields.problem("key-missing", "", f"The {fields.noun} lacks 'score'.", "Name the rule that makes it.")
    fields.done()
    return thread


def _rule(fields: Fields, key: str, rules: Mapping[str, Rule], operators: Mapping[str, str]) -> str:
    """The name of a rule for a score (or a rating); rules whose operator could not be read fit both."""
    name = fields.text(key, "")
    if not name or (name in rules and rules[name].operator in (*operators, "")):
        return name
    if name in rules:
        what = f"The rule {name} ({rules[name].operator}) cannot make the {key} of the {fields.noun}."
        fields.problem("value-unknown", key, what, f"Name a rule with one of: {', '.join(operators)}.")
    else:
        what = f"The {fields.noun} names the rule {name!r}, which the edition does not have."
        do = near_miss(name, rules) or "Add it under `rules:`."
        fields.problem("reference-unknown", key, what, do)
    return ""


def _item(fields: Fields) -> EvidenceItem:
    item = EvidenceItem(
        id=fields.text("id"),
        text=fields.text("text"),
        counted=fields.truth("counted", default=True),
        source=fields.text("source", ""),
        standing=fields.option("standing", STANDINGS, "assumed"),
    )
    fields.done()
    return item
