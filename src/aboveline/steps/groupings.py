"""The groups that a case fact, a cohort, a judgement or a reader makes of an inspection's cases."""

from __future__ import annotations

import numpy as np

from aboveline.problems import Faulty, Problem, near_miss
from aboveline.scoring.groups import Groups, by_value
from aboveline.steps.inspections import Inspection

READERS = ("reader", "reader_role")
JUDGED = "judged "


def grouping(inspection: Inspection, by: str) -> Groups:
    """A group for each value: of a case fact or `cohort`, of `reader` or `reader_role`, or of `judged QUESTION`.

    Of a tick list each choice makes a group, and a case may be in several. Cases without a judgement are in none.
    `Faulty` where there is nothing of that name.
    """
    framework = inspection.framework
    cases = inspection.tables["cases"].columns
    if by.startswith(JUDGED):
        return _judged(inspection, by.removeprefix(JUDGED).strip())
    if by in READERS:
        return by_value(by, _readers(inspection, by))
    if by not in framework.facts and by != "cohort":
        known = [*framework.facts, "cohort", *READERS]
        do = near_miss(by, known) or "Name a case fact, cohort, reader_role, or `judged` and a question."
        what = f"{framework.id} has no case fact {by!r}."
        raise Faulty([Problem("unknown-name", "--by", None, what, do)])
    return by_value(by, cases[by], framework.facts[by].codes if by in framework.facts else ())


def _readers(inspection: Inspection, by: str) -> list[str]:
    """Of each case, who read it as it stands, or in which role."""
    readings = inspection.tables["assessments"].columns
    standing = {
        case: value
        for case, value, stands in zip(readings["case"], readings[by], readings["stands"], strict=True)
        if stands == "yes"
    }
    return [standing[case] for case in inspection.tables["cases"].columns["case"]]


def _judged(inspection: Inspection, name: str) -> Groups:
    framework, judged = inspection.framework, inspection.coded.judged
    question = framework.questions.get(name)
    if question is None:
        what = f"{framework.id} has no question {name!r}."
        raise Faulty([Problem("unknown-name", "--by", None, what, near_miss(name, framework.questions))])
    own = judged.question == judged.codebook.number[name]
    rows = []
    for code, _ in enumerate(question.scale.choices, 1):
        row = np.zeros(judged.cases, np.int32)
        row[judged.case[own & (judged.choice == code)]] = 1
        rows.append(row)
    labels = tuple(f"judged {name}={choice.id}" for choice in question.scale.choices)
    met = [at for at, row in enumerate(rows) if row.any()]
    weights = np.array([rows[at] for at in met], np.int32).reshape(len(met), judged.cases)
    return Groups(tuple(labels[at] for at in met), weights, np.zeros(len(met), np.bool_))
