"""How often intervals hold the truth: inspections made up by chance, of which the truth is known.

`python -m tests.properties.coverage` prints the tables of docs/explanation/how-sure-a-score-is.md, in a few minutes.

A made-up case has a bent of its own that makes all its judgements likelier to be above the line; its questions are of
unequal difficulty, and several are put to some cases only, the likelier the better the case. So the questions of a
composite have different bases, and the cases that fail one tend to fail the next.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from numpy.typing import NDArray
from scipy import special, stats

from aboveline.stats.agreement import agreement, cohen, fleiss, gwet, krippendorff
from aboveline.stats.intervals import Bounds, bounds, exact, wilson
from aboveline.stats.resampling import (
    bootstrap,
    composite_bounds,
    design,
    generator,
    jackknife,
    jackknife_spread,
    least_size,
    percentile,
)

Values = NDArray[np.float64]

SAMPLES = ((30, np.inf), (60, np.inf), (110, np.inf), (30, 60), (60, 120), (110, 200))
MIDDLE = (0.1, 0.3, 0.5, 0.7, 0.9)
ENDS = (0.01, 0.02, 0.05, 0.95, 0.98, 0.99)
HABITS = ((0.5, 0.7), (0.5, 0.8), (0.5, 0.9), (0.7, 0.7), (0.7, 0.8), (0.7, 0.9), (0.85, 0.8), (0.85, 0.9))
"""How often readers judge above the line, and how often two agree: what agreement is tried with."""

BATCH = 500
REPLICATES = 1_000


def mean(shares: Values) -> Values:
    """The mean over the questions that have a share."""
    with np.errstate(invalid="ignore"):
        found: Values = np.nansum(shares, axis=-1) / (~np.isnan(shares)).sum(axis=-1)
    return found


def blend(shares: Values) -> Values:
    """Four fifths the mean of all questions but the last, one fifth the last: a summary judgement."""
    return 0.8 * mean(shares[..., :-1]) + 0.2 * shares[..., -1]


def section(shares: Values) -> Values:
    """The mean of four criteria of six questions each."""
    return mean(np.stack([mean(shares[..., at : at + 6]) for at in range(0, 24, 6)], axis=-1))


class World(NamedTuple):
    """A composite, and what its questions are like: asked of what part of cases, how easy, how strong a case's bent."""

    name: str
    composite: Callable[[Values], Values]
    asked: tuple[float, ...]
    ease: tuple[float, ...]
    bent: float
    bent_asked: float

    def chances(self, ease: float, bent: Values) -> tuple[Values, Values]:
        """That a question applies and that it is above the line, for cases of that bent."""
        asked = np.array(self.asked)
        odds = np.log(asked / np.maximum(1 - asked, 1e-12))
        applies = np.where(asked == 1, 1.0, special.expit(odds + self.bent_asked * bent))
        return applies, special.expit(np.array(self.ease) + ease + self.bent * bent)

    def ease_for(self, share: float) -> float:
        """How easy all questions have to be for the composite to have that value among all cases there could be."""
        low, high = -15.0, 15.0
        nodes, weights = hermegauss(80)
        for _ in range(60):
            middle = (low + high) / 2
            applies, above = self.chances(middle, nodes[:, None])
            shares = weights @ (applies * above) / (weights @ applies)
            low, high = (middle, high) if self.composite(shares) < share else (low, middle)
        return low

    def drawn(self, draw: np.random.Generator, shape: tuple[int, int], ease: float) -> tuple[Values, Values]:
        """Judgements above the line and applicable, 0 and 1: (*shape, questions)."""
        applies, above = self.chances(ease, draw.standard_normal((*shape, 1)))
        applicable = draw.random((*shape, len(self.asked))) < applies
        return (applicable & (draw.random(applicable.shape) < above)).astype(np.float64), applicable.astype(np.float64)


_SIX = (1.0, 1.0, 0.9, 0.6, 0.35, 0.2)
_EASE = (-0.8, 0.6, 0.0, 0.9, -0.3, -0.4)
WORLDS = (
    World("criterion", mean, _SIX, _EASE, 1.0, 0.4),
    World("blend 0.8 / 0.2", blend, (1.0, 0.9, 0.7, 0.5, 0.3, 1.0), (0.7, -0.5, 0.3, -0.6, 0.2, 0.0), 1.2, 0.4),
    World("section", section, _SIX * 4, tuple(e + s for s in (-0.5, 0.2, 0.0, 0.4) for e in _EASE), 1.0, 0.4),
    World("criterion, cases all good or all bad", mean, _SIX, (0.0,) * 6, 3.0, 0.0),
)


def shares(above: Values, applicable: Values) -> Values:
    with np.errstate(invalid="ignore"):
        found: Values = above / applicable
    return found


class Sampled(NamedTuple):
    """Samples of one make: the truth of each, its composite, and its cases (samples, cases, questions)."""

    truth: Values
    figure: Values
    above: Values
    applicable: Values


def sampled(
    world: World, draw: np.random.Generator, samples: int, size: int, population: float, share: float
) -> Sampled:
    """So many samples, each out of a population of its own where that is finite."""
    whole = size if np.isinf(population) else int(population)
    above, applicable = world.drawn(draw, (samples, whole), world.ease_for(share))
    truth = np.full(samples, share)
    if not np.isinf(population):
        truth = world.composite(shares(above.sum(axis=1), applicable.sum(axis=1)))
    above, applicable = above[:, :size], applicable[:, :size]
    figure = world.composite(shares(above.sum(axis=1), applicable.sum(axis=1)))
    return Sampled(truth, figure, above, applicable)


def ours(world: World, found: Sampled, population: float) -> Bounds:
    """The intervals as the library makes them, from weights and a composite alone."""
    of = design(np.zeros(found.above.shape[1], np.int64), population)
    replicates = left_out(world, found, population)
    base = found.applicable.sum(axis=1, keepdims=True)
    parts = world.composite(np.where(base > 0, shares(found.applicable, base), np.nan)).T
    return composite_bounds(found.figure, jackknife_spread(replicates, of), least_size(parts, of), of)


def left_out(world: World, found: Sampled, population: float) -> Values:
    """The composite of each sample without each case: (cases, samples)."""
    weights = jackknife(design(np.zeros(found.above.shape[1], np.int64), population))
    return world.composite(shares(weights @ found.above, weights @ found.applicable)).T


def others(world: World, found: Sampled, population: float) -> dict[str, Bounds]:
    """The usual intervals: so many standard errors to each side, percentile bootstrap, and BCa (Efron, 1987)."""
    size = found.above.shape[1]
    of = design(np.zeros(size, np.int64), population)
    without = left_out(world, found, population)
    half = stats.t.ppf(0.975, of.freedom) * np.sqrt(jackknife_spread(without, of).variance)
    weights = bootstrap(generator(7), of, REPLICATES)
    drawn = world.composite(shares(weights @ found.above, weights @ found.applicable)).T
    apart = without.mean(axis=0) - without
    with np.errstate(invalid="ignore", divide="ignore"):
        skew = (apart**3).sum(axis=0) / (6 * (apart**2).sum(axis=0) ** 1.5) * np.sqrt(of.left[0])
    below = ((drawn < found.figure).mean(axis=0) + (drawn <= found.figure).mean(axis=0)) / 2
    bias = special.ndtri(np.clip(below, 1e-4, 1 - 1e-4))
    moved = [bias + (bias + z) / (1 - np.nan_to_num(skew) * (bias + z)) for z in special.ndtri([0.025, 0.975])]
    ordered = np.sort(drawn, axis=0)
    ends = [
        np.take_along_axis(ordered, (special.ndtr(m) * (REPLICATES - 1)).round().astype(int)[None], 0)[0] for m in moved
    ]
    return {
        "±t standard errors": Bounds(found.figure - half, found.figure + half),
        "percentile bootstrap": percentile(drawn),
        "BCa bootstrap": Bounds(*ends),
    }


def held(truth: Values, found: Bounds) -> float:
    """In what part of the samples the interval holds the truth."""
    return float(np.mean((found.low <= truth + 1e-9) & (truth <= found.high + 1e-9)))


def coverage(world: World, size: int, population: float, share: float, samples: int, seed: int = 1) -> float:
    """How often our intervals hold the truth of a composite."""
    draw = generator(seed)
    batches = [sampled(world, draw, BATCH, size, population, share) for _ in range(samples // BATCH)]
    return float(np.mean([held(batch.truth, ours(world, batch, population)) for batch in batches]))


STRATA = ((20, 30, -0.6), (25, 150, 0.0), (15, 45, 0.8))
"""Cases drawn, of how many, and how much easier their questions are: three strata that weigh unlike."""


def stratified_coverage(share: float, samples: int, seed: int = 3) -> float:
    """How often the interval of a criterion holds the truth, each case weighing as many as it was drawn out of."""
    world, draw = WORLDS[0], generator(seed)
    ease = world.ease_for(share)
    drawn, whole = [], []
    for size, population, easier in STRATA:
        above, applicable = world.drawn(draw, (samples, population), ease + easier)
        whole.append((above.sum(axis=1), applicable.sum(axis=1)))
        drawn.append((above[:, :size], applicable[:, :size]))
    truth = world.composite(shares(sum(a for a, _ in whole), sum(n for _, n in whole)))
    above, applicable = (np.concatenate([part[at] for part in drawn], axis=1) for at in (0, 1))
    stratum = np.repeat(np.arange(len(STRATA)), [size for size, _, _ in STRATA])
    of = design(stratum, [population for _, population, _ in STRATA])
    weight = (1 / of.fractions)[of.stratum]
    factors = jackknife(of) * weight
    base = weight @ applicable
    figure = world.composite(shares(weight @ above, base))
    without = world.composite(shares(factors @ above, factors @ applicable)).T
    parts = world.composite(shares(weight[:, None] * applicable, base[:, None])).T
    found = composite_bounds(figure, jackknife_spread(without, of), least_size(parts, of), of)
    return held(truth, found)


def agreement_coverage(units: int, above: float, agreed: float, samples: int, seed: int = 4) -> dict[str, float]:
    """How often each coefficient's interval holds its true value: two readers of like habits, two choices.

    above: how often either reader judges above the line; agreed: how often both come to the same.
    """
    apart = (1 - agreed) / 2
    table = np.array([[1 - above - apart, apart], [apart, above - apart]])
    by_habit, in_doubt = above**2 + (1 - above) ** 2, 2 * above * (1 - above)
    kappa = (agreed - by_habit) / (1 - by_habit)
    methods = {
        "plain agreement": (agreed, lambda codes: agreement(codes)),
        "Cohen's kappa": (kappa, lambda codes: cohen(codes, 2)),
        "Fleiss' kappa": (kappa, lambda codes: fleiss(codes, 2)),
        "Gwet's AC1": ((agreed - in_doubt) / (1 - in_doubt), lambda codes: gwet(codes, 2)),
        "Krippendorff's alpha": (kappa, lambda codes: krippendorff(codes, 2)),
    }
    drawn = generator(seed).choice(4, (samples, units), p=table.ravel())
    codes = np.stack([drawn // 2, drawn % 2], axis=2)
    held_by = {}
    for name, (truth, method) in methods.items():
        found = [each for each in map(method, codes) if each.low is not None]
        held_by[name] = float(np.mean([each.low <= truth <= each.high for each in found]))
    return held_by


def plain_coverage(size: int, population: float, method: Callable[..., Bounds]) -> tuple[Values, Values]:
    """True shares, and how often the interval of a plain share holds each: exact sums, no simulation."""
    counts = np.arange(size + 1)
    if np.isinf(population):
        truth = np.linspace(0.001, 0.999, 999)
        chances = stats.binom.pmf(counts[:, None], size, truth)
    else:
        marked = np.arange(int(population) + 1)
        truth, chances = marked / population, stats.hypergeom.pmf(counts[:, None], int(population), marked, size)
    found = method(counts, size, population)
    holds = (found.low[:, None] <= truth + 1e-9) & (truth <= found.high[:, None] + 1e-9)
    return truth, (chances * holds).sum(axis=0)


def shown(counts: Values, sizes: Values, populations: Values) -> Bounds:
    """The intervals that are shown, without where they are exact."""
    return bounds(counts, sizes, populations)[0]


def tables(samples: int) -> Iterator[str]:
    """The tables, as Markdown."""
    yield "| cases | of | interval | 10–90 %: mean | least | beyond: mean | least |\n|---|---|---|---|---|---|---|"
    for size, population in SAMPLES:
        for name, method in (("Wilson", wilson), ("exact", exact), ("the one shown", shown)):
            truth, found = plain_coverage(size, population, method)
            middle = (truth > 0.1 - 1e-9) & (truth < 0.9 + 1e-9)
            yield _row(size, population, name, found[middle], found[~middle])
    yield "\n| cases | of | composite | 10–90 %: mean | least | beyond: mean | least |\n|---|---|---|---|---|---|---|"
    for size, population in SAMPLES:
        for world in WORLDS:
            found, edge = (
                np.array([coverage(world, size, population, share, samples) for share in part])
                for part in (MIDDLE, ENDS)
            )
            yield _row(size, population, world.name, found, edge)
    found, edge = (np.array([stratified_coverage(share, samples) for share in part]) for part in (MIDDLE, ENDS))
    yield _row(60, 225, "criterion, three strata", found, edge)
    yield "\n| units | coefficient | mean | least |\n|---|---|---|---|"
    for units in (30, 60, 110):
        each = [agreement_coverage(units, *habit, samples // 10) for habit in HABITS]
        for name in each[0]:
            values = [one[name] for one in each]
            yield f"| {units} | {name} | {100 * np.mean(values):.1f} | {100 * min(values):.1f} |"
    yield "\n| cases | of | method | 10–90 %: mean | least | beyond: mean | least |\n|---|---|---|---|---|---|---|"
    for size, population in SAMPLES:
        found, edge = (_compared(size, population, part, samples // 5) for part in (MIDDLE, ENDS))
        for name in found:
            yield _row(size, population, name, found[name], edge[name])


def _compared(size: int, population: float, part: tuple[float, ...], samples: int) -> dict[str, Values]:
    """The coverage of a criterion at each true share by every method."""
    world, draw, found = WORLDS[0], generator(2), {}
    for share in part:
        batches = [sampled(world, draw, BATCH, size, population, share) for _ in range(samples // BATCH)]
        each = [
            {name: held(batch.truth, by) for name, by in others(world, batch, population).items()}
            | {"effective size": held(batch.truth, ours(world, batch, population))}
            for batch in batches
        ]
        for name in each[0]:
            found.setdefault(name, []).append(np.mean([one[name] for one in each]))
    return {name: np.array(values) for name, values in found.items()}


def _row(size: int, population: float, name: str, middle: Values, edge: Values) -> str:
    of = "endless" if np.isinf(population) else f"{population:.0f}"
    numbers = (middle.mean(), middle.min(), edge.mean(), edge.min())
    return f"| {size} | {of} | {name} | " + " | ".join(f"{100 * number:.1f}" for number in numbers) + " |"


if __name__ == "__main__":
    for line in tables(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000):
        print(line, flush=True)
