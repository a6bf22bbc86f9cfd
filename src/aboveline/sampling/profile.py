"""The profile of a sample: how often each value of each fact stands in it, in its frame and in the nation.

Whether a difference is more than chance is asked of the draw itself: a value's count in the sample is the sum of what
each cell gives, and a cell of N cases, K of them with the value, gives hypergeometrically many in n draws. So the
chance of every count is known exactly, whatever the make-up and the minima of the plan did to the cells, and a
difference that the plan wanted is not taken for an accident. National figures are shown without a test: they are of
other cases at another time, no draw joins them to the frame, and what chance does between frame and sample is tested
already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from aboveline.cases.table import COHORT
from aboveline.frameworks.model import Fact
from aboveline.sampling.allocate import allocation
from aboveline.sampling.bands import bands
from aboveline.sampling.cells import cells
from aboveline.sampling.draw import SAMPLE
from aboveline.sampling.national import National
from aboveline.sampling.receipt import wanted_of
from aboveline.stats.multiplicity import holm
from aboveline.stats.urns import Counts, Urn, counts, expected, two_sided
from aboveline.tables import Table

LEVEL = 0.05
"""The chance, over all values of all facts together, of calling anything more than chance that is not."""

BEYOND, WITHIN, FIXED, UNTESTED = "beyond", "within", "fixed", "untested"
VERDICTS = {
    BEYOND: "more than chance",
    WITHIN: "within chance",
    FIXED: "fixed by the plan: no other count could have been drawn",
    UNTESTED: "not tested",
}
"""What came of a test → the words for it."""


class ProfileRow(NamedTuple):
    """One value of a fact. Counts are cases, shares per cent of all cases of the sample and of the frame.

    planned: the share that the draw gives in the mean; p: that of this count alone, adjusted: over all values tested.
    None: not known, or not tested.
    """

    value: str
    label: str
    sample: int
    sample_share: float
    planned: float | None
    frame: int
    frame_share: float
    national: National | None
    p: float | None
    adjusted: float | None
    verdict: str

    @property
    def difference(self) -> float:
        """Points by which the share in the sample lies above that in the frame."""
        return self.sample_share - self.frame_share


class FactProfile(NamedTuple):
    """A fact and its values in order, what is not known last."""

    id: str
    title: str
    rows: tuple[ProfileRow, ...]

    @property
    def national(self) -> tuple[str, ...]:
        """The national figures' dates, sources and standings, each once."""
        found = [row.national for row in self.rows if row.national]
        return tuple(dict.fromkeys(f"{one.as_of}: {one.source} ({one.standing})" for one in found))


class Profile(NamedTuple):
    """The facts of a sample beside its frame.

    sample, frame: their cases; blank: titles of the facts that no case of the frame has; tests: so many were made;
    replaced: so many cases stand for others that could not be read; named: whether the body named cases, so that no
    chances are known.
    """

    facts: tuple[FactProfile, ...]
    sample: int
    frame: int
    blank: tuple[str, ...]
    tests: int
    replaced: int
    named: bool

    @property
    def beyond(self) -> list[tuple[FactProfile, ProfileRow]]:
        """The values in which the sample differs by more than chance."""
        return [(fact, row) for fact in self.facts for row in fact.rows if row.verdict == BEYOND]


def profile(
    frame: Table, content: Mapping[str, Any], facts: Mapping[str, Fact], national: Mapping[tuple[str, str], National]
) -> Profile:
    """The profile of a receipt's sample as it now stands; `frame` must be its frame, of which the draw was verified.

    Where cases were replaced, the test takes the sample as though it had been drawn so.
    """
    cases = frame.columns["case"]
    taken = {row["case"] for row in content["list"] if row["place"] == SAMPLE}
    sample = [at for at, case in enumerate(cases) if case in taken]
    cell_of, urns = _cells(frame, content)
    found, tests = list[FactProfile](), list[float | None]()
    blank = []
    for fact in [Fact(COHORT.name, "Cohort", "text", personal=False), *facts.values()]:
        texts = frame.columns[fact.id]
        if any(texts):
            one, ps = _fact(fact, texts, sample, cell_of, urns, national)
            found.append(one)
            tests += ps
        elif fact.id != COHORT.name:
            blank.append(fact.title)
    adjusted = iter(holm(tests))
    return Profile(
        tuple(_judged(fact, adjusted) for fact in found),
        len(sample),
        len(frame),
        tuple(blank),
        sum(p is not None for p in tests),
        len(content["replacements"]),
        content["named"] is not None,
    )


def _cells(frame: Table, content: Mapping[str, Any]) -> tuple[Sequence[int], Sequence[Urn]]:
    """The cell of each case of the frame, and each cell with nothing marked; no cells where the body named cases."""
    if content["named"] is not None:
        return (), ()
    wanted = wanted_of(content)
    parts, _ = allocation(cells(frame, wanted)[0], wanted, frame.file)
    assert parts is not None, "the draw was verified"
    cell_of = {case: at for at, cell in enumerate(parts.cells) for case in cell.cases}
    urns = [Urn(len(cell.cases), 0, count) for cell, count in zip(parts.cells, parts.cases, strict=True)]
    return [cell_of[case] for case in frame.columns["case"]], urns


def _fact(
    fact: Fact,
    texts: Sequence[str],
    sample: Sequence[int],
    cell_of: Sequence[int],
    urns: Sequence[Urn],
    national: Mapping[tuple[str, str], National],
) -> tuple[FactProfile, list[float | None]]:
    """A fact with its rows untested, and the p of each row (None: not a test of its own)."""
    rows_of = bands(fact, texts, [value for name, value in national if name == fact.id])
    keys = [rows_of.of[text] for text in texts]
    held, drawn = Counter(keys), Counter(keys[at] for at in sample)
    marked = Counter(zip(keys, cell_of, strict=True)) if urns else Counter[tuple[str, int]]()
    rows = []
    for value, label in rows_of.labels.items():
        some = [urn._replace(marked=marked[value, at]) for at, urn in enumerate(urns)]
        row = ProfileRow(
            value=value,
            label=label,
            sample=drawn[value],
            sample_share=_share(drawn[value], len(sample)),
            planned=_share(expected(some), len(sample)) if some else None,
            frame=held[value],
            frame_share=_share(held[value], len(texts)),
            national=national.get((fact.id, value)),
            p=None,
            adjusted=None,
            verdict=UNTESTED,
        )
        rows.append(_tested(row, counts(some)) if some and held[value] else row)
    return FactProfile(fact.id, fact.title, tuple(rows)), _tests(rows)


def _tested(row: ProfileRow, found: Counts) -> ProfileRow:
    """The row with its own p, as long as that is not adjusted within chance."""
    return row._replace(p=two_sided(found, row.sample), verdict=FIXED if found.fixed else WITHIN)


def _tests(rows: Sequence[ProfileRow]) -> list[float | None]:
    """The p of each row. The counts of the last two that may vary add up to the same, and so are one test, not two."""
    open_rows = [at for at, row in enumerate(rows) if row.p is not None]
    twice = open_rows[-1] if len(open_rows) == 2 else None
    return [None if at == twice else row.p for at, row in enumerate(rows)]


def _judged(fact: FactProfile, adjusted: Iterator[float | None]) -> FactProfile:
    """The fact with adjusted p values, of which there is one for each row, and what comes of them."""
    rows, last = [], None
    for row in fact.rows:
        one = next(adjusted)
        last = one if one is not None else last
        if row.p is not None:
            # Without a test of its own the row is the other side of the one before.
            shown = one if one is not None else last
            assert shown is not None
            row = row._replace(adjusted=shown, verdict=BEYOND if shown <= LEVEL else WITHIN)
        rows.append(row)
    return fact._replace(rows=tuple(rows))


def _share(count: float, whole: int) -> float:
    return 100 * count / whole
