"""The source of the library as the house tests read it: every module parsed once, named by its path."""

import ast
import functools
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src" / "aboveline"

Function = ast.FunctionDef | ast.AsyncFunctionDef
Public = Function | ast.ClassDef


@functools.cache
def modules() -> dict[str, ast.Module]:
    """Path under src/aboveline → its syntax tree."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"), str(path))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def rooms() -> list[str]:
    """Every folder of the package that holds code; a room each."""
    return sorted({path.partition("/")[0] for path in modules() if "/" in path})


def functions(tree: ast.Module) -> Iterator[Function]:
    """Every function and method of the module, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def public(tree: ast.Module) -> Iterator[Public]:
    """The functions and classes that a module offers: those at its top without an underscore."""
    return (node for node in tree.body if isinstance(node, Public) and not node.name.startswith("_"))


def lines(node: Function) -> int:
    """How many lines a function takes, without its docstring, which may explain at length."""
    size = (node.end_lineno or node.lineno) - node.lineno + 1
    if ast.get_docstring(node) is None:
        return size
    doc = node.body[0]
    return size - ((doc.end_lineno or doc.lineno) - doc.lineno + 1)


def words(name: str) -> list[str]:
    """The words of a name: `criterion_scores` and `TableSpec` alike, in small letters, without numbers."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return [word for word in re.split(r"[_\d]+", parted.lower()) if word]


def listed(found: Iterable[str]) -> str:
    """What was found, a line each, so that a failing test names all of it."""
    return "".join(f"\n    {line}" for line in sorted(found))


@functools.cache
def committed() -> list[Path]:
    """Every file that git holds or would take in at the next `git add`."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(path for name in set(listed.split("\0")) if name and (path := ROOT / name).is_file())
