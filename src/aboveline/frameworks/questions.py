"""Reading the item bank of an edition: scales, tags and the questions of each criterion."""

from __future__ import annotations

from dataclasses import dataclass

from aboveline.frameworks.conditions import Condition, ConditionFault, condition
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import ROLES, STANDINGS, Choice, Fact, Question, Scale, Tag
from aboveline.problems import near_miss

DERIVED_SCALE = Scale("derived", (Choice("yes", "Yes", None), Choice("no", "No", None)))
"""What a derived question comes to in a case: its condition is true (yes) or false (no)."""


@dataclass(frozen=True, slots=True)
class Bank:
    """What a question may refer to while it is read."""

    scales: dict[str, Scale]
    tags: dict[str, Tag]
    facts: dict[str, Fact]


def read_scale(name: str, fields: Fields) -> Scale:
    """One scale with its choices in printed order."""
    choices: list[Choice] = []
    for item in fields.each("choices", f"choice of {name}", required=True):
        choice = item.text("id")
        line = {"yes": True, "no": False}.get(item.option("above", ("yes", "no"), "")) if item.has("above") else None
        if choice in ("not-applicable", "") or "|" in choice or choice in [c.id for c in choices]:
            what = f"{choice!r} cannot be the id of a choice of {name}: it is taken, reserved or holds a |."
            item.problem("id-repeated", "id", what, "Give the choice another id.")
        choices.append(Choice(choice, item.text("label", choice), line))
        item.done()
    several = fields.truth("several", default=False)
    scale = Scale(name, tuple(choices), several, fields.truth("not_applicable", default=True))
    fields.text("about", "")
    fields.done()
    return scale


def read_tag(name: str, fields: Fields) -> Tag:
    """One tag, with where it comes from."""
    standing = fields.option("standing", STANDINGS)
    tag = Tag(name, fields.text("title"), fields.text("source", ""), standing)
    fields.text("note", "")
    fields.done()
    return tag


def read_question(fields: Fields, criterion: str, report: int, bank: Bank) -> Question:
    """One question of a criterion; `report` is its place in report order."""
    role = fields.option("role", ROLES, "scored")
    applies, applies_text = _condition(fields, "applies", bank)
    when, when_text = _condition(fields, "when", bank)
    question = Question(
        id=fields.text("id"),
        text=fields.text("text"),
        criterion=criterion,
        role=role,
        scale=DERIVED_SCALE if role == "derived" else _scale(fields, bank),
        report=report,
        capture=int(fields.number("capture", report)),
        line=fields.line(),
        file=fields.file,
        sources=fields.words("sources"),
        tags=_tags(fields, bank),
        applies=applies,
        applies_text=applies_text,
        when=when,
        when_text=when_text,
        reason_of=fields.text("of", ""),
        also_in=fields.words("also_in"),
        source=fields.text("source", ""),
        standing=fields.option("standing", STANDINGS, "derived"),
    )
    fields.text("note", "")
    _check_role(question, fields)
    fields.done()
    return question


def _scale(fields: Fields, bank: Bank) -> Scale:
    if not bank.scales:
        return DERIVED_SCALE
    return bank.scales[fields.option("scale", bank.scales)]


def _tags(fields: Fields, bank: Bank) -> tuple[str, ...]:
    tags = fields.words("tags")
    for tag in tags:
        if tag not in bank.tags:
            what = f"The {fields.noun} has the tag {tag!r}, which the edition does not declare."
            fields.problem("reference-unknown", "tags", what, near_miss(tag, bank.tags) or "Declare it under `tags:`.")
    return tags


def _condition(fields: Fields, key: str, bank: Bank) -> tuple[Condition | None, str]:
    text = fields.text(key, "")
    if not text:
        return None, ""
    try:
        found = condition(text)
    except ConditionFault as fault:
        fields.problem("condition-syntax", key, f"The condition {text!r} cannot be read: {fault}.", "Correct it.")
        return None, text
    for test in found.tests():
        if not test.judged:
            _check_fact(test.name, test.values, test.order, fields, key, bank)
    return found, text


def _check_fact(name: str, values: tuple[str, ...], order: str, fields: Fields, key: str, bank: Bank) -> None:
    fact = bank.facts.get(name)
    if fact is None:
        what = f"The {fields.noun} names the fact {name!r}, which the edition does not list."
        fields.problem("reference-unknown", key, what, near_miss(name, bank.facts) or "Add it under `facts:`.")
        return
    allowed = {"code": tuple(fact.codes), "yes-no": ("yes", "no")}.get(fact.kind)
    for value in values if allowed and order == "in" else ():
        if allowed and value not in allowed:
            what = f"The {fields.noun} compares the fact {name} with {value!r}, which is none of its values."
            fields.problem("value-unknown", key, what, near_miss(value, allowed))
    if order != "in" and fact.kind != "number":
        what = f"The {fields.noun} puts the fact {name} in an order, but it is no number."
        fields.problem("value-kind", key, what, "Use `is` or `in`.")


def _check_role(question: Question, fields: Fields) -> None:
    if question.role == "scored" and not all(c.above is not None for c in question.scale.choices):
        what = f"The {fields.noun} is scored, but its scale {question.scale.id} does not place every choice."
        fields.problem(
            "value-unknown",
            "scale",
            what,
            "Give each choice `above: yes` or `above: no`, or change the role.",
        )
    if question.role == "scored" and question.scale.several:
        what = f"The {fields.noun} is scored, but its scale {question.scale.id} is a tick list."
        fields.problem("value-unknown", "scale", what, "Make it a fact or a reason.")
    if (question.role == "derived") != bool(question.when_text):
        what = f"The {fields.noun} needs `when:` if it is derived, and only then."
        fields.problem("key-missing", "when", what, "Add the condition, or remove it.")
    if (question.role == "reason") != bool(question.reason_of):
        what = f"The {fields.noun} needs `of:` if it is a reason, and only then."
        fields.problem("key-missing", "of", what, "Name the question that it explains.")
