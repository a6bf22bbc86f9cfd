"""`aboveline trace`: what stands behind a score, down to the judgements."""

from __future__ import annotations

import argparse
from pathlib import Path

from aboveline.cli.progress import progress
from aboveline.cli.score import heading
from aboveline.cli.words import WIDTH, aligned, counted, paragraph, percent
from aboveline.scoring.trace import Step, rule_sentence
from aboveline.steps.data import trace_json
from aboveline.steps.inspections import inspection
from aboveline.steps.scores import Scored, scored
from aboveline.steps.tracing import NOT_ASKED, CaseJudgement, Traced, traced


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
    lines = [*heading(scores), "", *_Steps(scores, found).lines(found.step, "")]
    questions = [found.step] if found.step.kind == "question" else _questions(found.step) if judgements else []
    file = scores.inspection.tables["judgements"].file
    for step in questions:
        lines += ["", paragraph(f"{step.id}: {step.how}. Lines of {file}:"), *_cases(found.judgements[step.id])]
    inspected = scores.inspection
    lines += ["", f"Edition {inspected.framework.id}", f"  {inspected.framework.hash}"]
    return [*lines, "Folder as it was read", f"  {inspected.snapshot}"]


class _Steps:
    """The steps of a trace as lines, each further in than the one it enters."""

    def __init__(self, scores: Scored, found: Traced) -> None:
        self.nodes = {node.id: node for node in scores.plan.nodes}
        self.rows = {row.id: row for row in scores.scores if row.group == "all"}
        self.evidence = found.evidence
        self.given = {row["part"]: row for row in scores.inspection.tables["grades"].rows()}

    def lines(self, step: Step, indent: str) -> list[str]:
        share = f" (counts {step.share:.3g}%)" if step.share is not None else ""
        exact = "" if step.value is None else f" = {step.value:.6g}"
        value = step.word if step.value is None and step.word else percent(step.value)
        inner = indent + "    "
        lines = [paragraph(f"{value}{exact}  {f'{step.id} {step.title}'.strip()}{share}", indent, inner)]
        if step.kind == "question":
            return [*lines, paragraph(f"[{step.standing}: {step.source}]", inner)]
        lines += self.rules(step, inner)
        if step.steps and all(further.kind == "question" for further in step.steps):
            return lines + _question_table(step.steps, inner)
        return lines + [line for further in step.steps for line in self.lines(further, inner)]

    def rules(self, step: Step, indent: str) -> list[str]:
        """By which rules a part has its score and its rating, who changed them, and the evidence of a grade."""
        if step.kind == "share":
            return []
        node, row = self.nodes[step.id], self.rows[step.id]
        lines = []
        for noun, rule in (("score", node.score), (f"rating “{row.computed_rating or '–'}”", node.rating)):
            if rule:
                said = f"{noun} by {rule.id}: {rule_sentence(rule)}. [{rule.standing}: {rule.source}]"
                lines.append(paragraph(said, indent, indent + "  "))
        if given := self.given.get(step.id):
            lines.append(paragraph(f"given by {given['by']}: {given['reason'] or 'no reason'}", indent, indent + "  "))
        if row.discretion:
            change = row.discretion
            said = f"{change.kind} set to {change.final} by {change.by}, {change.date}: {change.reason}"
            lines.append(paragraph(said, indent, indent + "  "))
        rated = [[item.rating or "–", f"{item.item} {item.text}"] for item in self.evidence.get(step.id, ())]
        return lines + ([indent + line for line in aligned(rated, width=WIDTH - len(indent))] if rated else [])


def _question_table(steps: tuple[Step, ...], indent: str) -> list[str]:
    rows = [[percent(step.value), f"{step.above:g}/{step.base:g}", step.id] for step in steps]
    return [indent + line for line in aligned(rows, right=(0, 1), flexible=2)]


def _questions(step: Step) -> list[Step]:
    own = [step] if step.kind == "question" else []
    return own + [question for inner in step.steps for question in _questions(inner)]


def _cases(judgements: list[CaseJudgement]) -> list[str]:
    asked = [j for j in judgements if j.choice != NOT_ASKED]
    rows = [["line", "case", "choice", "counts", "reading", "reader"]]
    rows += [[str(j.line or ""), j.case, j.choice, j.counts, j.assessment, j.reader_role or j.reader] for j in asked]
    left = len(judgements) - len(asked)
    lines = aligned(rows, right=(0,), flexible=2) if asked else []
    return [*lines, f"Not asked in {counted(left, 'case')}."] if left else lines
