"""Results as data: JSON held to the published schema, and CSV."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from aboveline import __version__
from aboveline.files.csv import csv_text
from aboveline.scoring.design import WEIGHTED, DesignWeights
from aboveline.scoring.groups import WHOLE
from aboveline.scoring.results import QuestionResult, Score
from aboveline.scoring.trace import Step
from aboveline.steps.intervals import Intervals
from aboveline.steps.scores import Scored
from aboveline.steps.tracing import Traced

SCHEMA = Path(__file__).parent / "scores.schema.json"
FORMAT = 1

_CSV_COLUMNS = (
    "level", "id", "title", "group", "score", "base", "applicable", "above", "standing", "rating", "rating_standing",
    "points", "most_points", "computed", "computed_rating", "rule",
)  # fmt: skip


def scores_json(found: Scored, sure: Intervals | None = None) -> str:
    """Everything scored, with its intervals where there are any, as the JSON that `scores.schema.json` describes."""
    content = provenance(found) | {
        "groups": list(found.tally.groups.labels),
        **_weights(found.weights),
        "scores": [_score(row) for row in found.scores],
        "questions": [_question(result) for result in found.questions()],
        "flags": [flag._asdict() for flag in found.flags()],
        **_intervals(sure),
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def scores_csv(found: Scored, sure: Intervals | None = None) -> str:
    """Every score as CSV text; numbers unrounded, blank where there is no score. Intervals in three more columns."""
    rows = [[_cell(getattr(row, name)) for name in _CSV_COLUMNS] for row in found.scores]
    if sure is None:
        return csv_text(_CSV_COLUMNS, rows)
    for row, score in zip(rows, found.scores, strict=True):
        end = sure.found.get((score.group, score.id))
        row += ["", "", ""] if end is None else [_cell(100 * end.low), _cell(100 * end.high), end.method]
    return csv_text([*_CSV_COLUMNS, "low", "high", "method"], rows)


def _intervals(sure: Intervals | None) -> dict[str, Any]:
    if sure is None:
        return {}
    found = [
        {"group": group, "id": name, "low": 100 * end.low, "high": 100 * end.high, "method": end.method}
        for (group, name), end in sure.found.items()
    ]
    return {"intervals": {"confidence": sure.confidence, "said": list(sure.sentences), "found": found}}


def trace_json(found: Scored, traced: Traced) -> str:
    """A trace with the judgements behind it as JSON text."""
    judgements = {name: [row._asdict() for row in rows] for name, rows in traced.judgements.items()}
    evidence = {name: [row._asdict() for row in rows] for name, rows in traced.evidence.items()}
    content = provenance(found) | {"trace": _step(traced.step), "judgements": judgements, "evidence": evidence}
    return json.dumps(content, ensure_ascii=False, indent=2)


def provenance(found: Scored) -> dict[str, Any]:
    """Where results come from: inspection, edition with its hash, snapshot of the folder, code version, engine."""
    said, framework = found.inspection.settings, found.inspection.framework
    return {
        "format": FORMAT,
        "inspection": {
            "id": said.id,
            "kind": said.kind,
            "body": {"id": said.body, "name": said.body_name, "kind": said.body_kind},
            "dates": dict(said.dates),
            "constructed": said.constructed,
            "fictional": said.fictional,
            "source": said.source,
        },
        "framework": {
            "id": framework.id,
            "title": framework.title,
            "hash": framework.hash,
            "reading": found.reading,
        },
        "snapshot": found.inspection.snapshot,
        "code": f"aboveline {__version__}",
        "engine": found.engine,
    }


def _weights(weights: DesignWeights | None) -> dict[str, Any]:
    if weights is None:
        return {}
    told = {name: getattr(weights, name) for name in ("receipt", "lowest", "highest", "total", "frame", "drawn")}
    return {"weights": {"group": WEIGHTED, "beside": WHOLE} | told | {"unread": list(weights.unread)}}


def _score(row: Score) -> dict[str, Any]:
    return row._asdict() | {"discretion": row.discretion._asdict() if row.discretion else None}


def _question(result: QuestionResult) -> dict[str, Any]:
    choices = [{"id": i, "label": label, "above": above, "cases": n} for i, label, above, n in result.distribution]
    counts = {name: getattr(result, name) for name in ("base", "above", "not_applicable", "unanswered", "not_asked")}
    question = result.question
    named = {"id": question.id, "text": question.text, "criterion": question.criterion, "role": question.role}
    return named | {"group": result.group, "share": result.share} | counts | {"distribution": choices}


def _step(step: Step) -> dict[str, Any]:
    return step._asdict() | {"steps": [_step(inner) for inner in step.steps]}


def _cell(value: object) -> object:
    return "" if value is None else repr(value) if isinstance(value, float) else value
