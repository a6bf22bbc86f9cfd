"""Small tables under the small edition, for the tests of this room."""

from aboveline.assessments.tables import ASSESSMENTS, JUDGEMENTS
from aboveline.cases.table import case_table
from aboveline.frameworks.read import framework
from aboveline.tables import RawTable, Table, TableSpec, checked_table
from tests.examples.editions import SMALL

EDITION = framework(SMALL)


def cases(*rows: str, edition=EDITION) -> Table:
    """Each row as `case cohort weather months`, a dot for a blank."""
    return _table(case_table(edition), ("case", "cohort", "weather", "months-served"), rows)


def readings(*rows: str) -> Table:
    """Each row as `assessment case stands`."""
    return _table(ASSESSMENTS, ("assessment", "case", "stands"), rows)


def judgements(*rows: str) -> Table:
    """Each row as `assessment question choices`."""
    return _table(JUDGEMENTS, ("assessment", "question", "choices"), rows)


def _table(spec: TableSpec, names: tuple[str, ...], rows: tuple[str, ...]) -> Table:
    fields = [["" if field == "." else field for field in row.split()] for row in rows]
    columns = [list(column) for column in zip(*fields, strict=True)] or [[] for _ in names]
    table, problems = checked_table(spec, RawTable(f"{spec.name}.csv", names, columns, range(2, len(rows) + 2)))
    assert not problems, problems
    return table
