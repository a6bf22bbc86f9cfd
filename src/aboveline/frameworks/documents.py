"""A YAML document as plain mappings, lists and text, each knowing its file and line.

Every scalar stays text: YAML's own guesses would turn the id 1.10 into a number and the choice "no" into a truth value.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from aboveline.problems import Problem

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Mapping(dict[str, "Node"]):
    """A mapping with the line it starts on and the line of each key."""

    __slots__ = ("file", "key_lines", "line")

    def __init__(self, file: str, line: int) -> None:
        """An empty mapping that starts on that line of that file."""
        super().__init__()
        self.file, self.line = file, line
        self.key_lines: dict[str, int] = {}


class Items(list["Node"]):
    """A list with the line it starts on and the line of each item."""

    __slots__ = ("item_lines", "line")

    def __init__(self, line: int) -> None:
        """An empty list that starts on that line."""
        super().__init__()
        self.line = line
        self.item_lines: list[int] = []


Node: TypeAlias = "str | Mapping | Items"


def document(path: Path, shown: str | None = None) -> tuple[Mapping, list[Problem]]:
    """The document of a file (an empty mapping where it cannot be read) and what is wrong with its form.

    `shown` is the name of the file used in problems; the path itself unless given.
    """
    file = shown or str(path)
    try:
        return document_of(path.read_bytes(), file)
    except FileNotFoundError:
        do = "Create it, or correct the name."
        return Mapping(file, 1), [Problem("file-missing", file, None, "The file is not there.", do)]
    except OSError as fault:
        what = f"The file cannot be opened: {fault.strerror}."
        return Mapping(file, 1), [Problem("file-unreadable", file, None, what, "Allow it to be read.")]


def document_of(content: bytes, file: str) -> tuple[Mapping, list[Problem]]:
    """The document in these bytes and what is wrong with its form; `file` is its name in problems."""
    empty = Mapping(file, 1)
    try:
        root = yaml.compose(content.decode("utf-8-sig"), Loader=_LOADER)
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        return empty, [Problem("encoding", file, line, "The file is not UTF-8 text.", "Save it as UTF-8.")]
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        what = f"This is not well-formed YAML: {fault.problem}."
        do = "Look at the indentation, quotes and colons on and above this line."
        return empty, [Problem("yaml-syntax", file, mark.line + 1 if mark else None, what, do)]
    except yaml.YAMLError as fault:
        what = f"This is not well-formed YAML: {str(fault).splitlines()[0]}."
        return empty, [Problem("yaml-syntax", file, None, what, "Remove characters that text cannot hold.")]
    if not isinstance(root, yaml.MappingNode):
        what = "The document is not a mapping of keys to values."
        return empty, [Problem("value-kind", file, 1, what, "Start it with `key: value` lines.")]
    problems: list[Problem] = []
    return _mapping(root, file, problems), problems


def plain(node: Node) -> Any:
    """The same content as ordinary dicts, lists and text (for hashing and comparison)."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    return [plain(item) for item in node] if isinstance(node, list) else node


def _mapping(node: Any, file: str, problems: list[Problem]) -> Mapping:
    found = Mapping(file, node.start_mark.line + 1)
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in found:
            what = f"The key {key!r} already stands on line {found.key_lines[key]}."
            problems.append(Problem("key-repeated", file, line, what, "Keep one of them."))
            continue
        found[key] = _node(value_node, file, problems)
        found.key_lines[key] = line
    return found


def _node(node: Any, file: str, problems: list[Problem]) -> Node:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, file, problems)
    items = Items(node.start_mark.line + 1)
    for item in node.value:
        items.append(_node(item, file, problems))
        items.item_lines.append(item.start_mark.line + 1)
    return items


def lined(items: Items) -> Iterator[tuple[Node, int]]:
    """Each item of a list with its line."""
    return zip(items, items.item_lines, strict=True)
