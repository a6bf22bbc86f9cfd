"""Every reading of a case, whether it stands or not: which are held together for what, and their judgements coded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from aboveline.assessments.codebook import NOT_APPLICABLE_CODE, Codebook
from aboveline.assessments.form import asked, judged_names
from aboveline.assessments.rows import numbered_rows
from aboveline.frameworks.model import Framework
from aboveline.sampling.readings import BENCHMARK, VALIDATION
from aboveline.tables import Table

Codes = NDArray[np.int64]
Value = TypeVar("Value", np.int64, np.float64)

SECOND = "second"
PURPOSES = (SECOND, VALIDATION, BENCHMARK)
MODEL = "model"
INSPECTORATE = "inspectorate"
INSPECTOR = "inspector"
AGAIN = "second readers"

LOCAL = frozenset(("local", "area"))
"""A role with one of these words belongs to the body that is inspected: local assessor, area assessor."""


class Readings(NamedTuple):
    """The judgements of every reading.

    codes: (readings, questions) from 0 on, -1 where none was made, where the question is not asked in that reading, and
    for tick lists and what is worked out. choices: how many codes each question has, 0 where it has none. above:
    (readings, questions), 1 above the line, 0 below, nan elsewhere.
    """

    codes: Codes
    choices: Codes
    above: NDArray[np.float64]


def readings(
    framework: Framework,
    cases: Table,
    assessments: Table,
    judgements: Table,
    scope: Mapping[str, frozenset[str] | None],
    theme: str = "",
) -> Readings:
    """Every reading coded, in the order of the table. Tables and scope as for `code.coded`, and free of problems."""
    rows = numbered_rows(framework, cases, assessments, judgements)
    numbers = rows.case.tolist()
    facts = {name: [cases.columns[name][case] for case in numbers] for name in framework.facts}
    scopes = [scope.get(cases.columns["cohort"][case]) for case in numbers]
    is_asked, _ = asked(framework, facts, rows.chosen(judged_names(framework)), scopes, len(numbers), theme)
    codes = np.full(is_asked.shape, -1, np.int64)
    made = rows.code >= 0
    codes[rows.reading[made], rows.question[made]] = rows.code[made]
    choices, first = _choices(framework)
    codes = np.where(is_asked & (choices > 0), codes, -1)
    above = _above(codes, rows.book)
    return Readings(np.where(codes < 0, -1, codes - first), choices, above)


def held_together(assessments: Table, purpose: str) -> list[tuple[int, ...]]:
    """The numbers of readings to hold beside each other, the first reading first; a row for each case, in its order.

    second: every case that was read by two or more; validation: by a local reader, then by one or more who are not;
    benchmark: a row for each reading of a practice case, with the model answers. A reader's second reading of the same
    case says nothing of how two readers agree, and stays out.
    """
    kinds, roles, names = (assessments.columns[name] for name in ("reading", "reader_role", "reader"))
    found: list[tuple[int, ...]] = []
    for numbers in _by_case(assessments):
        models = [at for at in numbers if kinds[at] == MODEL][:1]
        read = _by_others([at for at in numbers if kinds[at] != MODEL], names)
        if purpose == BENCHMARK:
            found += [(at, model) for at in read for model in models]
            continue
        if purpose == VALIDATION:
            first = [at for at in read[:1] if is_local(roles[at])]
            read = [*first, *(at for at in read[1:] if first and not is_local(roles[at]))]
        if len(read) > 1:
            found.append(tuple(read))
    return found


def first_readings(assessments: Table) -> list[int]:
    """The number of the first reading of each case; model answers are none."""
    kinds = assessments.columns["reading"]
    read = ([at for at in numbers if kinds[at] != MODEL] for numbers in _by_case(assessments))
    return [numbers[0] for numbers in read if numbers]


def is_local(role: str) -> bool:
    """Whether who reads in that role belongs to the body that is inspected."""
    return not LOCAL.isdisjoint(plain_role(role).split())


def plain_role(role: str) -> str:
    """The role in small letters, words apart: `Local-assessor` and `local assessor` are one."""
    return role.replace("-", " ").casefold()


def reader_groups(assessments: Table, purpose: str, by: str) -> list[str]:
    """The group of each reading's reader: who they are or in which role they read, as `by` names the column.

    For a benchmark the model answers are a group; for a validation those who are not local are one, in whatever role;
    where second readings are told reader by reader, those who made them are one.
    """
    names, kinds, roles = (assessments.columns[name] for name in (by, "reading", "reader_role"))
    found = []
    for name, kind, role in zip(names, kinds, roles, strict=True):
        if purpose == BENCHMARK and kind == MODEL:
            found.append(MODEL)
        elif purpose == VALIDATION and not is_local(role):
            found.append(INSPECTORATE)
        elif purpose == SECOND and by == "reader" and kind == "second":
            found.append(AGAIN)
        else:
            found.append((plain_role(name) if by == "reader_role" else name) or f"(no {by.replace('_', ' ')})")
    return found


def stacked(values: NDArray[Value], rows: Sequence[Sequence[int]], nothing: float) -> NDArray[Value]:
    """The values of the readings held together, (rows, readers, …); `nothing` where a row has fewer readers."""
    most = max(map(len, rows), default=2)
    found = np.full((len(rows), most, *values.shape[1:]), nothing, values.dtype)
    for at, numbers in enumerate(rows):
        found[at, : len(numbers)] = values[list(numbers)]
    return found


def _by_case(assessments: Table) -> list[list[int]]:
    """The numbers of each case's readings, what is called a second one last, else as they stand in the table."""
    cases, kinds = assessments.columns["case"], assessments.columns["reading"]
    found: dict[str, list[int]] = {case: [] for case in cases}
    for at in sorted(range(len(assessments)), key=lambda at: kinds[at] == "second"):
        found[cases[at]].append(at)
    return list(found.values())


def _by_others(numbers: Iterable[int], readers: Sequence[str]) -> list[int]:
    """The first reading by each reader; who is not named counts as somebody else each time."""
    found: list[int] = []
    known: set[str] = set()
    for at in numbers:
        if readers[at] not in known:
            found.append(at)
        known |= {readers[at]} - {""}
    return found


def _choices(framework: Framework) -> tuple[Codes, Codes]:
    """How many codes each question has, and the first of them in the codebook: not applicable is one where allowed."""
    counts, firsts = [], []
    for question in framework.questions.values():
        allowed = question.scale.not_applicable
        coded = question.role != "derived" and not question.scale.several
        counts.append((len(question.scale.choices) + allowed) * coded)
        firsts.append(NOT_APPLICABLE_CODE + (not allowed))
    return np.array(counts, np.int64), np.array(firsts, np.int64)


def _above(codes: Codes, book: Codebook) -> NDArray[np.float64]:
    question = np.arange(codes.shape[1])
    counts = (codes >= 0) & book.applicable[question, codes]
    return np.where(counts, book.above[question, codes].astype(np.float64), np.nan)
