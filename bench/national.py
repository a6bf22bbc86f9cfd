"""Counting millions of judgements: our engines, and the SQL that one would write by hand for the same counts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from aboveline.assessments.codebook import Judged
from aboveline.engines import duckdb as duckdb_engine
from aboveline.engines import memory
from aboveline.scoring.groups import by_value, together, whole_sample
from aboveline.scoring.tally import Engine, Tally, tally
from bench.lines import Differing, Line
from bench.made_up import ABOVE, ATTRIBUTES, made_up_edition, made_up_judgements
from bench.rounds import timed

QUESTIONS = 400
ENGINE, BARE, SETS, MEMORY = "engine", "bare", "grouping sets", "memory"

Facts = dict[str, list[str]]
Found = Tally | dict[str, NDArray[np.int64]]

_COUNTS = f"""
sum(case when j.choice > 0 then 1 else 0 end) as applicable,
sum(case when j.choice between 1 and {ABOVE} then 1 else 0 end) as above
from judged j join cases c on j.case_number = c.case_number
"""
UNION = "\nunion all\n".join(
    f"select {at} as fact, c.{name} as value, j.question, {_COUNTS} group by c.{name}, j.question"
    for at, name in enumerate(ATTRIBUTES)
)
UNION = f"select -1 as fact, 0 as value, j.question, {_COUNTS} group by j.question\nunion all\n{UNION}"
_EACH = "".join(f" when grouping(c.{name}) = 0 then {at}" for at, name in enumerate(ATTRIBUTES))
_VALUE = ", ".join(f"c.{name}" for name in ATTRIBUTES)
_SETS = ", ".join(["(j.question)", *(f"(c.{name}, j.question)" for name in ATTRIBUTES)])
GROUPING_SETS = (
    f"select case{_EACH} else -1 end as fact, coalesce({_VALUE}, 0) as value, j.question, {_COUNTS}"
    f"group by grouping sets ({_SETS})"
)


def lines(rounds: int, millions: int) -> Iterator[Line]:
    """The lines of this section."""
    with tempfile.TemporaryDirectory() as made:
        edition = made_up_edition(Path(made) / "framework", QUESTIONS)
    running = contenders(*made_up_judgements(edition, millions * 1_000_000 // QUESTIONS))
    agree(running)
    times = timed(running, rounds)
    section = f"A nation: {millions} million judgements, 19 sub-groups and the whole"
    union = ("bare SQL, union all", times.median(BARE))
    sets = ("bare SQL, grouping sets", times.median(SETS))
    yield Line(
        section, "DuckDB engine, every choice counted", times.median(ENGINE),
        *union, times.ratio(ENGINE, BARE), bar=1.25, of_peer=True,
    )  # fmt: skip
    yield Line(
        section, "for information: the same beside shorter SQL", times.median(ENGINE), *sets, times.ratio(ENGINE, SETS)
    )  # fmt: skip
    yield Line(
        section, "for information: memory engine", times.median(MEMORY), *union, times.ratio(MEMORY, BARE)
    )  # fmt: skip


def contenders(judged: Judged, facts: Facts) -> dict[str, Callable[[], Found]]:
    """Contender → the call that counts the judgements its way."""
    numbers = {name: np.array(values, np.int32) for name, values in facts.items()}
    return {
        ENGINE: lambda: counted(duckdb_engine, judged, facts),
        BARE: lambda: bare(UNION, judged, numbers),
        SETS: lambda: bare(GROUPING_SETS, judged, numbers),
        MEMORY: lambda: counted(memory, judged, facts),
    }


def agree(running: Mapping[str, Callable[[], Found]]) -> None:
    """`Differing` where any two of them count differently."""
    ours = running[ENGINE]()
    in_memory = running[MEMORY]()
    assert isinstance(ours, Tally)
    assert isinstance(in_memory, Tally)
    if not np.array_equal(ours.counts, in_memory.counts):
        raise Differing("the DuckDB engine and the memory engine counted differently")
    starts = np.cumsum([0, 1, *ATTRIBUTES.values()])
    for name in (BARE, SETS):
        found = running[name]()
        assert isinstance(found, dict)
        theirs = np.zeros((2, *ours.above.shape))
        theirs[:, starts[found["fact"] + 1] + found["value"], found["question"]] = found["above"], found["applicable"]
        if not np.array_equal(theirs, [ours.above, ours.applicable]):
            raise Differing(f"bare SQL ({name}) and the DuckDB engine counted differently")


def counted(engine: Engine, judged: Judged, facts: Facts) -> Tally:
    """The tally of the whole and of every sub-group, groups included."""
    groups = [by_value(name, values, map(str, range(ATTRIBUTES[name]))) for name, values in facts.items()]
    return tally(engine, judged, together([whole_sample(judged.cases), *groups]))


def bare(statement: str, judged: Judged, numbers: dict[str, NDArray[np.int32]]) -> dict[str, NDArray[np.int64]]:
    """What the statement finds over the same arrays."""
    with duckdb.connect() as connection:
        rows = {"case_number": judged.case, "question": judged.question, "choice": judged.choice}
        connection.register("judged", rows)
        connection.register("cases", {"case_number": np.arange(judged.cases, dtype=np.int32), **numbers})
        return connection.execute(statement).fetchnumpy()
