"""The words that people chose for what became of scores since a first visit, read and held to the edition."""

from __future__ import annotations

from pathlib import Path

from aboveline.comparisons.changes import CONCLUSIONS
from aboveline.files.folder import folder_tables
from aboveline.files.settings import Settings
from aboveline.frameworks.model import Framework
from aboveline.problems import Problem, near_miss


def conclusions(folder: Path, framework: Framework, said: Settings) -> tuple[list[dict[str, str]], list[Problem]]:
    """The rows of conclusions.csv, none where it is not there, and every problem with them.

    Each is to be said of something that the edition has, and of a cohort of the inspection (blank: all of them).
    """
    tables, problems = folder_tables(folder, [CONCLUSIONS])
    table = tables[CONCLUSIONS.name]
    known = [part.id for part in framework.parts()] + [thread.id for thread in framework.threads]
    known += [question.id for question in framework.questions.values() if question.role == "scored"]
    cohorts = [cohort.id for cohort in said.cohorts]
    rows = list(table.rows())
    for row, line in zip(rows, table.lines, strict=True):
        if row["id"] and row["id"] not in known:
            what = f"{framework.id} has no part, thread or scored question {row['id']!r}."
            do = near_miss(row["id"], known) or "Correct the id."
            problems.append(Problem("row-orphan", table.file, line, what, do))
        if row["cohort"] and row["cohort"] not in cohorts:
            what = f"The inspection has no cohort {row['cohort']!r}."
            do = near_miss(row["cohort"], cohorts) or "Correct it, or leave it blank for all of them."
            problems.append(Problem("row-orphan", table.file, line, what, do))
        elif len(cohorts) == 1:
            # What is said of the only cohort is said of all.
            row["cohort"] = ""
    return rows, problems
