"""Cells: what a plan asks for, and the cases of a frame that are alike in all that it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from aboveline.frameworks.conditions import Condition, condition
from aboveline.frameworks.model import STANDINGS
from aboveline.problems import Problem, near_miss
from aboveline.sampling.plan import SamplingPlan, Stratum
from aboveline.stats.sizes import size_for
from aboveline.tables import Table

ASSUMED_MINIMUM = 1
"""Of a group that must be represented, where no number was ever published: at least one. Assumed."""

OWN = "own"
"""The standing of a number that whoever draws has chosen."""


class Quota(NamedTuple):
    """A kind of case and its number in the sample (None: in proportion), with how far the number is known."""

    title: str
    when: str
    cases: int | None
    standing: str


class Sized(NamedTuple):
    """How many cases, what the number comes from, and how far that is known.

    `by`: own, make-up, margin, caseload (then of that many) or low (the fewest that the plan names).
    """

    cases: int
    by: str = OWN
    standing: str = OWN
    caseload: int | None = None


class Wanted(NamedTuple):
    """A sample before it is drawn: its size, reserves for each cell, make-up, minima, and the facts it is to be like.

    A case belongs to the first kind of the make-up that it fits; a blank fact counts towards no minimum. `plan`: the
    id of the plan it comes from, blank where there is none; `sized`: what the size comes from.
    """

    size: int
    reserves: int
    make_up: tuple[Quota, ...]
    represented: tuple[Quota, ...]
    in_proportion_to: tuple[str, ...]
    plan: str = ""
    sized: Sized = Sized(0)


class Cell(NamedTuple):
    """Cases of one kind, alike in the facts of the plan and in their groups; `stratum` is -1 without a make-up."""

    title: str
    stratum: int
    values: tuple[str, ...]
    groups: frozenset[int]
    cases: tuple[str, ...]


def planned_size(plan: SamplingPlan, frame: int, caseload: int | None = None) -> Sized | None:
    """The size that the plan asks of a frame of so many cases, out of a whole caseload of so many (None: not known).

    Its numbers added up, else by its margin, else by the caseload, else its low end; None where it has none of them,
    or goes by a caseload that is not known.
    """
    numbers = [stratum.cases for stratum in plan.make_up if stratum.cases is not None]
    if numbers and len(numbers) == len(plan.make_up):
        weakest = max((stratum.standing for stratum in plan.make_up), key=STANDINGS.index)
        return Sized(sum(numbers), "make-up", weakest)
    if plan.confidence is not None and plan.margin is not None:
        size = size_for(frame, plan.confidence / 100, plan.margin / 100, plan.low, plan.high)
        return Sized(size, "margin", plan.standing)
    if plan.sizes and caseload is not None:
        step = next(step for step in plan.sizes if step.up_to is None or caseload <= step.up_to)
        return Sized(step.cases, "caseload", step.standing, caseload)
    if plan.sizes:
        return None
    return None if plan.low is None else Sized(plan.low, "low", plan.standing)


def wanted(
    plan: SamplingPlan | None, sized: Sized, reserves: int, minima: Mapping[str, int] | None = None, name: str = ""
) -> Wanted:
    """The sample that the plan of that name wants, with that size; without a plan, so many of all.

    `minima`: numbers of one's own for groups that must be represented, by their titles (see `minimum_problems`).
    """
    if plan is None:
        return Wanted(sized.cases, reserves, (), (), (), name, sized)
    make_up = tuple(Quota(s.title, s.when_text, s.cases, s.standing) for s in plan.make_up)
    represented = tuple(_minimum(group, minima or {}) for group in plan.represented)
    return Wanted(sized.cases, reserves, make_up, represented, plan.in_proportion_to, name, sized)


def minimum_problems(plan: SamplingPlan | None, minima: Mapping[str, int]) -> list[Problem]:
    """A problem for each title that is none of a group which the plan wants represented."""
    titles = [group.title for group in plan.represented] if plan else []
    return [
        Problem(
            "unknown-name",
            "--minimum",
            None,
            f"The plan has no group {title!r} that must be represented.",
            near_miss(title, titles) or "Leave the option out.",
        )
        for title in minima
        if title not in titles
    ]


def cells(frame: Table, plan: Wanted) -> tuple[list[Cell], list[Problem]]:
    """The cells of the frame in printed order, none empty, and a problem for each case that has no place in them.

    Printed order: kinds of the make-up, then values of the facts, then groups, those inside before those outside.
    """
    kinds, groups = [condition(row.when) for row in plan.make_up], [condition(row.when) for row in plan.represented]
    facts, tested = plan.in_proportion_to, dict.fromkeys(test.name for one in [*kinds, *groups] for test in one.tests())
    names = list(dict.fromkeys([*facts, *tested]))
    known: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for case, values in zip(frame.columns["case"], _texts(frame, names), strict=True):
        known[values].append(case)
    placeless: dict[str, bool] = {}
    places: dict[tuple[str, ...], tuple[int | None, bool, tuple[bool, ...]]] = {}
    found: dict[tuple[int, tuple[str, ...], tuple[bool, ...]], list[str]] = {}
    at = [names.index(name) for name in tested]
    for values, cases in known.items():
        # Far fewer ways to be tested than to be unlike.
        some = tuple([values[place] for place in at])
        if some not in places:
            places[some] = _place(kinds, groups, dict(zip(names, values, strict=True)))
        stratum, blank, outside = places[some]
        if stratum is None:
            placeless |= dict.fromkeys(cases, blank)
        else:
            found.setdefault((stratum, values[: len(facts)], outside), []).extend(cases)
    none = placeless and len(placeless) == len(frame)
    unknown = [name for name in tested if not any(frame.columns.get(name, ()))] if none else []
    told = [_unknown(frame, unknown)] if unknown else _placeless(frame, placeless)
    return [_cell(plan, *key, found[key]) for key in sorted(found)], _unprintable(frame) + told


def _texts(frame: Table, names: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """The values of these facts for each case; a fact that the frame lacks is blank."""
    blank = ("",) * len(frame)
    return zip(*(frame.columns.get(name, blank) for name in names), strict=True) if names else [()] * len(frame)


def _place(
    kinds: Sequence[Condition], groups: Sequence[Condition], facts: Mapping[str, str]
) -> tuple[int | None, bool, tuple[bool, ...]]:
    """The kind of the make-up with these facts (None: none), whether a blank may be why, and each group outside."""
    truths = [kind.truth(lambda name, judged: facts[name]) for kind in kinds]
    outside = tuple(group.truth(lambda name, judged: facts[name]) is not True for group in groups)
    if not kinds:
        return -1, False, outside
    return truths.index(True) if True in truths else None, None in truths, outside


def _cell(plan: Wanted, stratum: int, alike: Sequence[str], outside: Sequence[bool], cases: Sequence[str]) -> Cell:
    groups = [at for at, out in enumerate(outside) if not out]
    said = [plan.make_up[stratum].title] if stratum >= 0 else []
    said += [f"{name} {text or 'not known'}" for name, text in zip(plan.in_proportion_to, alike, strict=True)]
    said += [plan.represented[at].title for at in groups]
    return Cell(" · ".join(said) or "All cases", stratum, tuple(alike), frozenset(groups), tuple(sorted(cases)))


def _minimum(group: Stratum, own: Mapping[str, int]) -> Quota:
    if group.title in own:
        return Quota(group.title, group.when_text, own[group.title], OWN)
    if group.cases is None:
        return Quota(group.title, group.when_text, ASSUMED_MINIMUM, "assumed")
    return Quota(group.title, group.when_text, group.cases, group.standing)


def _unprintable(frame: Table) -> list[Problem]:
    if all(map(str.isprintable, frame.columns["case"])):
        return []
    do = "Write it with plain signs."
    return [
        Problem("cell-kind", frame.file, line, f"The reference {case!r} holds a sign that cannot be printed.", do)
        for case, line in zip(frame.columns["case"], frame.lines, strict=True)
        if not case.isprintable()
    ]


def _unknown(frame: Table, names: Sequence[str]) -> Problem:
    what = f"Of no case is known what the make-up of the plan rests on: {', '.join(names)}."
    return Problem("fact-blank", frame.file, None, what, "Give the frame that goes with this plan, or fill this in.")


def _placeless(frame: Table, placeless: Mapping[str, bool]) -> list[Problem]:
    """A problem for each of these cases (case → whether a fact it lacks may be why)."""
    problems = []
    for case, line in zip(frame.columns["case"], frame.lines, strict=True) if placeless else ():
        if placeless.get(case):
            what = f"The case {case!r} lacks a fact on which the make-up of the plan rests."
            problems.append(Problem("fact-blank", frame.file, line, what, "Fill it in."))
        elif case in placeless:
            what = f"The case {case!r} is of no kind that the make-up of the plan names."
            do = "Correct its facts, or take it out of the frame and say why."
            problems.append(Problem("case-outside", frame.file, line, what, do))
    return problems
