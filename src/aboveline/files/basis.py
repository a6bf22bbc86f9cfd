"""basis.yaml of a follow-up: on which sources, cases and questions its first visit is compared with it."""

from __future__ import annotations

from pathlib import Path

from aboveline.comparisons.visits import Basis
from aboveline.frameworks.conditions import Condition, ConditionFault, condition
from aboveline.frameworks.documents import document
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS, Framework
from aboveline.problems import Problem, near_miss

FILE = "basis.yaml"


def basis(folder: Path, framework: Framework) -> tuple[Basis | None, list[Problem]]:
    """The basis in that folder (None where there is none) and every problem with it."""
    if not (folder / FILE).exists():
        return None, []
    mapping, problems = document(folder / FILE, FILE)
    fields = Fields(mapping, problems, "basis")
    fields.option("format", ("1",))
    found = Basis(
        about=fields.text("about", ""),
        sources=fields.words("sources"),
        cases_text=fields.text("cases", ""),
        cases=_cases(fields, framework),
        without_questions=fields.words("without_questions"),
        source=fields.text("source"),
        standing=fields.option("standing", STANDINGS),
    )
    fields.done()
    _check_names(fields, found, framework)
    return found, problems


def _cases(fields: Fields, framework: Framework) -> Condition | None:
    text = fields.text("cases", "")
    try:
        found = condition(text) if text else None
    except ConditionFault as fault:
        fields.problem("condition-syntax", "cases", f"The condition {text!r} cannot be read: {fault}.", "Correct it.")
        return None
    for test in found.tests() if found else ():
        if test.judged or test.name not in framework.facts:
            what = f"The basis names {test.name!r}, which is no case fact of {framework.id}."
            do = near_miss(test.name, framework.facts) or "A basis can name case facts only."
            fields.problem("reference-unknown", "cases", what, do)
    return found


def _check_names(fields: Fields, found: Basis, framework: Framework) -> None:
    known = {source for question in framework.questions.values() for source in question.sources}
    for source in found.sources:
        if source not in known:
            what = f"The basis names the source {source!r}, which no question of {framework.id} has."
            fields.problem("reference-unknown", "sources", what, near_miss(source, sorted(known)) or "Correct it.")
    for name in found.without_questions:
        if name not in framework.questions:
            what = f"The basis leaves out the question {name!r}, which {framework.id} does not have."
            do = near_miss(name, framework.questions) or "Correct it."
            fields.problem("reference-unknown", "without_questions", what, do)
