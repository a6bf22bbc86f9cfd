"""One body beside the others of a set: read, scored, put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aboveline.comparisons.bodies import (
    NOT_SMOOTH,
    Average,
    Body,
    Funnel,
    averages,
    case_variances,
    counts_tally,
    figures,
    funnel,
    measures,
    narrowed_tally,
    pooled,
    printed_measures,
)
from aboveline.comparisons.intervals import Parts, left_out_groups, scores_of, smooth
from aboveline.comparisons.mix import Mix, adjusted, case_mix, expected_chances
from aboveline.files.body_sets import BodySet
from aboveline.frameworks.model import Framework
from aboveline.problems import Faulty, Problem, near_miss
from aboveline.reports.words import CAUTION
from aboveline.scoring.plan import Plan
from aboveline.scoring.roll_up import rolled_up
from aboveline.scoring.tally import tally
from aboveline.stats.funnels import Dispersion
from aboveline.stats.resampling import design
from aboveline.steps.body_sets import (
    Decision,
    Visit,
    asked_set,
    chosen_place,
    decision,
    latest_visits,
    new_decision,
    set_hash,
)
from aboveline.steps.inference import inference_refused
from aboveline.steps.scores import Scored, engine_named, scored

WIDER = (
    "An average of many inspections rests on a wider basis than one visit: other years, other teams, other kinds of "
    "case. It says where others were, not where this body ought to be."
)
MEANS = (
    "Lowest, highest and mean take each body once, by its score as it was given; pooled takes all cases together, so "
    "that large samples count for more, and knows no change by discretion."
)
CONSTRUCTED = (
    "Rebuilt from print, with cases constructed so that they give the published figures: {names}. Scores that were "
    "printed, or are made of such, stand in lowest, highest and mean; all others of theirs were made up and are left "
    "out. How their cases vary, and how a score spreads over its questions, was invented: so they are in no funnel and "
    "no model, and only questions are pooled."
)
KINDS = "Not all are full inspections: {names}. What a narrower visit looked at is another basis."
NO_FUNNEL = "There are no control limits: fewer than two bodies have cases that were not constructed."
MODELLED = (
    "Modelled: the score that a body's own work would give with the mix of cases of the whole set, by {facts}. What "
    "was found, by what a logistic model of all the cases leads to expect, times the pooled score. It has no interval, "
    "and knows nothing of what those facts do not tell."
)


class Asked(NamedTuple):
    """What whoever asks for a benchmark wants of it; `publish` and `reason` are blank where it stays as it is."""

    body: str = ""
    mix: tuple[str, ...] = ()
    smallest: int = 5
    engine: str = "memory"
    publish: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Benchmark:
    """A set of inspections side by side, bodies in alphabetical order, and what has to be said with every figure of it.

    modelled: measure → percentage of each body, in their order (None where there is none); empty where no facts were
    named. decision: who decided to publish it, None while it is internal; undecided: not yet written down.
    """

    of: BodySet
    hash: str
    framework: Framework
    bodies: tuple[Body, ...]
    chosen: int
    averages: tuple[Average, ...]
    funnels: Mapping[str, Funnel]
    mix: tuple[str, ...]
    modelled: Mapping[str, tuple[float | None, ...]]
    smallest: int
    cautions: tuple[str, ...]
    sentences: tuple[str, ...]
    decision: Decision | None
    undecided: bool

    @property
    def mark(self) -> str:
        """`internal`, or `published`."""
        return "published" if self.decision else "internal"


def benchmark(
    folders: Sequence[Path], file: Path | None, asked: Asked, title: str = "", date: str = "", today: str = ""
) -> Benchmark:
    """The benchmark of these folders or of the set in the file. Without a date it stands for that of its last visit.

    Published only where that was decided, or is decided now (asked.publish) with `today`'s date; nothing is written.
    """
    given = asked_set(folders, file, title, date)
    latest = latest_visits(given)
    found = latest.visits
    given = given._replace(date=given.date or max(visit.date for visit in found))
    chosen = chosen_place(latest, asked.body)
    framework = found[0].inspection.framework
    facts = _known_facts(framework, asked.mix)
    results = [scored(visit.inspection, engine=asked.engine) for visit in found]
    order, mark = results[0].plan, set_hash(given, found)
    bodies = tuple(_body(visit) for visit in found)
    kept = [_told(result) for result in results]
    rows = [
        {row.id: row for row in result.scores if told is None or row.id in told}
        for result, told in zip(results, kept, strict=True)
    ]
    tallies = [
        result.tally if told is None else narrowed_tally(order, result.tally, told)
        for result, told in zip(results, kept, strict=True)
    ]
    together = figures(order, pooled(tallies))
    if any(told is not None for told in kept):
        together |= {node.id: np.full(1, np.nan) for node in order.nodes if node.id in together}
    open_ones = [at for at, visit in enumerate(found) if inference_refused(visit.inspection) is None]
    inferred = [results[at] for at in open_ones] if len(open_ones) > 1 else []
    open_bodies = [bodies[at] for at in open_ones]
    funnels = _funnels(order, open_bodies, inferred, asked.engine) if inferred else {}
    modelled, told = _modelled(order, inferred, facts) if inferred and facts else ({}, [])
    places = {at: place for place, at in enumerate(open_ones)}
    return Benchmark(
        given, mark, framework, bodies, chosen,
        tuple(averages(order, rows, together, chosen, asked.smallest)), funnels, facts,
        {name: tuple(values[places[at]] if at in places else None for at in range(len(found)))
         for name, values in modelled.items()},
        asked.smallest, (CAUTION, WIDER), (*latest.said, *_sentences(bodies, bool(inferred)), *told),
        _decided(given, mark, asked, today), bool(asked.publish or asked.reason),
    )  # fmt: skip


def _decided(given: BodySet, mark: str, asked: Asked, today: str) -> Decision | None:
    if asked.publish or asked.reason:
        return new_decision(given, mark, asked.publish, asked.reason, today)
    return decision(given, mark)


def _body(visit: Visit) -> Body:
    said = visit.inspection.settings
    return Body(
        said.body, said.body_name, said.id, said.kind, visit.date, visit.inspection.coded.judged.cases,
        said.constructed, said.fictional,
    )  # fmt: skip


def _told(result: Scored) -> frozenset[str] | None:
    """The measures of a constructed inspection that were printed; None where nothing was constructed."""
    if inference_refused(result.inspection) is None:
        return None
    return printed_measures(result.plan, result.inspection.tables["printed"].rows())


def _sentences(bodies: Sequence[Body], inferred: bool) -> list[str]:
    said = [MEANS]
    if constructed := [body.name for body in bodies if body.constructed]:
        said.append(CONSTRUCTED.format(names=", ".join(constructed)))
    if other := [f"{body.name} ({body.kind})" for body in bodies if body.kind != "full"]:
        said.append(KINDS.format(names=", ".join(other)))
    return said if inferred else [*said, NO_FUNNEL]


def _funnels(order: Plan, bodies: Sequence[Body], results: Sequence[Scored], engine: str) -> dict[str, Funnel]:
    together = figures(order, pooled([result.tally for result in results]))
    each = [figures(order, result.tally) for result in results]
    sizes = [{row.id: row.base or 0.0 for row in result.scores} for result in results]
    variances = [_variances(order, result, engine) for result in results]
    titles = {node.id: (node.level, node.id, node.title) for node in order.nodes}
    by_mean, found = smooth(order), {}
    for name in measures(order):
        target = float(together[name][0])
        scores = [
            (body, float(own[name][0]), size.get(name, 0.0))
            for body, own, size in zip(bodies, each, sizes, strict=True)
        ]
        named = titles.get(name) or ("question", name, order.framework.questions[name].text)
        if not by_mean.get(name, True):
            found[name] = Funnel(*named, target / 100, None, Dispersion(None, 0.0, False), (), NOT_SMOOTH)
        else:
            own = [variance[name] for variance in variances] if name in titles else None
            found[name] = funnel(named, target, scores, own)
    return found


def _variances(order: Plan, result: Scored, engine: str) -> dict[str, float]:
    """Of each composite the variance of one case within this body, as of an endless many: its work goes on."""
    cases = result.inspection.coded.judged.cases
    of = design([0] * cases)
    groups = left_out_groups(of, np.ones(cases), False)
    further = tally(engine_named(engine), result.inspection.coded.judged, groups)
    left_out = scores_of(order, rolled_up(order, further))
    return case_variances(order, Parts(left_out, left_out[:0], left_out[:0]), of)


def _known_facts(framework: Framework, names: Sequence[str]) -> tuple[str, ...]:
    """The facts named, once each. `Faulty` where one is unknown, or is neither of codes nor yes or no."""
    problems, usable = [], [fact.id for fact in framework.facts.values() if fact.kind in ("code", "yes-no")]
    for name in names:
        if name not in framework.facts:
            what = f"{framework.id} has no case fact {name!r}."
            problems.append(Problem("unknown-name", "--mix", None, what, near_miss(name, usable)))
        elif name not in usable:
            what = f"The fact {name!r} is a {framework.facts[name].kind}; a mix is made of codes and of yes and no."
            problems.append(Problem("option-value", "--mix", None, what, "Name another."))
    if problems:
        raise Faulty(problems)
    return tuple(dict.fromkeys(names))


def _modelled(
    order: Plan, results: Sequence[Scored], facts: Sequence[str]
) -> tuple[dict[str, list[float | None]], list[str]]:
    """Measure → the adjusted percentage of each body, and what has to be said of it."""
    judged = [_judged(result) for result in results]
    above, applies = (np.concatenate([pair[at] for pair in judged]) for at in (0, 1))
    columns = {
        fact: [text for result in results for text in result.inspection.tables["cases"].columns[fact]] for fact in facts
    }
    mix = case_mix(columns)
    expected = expected_chances(above, applies, mix)
    ends = np.cumsum([0, *(len(pair[0]) for pair in judged)])
    spans = [slice(a, b) for a, b in pairwise(ends.tolist())]
    counted = results[0].tally
    hoped = np.stack([(expected.chances[span] * applies[span]).sum(axis=0) for span in spans])
    bases = np.stack([applies[span].sum(axis=0).astype(np.float64) for span in spans])
    found = figures(order, counts_tally(counted, hoped, bases))
    seen = figures(order, counts_tally(counted, np.stack([above[span].sum(axis=0) for span in spans]) * 1.0, bases))
    together = figures(order, pooled([result.tally for result in results]))
    scored_ones = np.flatnonzero(order.scored & applies.any(axis=0))
    why = [expected.why[at] for at in scored_ones]
    names = list(order.framework.questions)
    rested = {name: [at for at in scored_ones if names[at] == name] for name in names}
    rested |= {node.id: [at for at in scored_ones if at in node.questions] for node in order.nodes}
    values: dict[str, list[float | None]] = {}
    for name in measures(order):
        if all(expected.why[at] for at in rested[name]):
            values[name] = [None] * len(results)
        else:
            each = adjusted(seen[name], found[name], float(together[name][0]))
            values[name] = [None if np.isnan(value) else float(value) for value in each]
    return values, _mix_sentences(mix, facts, why)


def _mix_sentences(mix: Mix, facts: Sequence[str], why: Sequence[str]) -> list[str]:
    said = [MODELLED.format(facts=", ".join(facts))]
    for fact, values in mix.joined.items():
        said.append(f"Values of {fact} of fewer than ten cases were joined: {', '.join(values)}.")
    for reason in dict.fromkeys(filter(None, why)):
        count = sum(told == reason for told in why)
        said.append(
            f"No model of {count} of {len(why)} scored questions, which count in composites as if every body had the "
            f"same mix. {reason}"
        )
    return said


def _judged(result: Scored) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of each case and question: judged above the line; judged with a choice that makes a base. (cases, questions)."""
    judged, book = result.inspection.coded.judged, result.inspection.coded.judged.codebook
    found = []
    for counts in (book.above, book.applicable):
        table = np.zeros((judged.cases, len(book.questions)), np.bool_)
        chosen = counts[judged.question, judged.choice]
        table[judged.case[chosen], judged.question[chosen]] = True
        found.append(table)
    return found[0], found[1]
