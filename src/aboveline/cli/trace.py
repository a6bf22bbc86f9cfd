"""`aboveline trace`: what stands behind a score, down to the judgements."""

from __future__ import annotations

import argparse
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.cli.score import heading
from aboveline.cli.words import aligned, paragraph, percent
from aboveline.scoring.trace import Step
from aboveline.steps.data import trace_json
from aboveline.steps.inspections import inspection
from aboveline.steps.scores import Scored, scored
from aboveline.steps.tracing import CaseJudgement, Traced, traced


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folder, the id, how deep."""
    parser.description = (
        "Shows what stands behind a score: the rule, where it was read and how far it is\n"
        "known, every input with its weight, and for a question each case's judgement."
    )
    parser.epilog = "examples:\n  aboveline trace hampshire-2008 1.2\n  aboveline trace hampshire-2008 psr-concise"
    parser.add_argument("folder", type=Path, help="the inspection folder")
    parser.add_argument("id", help="a criterion, section, thread or question, as printed by score")
    parser.add_argument("--judgements", action="store_true", help="go down to the judgements of every question")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print")


def run(given: argparse.Namespace) -> int:
    """Print the trace."""
    with progress("Tracing"):
        scores = scored(inspection(given.folder))
        found = traced(scores, given.id)
    if given.format == "json":
        print(trace_json(scores, found))
    else:
        print("\n".join(_text(scores, found, given.judgements)))
    return 0


def _text(scores: Scored, found: Traced, judgements: bool) -> list[str]:
    lines = [*heading(scores), ""]
    lines += _steps(found.step, "")
    questions = [found.step] if found.step.kind == "question" else _questions(found.step) if judgements else []
    for step in questions:
        lines += ["", f"{step.id}: {step.how}", *_cases(found.judgements[step.id])]
    inspected = scores.inspection
    lines += ["", paragraph(f"Edition {inspected.framework.id} {inspected.framework.hash}")]
    lines += [paragraph(f"Folder {inspected.snapshot}")]
    return lines


def _steps(step: Step, indent: str) -> list[str]:
    share = f" (counts {step.share:.3g}%)" if step.share is not None else ""
    exact = "" if step.value is None else f" = {step.value:.6g}"
    value = step.word if step.value is None and step.word else percent(step.value)
    lines = [paragraph(f"{value}{exact}  {step.id} {step.title}{share}".replace("  ", " ", 0), indent)]
    if step.kind != "question" and step.kind != "share":
        lines.append(paragraph(f"by: {step.how}. [{step.standing}: {step.source}]", indent + "    "))
    if step.steps and all(inner.kind == "question" for inner in step.steps):
        return lines + _question_table(step.steps, indent + "    ")
    for inner in step.steps:
        lines += _steps(inner, indent + "    ")
    return lines


def _question_table(steps: tuple[Step, ...], indent: str) -> list[str]:
    rows = [[percent(step.value), f"{step.above:g}/{step.base:g}", step.id] for step in steps]
    return [indent + line for line in aligned(rows, right=(0, 1), flexible=2)]


def _questions(step: Step) -> list[Step]:
    own = [step] if step.kind == "question" else []
    return own + [question for inner in step.steps for question in _questions(inner)]


def _cases(judgements: list[CaseJudgement]) -> list[str]:
    rows = [["case", "choice", "counts", "reading", "reader"]]
    rows += [[j.case, j.choice, j.counts, j.assessment, j.reader_role or j.reader] for j in judgements]
    return aligned(rows)
