"""What a body's spreadsheets mean by their headings and values: told once, remembered for the next one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from aboveline.cases.headings import LEFT_OUT, spelling
from aboveline.frameworks import documents
from aboveline.frameworks.fields import Fields
from aboveline.problems import Problem, near_miss

FORMAT = "1"


class BodyMapping(NamedTuple):
    """heading → column (or `-`, left out); fact → text → code (or blank)."""

    body: str = ""
    headings: Mapping[str, str] = {}
    values: Mapping[str, Mapping[str, str]] = {}


NO_MAPPING = BodyMapping()


def read_mapping(document: documents.Mapping, problems: list[Problem], columns: Iterable[str]) -> BodyMapping:
    """The mapping in a document; what is wrong with it is added to the problems, with its line.

    columns: those that a heading can mean.
    """
    fields = Fields(document, problems, "mapping")
    fields.option("format", (FORMAT,))
    columns = list(columns)
    body = fields.text("body", "")
    found = fields.pairs("headings")
    block = fields.block("headings") or documents.Mapping(fields.file, fields.line())
    _check_headings(Fields(block, problems, "mapping of headings"), found, columns)
    values_block = fields.block("values") or documents.Mapping(fields.file, fields.line())
    inner = Fields(values_block, problems, "mapping of values")
    values = {name: inner.pairs(name) for name in values_block}
    for name in values:
        _check_column(inner, name, name, columns)
    fields.done()
    return BodyMapping(body, found, values)


def with_said(
    mapping: BodyMapping,
    headings: Iterable[str],
    values: Iterable[str],
    columns: Iterable[str],
    codes: Mapping[str, Collection[str]],
) -> tuple[BodyMapping, list[Problem]]:
    """The mapping with what was given beside it (`Heading=column`, `fact: text=code`), which wins; and problems.

    codes: those that a column may hold, for columns that hold codes.
    """
    columns, problems = list(columns), list[Problem]()
    told = _with_headings(mapping.headings, headings, columns, problems)
    return BodyMapping(mapping.body, told, _with_values(mapping.values, values, columns, codes, problems)), problems


def _with_headings(
    known: Mapping[str, str], headings: Iterable[str], columns: list[str], problems: list[Problem]
) -> dict[str, str]:
    more = dict(known)
    for text in headings:
        heading, sign, column = (part.strip() for part in text.rpartition("="))
        if not sign or not spelling(heading):
            do = 'Write --map "Heading=column", or "Heading=-" to leave it out.'
            problems.append(Problem("option-value", "--map", None, f"{text!r} maps no heading to a column.", do))
        elif column not in (*columns, LEFT_OUT):
            what = f"There is no column {column!r}."
            problems.append(Problem("unknown-name", "--map", None, what, near_miss(column, columns)))
        else:
            more = {old: kept for old, kept in more.items() if spelling(old) != spelling(heading)} | {heading: column}
    return more


def _with_values(
    known: Mapping[str, Mapping[str, str]],
    values: Iterable[str],
    columns: list[str],
    codes: Mapping[str, Collection[str]],
    problems: list[Problem],
) -> dict[str, dict[str, str]]:
    more = {name: dict(texts) for name, texts in known.items()}
    for text in values:
        name, colon, rest = (part.strip() for part in text.partition(":"))
        value, sign, code = (part.strip() for part in rest.rpartition("="))
        if not colon or not sign or not value:
            do = 'Write --value "fact: text=code", or "fact: text=" for blank.'
            problems.append(Problem("option-value", "--value", None, f"{text!r} gives no value a meaning.", do))
        elif name not in columns:
            what = f"There is no column {name!r}."
            problems.append(Problem("unknown-name", "--value", None, what, near_miss(name, columns)))
        elif code and code not in codes.get(name, (code,)):
            what = f"{code!r} is no code of {name}."
            do = near_miss(code, codes[name]) or f"Use one of: {', '.join(codes[name])}."
            problems.append(Problem("option-value", "--value", None, what, do))
        else:
            texts = more.setdefault(name, {})
            for old in [old for old in texts if spelling(old) == spelling(value)]:
                del texts[old]
            texts[value] = code
    return more


def mapping_text(mapping: BodyMapping) -> str:
    """The mapping as the YAML document that `read_mapping` reads."""
    lines = ["# What this body's spreadsheets mean by their headings and values; Aboveline adds to it.", "format: 1"]
    if mapping.body:
        lines.append(f"body: {_quoted(mapping.body)}")
    if mapping.headings:
        lines += ["headings:", *(f"  {_quoted(text)}: {_quoted(to)}" for text, to in mapping.headings.items())]
    if mapping.values:
        lines.append("values:")
    for name, texts in mapping.values.items():
        lines += [f"  {name}:", *(f"    {_quoted(text)}: {_quoted(code)}" for text, code in texts.items())]
    return "\n".join(lines) + "\n"


def _check_headings(fields: Fields, found: Mapping[str, str], columns: list[str]) -> None:
    spelled: dict[str, str] = {}
    for heading, column in found.items():
        if column != LEFT_OUT:
            _check_column(fields, heading, column, columns)
        first = spelled.setdefault(spelling(heading), heading)
        if first != heading:
            what = f"The headings {first!r} and {heading!r} are spelled alike."
            fields.problem("key-repeated", heading, what, "Keep one of them.")


def _check_column(fields: Fields, key: str, column: str, columns: list[str]) -> None:
    if column not in columns:
        do = near_miss(column, columns) or "See `aboveline caseload template` for the columns there are."
        fields.problem("reference-unknown", key, f"There is no column {column!r}.", do)


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in plain) + '"'
