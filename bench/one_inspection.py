"""Scoring one inspection that is read already: every score, and 10,000 replicates of every composite; pandas beside."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from aboveline.engines import memory
from aboveline.scoring.groups import replicates
from aboveline.scoring.plan import plan
from aboveline.scoring.roll_up import rolled_up
from aboveline.scoring.tally import tally
from aboveline.steps.inspections import Inspection, inspection
from aboveline.steps.scores import scored
from bench.lines import Differing, Line
from bench.made_up import SEED, made_up_inspection
from bench.rounds import timed

CASES, QUESTIONS, REPLICATES = 110, 200, 10_000
BLOCK = 2_000
"""Replicates scored at a time: their counts then stay in the processor's cache."""
SECTION = f"One inspection: {CASES} cases × {QUESTIONS} questions, in memory"
SCORES, POINTS, SPREAD, READ = "scores", "pandas", "replicates", "read"

Values = NDArray[np.float64]


def lines(rounds: int) -> Iterator[Line]:
    """The lines of this section."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "inspection"
        folder.mkdir()
        made_up_inspection(folder, QUESTIONS, CASES)
        found = inspection(folder)
        judged, questions = frames(found)
        agree(found, judged, questions)
        in_memory = {
            SCORES: lambda: scored(found),
            SPREAD: lambda: replicated(found),
            POINTS: lambda: pandas_scores(judged, questions),
        }
        times = timed(in_memory, rounds, repeats=5)
        reading = timed({READ: lambda: inspection(folder)}, rounds)
    beside = ("pandas 3, the scores alone", times.median(POINTS))
    yield Line(
        SECTION, "working order, tally, roll-up, a row for every score", times.median(SCORES),
        *beside, times.ratio(SCORES, POINTS), bar=0.005,
    )  # fmt: skip
    yield Line(
        SECTION, f"{REPLICATES:,} bootstrap replicates of every composite", times.median(SPREAD),
        *beside, times.ratio(SPREAD, POINTS), bar=0.060,
    )  # fmt: skip
    yield Line(SECTION, "for information: reading the folder, CSV and YAML, checked and coded", reading.median(READ))


def replicated(found: Inspection, count: int = REPLICATES) -> dict[str, Values]:
    """Every composite in so many resamplings of the cases: draw, count, roll up, a block at a time."""
    order, judged, opinion = plan(found.framework), found.coded.judged.folded(), found.opinion()
    draw = np.random.default_rng(SEED)
    blocks = []
    for size in [BLOCK] * (count // BLOCK):
        groups = replicates(resampled(draw, judged.cases, size))
        blocks.append(rolled_up(order, tally(memory, judged, groups), opinion).results)
    return {name: np.concatenate([block[name].score for block in blocks]) for name in blocks[0]}


def resampled(draw: np.random.Generator, cases: int, count: int) -> NDArray[np.int32]:
    """How often each case is drawn (replicates, cases): as many draws as there are cases, with replacement."""
    drawn = draw.integers(0, cases, (count, cases), np.int32)
    drawn += np.arange(0, count * cases, cases, dtype=np.int32)[:, None]
    return np.bincount(drawn.ravel(), minlength=count * cases).reshape(count, cases).astype(np.int32)


def pandas_scores(judged: pd.DataFrame, questions: pd.DataFrame) -> dict[str, float]:
    """The scores as one would write them with pandas: questions, criteria, sections and the thread."""
    share = judged.groupby("question", observed=True)["above"].mean() * 100
    table = questions.assign(share=share)
    halves = table.groupby(["criterion", "summary"])["share"].mean().unstack()
    criteria = 0.8 * halves[False] + 0.2 * halves[True]
    sections = criteria.groupby(criteria.index.str[0]).mean()
    thread = table.loc[table["thread"], "share"].mean()
    return {**share.to_dict(), **criteria.to_dict(), **sections.to_dict(), "thread": float(thread)}


def frames(found: Inspection) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The judgements that count, one a row, and the questions with their place, as pandas likes them best."""
    coded, framework = found.coded.judged, found.framework
    book = coded.codebook
    counts = book.applicable[coded.question, coded.choice]
    names = pd.Categorical.from_codes(coded.question[counts], list(book.questions))
    above = book.above[coded.question, coded.choice][counts].astype(np.float64)
    places = {
        "criterion": [q.criterion for q in framework.questions.values()],
        "summary": ["summary" in q.tags for q in framework.questions.values()],
        "thread": ["thread" in q.tags for q in framework.questions.values()],
    }
    return pd.DataFrame({"question": names, "above": above}), pd.DataFrame(places, list(book.questions))


def agree(found: Inspection, judged: pd.DataFrame, questions: pd.DataFrame) -> None:
    """Stop where pandas comes to other scores, or a replicate of single counts to others than the folded one."""
    theirs = pandas_scores(judged, questions)
    ours = {row.id: row.score for row in scored(found).scores}
    if ours.keys() != theirs.keys() or not all(abs((score or 0) - theirs[name]) < 1e-9 for name, score in ours.items()):
        raise Differing("pandas and Aboveline differ in the scores of one inspection")
    weights = resampled(np.random.default_rng(SEED), found.coded.judged.cases, BLOCK)
    every_choice = tally(memory, found.coded.judged, replicates(weights))
    results = rolled_up(plan(found.framework), every_choice, found.opinion()).results
    folded = replicated(found, BLOCK)
    if not all(np.allclose(folded[name], results[name].score, 0, 1e-9, equal_nan=True) for name in results):
        raise Differing("replicates of folded judgements and of all choices differ")
