"""Cells: what a plan asks for, and the cases of a frame that are alike in all that it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from aboveline.frameworks.conditions import condition
from aboveline.problems import Problem
from aboveline.sampling.plan import SamplingPlan
from aboveline.stats.sizes import size_for
from aboveline.tables import Table

ASSUMED_MINIMUM = 1
"""Of a group that must be represented, where no number was ever published: at least one. Assumed."""


class Quota(NamedTuple):
    """A kind of case and its number in the sample (None: in proportion), with how far the number is known."""

    title: str
    when: str
    cases: int | None
    standing: str


class Wanted(NamedTuple):
    """A sample before it is drawn: its size, reserves for each cell, make-up, minima, and the facts it is to be like.

    A case belongs to the first kind of the make-up that it fits; a blank fact counts towards no minimum.
    """

    size: int
    reserves: int
    make_up: tuple[Quota, ...]
    represented: tuple[Quota, ...]
    in_proportion_to: tuple[str, ...]


class Cell(NamedTuple):
    """Cases of one kind, alike in the facts of the plan and in their groups; `stratum` is -1 without a make-up."""

    title: str
    stratum: int
    values: tuple[str, ...]
    groups: frozenset[int]
    cases: tuple[str, ...]

    def unlike(self, other: Cell) -> tuple[bool, int, int]:
        """How unlike two cells are: another kind, then so many other groups, then so many other facts."""
        differing = sum(a != b for a, b in zip(self.values, other.values, strict=True))
        return self.stratum != other.stratum, len(self.groups ^ other.groups), differing

    def joined(self, other: Cell) -> Cell:
        """Both as one cell, which counts towards the groups that all its cases are in."""
        title, cases = f"{self.title} + {other.title}", tuple(sorted(self.cases + other.cases))
        return self._replace(title=title, groups=self.groups & other.groups, cases=cases)


def planned_size(plan: SamplingPlan, frame: int) -> int | None:
    """The size that the plan asks of a frame of so many: its numbers added up, else by its margin, else its low end."""
    numbers = [stratum.cases for stratum in plan.make_up if stratum.cases is not None]
    if numbers and len(numbers) == len(plan.make_up):
        return sum(numbers)
    if plan.confidence is not None and plan.margin is not None:
        return size_for(frame, plan.confidence / 100, plan.margin / 100, plan.low, plan.high)
    return plan.low


def wanted(plan: SamplingPlan | None, size: int, reserves: int) -> Wanted:
    """The sample that the plan wants, with that size; without a plan, so many of all."""
    if plan is None:
        return Wanted(size, reserves, (), (), ())
    make_up = tuple(Quota(s.title, s.when_text, s.cases, s.standing) for s in plan.make_up)
    represented = tuple(
        Quota(s.title, s.when_text, ASSUMED_MINIMUM, "assumed")
        if s.cases is None
        else Quota(s.title, s.when_text, s.cases, s.standing)
        for s in plan.represented
    )
    return Wanted(size, reserves, make_up, represented, plan.in_proportion_to)


def cells(frame: Table, plan: Wanted) -> tuple[list[Cell], list[Problem]]:
    """The cells of the frame in printed order, none empty, and a problem for each case that has no place in them.

    Printed order: kinds of the make-up, then values of the facts, then groups, those inside before those outside.
    """
    kinds = [condition(quota.when) for quota in plan.make_up]
    groups = [condition(quota.when) for quota in plan.represented]
    names = list(dict.fromkeys([*plan.in_proportion_to, *(t.name for c in [*kinds, *groups] for t in c.tests())]))
    blank = ("",) * len(frame)
    columns = [frame.columns.get(name, blank) for name in names]
    known: dict[tuple[str, ...], list[str]] = {}
    problems: list[Problem] = []
    texts = zip(*columns, strict=True) if columns else [()] * len(frame)
    for row, (case, values) in enumerate(zip(frame.columns["case"], texts, strict=True)):
        known.setdefault(values, []).append(case)
        if not case.isprintable():
            what = f"The reference {case!r} holds a sign that cannot be printed."
            problems.append(Problem("cell-kind", frame.file, frame.lines[row], what, "Write it with plain signs."))
    found: dict[tuple[int, tuple[str, ...], tuple[bool, ...]], list[str]] = {}
    for values, cases in known.items():
        facts = dict(zip(names, values, strict=True))
        # mypy gives no type to a lambda whose default binds the loop variable; here and below it is Looked.
        truths = [kind.truth(lambda name, judged, f=facts: f[name]) for kind in kinds]  # type: ignore[misc]
        if kinds and True not in truths:
            problems += _placeless(frame, cases, blank=None in truths)
            continue
        outside = tuple(g.truth(lambda name, judged, f=facts: f[name]) is not True for g in groups)  # type: ignore[misc]
        alike = tuple(facts[name] for name in plan.in_proportion_to)
        found.setdefault((truths.index(True) if kinds else -1, alike, outside), []).extend(cases)
    return [_cell(plan, *key, found[key]) for key in sorted(found)], problems


def _cell(plan: Wanted, stratum: int, alike: Sequence[str], outside: Sequence[bool], cases: Sequence[str]) -> Cell:
    groups = [at for at, out in enumerate(outside) if not out]
    said = [plan.make_up[stratum].title] if stratum >= 0 else []
    said += [f"{name} {text or 'not known'}" for name, text in zip(plan.in_proportion_to, alike, strict=True)]
    said += [plan.represented[at].title for at in groups]
    return Cell(" · ".join(said) or "All cases", stratum, tuple(alike), frozenset(groups), tuple(sorted(cases)))


def _placeless(frame: Table, cases: Sequence[str], blank: bool) -> list[Problem]:
    lines = dict(zip(frame.columns["case"], frame.lines, strict=True))
    if blank:
        code, why = "fact-blank", "lacks a fact on which the make-up of the plan rests."
        do = "Fill it in."
    else:
        code, why = "case-outside", "is of no kind that the make-up of the plan names."
        do = "Correct its facts, or take it out of the frame and say why."
    return [Problem(code, frame.file, lines[case], f"The case {case!r} {why}", do) for case in cases]
