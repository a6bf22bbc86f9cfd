"""How alike the readings of an inspection are, and which of several stands: read, hold together, compare."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.assessments.moderation import Moderated, moderated
from aboveline.assessments.readings import (
    AGAIN,
    INSPECTOR,
    INSPECTORATE,
    MODEL,
    SECOND,
    Codes,
    Readings,
    first_readings,
    held_together,
    reader_groups,
    readings,
    stacked,
)
from aboveline.comparisons.agreement import (
    Agreements,
    Coefficients,
    Compared,
    alike_counts,
    coefficients,
    question_coefficients,
)
from aboveline.comparisons.leniency import Drift, agreement_drift, leniency, leniency_drift, modelled
from aboveline.problems import Faulty, Problem
from aboveline.sampling.readings import BENCHMARK, VALIDATION
from aboveline.scoring.groups import matching, together, whole_sample
from aboveline.scoring.plan import plan
from aboveline.scoring.tally import tally
from aboveline.steps.inference import inference_refused
from aboveline.steps.inspections import Inspection
from aboveline.steps.scores import engine_named

BY = ("reader_role", "reader")
NO_PAIRS = {
    SECOND: "No case was read by two different readers, so nothing can be said of how alike they judge.",
    VALIDATION: (
        "No case was read first by a local assessor and then by the inspectorate, so there is nothing to validate. "
        "Local are readers whose role has the word local or area in it."
    ),
    BENCHMARK: (
        "No reading stands beside model answers. Practice cases have a folder of their own, and in it the reading with "
        "the model answers is called model."
    ),
}
MODEL_ANSWERS = " There are model answers: --purpose benchmark holds readings against them."
NONE_TWICE = "No question has a choice in two readings of a case, so nothing can be said of how alike they are."
PRACTICE = "Practice cases make no score, so none is modelled."
NOBODY = "There is no inspector whom all readers could be made alike to, so no score is modelled."
ALL_THEIRS = "Every reading that stands is by the {reference}, so no score is modelled."
NOT_KNOWN = "How lenient the other readers are is not known closely enough, so no score is modelled."


class Asked(NamedTuple):
    """What is asked: the purpose, readers by which column, the confidence as a part of one, the smallest headline."""

    purpose: str = SECOND
    by: str = BY[0]
    confidence: float = 0.95
    smallest: int = 5


class _Held(NamedTuple):
    """What is held together: rows of readings, all readings coded, the group of each, and when each was read."""

    rows: list[tuple[int, ...]]
    coded: Readings
    codes: Codes
    groups: list[str]
    weeks: NDArray[np.float64]
    scored: NDArray[np.bool_]


def agreements(found: Inspection, asked: Asked) -> Agreements:
    """How alike readers are, together and apart; only a sentence where nothing can be said. `Faulty`: a bad option."""
    _check(asked)
    nothing = Agreements(*asked)
    if refused := inference_refused(found):
        return nothing._replace(why=refused)
    held = _held(found, asked)
    if not held.rows:
        model = MODEL in found.tables["assessments"].columns["reading"] and asked.purpose != BENCHMARK
        return nothing._replace(why=NO_PAIRS[asked.purpose] + MODEL_ANSWERS * model)
    same, read = alike_counts(held.codes)
    if not read.any():
        return nothing._replace(why=NONE_TWICE)
    weeks = held.weeks[[numbers[0] for numbers in held.rows]]
    drifts = [agreement_drift(same, read, weeks, asked.confidence)]
    others = _coefficients(held, ~held.scored, asked)
    told = nothing._replace(
        pooled=_coefficients(held, held.scored, asked),
        others=others if others.judgements else None,
        groups=_by_group(held, asked),
        questions=_questions(found, held, asked),
        drifts=drifts,
    )
    return _with_leniency(found, held, asked, told)


def moderations(found: Inspection) -> list[tuple[Moderated, int, int]]:
    """Every case with several readings, with in how many questions they are not all alike, and of how many."""
    cases = moderated(found.tables["assessments"], found.tables["moderation"])
    same, read = alike_counts(stacked(_coded(found).codes, [case.readings for case in cases], -1))
    return list(zip(cases, (read - same).tolist(), read.tolist(), strict=True))


def _check(asked: Asked) -> None:
    problems = []
    if not 0 < asked.confidence < 1:
        what = f"{100 * asked.confidence:g} does not lie between 0 and 100."
        problems.append(Problem("option-value", "--confidence", None, what, "Write it in percent, such as 95."))
    if asked.smallest < 1:
        what = f"{asked.smallest} is no number of cases."
        problems.append(Problem("option-value", "--smallest", None, what, "Write 1 or more."))
    if problems:
        raise Faulty(problems)


def _coded(found: Inspection) -> Readings:
    cases, assessments, judgements = (found.tables[name] for name in ("cases", "assessments", "judgements"))
    return readings(found.framework, cases, assessments, judgements, found.settings.scope(), found.settings.theme)


def _held(found: Inspection, asked: Asked) -> _Held:
    assessments = found.tables["assessments"]
    rows, coded = held_together(assessments, asked.purpose), _coded(found)
    groups = reader_groups(assessments, asked.purpose, asked.by)
    weeks = np.array([_week(day) for day in assessments.columns["date"]], np.float64)
    scored = np.array([question.role == "scored" for question in found.framework.questions.values()], np.bool_)
    return _Held(rows, coded, stacked(coded.codes, rows, -1), groups, weeks, scored)


def _week(day: str) -> float:
    """Weeks since year 1; nan where only the month or the year is known, or nothing."""
    return date.fromisoformat(day).toordinal() / 7 if len(day) == len("2007-11-05") else np.nan


def _coefficients(
    held: _Held, questions: NDArray[np.bool_], asked: Asked, rows: NDArray[np.bool_] | slice = slice(None)
) -> Coefficients:
    return coefficients(held.codes[rows][:, :, questions], held.coded.choices[questions], asked.confidence)


def _by_group(held: _Held, asked: Asked) -> dict[str, Coefficients]:
    """By the group of who read first; of scored questions only."""
    first = np.array([held.groups[row[0]] for row in held.rows])
    return {name: _coefficients(held, held.scored, asked, first == name) for name in sorted(set(first.tolist()))}


def _questions(found: Inspection, held: _Held, asked: Asked) -> list[Compared]:
    choices = held.coded.choices.tolist()
    each = (
        Compared(
            question.id, question.text, question.role,
            question_coefficients(held.codes[:, :, at], choices[at], asked.confidence),
        )
        for at, question in enumerate(found.framework.questions.values())
        if choices[at]
    )  # fmt: skip
    return [compared for compared in each if compared.found.judgements]


def _reference(held: _Held, asked: Asked) -> str:
    """The group that others are held against; blank where there is none."""
    again = INSPECTOR if asked.by == "reader_role" else AGAIN
    wanted = {BENCHMARK: MODEL, VALIDATION: INSPECTORATE}.get(asked.purpose, again)
    return wanted if wanted in held.groups else ""


def _with_leniency(found: Inspection, held: _Held, asked: Asked, told: Agreements) -> Agreements:
    practice = asked.purpose == BENCHMARK
    first = [] if practice else first_readings(found.tables["assessments"])
    labels = sorted({held.groups[at] for at in [*first, *(at for row in held.rows for at in row)]})
    number = {label: at for at, label in enumerate(labels)}
    group = np.array([number.get(label, -1) for label in held.groups], np.int64)
    reference = _reference(held, asked)
    above = held.coded.above[:, held.scored]
    known = leniency(
        labels,
        number.get(reference),
        (stacked(above, held.rows, np.nan), stacked(group, held.rows, -1)),
        (above[first], group[first]),
        asked.confidence,
    )
    timed = {*first, *(row[0] for row in held.rows)}
    told = told._replace(
        undated=int(np.isnan(held.weeks[list(timed)]).sum()),
        reference=reference,
        beside=reference if reference in {held.groups[at] for at in first} else "",
        leniency=known,
        drifts=[*told.drifts, *_drifts(above[first], held.weeks[first], [held.groups[at] for at in first], asked)],
    )
    if practice or reference not in (INSPECTOR, INSPECTORATE):
        return told._replace(why_not_modelled=PRACTICE if practice else NOBODY)
    return _with_modelled(found, held, told)


def _drifts(above: NDArray[np.float64], weeks: NDArray[np.float64], groups: Sequence[str], asked: Asked) -> list[Drift]:
    """Of all first readings, and of each group of readers where there are two or more."""
    if not groups:
        return []
    member = np.array(groups)
    each = [(name, member == name) for name in sorted(set(groups))]
    found = [leniency_drift(above, weeks, "", asked.confidence)]
    if len(each) > 1:
        found += [leniency_drift(above[of], weeks[of], name, asked.confidence) for name, of in each]
    return found


def _with_modelled(found: Inspection, held: _Held, told: Agreements) -> Agreements:
    """The scores were every reader as lenient as the reference: the readings that stand, by who made them."""
    columns = found.tables["assessments"].columns
    rows = zip(columns["case"], columns["stands"], held.groups, strict=True)
    stands = {case: group for case, stands, group in rows if stands == "yes"}
    of = [stands[case] for case in found.tables["cases"].columns["case"]]
    others = sorted(set(of) - {told.reference})
    if not others:
        return told._replace(why_not_modelled=ALL_THEIRS.format(reference=told.reference))
    effects = {row.group: row.same for row in told.leniency}
    unknown = [name for name in others if effects[name].low is None]
    if unknown == others:
        return told._replace(why_not_modelled=NOT_KNOWN)
    groups = together([whole_sample(len(of)), matching(others, [[name == other for name in of] for other in others])])
    counts = tally(engine_named("memory"), found.coded.judged, groups)
    shifts = [effects[name] for name in others]
    return told._replace(modelled=modelled(plan(found.framework), counts, shifts, found.opinion()), unmodelled=unknown)
