"""Spreadsheets to test with: rows of text as a sheet, an edition of today, and what comes out of them."""

from aboveline.cases.caseload import Asked, caseload
from aboveline.frameworks.read import installed_framework
from aboveline.tables import Sheet

TODAY = installed_framework("pdu-2023")
ORDERS = installed_framework("esi-2003")


def sheet(*rows, name="", first=1, lines=None):
    """A sheet of these rows, filled up to the longest, in lines that follow each other."""
    width = max(map(len, rows), default=0)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    columns = [list(column) for column in zip(*filled, strict=True)]
    return Sheet(name, columns, lines or list(range(first, first + len(rows))))


def read(*rows, framework=TODAY, **asked):
    """The caseload of one sheet with these rows."""
    return caseload(framework, [sheet(*rows)], Asked("caseload.csv", **asked))


def column(found, name):
    """A column of the caseload."""
    return list(found.table.columns[name])


def told(found):
    """Code, line and what is wrong, of each problem."""
    return [(problem.code, problem.line, problem.what) for problem in found.problems]
