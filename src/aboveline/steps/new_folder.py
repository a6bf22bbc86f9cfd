"""Making an empty inspection folder with templates."""

from __future__ import annotations

import json
from pathlib import Path

from aboveline.cases.table import IDENTITIES
from aboveline.files.csv import csv_text
from aboveline.files.folder import write_folder
from aboveline.files.settings import FORMAT
from aboveline.frameworks.model import NOT_APPLICABLE, Framework, Question
from aboveline.steps.editions import edition, edition_folders
from aboveline.steps.inspections import inspection_tables

_SETTINGS = """\
# An inspection under {title}. Fill in what stands in capitals.
format: {format}
id: {id}
kind: full                      # full, follow-up or focused
body:
  id: BODY
  name: NAME OF THE BODY
  kind: body
framework:
  id: {framework}
  hash: "{hash}"
dates: {{}}                       # such as {{fieldwork: 2026-11-21}}
cohorts:
  - {{id: main, criteria: all}}   # or the criteria in scope: [1.1, 1.2]
"""


def new_folder(folder: Path, framework: str, cases: int = 0) -> list[str]:
    """Make the folder, with rows for so many cases; the names of its files. Nothing is made where one is there."""
    found = edition(framework)
    files: dict[str, str] = {
        "inspection.yaml": _SETTINGS.format(
            title=found.title, format=FORMAT, id=json.dumps(folder.name), framework=found.id, hash=found.hash
        )
    }
    rows = _rows(found, cases)
    for spec in inspection_tables(found):
        if spec.name not in ("printed", "contradictions"):
            files[f"{spec.name}.csv"] = csv_text(spec.column_names, rows.get(spec.name, ()))
    files[f"{IDENTITIES.name}.csv"] = csv_text(IDENTITIES.column_names, ())
    files["facts.csv"] = _facts(found)
    files["questions.csv"] = _questions(found)
    if framework not in edition_folders():
        # An edition that is not installed travels with the inspection, or nobody could read it again.
        files |= _documents(Path(found.folder))
    write_folder(folder, files)
    return list(files)


def _documents(home: Path) -> dict[str, str]:
    paths = [path for pattern in ("framework.yaml", "questions/*.yaml", "examples.yaml") for path in home.glob(pattern)]
    return {f"framework/{path.relative_to(home).as_posix()}": path.read_text("utf-8-sig") for path in sorted(paths)}


def _rows(framework: Framework, cases: int) -> dict[str, list[list[str]]]:
    names = [f"C{number:03}" for number in range(1, cases + 1)]
    facts = [""] * len(framework.facts)
    capture = sorted(framework.questions.values(), key=lambda question: question.capture)
    return {
        "cases": [[name, "main", *facts] for name in names],
        "assessments": [[f"A{name[1:]}", name, "", "", "first", "yes", "", ""] for name in names],
        "judgements": [
            [f"A{name[1:]}", question.id, "", ""]
            for name in names
            for question in capture
            if question.role != "derived"
        ],
        "evidence": [[item.id, "", "", ""] for part in framework.parts() if cases for item in part.evidence],
    }


def _facts(framework: Framework) -> str:
    values = {
        "yes-no": "yes, no",
        "number": "a number",
        "date": "a date such as 2007-11-05",
        "text": "any words",
    }
    rows = [
        (
            fact.id,
            fact.title,
            values.get(fact.kind) or ", ".join(f"{code} ({label})" for code, label in fact.codes.items()),
        )
        for fact in framework.facts.values()
    ]
    return csv_text(("fact", "title", "values"), rows)


def _questions(framework: Framework) -> str:
    header = ("criterion", "question", "text", "role", "choices", "asked where", "sources")
    rows = []
    for question in framework.questions.values():
        choices = [choice.id for choice in question.scale.choices]
        choices += [NOT_APPLICABLE] if question.scale.not_applicable else []
        several = " (several, joined with |)" if question.scale.several else ""
        rows.append((
            question.criterion, question.id, question.text, question.role,
            "worked out" if question.role == "derived" else ", ".join(choices) + several,
            _where(question), ", ".join(question.sources),
        ))  # fmt: skip
    return csv_text(header, rows)


def _where(question: Question) -> str:
    theme = [f"theme {question.theme}"] if question.theme else []
    return "; ".join([*theme, *([question.applies_text] if question.applies_text else [])]) or "every case"
