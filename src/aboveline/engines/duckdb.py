"""The DuckDB engine: one ANSI statement over arrays, files or whatever DuckDB can scan, in bounded memory."""

from __future__ import annotations

import duckdb
import numpy as np
from numpy.typing import NDArray

from aboveline.assessments.codebook import Judged

STATEMENT = """
select s.stratum, j.question, j.choice, count(*) as judgements
from judged j join strata s on j.case_number = s.case_number
group by s.stratum, j.question, j.choice
"""
"""Portable: runs unchanged on DuckDB and Spark SQL. Groups never enter it, so each judgement is read once."""


def stratum_counts(judged: Judged, stratum: NDArray[np.int32], count: int) -> NDArray[np.int64]:
    """Whole numbers (strata, questions, codes) of the judgements."""
    counts = np.zeros((count, len(judged.codebook.questions), judged.codebook.width), np.int64)
    if len(judged.case):
        with duckdb.connect() as connection:
            rows = {"case_number": judged.case, "question": judged.question, "choice": judged.choice}
            connection.register("judged", rows)
            numbers = np.arange(len(stratum), dtype=np.int32)
            connection.register("strata", {"case_number": numbers, "stratum": stratum})
            found = connection.execute(STATEMENT).fetchnumpy()
        counts[found["stratum"], found["question"], found["choice"]] = found["judgements"]
    return counts
