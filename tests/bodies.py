"""Made-up inspections of several bodies, drawn by chance from known shares, to set side by side.

Of one edition (pdu-2023, or omi-2006 with some of its criteria). A body's share of a question is SHARE plus what the
body is truly better or worse by; and plus TIER in cases of a light tier, where a test wants the mix of cases to matter.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from aboveline.assessments.form import asked
from aboveline.frameworks.model import Framework
from aboveline.frameworks.read import installed_framework

NAMES = (
    "Ashdown", "Birchfield", "Colne", "Dunmoor", "Eastwell", "Fenby", "Garth", "Harrowdene", "Inver", "Kelling",
    "Lydford", "Marsham",
)  # fmt: skip
SIZES = (30, 45, 60, 75, 90, 110, 40, 55, 70, 85, 100, 120)
SHARE = 0.65
CRITERIA = {"omi-2006": ("1.4", "2.7")}


class Truth(NamedTuple):
    """What is so of a body: its number of cases, how far its work is better, the part of its cases that is light."""

    name: str
    cases: int
    better: float = 0.0
    light: float = 0.5


TRUTHS = tuple(Truth(name, size) for name, size in zip(NAMES, SIZES, strict=True))
DIFFERENT = "kelling"
"""The body that is truly worse in `one_different`, by thirty points."""


def one_different() -> tuple[Truth, ...]:
    return tuple(truth._replace(better=-0.3 if truth.name.casefold() == DIFFERENT else 0.0) for truth in TRUTHS)


def bodies(
    place: Path, edition: str, truths: Sequence[Truth] = TRUTHS, tier: float = 0.0, seed: int = 1, year: int = 2024
) -> list[Path]:
    """A folder for each body, in the order of the truths."""
    framework, draw = installed_framework(edition), np.random.default_rng(seed)
    folders = []
    for truth in truths:
        folder = place / f"{truth.name.casefold()}-{year}"
        folder.mkdir(parents=True)
        for name, text in _files(framework, truth, tier, draw, year).items():
            (folder / name).write_text(text, encoding="utf-8")
        folders.append(folder)
    return folders


def _files(framework: Framework, truth: Truth, tier: float, draw: np.random.Generator, year: int) -> dict[str, str]:
    cases = [f"C{number:03d}" for number in range(truth.cases)]
    light = draw.random(truth.cases) < truth.light
    facts = {fact.id: _fact(framework, fact.id, truth.cases, draw) for fact in framework.facts.values()}
    facts["tier"] = ["1" if one else "4" for one in light]
    facts["sentence"] = [("community", "licence")[one] for one in draw.integers(0, 2, truth.cases)]
    wanted, _ = asked(framework, facts, {}, [None] * truth.cases, truth.cases)
    scope = CRITERIA.get(framework.id)
    rows = []
    for number, question in enumerate(framework.questions.values()):
        if (
            question.role != "scored"
            or (scope and question.criterion not in scope)
            or "judged" in question.applies_text
        ):
            continue
        sides = {side: next(c.id for c in question.scale.choices if c.above is side) for side in (True, False)}
        above = draw.random(truth.cases) < SHARE + truth.better + tier * light
        rows += [
            (f"R{case}", question.id, sides[bool(good)], "")
            for case, good, here in zip(cases, above, wanted[:, number], strict=True)
            if here
        ]
    return {
        "inspection.yaml": _settings(framework, truth, year),
        "cases.csv": _text(("case", "cohort", *facts), zip(cases, ["main"] * len(cases), *facts.values(), strict=True)),
        "assessments.csv": _text(
            ("assessment", "case", "reader", "reader_role", "reading", "stands", "date", "note"),
            [(f"R{case}", case, "ann", "inspector", "first", "yes", "", "") for case in cases],
        ),
        "judgements.csv": _text(("assessment", "question", "choices", "note"), rows),
    }


def _fact(framework: Framework, name: str, cases: int, draw: np.random.Generator) -> list[str]:
    fact = framework.facts[name]
    values = ("yes", "no") if fact.kind == "yes-no" else tuple(fact.codes) or ("0", "6")
    return [values[at] for at in draw.integers(0, len(values), cases)]


def _settings(framework: Framework, truth: Truth, year: int) -> str:
    scope = CRITERIA.get(framework.id)
    criteria = f"[{', '.join(map(repr, scope))}]" if scope else "all"
    return f"""\
format: 1
id: {truth.name.casefold()}-{year}
body: {{id: {truth.name.casefold()}, name: {truth.name}, kind: body}}
framework: {{id: {framework.id}, hash: "{framework.hash}"}}
kind: full
fictional: "yes"
dates: {{fieldwork: {year}-05}}
cohorts:
  - {{id: main, title: The sample, criteria: {criteria}}}
"""


def _text(header: Sequence[str], rows: Sequence[Sequence[str]] | zip) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


def set_file(path: Path, folders: Sequence[Path], **changes: str) -> Path:
    """A document that names the folders as a set, beside them."""
    said: Mapping[str, str] = {"format": "1", "id": "made-up", "title": "Made up", "date": "2024-12"} | changes
    lines = [f"{key}: {value}" for key, value in said.items() if value]
    path.write_text("\n".join([*lines, f"folders: [{', '.join(f.name for f in folders)}]", ""]), encoding="utf-8")
    return path
