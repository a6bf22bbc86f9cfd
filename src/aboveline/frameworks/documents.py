"""A YAML document as plain mappings, lists and text, each knowing its file and line.

Every scalar stays text: YAML's own guesses would turn the id 1.10 into a number and the choice "no" into a truth value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from aboveline.problems import Problem

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

DEEPEST = 40
"""Levels of nesting that are read. No document needs so many; a hostile one could exhaust the stack."""


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
    reading = _Reading(file)
    try:
        root = reading.root(content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        return empty, [Problem("encoding", file, line, "The file is not UTF-8 text.", "Save it as UTF-8.")]
    except _Refused as refused:
        return empty, [refused.problem]
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        what = f"This is not well-formed YAML: {fault.problem}."
        do = "Look at the indentation, quotes and colons on and above this line."
        return empty, [Problem("yaml-syntax", file, mark.line + 1 if mark else None, what, do)]
    except yaml.YAMLError as fault:
        what = f"This is not well-formed YAML: {str(fault).splitlines()[0]}."
        return empty, [Problem("yaml-syntax", file, None, what, "Remove characters that text cannot hold.")]
    if not isinstance(root, Mapping) or not (root or reading.problems):
        what = "The document is not a mapping of keys to values, or is empty."
        return empty, [Problem("value-kind", file, 1, what, "Start it with `key: value` lines.")]
    return root, reading.problems


def plain(node: Node) -> Any:
    """The same content as ordinary dicts, lists and text (for hashing and comparison)."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    return [plain(item) for item in node] if isinstance(node, list) else node


class _Refused(Exception):
    def __init__(self, file: str, event: Any, what: str, do: str) -> None:
        self.problem = Problem("yaml-syntax", file, event.start_mark.line + 1, what, do)


class _Reading:
    """Content built from the events of a document."""

    def __init__(self, file: str) -> None:
        self.file, self.problems = file, list[Problem]()
        self.next: Callable[[], Any]

    def root(self, text: str) -> Node | None:
        self.next = _LOADER(text).get_event
        self.next()
        if isinstance(self.next(), yaml.StreamEndEvent):
            return None
        found = self.node(self.next(), 0)
        self.next()
        after = self.next()
        if isinstance(after, yaml.DocumentStartEvent):
            raise _Refused(self.file, after, "A second document begins here.", "Put each in a file of its own.")
        return found

    def node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        if isinstance(event, yaml.AliasEvent):
            what = f"The alias *{event.anchor} stands for something written elsewhere."
            raise _Refused(self.file, event, what, "Write it out: a document is read as it stands.")
        if depth == DEEPEST:
            raise _Refused(self.file, event, f"This is nested more than {DEEPEST} deep.", "Write it flatter.")
        return self.mapping(event, depth) if isinstance(event, yaml.MappingStartEvent) else self.items(event, depth)

    def mapping(self, start: Any, depth: int) -> Mapping:
        found = Mapping(self.file, start.start_mark.line + 1)
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            key, line = self.node(event, depth + 1), event.start_mark.line + 1
            value = self.node(self.next(), depth + 1)
            if not isinstance(key, str):
                self.fault("value-kind", line, "A key is not a single word.", "Write `key: value`.")
            elif key in found:
                what = f"The key {key!r} already stands on line {found.key_lines[key]}."
                self.fault("key-repeated", line, what, "Keep one of them.")
            else:
                found[key], found.key_lines[key] = value, line
        return found

    def items(self, start: Any, depth: int) -> Items:
        found = Items(start.start_mark.line + 1)
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            found.append(self.node(event, depth + 1))
            found.item_lines.append(event.start_mark.line + 1)
        return found

    def fault(self, code: str, line: int, what: str, do: str) -> None:
        self.problems.append(Problem(code, self.file, line, what, do))


def lined(items: Items) -> Iterator[tuple[Node, int]]:
    """Each item of a list with its line."""
    return zip(items, items.item_lines, strict=True)
