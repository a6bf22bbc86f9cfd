"""What is measured on: an edition with any number of questions, an inspection under it, and judgements by the million.

All of it is drawn from fixed seeds. A quarter of the judgements is not applicable, as in a real case file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from aboveline.assessments.codebook import Judged, codebook
from aboveline.files.csv import csv_text
from aboveline.frameworks.model import Framework
from aboveline.frameworks.read import framework

SEED = 20080201
SECTIONS, CRITERIA = 4, 5
CHOICES = ("excellent", "sufficient", "insufficient", "poor")
ABOVE = 2
"""So many of the choices, from the first, are above the line."""

ATTRIBUTES = {"sex": 2, "tier": 5, "offence": 6, "risk": 4, "ppo": 2}
"""Case fact → how many values it takes: 19 sub-groups and the whole."""


def made_up_edition(folder: Path, questions: int) -> Framework:
    """An edition written into the folder: 4 sections of 5 criteria, each 80:20 of its questions and a summary."""
    (folder / "questions").mkdir(parents=True)
    (folder / "framework.yaml").write_text(_FRAMEWORK.format(choices=_choices(), tree="".join(_tree())), "utf-8")
    each = questions // (SECTIONS * CRITERIA)
    for criterion in _criteria():
        text = f'criterion: "{criterion}"\nquestions:\n' + "".join(
            f"  - {{id: q-{criterion}-{number}, text: Made up, scale: four{_tags(number, each)}}}\n"
            for number in range(1, each + 1)
        )
        (folder / "questions" / f"{criterion}.yaml").write_text(text, "utf-8")
    (folder / "examples.yaml").write_text(_EXAMPLES, "utf-8")
    return framework(folder)


def made_up_inspection(folder: Path, questions: int, cases: int) -> None:
    """An inspection folder with a framework of its own, in which every question is judged in every case."""
    edition = made_up_edition(folder / "framework", questions)
    named = [f"C{number:04}" for number in range(1, cases + 1)]
    draw = np.random.default_rng(SEED)
    words = np.array([*CHOICES, "not-applicable"])
    drawn = words[draw.choice(5, (cases, questions), p=[0.15, 0.3, 0.2, 0.1, 0.25])].tolist()
    judgements = (
        (f"A{case}", question, choice, "")
        for case, choices in zip(named, drawn, strict=True)
        for question, choice in zip(edition.questions, choices, strict=True)
    )
    tables = {
        "cases": (("case", "cohort"), ((case, "main") for case in named)),
        "assessments": (("assessment", "case", "stands"), ((f"A{case}", case, "yes") for case in named)),
        "judgements": (("assessment", "question", "choices", "note"), judgements),
    }
    (folder / "inspection.yaml").write_text(_INSPECTION.format(hash=edition.hash), "utf-8")
    for name, (header, rows) in tables.items():
        (folder / f"{name}.csv").write_text(csv_text(header, rows), "utf-8")


def made_up_judgements(edition: Framework, cases: int) -> tuple[Judged, dict[str, list[str]]]:
    """A judgement on every question in every case, as arrays, and the case facts that make sub-groups."""
    draw = np.random.default_rng(SEED)
    questions = len(edition.questions)
    judged = Judged(
        np.repeat(np.arange(cases, dtype=np.int32), questions),
        np.tile(np.arange(questions, dtype=np.int32), cases),
        np.array([0, 0, 1, 2, 2, 3, 3, 4], np.int8)[draw.integers(0, 8, cases * questions, np.uint8)],
        cases,
        codebook(edition),
    )
    facts = {name: draw.integers(0, size, cases).astype(str).tolist() for name, size in ATTRIBUTES.items()}
    return judged, facts


def _criteria() -> Iterator[str]:
    return (f"{section}.{number}" for section in range(1, SECTIONS + 1) for number in range(1, CRITERIA + 1))


def _tags(number: int, each: int) -> str:
    tag = "summary" if number == each else "thread" if number == 1 else ""
    return f", tags: [{tag}]" if tag else ""


def _choices() -> str:
    return ", ".join(f'{{id: {name}, above: "{"yes" if at < ABOVE else "no"}"}}' for at, name in enumerate(CHOICES))


def _tree() -> Iterator[str]:
    for section in range(1, SECTIONS + 1):
        yield f'  - id: "{section}"\n    level: section\n    title: Made up\n    score: section-score\n    parts:\n'
        for number in range(1, CRITERIA + 1):
            yield f'      - {{id: "{section}.{number}", level: criterion, title: Made up, score: criterion-score}}\n'


_FRAMEWORK = """\
format: 1
id: made-up
title: Made up for measuring
tags:
  summary: {{title: Summary question, standing: assumed}}
  thread: {{title: Thread, standing: assumed}}
scales:
  four: {{choices: [{choices}]}}
rules:
  criterion-score:
    operator: blend
    of:
      - {{share: 80, questions: own, without_tag: summary}}
      - {{share: 20, questions: own, with_tag: summary}}
    missing: absent
    source: made up
    standing: assumed
  section-score: {{operator: mean, parts: counted, missing: drop, source: made up, standing: assumed}}
  thread-score: {{operator: mean, questions: all, with_tag: thread, missing: drop, source: made up, standing: assumed}}
tree:
{tree}threads:
  - {{id: thread, title: Made up, score: thread-score}}
"""

_EXAMPLES = """\
examples:
  - title: A question that one of two cases has above the line
    source: made up
    standing: assumed
    cases: {a: {}, b: {}}
    judgements: {q-1.1-1: {a: excellent, b: poor}}
    gives: {q-1.1-1: 50}
"""

_INSPECTION = """\
format: 1
id: made-up
kind: full
body: {{id: nowhere, name: Nowhere}}
framework: {{id: made-up, hash: "{hash}"}}
cohorts:
  - {{id: main, criteria: all}}
"""
