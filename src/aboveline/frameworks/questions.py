"""Reading the item bank of an edition: scales, tags and the questions of each criterion."""

from __future__ import annotations

from dataclasses import dataclass

from aboveline.frameworks.conditions import Condition, ConditionFault, Test, condition
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import NOT_APPLICABLE, ROLES, STANDINGS, Choice, Fact, Question, Scale, Tag
from aboveline.problems import near_miss
from aboveline.tables import is_number

DERIVED_SCALE = Scale("derived", (Choice("yes", "Yes", None), Choice("no", "No", None)), not_applicable=False)
"""What a derived question comes to in a case: its condition is true (yes) or false (no)."""

NO_SCALE = Scale("", ())
"""Stands in while reading where a question names no scale there is; such an edition is never used."""

MOST_CHOICES = 120
"""Choices are counted as one byte each."""


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
        above = item.option("above", ("yes", "no"), "no" if item.has("above") else "")
        if choice == NOT_APPLICABLE or "|" in choice or choice in [c.id for c in choices if choice]:
            what = f"{choice!r} cannot be the id of a choice of {name}: it is taken, reserved or holds a |."
            item.problem("id-repeated", "id", what, "Give the choice another id.")
        choices.append(Choice(choice, item.text("label", choice), {"yes": True, "no": False}.get(above)))
        item.done()
    if len(choices) > MOST_CHOICES:
        what = f"The {fields.noun} has {len(choices)} choices; {MOST_CHOICES} are the most there can be."
        fields.problem("value-kind", "choices", what, "Write what is told apart further as a note.")
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


def read_question(fields: Fields, criterion: str, report: int, bank: Bank, theme: str = "") -> Question:
    """One question of a criterion; `report` is its place in report order. One of a theme names its own criterion."""
    role = fields.option("role", ROLES, "scored")
    applies, applies_text = read_condition(fields, "applies", bank.facts)
    when, when_text = read_condition(fields, "when", bank.facts)
    question = Question(
        id=fields.text("id"),
        text=fields.text("text"),
        criterion=fields.text("criterion") if theme else criterion,
        role=role,
        scale=DERIVED_SCALE if role == "derived" else _scale(fields, bank),
        report=report,
        capture=fields.whole("capture", report),
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
        theme=theme,
        source=fields.text("source", ""),
        standing=fields.option("standing", STANDINGS, "derived"),
    )
    fields.text("note", "")
    if fields.mapping.get("role", "scored") == role:
        _check_role(question, fields)
    fields.done()
    return question


def _scale(fields: Fields, bank: Bank) -> Scale:
    name = fields.text("scale")
    if name and name not in bank.scales:
        what = f"The {fields.noun} has the scale {name!r}, which the edition does not declare."
        do = near_miss(name, bank.scales) or "Declare it under `scales:`."
        fields.problem("reference-unknown", "scale", what, do)
    return bank.scales.get(name, NO_SCALE)


def _tags(fields: Fields, bank: Bank) -> tuple[str, ...]:
    tags = fields.words("tags")
    for tag in tags:
        if tag not in bank.tags:
            what = f"The {fields.noun} has the tag {tag!r}, which the edition does not declare."
            fields.problem("reference-unknown", "tags", what, near_miss(tag, bank.tags) or "Declare it under `tags:`.")
    return tags


def read_condition(fields: Fields, key: str, facts: dict[str, Fact]) -> tuple[Condition | None, str]:
    """The condition of a key and its text; None where there is none, or none that can be read."""
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
            _check_fact(test, fields, key, facts)
    return found, text


def _check_fact(test: Test, fields: Fields, key: str, facts: dict[str, Fact]) -> None:
    name, values, order = test.name, test.values, test.order
    fact = facts.get(name)
    if fact is None:
        what = f"The {fields.noun} names the fact {name!r}, which the edition does not list."
        fields.problem("reference-unknown", key, what, near_miss(name, facts) or "Add it under `facts:`.")
        return
    allowed = {"code": tuple(fact.codes), "yes-no": ("yes", "no")}.get(fact.kind)
    for value in values if allowed and order == "in" else ():
        if allowed and value not in allowed:
            what = f"The {fields.noun} compares the fact {name} with {value!r}, which is none of its values."
            fields.problem("value-unknown", key, what, near_miss(value, allowed) or "Use one of its codes.")
    if order != "in" and fact.kind != "number":
        what = f"The {fields.noun} puts the fact {name} in an order, but it is no number."
        fields.problem("value-kind", key, what, "Use `is` or `in`.")
    elif order != "in" and not is_number(values[0]):
        what = f"The {fields.noun} compares the fact {name} with {values[0]!r}, which is no number."
        fields.problem("value-kind", key, what, "Write digits, with a point for decimals.")


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
