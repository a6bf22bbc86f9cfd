"""How every fault is told: where it is, what is wrong, what to do about it.

Takes: what a reader or a checker found.
Gives: `Problem`, `Faulty` (all problems at once), `near_miss`, and `CODES`, the catalogue of every code.
Never: stops at the first fault, prints, or knows a room.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import NamedTuple

KINDS = {
    "usage": (2, "the command was called wrongly"),
    "file": (3, "a file or folder is missing, unreadable or already there"),
    "framework": (4, "a framework document is faulty"),
    "inspection": (5, "the inspection's own settings are faulty"),
    "table": (6, "rows of a table are faulty"),
    "score": (7, "there is nothing to score, or no such score"),
    "check": (8, "a check ran and found a difference"),
}
"""Kind of fault → (exit code of the command line, meaning)."""

CODES = {
    "unknown-name": ("usage", "no such command, option, framework or fact"),
    "option-value": ("usage", "an option is missing, or has a value it cannot have"),
    "reserve-none": ("usage", "no reserve is left to take the place of a case"),
    "file-missing": ("file", "a file or folder that is needed is not there"),
    "file-in-the-way": ("file", "a file or folder already stands where one would be written"),
    "file-unreadable": ("file", "a file cannot be opened"),
    "file-too-large": ("file", "a file is larger than what is read"),
    "file-unwritable": ("file", "a file or folder cannot be written"),
    "encoding": ("file", "a file is not text in an encoding known here"),
    "receipt-faulty": ("file", "a file is not the receipt of a draw"),
    "seal-faulty": ("file", "a file is not the seal of a frame"),
    "yaml-syntax": ("framework", "a document is not well-formed YAML"),
    "key-missing": ("framework", "a mapping lacks a key it needs"),
    "key-unknown": ("framework", "a mapping has a key nobody reads"),
    "key-repeated": ("framework", "a key stands twice in one mapping"),
    "value-kind": ("framework", "a value is not of the kind expected"),
    "value-unknown": ("framework", "a value is not one of those allowed"),
    "id-repeated": ("framework", "an id stands twice"),
    "reference-unknown": ("framework", "a name refers to nothing declared"),
    "reference-circular": ("framework", "conditions or rules wait for each other"),
    "condition-syntax": ("framework", "a condition cannot be read"),
    "rule-empty": ("framework", "a rule selects nothing to work on"),
    "rule-numbers": ("framework", "a rule's shares, weights, points or bands do not fit together"),
    "map-pair": ("framework", "a pair of a map cannot be as it is written"),
    "map-contradiction": ("framework", "pairs of maps contradict each other"),
    "example-differs": ("framework", "a worked example does not come out as written"),
    "format-newer": ("inspection", "a folder was written by a newer Aboveline"),
    "format-older": ("inspection", "a folder was written in an older format"),
    "format-unknown": ("inspection", "a folder's format version is not a number known here"),
    "framework-unknown": ("inspection", "the inspection names a framework that is not installed"),
    "framework-hash": ("inspection", "the framework has another content than the one pinned"),
    "setting-missing": ("inspection", "an inspection setting is missing"),
    "setting-unknown": ("inspection", "an inspection setting is unknown or has a wrong value"),
    "table-twice": ("table", "a table stands in the folder as CSV and as Parquet"),
    "visits-differ": ("inspection", "two visits cannot be put side by side"),
    "column-missing": ("table", "a table lacks a column"),
    "column-unknown": ("table", "a table has a column nobody reads"),
    "column-repeated": ("table", "a column stands twice"),
    "row-length": ("table", "a row has more or fewer fields than the header"),
    "cell-missing": ("table", "a field that must be filled is blank"),
    "cell-kind": ("table", "a field is not of its column's kind (date, number, yes or no)"),
    "cell-unknown": ("table", "a field's value is not one of those allowed"),
    "row-repeated": ("table", "two rows have the same key"),
    "row-orphan": ("table", "a row refers to a case, assessment, question or part that does not exist"),
    "assessment-standing": ("table", "a case has no assessment that stands, or more than one"),
    "moderation-differs": ("table", "a moderation says that another reading stands than the readings themselves do"),
    "judgement-not-asked": ("table", "a judgement on a question that is not asked of that case"),
    "judgement-derived": ("table", "a judgement on a question whose result is worked out from others"),
    "judgement-several": ("table", "several choices where the question takes one"),
    "fact-blank": ("table", "a case fact that a condition needs is blank"),
    "case-outside": ("table", "a case is of no kind that a sampling plan names"),
    "quota-short": ("table", "a frame has fewer cases of a kind than the plan wants"),
    "minimum-short": ("table", "a group cannot have as many cases in the sample as the plan wants"),
    "shares-over": ("table", "shares of one fact come to more than a whole"),
    "weight-missing": ("table", "a case has no weight in the receipt of its draw"),
    "reader-none": ("table", "a case has nobody who may read it"),
    "timetable-full": ("table", "there are more interviews than there is time for"),
    "sample-empty": ("score", "the inspection has no cases to score"),
    "basis-empty": ("score", "a visit has no case or judgement that counts on the common basis"),
    "score-unknown": ("score", "no score, question or criterion has that id"),
    "seed-differs": ("check", "a seed is not the one that was committed to"),
    "seal-differs": ("check", "a draw is not from the frame, edition, plan or seed that was sealed"),
    "count-differs": ("check", "a caseload holds more or fewer cases than expected"),
    "receipt-differs": ("check", "a draw repeated comes out otherwise than its receipt says"),
    "printed-differs": ("check", "a printed figure cannot come from the printed parts"),
}
"""Problem code → (kind, meaning). The reference page of the docs is written from this."""


class Problem(NamedTuple):
    """One fault: a stable code, the file and line where it stands, what is wrong, and what to do."""

    code: str
    file: str
    line: int | None
    what: str
    do: str

    @property
    def kind(self) -> str:
        """The kind of fault, which decides the exit code."""
        return CODES[self.code][0]

    @property
    def where(self) -> str:
        """`file:line`, or the file alone where no single line is at fault."""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def __str__(self) -> str:
        """The sentence a person reads: where, what, what to do."""
        return f"{self.where}: {self.what} {self.do}"


class Faulty(Exception):
    """Raised with every problem found; carries them in `problems`, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in file order, each once."""
        self.problems = in_file_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems once each, file by file as first met, then by line."""
    unique = list(dict.fromkeys(problems))
    files = {file: rank for rank, file in enumerate(dict.fromkeys(p.file for p in unique))}
    return tuple(sorted(unique, key=lambda p: (files[p.file], p.line or 0)))


def near_miss(word: str, known: Iterable[str]) -> str:
    """A sentence naming the closest known words, or all of them where they are few; '' where nothing helps."""
    known = list(known)
    close: list[str] = import_module("difflib").get_close_matches(word, known, n=3, cutoff=0.6)
    if close:
        return f"Did you mean {_listed(close)}?"
    return f"Known here: {_listed(known, 'and')}." if 0 < len(known) <= 12 else ""


def _listed(words: list[str], last: str = "or") -> str:
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
