"""Who may import whom, and when."""

import ast

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.house.sources import functions, listed, modules

RIVER = ("frameworks", "cases", "sampling", "assessments", "evidence", "scoring", "comparisons", "reports")
DATABASES = {"duckdb", "pyspark"}

LAZY = {
    "cli/__init__.py": "a command's module is loaded when that command is asked for: help takes no import",
    "cli/compare.py": "two visits need tests that groups do not, and the other way round",
    "cli/samples/page.py": "the templates of a page are loaded for a page alone",
    "cli/samples/profile.py": "the profile needs NumPy and the templates; to size, draw or verify needs neither",
    "cli/score.py": "what prints data or two visits is loaded when that is asked for: the plain table is the quick one",
    "cli/trend.py": "data and page of a trend need the templates; the plain table does not",
    "files/spreadsheet_writing.py": "what writes a kind of workbook is loaded when one is written",
    "files/workbook_reader.py": "in a process of its own, after its memory is bounded",
    "files/folder.py": "DuckDB is loaded when a folder holds Parquet, shutil when a draft has to be cleared away",
    "problems.py": "difflib is loaded when a name was missed",
    "stats/intervals.py": "scipy.special is loaded when the first interval is asked for: it takes longer than NumPy",
    "steps/benchmarks.py": "the page of a benchmark needs the templates; a table, data and averages do not",
    "steps/drawing.py": "the page of a receipt needs the templates' library",
    "steps/reading_files.py": "calendars are loaded when a timetable is asked for",
    "steps/scores.py": "an engine is loaded when it is the one to count",
}
"""Module → why it imports at run time. There is no other way round the top of the file."""


def test_the_order_of_the_rooms_is_kept(capsys):
    code = lint_imports(no_cache=True, no_logo=True)
    assert code == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_no_room_of_the_river_and_no_stone_knows_a_database():
    upstream = [path for path in modules() if path.partition("/")[0] in RIVER or path in ("tables.py", "problems.py")]
    assert upstream
    known = {(path, name) for path in upstream for name in _imported(modules()[path]) if name in DATABASES}
    assert not known


def test_only_the_named_modules_import_at_run_time():
    late = {
        path
        for path, tree in modules().items()
        if any(isinstance(node, ast.Call) and _called(node) == "import_module" for node in ast.walk(tree))
    }
    asked = late ^ set(LAZY)
    assert not asked, f"Not named in LAZY, or named and not so:{listed(asked)}"


def test_no_function_holds_an_import():
    held = {
        f"{path}: {function.name}"
        for path, tree in modules().items()
        for function in functions(tree)
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))
    }
    assert not held, listed(held)


def _imported(tree: ast.Module) -> set[str]:
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    source = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in plain | source}


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
